/** What `client` hands back: readable in every way, and without the session. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as UrlParams from "effect/http/UrlParams"
import { inspect } from "node:util"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { Account, tagOf } from "../fixtures/account.ts"

const long = "x".repeat(200_000)

const make = (reply: () => Response, readsBody: boolean) =>
  Effect.gen(function* () {
    const account: Account = Object.assign(new Account(), { readsBody, reply })
    return { account, manager: yield* account.manager() }
  })

const inPieces = (pieces: Array<Uint8Array>) =>
  new ReadableStream({
    pull: (controller) => {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(piece)
    }
  })

const json = () => Response.json({ a: [1, "ü"] }, { headers: { "x-more": "1", "set-cookie": "k=v" } })
const form = () => new Response("a=1&b=%C3%BC", { headers: { "content-type": "application/x-www-form-urlencoded" } })
const sized = (make: () => Response) => () => {
  const response = make()
  response.headers.set("content-length", "5")
  return response
}

for (const readsBody of [true, false]) {
  const how = readsBody ? "read for classification" : "classified by its status"
  it.effect(`a response ${how} can be read in every way`, () =>
    Effect.gen(function* () {
      for (const wrap of [(make: () => Response) => make, sized]) {
        const { manager } = yield* make(wrap(json), readsBody)
        const get = manager.client.get("/x")
        const whole = yield* get
        assert.strictEqual(whole.status, 200)
        assert.strictEqual(whole.headers["x-more"], "1")
        assert.strictEqual(whole.cookies.cookies["k"]?.value, "v")
        assert.strictEqual(whole.remoteAddress._tag, "None")
        assert.deepStrictEqual(yield* whole.json, { a: [1, "ü"] })
        assert.strictEqual(yield* Effect.flatMap(get, ({ text }) => text), '{"a":[1,"ü"]}')
        assert.strictEqual((yield* Effect.flatMap(get, ({ arrayBuffer }) => arrayBuffer)).byteLength, 14)
        const chunks = yield* Stream.runCollect(Stream.unwrap(Effect.map(get, ({ stream }) => stream)))
        assert.strictEqual(chunks.map((chunk) => new TextDecoder().decode(chunk)).join(""), '{"a":[1,"ü"]}')
        const fields = yield* make(wrap(form), readsBody)
        const params = yield* Effect.flatMap(fields.manager.client.get("/x"), ({ urlParamsBody }) => urlParamsBody)
        assert.deepStrictEqual([...(UrlParams.toRecord(params)["a"] ?? "")], ["1"])
        const data = yield* Effect.flatMap(fields.manager.client.get("/x"), ({ formData }) => formData)
        assert.strictEqual(data.get("b"), "ü")
      }
    })
  )
}

it.effect("a body of more than 64 KiB passes through, whole", () =>
  Effect.gen(function* () {
    const { manager } = yield* make(() => new Response(long), true)
    const response = yield* manager.client.get("/x")
    assert.strictEqual(yield* response.text, long)
    const pieces = Array.from({ length: 50 }, () => new TextEncoder().encode("y".repeat(5000)))
    const streamed = yield* make(() => new Response(inPieces(pieces)), true)
    const chunks = yield* Stream.runCollect(
      Stream.unwrap(Effect.map(streamed.manager.client.get("/x"), ({ stream }) => stream))
    )
    assert.strictEqual(
      chunks.reduce((sum, chunk) => sum + chunk.length, 0),
      250_000
    )
  })
)

it.effect("classification sees the first 64 KiB at most, and whether that is all", () =>
  Effect.gen(function* () {
    const seen: Array<readonly [number | undefined, boolean]> = []
    const account: Account = Object.assign(new Account(), { readsBody: true })
    const manager = yield* account.manager({
      classify: ({ body, complete }) => {
        seen.push([body?.length, complete])
        return { _tag: "accepted" }
      }
    })
    for (const reply of [
      () => new Response(long),
      () => new Response("short"),
      sized(() => new Response("sized")),
      () => new Response(null, { status: 204 }),
      () => new Response("", { status: 200 }),
      () => new Response(null)
    ]) {
      account.reply = reply
      yield* Effect.flatMap(manager.client.get("/x"), ({ text }) => text)
    }
    assert.deepStrictEqual(seen, [
      [65_536, false],
      [5, true],
      [5, true],
      [0, true],
      [0, true],
      [0, true]
    ])
  })
)

it.effect("a rejection in a body is one, and a long one lets the connection go", () =>
  Effect.gen(function* () {
    let cancelled = 0
    const endless = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new TextEncoder().encode("EXPIRED".repeat(5000))),
          cancel: () => void cancelled++
        })
      )
    const { account, manager } = yield* make(endless, true)
    assert.strictEqual(yield* tagOf(manager.client.get("/x")), "SessionRejected")
    assert.strictEqual(account.sent.length, 2)
    yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    assert.strictEqual(cancelled, 2)
  })
)

const print = (value: unknown): string =>
  [
    inspect(value, { depth: Infinity, showHidden: true }),
    inspect(value, { depth: 12, customInspect: false }),
    JSON.stringify(value),
    String(value)
  ].join("\n")

it.effect("neither a response nor a failure shows the session, however it is printed", () =>
  Effect.gen(function* () {
    for (const readsBody of [true, false]) {
      const { account, manager } = yield* make(() => new Response("no json"), readsBody)
      const response = yield* manager.client.get("/x", { urlParams: { a: "1" } })
      assert.notMatch(print(response), /secret-/)
      assert.strictEqual(response.request.headers["x-session"], undefined)
      assert.strictEqual(response.request.url, "https://acme.example/base/x")
      const failed = yield* Effect.flip(response.json)
      assert.strictEqual(failed.request, response.request)
      assert.strictEqual(failed.reason._tag, "DecodeError")
      assert.notMatch(print(failed), /secret-/)
      account.reply = () => new Response(null)
      const empty = yield* Effect.flip(
        Stream.runDrain(Stream.unwrap(Effect.map(manager.client.get("/x"), ({ stream }) => stream)))
      ).pipe(Effect.option)
      if (!readsBody) assert.strictEqual(Option.getOrUndefined(empty)?._tag, "HttpClientError")
      account.reply = () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new Uint8Array(70_000)),
            pull: (controller) => controller.error(new Error("reset"))
          })
        )
      const broken = yield* Effect.exit(Effect.flatMap(manager.client.get("/x"), ({ text }) => text))
      assert.isTrue(Exit.isFailure(broken))
      assert.notMatch(print(broken), /secret-/)
    }
  })
)

const failing = (make: (request: HttpClientRequest.HttpClientRequest) => HttpClientError.HttpClientErrorReason) =>
  Effect.gen(function* () {
    const account = new Account()
    const http = HttpClient.make((request) =>
      Effect.fail(new HttpClientError.HttpClientError({ reason: make(request) }))
    )
    const manager = yield* Effect.provideService(makeSessionManager(account.driver), HttpClient.HttpClient, http)
    const error = yield* Effect.flip(manager.client.get("/x"))
    assert.notMatch(print(error), /secret-/)
    return error._tag === "HttpClientError" ? `${error.reason._tag} ${error.message}` : error._tag
  })

it.effect("a failure keeps its kind and its words, not the request that was sent", () =>
  Effect.gen(function* () {
    const cause = new Error("connect ECONNREFUSED, header secret-1")
    const url = "(GET https://acme.example/base/x)"
    assert.strictEqual(
      yield* failing((request) => new HttpClientError.TransportError({ request, cause })),
      `TransportError Transport: connect ECONNREFUSED, header … ${url}`
    )
    assert.match(yield* failing((request) => new HttpClientError.EncodeError({ request, cause })), /^EncodeError/)
    assert.match(
      yield* failing((request) => new HttpClientError.InvalidUrlError({ request, cause })),
      /^InvalidUrlError/
    )
    const response = (request: HttpClientRequest.HttpClientRequest) =>
      HttpClientResponse.fromWeb(request, new Response("", { status: 500 }))
    assert.match(
      yield* failing((request) => new HttpClientError.StatusCodeError({ request, response: response(request), cause })),
      /^StatusCodeError StatusCode error \(500 GET/
    )
    assert.match(
      yield* failing((request) => new HttpClientError.DecodeError({ request, response: response(request), cause })),
      /^TransportError/
    )
  })
)

it.effect("a body cut while it is looked at is a transport failure; an interrupted caller lets it go", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make(
      () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) })),
      true
    )
    const error = yield* Effect.flip(manager.client.get("/x"))
    assert.match(String(error), /the connection ended within the reply/)
    let cancelled = false
    account.reply = () => new Response(new ReadableStream({ cancel: () => void (cancelled = true) }))
    const call = yield* Effect.forkChild(manager.client.get("/x"))
    yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    call.interruptUnsafe()
    yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    assert.isTrue(cancelled)
  })
)
