import { assert, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { AuthError, InvalidCredentials, SessionRejected, type SessionManager } from "../../src/index.ts"
import { connect } from "../../src/Promise.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type SessionDriver } from "../../src/Driver.ts"
import { reasonTag } from "../fixtures/outcome.ts"
import { type FakeSession, makeFake } from "../map/fake.ts"

class Desk extends Context.Service<Desk, SessionManager<FakeSession>>()("test/Desk") {
  static readonly layer = (driver: SessionDriver<FakeSession, string>) => Layer.effect(Desk, makeSessionManager(driver))
}

/** An `HttpClient` on a web-standard handler: what it is sent arrives as a `Request`. */
const serve = (handler: (request: Request) => Response | Promise<Response>): Layer.Layer<HttpClient.HttpClient> =>
  Layer.provide(
    FetchHttpClient.layer,
    Layer.succeed(FetchHttpClient.Fetch, (input, init) => {
      const request = new Request(input, init)
      return new Promise<Response>((resolve, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason))
        resolve(Promise.resolve(handler(request)))
      })
    })
  )

const open = (fake = makeFake(), http = fake.layer) => connect(Desk.layer(fake.driver("a")), { http })

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it did not reject"),
    (error: unknown) => error
  )

it("one line connects; the session is typed; the end logs out", async () => {
  const fake = makeFake()
  {
    await using auth = await open(fake)
    const session = await auth.session()
    assert.strictEqual(session.value.account, "a")
    assert.strictEqual(await auth.session(), session)
    assert.strictEqual(fake.logins.length, 1)
    assert.strictEqual(fake.open.size, 1)
  }
  assert.strictEqual(fake.open.size, 0)
})

it("without a login nothing was asked, and closing twice is closing once", async () => {
  const fake = makeFake()
  const auth = await open(fake)
  assert.strictEqual(auth.close(), auth.close())
  await auth.close()
  assert.deepStrictEqual(fake.logins, [])
  assert.strictEqual(reasonTag(await rejection(auth.session())), "Closed")
  assert.strictEqual(reasonTag(await rejection(auth.fetch("/x"))), "Closed")
})

it("fetch is Closed while it closes, though there was a fresh session", async () => {
  const auth = await open()
  await auth.session()
  const closing = auth.close()
  assert.strictEqual(reasonTag(await rejection(auth.session())), "Closed")
  await closing
})

it("fetch carries the session and gives a standard Response", async () => {
  const seen: Array<string> = []
  await using auth = await open(
    makeFake(),
    serve(async (request) => {
      seen.push(`${request.method} ${request.url} ${request.headers.get("x-session")} ${await request.text()}`)
      return new Response("hello", {
        status: 201,

        headers: [
          ["x-answer", "42"],
          ["set-cookie", "a=1"],
          ["set-cookie", "b=2; Path=/"]
        ]
      })
    })
  )
  const response = await auth.fetch("/x?a=1", { method: "post", body: new URLSearchParams({ q: "a b" }) })
  assert.deepStrictEqual(seen, ["POST https://fake.example/x?a=1 1 q=a+b"])
  assert.instanceOf(response, Response)
  assert.strictEqual(response.status, 201)
  assert.strictEqual(response.headers.get("x-answer"), "42")
  assert.strictEqual(response.headers.getSetCookie().length, 2)
  assert.strictEqual(response.url, "https://fake.example/x?a=1")
  assert.strictEqual(await response.text(), "hello")
})

