/** What every emulated server does alike: it answers, records what it was asked, and misbehaves on request. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import {
  type EmulatorReply,
  type EmulatorServer,
  handlerOf,
  jsonBody,
  layerOf,
  makeEmulator,
  saysJson
} from "../../src/testing/index.ts"

const url = "https://vendor.example"

/** A server whose operations are its paths. `/at` says when a request was read. */
const serving = (reply: EmulatorReply, rest: Partial<EmulatorServer> = {}) =>
  makeEmulator({
    vendor: "acme",
    url,
    accounts: [],
    operationOf: (request) => request.url.pathname.slice(1),
    isLogin: (operation) => operation === "login",
    respond: (request, operation) => (operation === "at" ? { status: 200, body: String(request.at) } : reply),
    logins: () => 0,
    sessions: () => 0,
    expireSessions: () => {},
    ...rest
  })

const bytes = Uint8Array.from([0xff, 0x00, 0x41, 0x42])

const bodies: ReadonlyArray<readonly [what: string, body: EmulatorReply["body"], sent: ReadonlyArray<number>]> = [
  ["text", "éB", [0xc3, 0xa9, 0x42]],
  ["bytes", bytes, [...bytes]],
  ["nothing", undefined, []]
]

describe("an emulated server", () => {
  for (const [what, body, sent] of bodies) {
    const get = Effect.gen(function* () {
      const response = yield* HttpClient.get(`${url}/x`)
      return [...new Uint8Array(yield* response.arrayBuffer)]
    })

    it.effect(`sends ${what}, whole, cut to its first bytes, or with junk before it`, () =>
      Effect.gen(function* () {
        const server = yield* serving(body === undefined ? { status: 200 } : { status: 200, body })
        yield* server.fault("x", { kind: "truncate", bytes: 1 })
        yield* server.fault("x", { kind: "prefix", text: "é" })
        const seen = yield* Effect.provide(Effect.all([get, get, get]), server.layer)
        assert.deepStrictEqual(seen, [sent.slice(0, 1), [0xc3, 0xa9, ...sent], [...sent]])
      })
    )
  }

  it.effect("goes wrong as often as it was asked to, and for that operation only", () =>
    Effect.gen(function* () {
      const server = yield* serving({ status: 200 })
      yield* server.fault("x", { kind: "reply", reply: { status: 500 } }, 2)
      const statuses = yield* Effect.forEach(["y", "x", "x", "x"], (path) =>
        Effect.map(HttpClient.get(`${url}/${path}`), ({ status }) => status)
      ).pipe(Effect.provide(server.layer))
      assert.deepStrictEqual(statuses, [200, 500, 500, 200])
    })
  )

  it.effect("an outage lasts until its faults are cleared", () =>
    Effect.gen(function* () {
      const server = yield* serving({ status: 200 })
      yield* server.fault("*", { kind: "drop" }, Infinity)
      yield* server.fault("x", { kind: "reply", reply: { status: 503 } }, Infinity)
      const get = (path: string) => Effect.provide(HttpClient.get(`${url}/${path}`), server.layer)
      for (let tries = 0; tries < 3; tries++) assert.isTrue(Exit.isFailure(yield* Effect.exit(get("y"))))
      yield* server.clearFaults("*")
      assert.strictEqual((yield* get("y")).status, 200)
      assert.strictEqual((yield* get("x")).status, 503)
      yield* server.clearFaults()
      assert.strictEqual((yield* get("x")).status, 200)
    })
  )

  it.effect("a route of a user's own is answered behind the session check, and recorded by its name", () =>
    Effect.gen(function* () {
      const server = yield* serving(
        { status: 404 },
        {
          url: `${url}/crm/`,
          authorize: (request) => (request.headers["sid"] === "s-1" ? { user: "ada" } : { status: 401 })
        }
      )
      yield* server.route({
        method: "POST",
        path: "/api?operation=sum",
        respond: ({ body }, user) => ({ status: 200, body: `${user}: ${body}` })
      })
      const post = (path: string, form: string, headers: Record<string, string> = {}) =>
        HttpClient.post(`${url}/crm${path}`, {
          headers,
          body: HttpBody.text(form, "application/x-www-form-urlencoded")
        }).pipe(
          Effect.flatMap((response) => Effect.map(response.text, (text) => `${response.status} ${text}`)),
          Effect.provide(server.layer)
        )
      const mine = { sid: "s-1" }
      assert.strictEqual(yield* post("/api", "operation=sum&a=1", mine), "200 ada: operation=sum&a=1")
      assert.strictEqual(yield* post("/api?operation=sum", "a=1", mine), "200 ada: a=1")
      assert.strictEqual(yield* post("/api", "operation=sum"), "401 ")
      assert.strictEqual(yield* post("/api", "operation=other", mine), "404 ")
      const operations = (yield* server.requests).map(({ operation }) => operation)
      assert.deepStrictEqual(operations.slice(0, 2), ["POST /api?operation=sum", "POST /api?operation=sum"])
    })
  )

  it.effect("several servers are behind one client or one handler, the longest base path first", () =>
    Effect.gen(function* () {
      const root = yield* serving({ status: 200, body: "root" })
      const below = yield* serving({ status: 200, body: "below" }, { url: `${url}/acme` })
      const other = yield* serving({ status: 200, body: "other" }, { url: "https://other.example/api/" })
      const layer = layerOf(root, below, other)
      const handler = handlerOf(root, below, other)
      const expected = {
        [`${url}/x`]: "root",
        [`${url}/acme`]: "below",
        [`${url}/acme/x`]: "below",
        [`${url}/acmes`]: "root",
        "https://other.example/api/x": "other"
      }
      for (const [address, text] of Object.entries(expected)) {
        const response = yield* Effect.provide(HttpClient.get(address), layer)
        assert.strictEqual(yield* response.text, text)
        const handled = yield* Effect.promise(() => handler(new Request(address)))
        assert.strictEqual(yield* Effect.promise(() => handled.text()), text)
      }
      assert.isTrue(Exit.isFailure(yield* Effect.exit(Effect.provide(HttpClient.get("https://other.example/"), layer))))
      assert.strictEqual((yield* Effect.promise(() => handler(new Request("https://nowhere.example/")))).status, 404)
    })
  )

  it.effect("drops a connection before the work, or after it, and records both", () =>
    Effect.gen(function* () {
      let work = 0
      const respond = () => ({ status: 200 + work++ })
      const server = yield* serving({ status: 200 }, { respond })
      for (const [after, done] of [
        [false, 0],
        [true, 1]
      ] as const) {
        yield* server.fault("*", { kind: "drop", after })
        const error = yield* Effect.flip(Effect.provide(HttpClient.get(`${url}/x`), server.layer))
        assert.include(error.message, "connection reset")
        assert.strictEqual(work, done)
      }
      assert.deepStrictEqual(
        (yield* server.requests).map(({ status }) => status),
        [undefined, undefined]
      )
    })
  )

  it.effect("is the only server there is: any other origin is unknown, and nothing of it is recorded", () =>
    Effect.gen(function* () {
      const server = yield* serving({ status: 200 })
      const error = yield* Effect.flip(Effect.provide(HttpClient.get("https://other.example/x"), server.layer))
      assert.include(error.message, "no server at https://other.example")
      assert.strictEqual((yield* server.requests).length, 0)
    })
  )

  it.effect("answers requests of one queue one after another, and all others at once", () =>
    Effect.gen(function* () {
      const server = yield* serving({ status: 200 }, { queueOf: ({ headers }) => headers["x-queue"] })
      yield* server.fault("at", { kind: "delay", duration: 1000 }, 6)
      const ask = (queue: string | undefined) =>
        HttpClientRequest.get(`${url}/at`).pipe(
          HttpClientRequest.setHeaders(queue === undefined ? {} : { "x-queue": queue }),
          HttpClient.execute,
          Effect.flatMap((response) => response.text)
        )
      const asked = Effect.forEach(["a", "a", "a", "b", undefined, undefined], ask, { concurrency: "unbounded" })
      const fiber = yield* Effect.forkChild(Effect.provide(asked, server.layer))
      yield* TestClock.adjust(5000)
      assert.deepStrictEqual(yield* Fiber.join(fiber), ["1000", "2000", "3000", "1000", "1000", "1000"])
    })
  )

  it.effect("a queue goes on after a request in it was interrupted", () =>
    Effect.gen(function* () {
      const server = yield* serving({ status: 200 }, { queueOf: () => "a" })
      yield* server.fault("at", { kind: "delay", duration: 1000 })
      const ask = Effect.provide(
        Effect.flatMap(HttpClient.get(`${url}/at`), (response) => response.text),
        server.layer
      )
      const first = yield* Effect.forkChild(ask)
      yield* TestClock.adjust(500)
      const second = yield* Effect.forkChild(ask)
      yield* TestClock.adjust(100)
      yield* Fiber.interrupt(first)
      assert.strictEqual(yield* Fiber.join(second), "600")
    })
  )

  it.effect("is served as a web handler, which rejects when the connection is to be dropped", () =>
    Effect.gen(function* () {
      const server = yield* serving({ status: 204 })
      const post = (path: string) =>
        Effect.promise(() => server.handler(new Request(`${url}/${path}`, { method: "POST", body: "b" })))
      assert.strictEqual((yield* post("login")).status, 204)
      yield* server.fault("*", { kind: "drop" })
      assert.isTrue(Exit.isFailure(yield* Effect.exit(post("login"))))
      assert.strictEqual(yield* server.attempts, 2)
      assert.deepStrictEqual(
        (yield* server.requests).map(({ body, status }) => [body, status]),
        [
          ["b", 204],
          ["b", undefined]
        ]
      )
    })
  )
})

