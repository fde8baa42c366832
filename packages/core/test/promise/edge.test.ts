/** What rejects is an `AuthError` or the caller's abort reason, and a signal outlives its calls without a trace. */
import { assert, it, vi } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import { getEventListeners } from "node:events"
import { AuthError, InvalidCredentials, type SessionManager } from "../../src/index.ts"
import { connect } from "../../src/Promise.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type SessionDriver } from "../../src/Driver.ts"
import { Aborts } from "../../src/internal/http/Aborts.ts"
import { collectGarbage } from "../fixtures/garbage.ts"
import { type FakeSession, makeFake } from "../map/fake.ts"

class Desk extends Context.Service<Desk, SessionManager<FakeSession>>()("test/Desk") {}

const open = (
  answer: () => Response | Promise<Response> = () => new Response("ok"),
  change: (driver: SessionDriver<FakeSession, string>) => SessionDriver<FakeSession, string> = (driver) => driver
) =>
  connect(Layer.effect(Desk, makeSessionManager(change(makeFake().driver("a")))), {
    http: Layer.provide(
      FetchHttpClient.layer,
      Layer.succeed(FetchHttpClient.Fetch, () => Promise.resolve(answer()))
    )
  })

/** A function as a program without types calls it. */
const call = (f: (...args: never) => Promise<unknown>, ...args: ReadonlyArray<unknown>): Promise<unknown> =>
  Reflect.apply(f, undefined, args)

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it did not reject"),
    (error: unknown) => error
  )

const fieldOf = (error: unknown): string => {
  assert.instanceOf(error, AuthError)
  assert.strictEqual(error.reason._tag, "InvalidConfiguration")
  return error.reason._tag === "InvalidConfiguration" ? error.reason.field : ""
}

it("A08 wrong arguments of fetch reject, they neither throw nor are a TypeError", async () => {
  await using auth = await open()
  const used = new Request("https://fake.example/x", { method: "POST", body: "a" })
  await used.text()
  const broken = {
    get() {
      throw new Error("not to be read")
    }
  }
  const cases: ReadonlyArray<readonly [field: string, input: unknown, init?: unknown]> = [
    ["headers", "/x", { headers: { "a b": "1" } }],
    ["headers", "/x", { headers: { a: "line\nbreak" } }],
    ["headers", "/x", { headers: [["a"]] }],
    ["headers", "/x", { headers: ["ab"] }],
    ["headers", "/x", { headers: "a: 1" }],
    ["headers", "/x", { headers: { a: "\u0100" } }],
    ["body", used],
    ["body", used, {}],
    ["body", "/x", { method: "GET", body: "a" }],
    ["body", "/x", { method: "HEAD", body: new Blob(["a"]) }],
    ["signal", "/x", { signal: {} }],
    ["signal", "/x", { signal: "abort" }],
    ["signal", "/x", { signal: new EventTarget() }],
    ["method", "/x", { method: "BREW" }],
    ["method", "/x", { method: "GET /x" }],
    ["init", "/x", 5],
    ["init", "/x", "GET"],
    ["url", null],
    ["url", undefined],
    ["url", 5],
    ["url", {}],
    ["url", Symbol("x")],
    ["url", "https://[bad"],
    ["program", "/x", new Proxy({}, broken)],
    ["init", "/x", Object.defineProperty({}, "signal", { get: () => broken.get() })],
    ["init", Object.defineProperty({}, "url", { get: () => broken.get() })]
  ]
  for (const [field, input, init] of cases) {
    assert.strictEqual(fieldOf(await rejection(call(auth.fetch, input, init))), field)
  }
  assert.strictEqual(fieldOf(await rejection(call(auth.session, { signal: 1 }))), "signal")
  assert.strictEqual(fieldOf(await rejection(call(connect, Layer.empty, { signal: 1 }))), "signal")
})

it("A08 no init is an empty one, be it null or undefined", async () => {
  await using auth = await open()
  for (const init of [null, undefined, {}, { signal: null, headers: null, body: null, method: undefined }]) {
    const response = await call(auth.fetch, "/x", init)
    assert.strictEqual(response instanceof Response && (await response.text()), "ok")
  }
  const request = new Request("https://fake.example/x", { signal: AbortSignal.abort("not asked") })
  assert.strictEqual(await (await auth.fetch(request, { signal: null })).text(), "ok")
  assert.strictEqual(await rejection(auth.fetch(request)), "not asked")
})

it("A08 a function that throws, and a layer that cannot be built, reject with an AuthError", async () => {
  await using auth = await open(undefined, (driver) => ({
    ...driver,
    classify: () => {
      throw new TypeError("no such\ncode")
    }
  }))
  const error = await rejection(auth.fetch("/x"))
  assert.strictEqual(fieldOf(error), "program")
  assert.match(String(error), /TypeError: no such code$/)
  for (const [failure, text] of [
    [{ _tag: "RedisError", message: "connect ECONNREFUSED" }, /Error: connect ECONNREFUSED$/],
    [new RangeError(""), /RangeError$/],
    ["no store", /no store$/],
    [undefined, /gave no reason$/]
  ] as const) {
    const unbuilt = await rejection(connect(Layer.effect(Desk, Effect.fail(failure))))
    assert.strictEqual(fieldOf(unbuilt), "layer")
    assert.match(String(unbuilt), text)
  }
})