it("every kind of body arrives as fetch would send it", async () => {
  await using auth = await open(
    makeFake(),
    serve(async (request) => Response.json([request.headers.get("content-type"), await request.text()]))
  )
  const sent = async (init: RequestInit | Request) =>
    (init instanceof Request
      ? await auth.fetch(init)
      : await auth.fetch("https://fake.example/x", { method: "POST", ...init })
    ).json()
  const json = { "content-type": "application/json" }
  const url = "https://fake.example/x"
  const bytes = new TextEncoder().encode("bytes")
  assert.deepStrictEqual(await sent({ body: "text" }), ["text/plain;charset=UTF-8", "text"])
  assert.deepStrictEqual(await sent({ body: "{}", headers: json }), ["application/json", "{}"])
  assert.deepStrictEqual(await sent({ body: bytes }), ["application/octet-stream", "bytes"])
  assert.deepStrictEqual(await sent({ body: bytes.buffer, headers: json }), ["application/json", "bytes"])
  assert.deepStrictEqual(await sent({ body: new Blob(["blob"], { type: "text/x" }) }), ["text/x", "blob"])
  assert.strictEqual(
    (
      await sent({
        body: new ReadableStream({
          start: (controller) => {
            controller.enqueue(bytes)
            controller.close()
          }
        })
      })
    )[1],
    "bytes"
  )
  const data = new FormData()
  data.append("a", "1")
  assert.match((await sent({ body: data }))[0], /^multipart\/form-data; boundary/)
  assert.deepStrictEqual(await sent(new Request(url, { method: "PUT", body: "{}", headers: json })), [
    "application/json",
    "{}"
  ])
  assert.strictEqual((await sent(new Request(url, { method: "PUT", body: new Blob(["x"]) })))[1], "x")
  assert.deepStrictEqual(await (await auth.fetch(new URL(url))).json(), [null, ""])
})

it("a response's body streams, and so does one that does not come from fetch", async () => {
  const http = Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) => {
      const response = HttpClientResponse.fromWeb(request, new Response(null, { status: 200 }))
      const stream = Stream.fromIterable(["a", "b"]).pipe(Stream.encodeText)
      return Effect.succeed(
        Object.create(response, {
          stream: { get: () => (request.url.endsWith("/none") ? response.stream : stream) },
          "~effect/http/HttpClientResponse/WebSource": { value: () => undefined }
        })
      )
    })
  )
  await using auth = await open(makeFake(), http)
  assert.strictEqual(await (await auth.fetch("/x")).text(), "ab")
  assert.strictEqual(await (await auth.fetch("/none")).text(), "")
})

it("a refused session is renewed and a text sent again; a stream is not", async () => {
  const fake = makeFake()
  await using auth = await open(fake)
  await auth.session()
  fake.open.clear()
  assert.strictEqual((await auth.fetch("/x", { method: "POST", body: "a=1" })).status, 200)
  assert.strictEqual(fake.logins.length, 2)
  fake.open.clear()
  const body = new Blob(["a"]).stream()
  assert.strictEqual(reasonTag(await rejection(auth.fetch("/x", { method: "POST", body }))), "ReplayImpossible")
})

it("replaySafe says that a request may be sent again", async () => {
  const fake = makeFake()
  const cautious: SessionDriver<FakeSession, string> = {
    ...fake.driver("a"),
    isSafe: () => false,
    classify: ({ status }) =>
      status === 401 ? { _tag: "refused", reason: new SessionRejected({}), replay: false } : { _tag: "accepted" }
  }
  await using auth = await connect(Desk.layer(cautious), { http: fake.layer })
  for (const [replaySafe, outcome] of [
    [false, "ReplayImpossible"],
    [true, 200]
  ] as const) {
    await auth.session()
    fake.open.clear()
    const result = await auth.fetch("/x", { method: "POST", replaySafe }).then(({ status }) => status, reasonTag)
    assert.strictEqual(result, outcome)
  }
})

it("an abort rejects with the signal's reason, and the login goes on for the others", async () => {
  const fake = makeFake()
  const gate = Deferred.makeUnsafe<void>()
  const driver = fake.driver("a")
  await using auth = await connect(
    Desk.layer({ ...driver, login: (account) => Effect.andThen(Deferred.await(gate), driver.login(account)) }),
    { http: fake.layer }
  )
  const abort = new AbortController()
  const reason = { why: "no time" }
  const aborted = rejection(auth.session({ signal: abort.signal }))
  const fetched = rejection(auth.fetch("/x", { signal: abort.signal }))
  const other = auth.session()
  abort.abort(reason)
  assert.strictEqual(await aborted, reason)
  assert.strictEqual(await fetched, reason)
  Deferred.doneUnsafe(gate, Effect.void)
  assert.strictEqual((await other).value.id, 1)
  assert.strictEqual(fake.logins.length, 1)
  assert.strictEqual(await rejection(auth.session({ signal: abort.signal })), reason)
  assert.strictEqual(await rejection(auth.fetch("/x", { signal: abort.signal })), reason)
})