const form = new FormData()
form.set("field", "value")

const sent: ReadonlyArray<readonly [what: string, body: HttpBody.HttpBody, text: RegExp, type: RegExp]> = [
  ["no body", HttpBody.empty, /^$/, /^undefined$/],
  ["text", HttpBody.text("é", "text/csv"), /^é$/, /^text\/csv$/],
  ["bytes", HttpBody.uint8Array(new TextEncoder().encode("é"), "a/b"), /^é$/, /^a\/b$/],
  ["a form of parts", HttpBody.formData(form), /name="field"\r\n\r\nvalue/, /^multipart\/form-data; boundary=/],
  ["a stream", HttpBody.stream(Stream.make(new TextEncoder().encode("abc")), "c/d"), /^abc$/, /^c\/d$/],
  ["a stream without a type", HttpBody.raw("abc"), /^abc$/, /^(undefined|text\/plain)/]
]

for (const [what, body, text, type] of sent) {
  it.live(`a server reads a request with ${what}, and its type`, () =>
    Effect.gen(function* () {
      const server = yield* serving({ status: 200 })
      const request = HttpClientRequest.setBody(HttpClientRequest.post(`${url}/x`), body)
      yield* Effect.provide(HttpClient.execute(request), server.layer)
      const [seen] = yield* server.requests
      assert.match(seen?.body ?? "none", text)
      assert.match(String(seen?.headers["content-type"]), type)
    })
  )
}

const asked = (body: string, contentType?: string) => ({
  method: "POST",
  url: new URL(url),
  headers: contentType === undefined ? {} : { "content-type": contentType },
  body,
  bytes: new TextEncoder().encode(body),
  at: 0
})

it("JSON is what a request says it is", () => {
  const types = ["application/json", "Application/JSON ; charset=utf-8", "application/jsonp", "text/json", undefined]
  assert.deepStrictEqual(
    types.map((type) => saysJson(asked("{}", type))),
    [true, true, false, false, false]
  )
})

it("a JSON body of another shape is not read; unknown keys are dropped, or refused", () => {
  const schema = Schema.Struct({ a: Schema.Finite })
  const [dropping, refusing] = [jsonBody(schema), jsonBody(schema, { excess: "refuse" })]
  assert.deepStrictEqual(dropping(asked('{"a":1,"b":2}')), { a: 1 })
  assert.isUndefined(refusing(asked('{"a":1,"b":2}')))
  assert.deepStrictEqual(refusing(asked('{"a":1}')), { a: 1 })
  for (const body of ['{"a":"1"}', "[]", "", "{"]) assert.isUndefined(dropping(asked(body)))
})