it("A05 a signal has one listener at most, however many bodies stay unread, and none when all are read", async () => {
  await using auth = await open()
  const abort = new AbortController()
  const { signal } = abort
  const unread: Array<Response> = []
  for (let call = 0; call < 200; call++) unread.push(await auth.fetch("/x", { signal }))
  assert.isAtMost(getEventListeners(signal, "abort").length, 1)
  await Promise.all(unread.slice(1).map((response) => response.text()))
  assert.isAtMost(getEventListeners(signal, "abort").length, 1)
  await unread[0]?.body?.cancel()
  assert.strictEqual(getEventListeners(signal, "abort").length, 0)
  await auth.session({ signal })
  await (await auth.fetch("/x", { signal })).text()
  assert.strictEqual(getEventListeners(signal, "abort").length, 0)
})

it("A05 an abort still ends the bodies that are not read, and their connections", async () => {
  const released = Promise.withResolvers<void>()
  const endless = () =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(1)),
        cancel: () => released.resolve()
      })
    )
  await using auth = await open(endless)
  const abort = new AbortController()
  const response = await auth.fetch("/x", { signal: abort.signal })
  abort.abort("enough")
  assert.strictEqual(await rejection(response.text()), "enough")
  await released.promise
  assert.strictEqual(getEventListeners(abort.signal, "abort").length, 0)
})

it("A08 a body that fails rejects with an AuthError, and lets go of the signal", async () => {
  const failing = () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) }))
  await using auth = await open(failing)
  const { signal } = new AbortController()
  const response = await auth.fetch("/x", { signal })
  const error = await rejection(response.text())
  assert.instanceOf(error, AuthError)
  assert.deepInclude(error.reason, { _tag: "Transport", detail: "cut" })
  assert.strictEqual(getEventListeners(signal, "abort").length, 0)
})

it("A05 a body that is not read is collected, though its signal lives on", async () => {
  await using auth = await open()
  const { signal } = new AbortController()
  const unread: Array<WeakRef<object>> = []
  for (let call = 0; call < 100; call++) unread.push(new WeakRef((await auth.fetch("/x", { signal })).body ?? {}))
  for (let pass = 0; pass < 5; pass++) {
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
  }
  assert.isAtMost(unread.filter((body) => body.deref() !== undefined).length, 5)
  assert.isFalse(signal.aborted)
})

it("A05 what was collected is forgotten, though its signal lives on", () => {
  let asked = 0
  vi.stubGlobal(
    "WeakRef",
    class {
      deref() {
        asked++
        return undefined
      }
    }
  )
  try {
    const aborts = new Aborts()
    const abort = new AbortController()
    let told = 0
    for (let call = 0; call < 10_000; call++) aborts.watchWeakly(abort.signal, { abort: () => void told++ })
    assert.strictEqual(getEventListeners(abort.signal, "abort").length, 1)
    asked = 0
    abort.abort()
    assert.isAtMost(asked, 64)
    assert.strictEqual(told, 0)
  } finally {
    vi.unstubAllGlobals()
  }
})

it("A05 without weak references a signal ends a body all the same", () => {
  vi.stubGlobal("WeakRef", undefined)
  try {
    const aborts = new Aborts()
    const abort = new AbortController()
    const told: Array<string> = []
    const stop = aborts.watchWeakly(abort.signal, { abort: () => told.push("stopped") })
    aborts.watchWeakly(abort.signal, { abort: () => told.push("aborted") })
    stop()
    abort.abort()
    assert.deepStrictEqual(told, ["aborted"])
  } finally {
    vi.unstubAllGlobals()
  }
})

it("the stack of an error shows where its own caller called, and no frame of the engine", async () => {
  const reason = new InvalidCredentials({ code: "1" })
  const refuse = Effect.fail(new AuthError({ vendor: "fake", operation: "login", reason }))
  await using auth = await open(undefined, (driver) => ({ ...driver, login: () => refuse }))
  const closed = await open()
  await closed.close()
  const ways = {
    reading: async () => auth.session(),
    readingToo: async () => auth.session(),
    fetching: async () => auth.fetch("/x"),
    fetchingNothing: async () => call(auth.fetch, null),
    watchingNothing: async () => call(auth.session, { signal: 1 }),
    usingWhatIsClosed: async () => closed.fetch("/x"),
    connecting: async () => connect(Layer.effect(Desk, Effect.fail("no store")))
  }
  const names = Object.keys(ways)
  for (const [name, way] of Object.entries(ways)) {
    const error = await rejection(way())
    assert.instanceOf(error, AuthError)
    const [header, first, ...rest] = String(error.stack).split("\n")
    assert.strictEqual(header, `AuthError: ${error.message}`)
    // `call` stands between the two where the types would not let the arguments through.
    const frames = name.endsWith("Nothing") ? rest : [first, ...rest]
    assert.match(String(first), /edge\.test\.ts/, name)
    assert.isTrue(
      frames.some((frame) => frame?.includes(name)),
      String(error.stack)
    )
    assert.isFalse(
      names.some((other) => other !== name && error.stack?.includes(` ${other} `)),
      String(error.stack)
    )
    assert.notMatch(String(error.stack), /core\/src|FiberImpl/)
  }
})

it("a runtime that cannot leave frames out shows the caller below them, and one without stacks what there is", async () => {
  const closed = await open()
  await closed.close()
  const capture = Reflect.get(Error, "captureStackTrace")
  const limit = Error.stackTraceLimit
  const reading = async () => closed.session()
  try {
    Reflect.set(Error, "captureStackTrace", undefined)
    assert.match(String(Reflect.get(Object(await rejection(reading())), "stack")), /reading .*edge\.test\.ts/)
    Error.stackTraceLimit = 0
    assert.instanceOf(await rejection(reading()), AuthError)
  } finally {
    Reflect.set(Error, "captureStackTrace", capture)
    Error.stackTraceLimit = limit
  }
})
