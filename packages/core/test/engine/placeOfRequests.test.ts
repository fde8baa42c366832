/** Where requests with a session go, whose failures they are, and what is counted of them. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Metric from "effect/Metric"
import { AuthError, SessionRejected, VendorFailure } from "../../src/index.ts"
import type { SessionDriver } from "../../src/Driver.ts"
import * as Metrics from "../../src/Metrics.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type FakeSession, makeFake } from "../map/fake.ts"

/** A manager, and the URLs that its requests were sent to. `statuses` are the answers, 200 when there are no more. */
const make = (rest: Partial<SessionDriver<FakeSession, string>>, statuses: Array<number> = []) =>
  Effect.gen(function* () {
    const urls: Array<string> = []
    const http = HttpClient.make((request, url) =>
      Effect.sync(() => {
        urls.push(url.href)
        return HttpClientResponse.fromWeb(request, new Response("", { status: statuses.shift() ?? 200 }))
      })
    )
    const manager = yield* makeSessionManager({ ...makeFake().driver("a"), ...rest }).pipe(
      Effect.provideService(HttpClient.HttpClient, http)
    )
    return { manager, urls }
  })

it.effect("the session says where they go, if the vendor's login tells it, and they stay below that", () =>
  Effect.gen(function* () {
    const originOf = ({ value }: { readonly value: FakeSession }) => `https://${value.account}.example/base`
    const { manager, urls } = yield* make({ originOf })
    yield* manager.client.get("/x")
    yield* manager.client.get("https://a.example/base/y")
    const error = yield* Effect.flip(manager.client.get("https://fake.example/x"))
    assert.deepStrictEqual(urls, ["https://a.example/base/x", "https://a.example/base/y"])
    assert.instanceOf(error, AuthError)
    assert.deepInclude(error, { vendor: "fake", operation: "call" })
    assert.strictEqual(error.reason._tag, "InvalidConfiguration")
  })
)

it.effect("they stay below the vendor's server otherwise", () =>
  Effect.gen(function* () {
    const { manager, urls } = yield* make({})
    yield* manager.client.get("/x")
    yield* Effect.flip(manager.client.get("https://a.example/x"))
    assert.deepStrictEqual(urls, ["https://fake.example/x"])
  })
)

it.effect("a refusal by the vendor is a failure of the call", () =>
  Effect.gen(function* () {
    const reason = new VendorFailure({ code: "7" })
    const { manager } = yield* make({ classify: () => ({ _tag: "refused", reason, replay: false }) })
    const error = yield* Effect.flip(manager.client.get("/x"))
    assert.instanceOf(error, AuthError)
    assert.deepInclude(error, { vendor: "fake", operation: "call", reason })
  })
)

it.effect("those that are sent again are counted, and only those", () =>
  Effect.gen(function* () {
    const { manager, urls } = yield* make({}, [200, 401, 200, 401, 401])
    const attributes = { vendor: "fake", server: "https://fake.example" }
    const replays = Effect.map(Metric.value(Metric.withAttributes(Metrics.replays, attributes)), (state) => state.count)
    yield* manager.client.get("/x")
    assert.deepStrictEqual([urls.length, yield* replays], [1, 0])
    yield* manager.client.get("/x")
    assert.deepStrictEqual([urls.length, yield* replays], [3, 1])
    const error = yield* Effect.flip(manager.client.get("/x"))
    assert.instanceOf(error, AuthError)
    assert.instanceOf(error.reason, SessionRejected)
    assert.deepStrictEqual([urls.length, yield* replays], [5, 2])
  }).pipe(
    Effect.provideServiceEffect(
      Metric.MetricRegistry,
      Effect.sync(() => new Map())
    )
  )
)