it("an abort reaches the request and the body that is being read", async () => {
  let hung: AbortSignal | undefined
  await using auth = await open(
    makeFake(),
    serve((request) => {
      if (request.url.endsWith("/hang")) {
        hung = request.signal
        return new Promise(() => {})
      }
      return new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(3)) }))
    })
  )
  await auth.session()
  const first = new AbortController()
  const hanging = rejection(auth.fetch("/hang", { signal: first.signal }))
  // The server sets it.
  // oxlint-disable-next-line no-unmodified-loop-condition
  while (hung === undefined) await Promise.resolve()
  first.abort("stop")
  assert.strictEqual(await hanging, "stop")
  assert.isTrue(hung.aborted)
  const second = new AbortController()
  const response = await auth.fetch("/body", { signal: second.signal })
  const reading = rejection(response.text())
  second.abort("enough")
  assert.strictEqual(await reading, "enough")
})

it("errors are the same AuthError", async () => {
  const fake = makeFake()
  fake.failWith = new InvalidCredentials({})
  await using auth = await open(
    fake,
    serve(() => Promise.reject(new TypeError("fetch failed", { cause: new Error("ECONNRESET") })))
  )
  assert.strictEqual(reasonTag(await rejection(auth.session())), "InvalidCredentials")
  fake.failWith = undefined
  await Effect.runPromise(auth.manager.reset)
  const lost = await rejection(auth.fetch("/x"))
  assert.strictEqual(reasonTag(lost), "Transport")
  assert.strictEqual(lost instanceof AuthError && lost.vendor, "fake")
  assert.strictEqual(reasonTag(await rejection(auth.fetch("https://elsewhere.example/"))), "InvalidConfiguration")
  assert.strictEqual(reasonTag(await rejection(auth.fetch("/x", { method: "BREW" }))), "InvalidConfiguration")
})

it("a layer that cannot be built rejects with its error, and leaves nothing behind", async () => {
  const error = new AuthError({ vendor: "fake", operation: "configure", reason: new InvalidCredentials({}) })
  let released = false
  const broken = Layer.effect(
    Desk,
    Effect.andThen(
      Effect.addFinalizer(() => Effect.sync(() => (released = true))),
      Effect.fail(error)
    )
  )
  const rejected = await rejection(connect(broken))
  assert.deepInclude(rejected, { vendor: "fake", operation: "configure", message: error.message })
  assert.strictEqual(rejected instanceof AuthError && rejected.reason, error.reason)
  assert.isTrue(released)
  const signal = AbortSignal.abort("never mind")
  assert.strictEqual(await rejection(connect(broken, { signal })), "never mind")
})

it("a layer must hold one manager; one that another layer made will do", async () => {
  const fake = makeFake()
  class Other extends Context.Service<Other, SessionManager<FakeSession>>()("test/Other") {}
  const two = Layer.merge(Desk.layer(fake.driver("a")), Layer.effect(Other, makeSessionManager(fake.driver("b"))))
  assert.strictEqual(reasonTag(await rejection(connect(two, { http: fake.layer }))), "InvalidConfiguration")
  const session = { id: "1", value: { account: "x", id: 1 }, issuedAt: 0, lifetime: {} }
  const own = Layer.effect(
    Other,
    Effect.map(makeSessionManager(fake.driver("b")), (manager) => ({ ...manager, session: Effect.succeed(session) }))
  )
  await using auth = await connect(own, { http: fake.layer })
  assert.strictEqual(await auth.session(), session)
})

it("a redirect is handed on, one that the platform hides is an error", async () => {
  const http = Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) =>
      Effect.succeed(
        HttpClientResponse.fromWeb(
          HttpClientRequest.setUrl(request, "https://fake.example/x"),
          request.url.endsWith("/hidden") ? Response.error() : new Response(null, { status: 302 })
        )
      )
    )
  )
  await using auth = await open(makeFake(), http)
  assert.strictEqual((await auth.fetch("/x")).status, 302)
  assert.strictEqual(reasonTag(await rejection(auth.fetch("/hidden"))), "UnexpectedResponse")
})
