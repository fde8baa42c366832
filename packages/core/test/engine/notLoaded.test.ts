/** What happens while what reads failures is being loaded, and where it cannot be loaded. */
import { afterEach, assert, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"

const file = "../../src/internal/account/failureSide.ts"

afterEach(() => {
  vi.doUnmock(file)
  vi.resetModules()
})

/** Core as a program has it that has not loaded anything yet, and an account at a server that gives these replies. */
const freshly = (load: (actual: () => Promise<object>) => Promise<object>, ...codes: ReadonlyArray<string>) =>
  Effect.promise(async () => {
    vi.resetModules()
    vi.doMock(file, (actual) => load(() => actual<object>()))
    const { makeAccount } = await import("../../src/Driver.ts")
    const { ada, makeMethod, url } = await import("../fixtures/loginMethod.ts")
    const { json, refusal, serve } = await import("../fixtures/protocol.ts")
    const good = json({ ok: true, token: "t-1" })
    const { provide, requests } = serve(
      ...codes.map((code) => (code === "good" ? good : code === "drop" ? () => "drop" as const : refusal(code)))
    )
    return { manager: provide(makeAccount(makeMethod().method, { url, ...ada })), requests }
  })

it.effect("a refusal is read with what is loaded for it, and so is the rejection of a session", () =>
  Effect.gen(function* () {
    let loads = 0
    const { manager, requests } = yield* freshly(
      (actual) => {
        loads++
        return actual()
      },
      "good",
      "good",
      "GONE",
      "good",
      "good",
      "BAD"
    )
    const { client, invalidate, session } = yield* manager
    const first = yield* session
    yield* client.get("/x")
    assert.strictEqual(loads, 0)
    const { status } = yield* client.get("/x")
    assert.strictEqual(status, 200)
    const second = yield* session
    assert.notStrictEqual(second, first)
    yield* invalidate(second)
    assert.strictEqual((yield* Effect.flip(session)).reason._tag, "InvalidCredentials")
    assert.deepStrictEqual([loads, requests.length], [1, 6])
  })
)

it.effect("loading slowly turns no refusal into a timeout, which would be tried again", () =>
  Effect.gen(function* () {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    const { manager, requests } = yield* freshly(async (actual) => {
      ask()
      await gate
      return actual()
    }, "BAD")
    const { session } = yield* manager
    const waiting = yield* Effect.forkChild(Effect.flip(session))
    yield* Effect.promise(() => asked)
    yield* TestClock.adjust("31 seconds")
    open()
    assert.strictEqual((yield* Fiber.join(waiting)).reason._tag, "InvalidCredentials")
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* Effect.flip(session)).reason._tag, "InvalidCredentials")
    assert.strictEqual(requests.length, 1)
  })
)

it.effect("credentials whose refusal nothing could read are not sent again before reset", () =>
  Effect.gen(function* () {
    let loads = 0
    const { manager, requests } = yield* freshly((actual) => {
      // It can be loaded only once the refusal is over.
      loads++
      return loads === 1 ? Promise.reject(new Error("offline")) : actual()
    }, "BAD")
    const { reset, session } = yield* manager
    assert.strictEqual((yield* Effect.exit(session))._tag, "Failure")
    yield* TestClock.adjust("1 day")
    assert.strictEqual((yield* Effect.exit(session))._tag, "Failure")
    assert.strictEqual(requests.length, 1)
    yield* reset
    assert.strictEqual((yield* Effect.flip(session)).reason._tag, "InvalidCredentials")
    assert.strictEqual(requests.length, 2)
  })
)

it.effect("a request that got no answer fails as it does otherwise, and shows no session", () =>
  Effect.gen(function* () {
    const { manager } = yield* freshly(() => Promise.reject(new Error("offline")), "good", "drop")
    const { client } = yield* manager
    const error = yield* Effect.flip(client.get("/x"))
    assert.strictEqual(error._tag, "HttpClientError")
    assert.strictEqual(error.reason._tag, "TransportError")
    assert.notInclude(JSON.stringify(error), "t-1")
  })
)
