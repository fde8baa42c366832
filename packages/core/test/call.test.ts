/** Operations run with a managed session, against a small vendor. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { inspect } from "node:util"
import { make as makeSessionManager } from "../src/SessionManager.ts"
import { make as makeSessionMap } from "../src/SessionMap.ts"
import { protocolDriver, type SessionDriver } from "../src/Driver.ts"
import { type SessionManager, Unavailable } from "../src/index.ts"
import { inJson, inPath, inQuery, operation, sessionOperation } from "../src/Driver.ts"
import { json, protocol, refusal, type Reply, serve, server } from "./fixtures/protocol.ts"

const Hits = Schema.Struct({ ok: Schema.Boolean, hits: Schema.Array(Schema.Struct({ name: Schema.String })) })

const find = sessionOperation(protocol, {
  id: "find",
  method: "GET",
  target: "/find/{kind}",
  input: Schema.Struct({ kind: Schema.String, q: Schema.optionalKey(Schema.RedactedFromValue(Schema.String)) }),
  parts: [inPath(["kind"]), inQuery(["q"])],
  session: true,
  output: Hits
})

const save = sessionOperation(protocol, {
  id: "save",
  method: "POST",
  target: "/save",
  input: Schema.Struct({ name: Schema.String }),
  parts: [inJson(["name"])],
  session: true
})

const logout = operation(protocol, { id: "logout", method: "POST", target: "/logout", input: Schema.Struct({}) })

const driverOf = (
  logins: { count: number },
  rest: Partial<SessionDriver<Redacted.Redacted>> = {}
): SessionDriver<Redacted.Redacted> => ({
  ...protocolDriver<Redacted.Redacted>(protocol, { baseUrl: server.url, secret: (session) => session }),
  credentials: Effect.succeed("ada"),
  fixedCredentials: true,
  login: () => Effect.sync(() => ({ value: Redacted.make(`s-secret-${++logins.count}`), lifetime: {} })),
  ...rest
})

const using = <A, E>(
  replies: ReadonlyArray<() => Reply>,
  use: (
    manager: SessionManager<Redacted.Redacted>,
    seen: { readonly logins: { count: number }; readonly requests: ReturnType<typeof serve>["requests"] }
  ) => Effect.Effect<A, E>,
  rest: Partial<SessionDriver<Redacted.Redacted>> = {}
) => {
  const logins = { count: 0 }
  const { client, requests } = serve(...replies)
  return Effect.scoped(
    Effect.flatMap(makeSessionManager(driverOf(logins, rest)), (manager) => use(manager, { logins, requests }))
  ).pipe(Effect.provideService(HttpClient.HttpClient, client))
}

const good = json({ ok: true, hits: [{ name: "Ada" }] })

it.effect("a call sends the session where the protocol says and returns the whole typed reply", () =>
  using([good], (manager, { logins, requests }) =>
    Effect.gen(function* () {
      const reply = yield* manager.call(find, { kind: "people" })
      assert.deepStrictEqual(reply, { ok: true, hits: [{ name: "Ada" }] })
      assert.strictEqual(requests[0]?.url, "https://acme.example/crm/api/find/people")
      assert.strictEqual(logins.count, 1)
      yield* manager.call(find, { kind: "people" })
      assert.strictEqual(logins.count, 1)
    })
  )
)

it.effect("an operation without a document returns nothing", () =>
  using([json({ ok: true })], (manager) =>
    Effect.gen(function* () {
      assert.isUndefined(yield* manager.call(save, { name: "x" }))
    })
  )
)

it.effect("a rejected session is replaced and the call is sent once more", () =>
  using([refusal("GONE"), good], (manager, { logins, requests }) =>
    Effect.gen(function* () {
      const { hits } = yield* manager.call(find, { kind: "people" })
      assert.strictEqual(hits[0]?.name, "Ada")
      assert.deepStrictEqual([logins.count, requests.length], [2, 2])
    })
  )
)

it.effect("a row of one operation renews as well: the operation's id reaches the classification", () => {
  const errors = [
    {
      operation: ["find"],
      code: ["MINE"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    } as const,
    ...protocol.errors
  ]
  const own = { ...protocol, errors }
  const both = protocolDriver<Redacted.Redacted>(own, { baseUrl: server.url, secret: (session) => session })
  return using(
    [refusal("MINE"), good],
    (manager, { logins }) =>
      Effect.gen(function* () {
        yield* manager.call(find, { kind: "people" })
        assert.strictEqual(logins.count, 2)
      }),
    both
  )
})

it.effect("the same code in another operation is the vendor's failure, and costs no login", () => {
  const errors = [
    {
      operation: ["find"],
      code: ["MINE"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    } as const,
    ...protocol.errors
  ]
  const both = protocolDriver<Redacted.Redacted>(
    { ...protocol, errors },
    { baseUrl: server.url, secret: (session) => session }
  )
  return using(
    [refusal("MINE")],
    (manager, { logins }) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(manager.call(save, { name: "x" }))
        assert.deepInclude(error.reason, { _tag: "VendorFailure", code: "MINE" })
        assert.deepStrictEqual([error.operation, logins.count], ["save", 1])
      }),
    both
  )
})

it.effect("the vendor's own refusal is an AuthError of the operation, whatever its status", () =>
  using([refusal("NOT_FOUND", "No such record.")], (manager) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(manager.call(find, { kind: "people" }))
      assert.strictEqual(error.operation, "find")
      assert.deepInclude(error.reason, { _tag: "VendorFailure", code: "NOT_FOUND", detail: "No such record." })
    })
  )
)

it.effect("refine has its say about failures of calls", () =>
  using(
    [refusal("BUSY_TODAY")],
    (manager) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(manager.call(find, { kind: "people" }))
        assert.strictEqual(error.reason._tag, "Unavailable")
      }),
    protocolDriver<Redacted.Redacted>(protocol, {
      baseUrl: server.url,
      secret: (session) => session,
      refine: ({ code, operation }) =>
        code === "BUSY_TODAY" && operation === "find" ? Option.some(new Unavailable({})) : Option.none()
    })
  )
)

it.effect("a lost connection is an AuthError too, and a safe call is tried again as its row says", () =>
  using([() => "drop"], (manager, { requests }) =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.flip(manager.call(find, { kind: "people" })))
      yield* TestClock.adjust("1 minute")
      const error = yield* Fiber.join(fiber)
      assert.deepStrictEqual([error.reason._tag, error.operation], ["Transport", "find"])
      assert.strictEqual(requests.length, 2)
      requests.length = 0
      assert.strictEqual((yield* Effect.flip(manager.call(save, { name: "x" }))).reason._tag, "Transport")
      assert.strictEqual(requests.length, 1)
    })
  )
)

it.effect("no failure shows the session or a secret of the input, should the vendor repeat them", () => {
  const echo = (text: string) => refusal("ODD", text)
  return using(
    [echo("session s-secret-1 may not find hush"), json("page of s-secret-1 hush", { status: 500 })],
    (manager) =>
      Effect.gen(function* () {
        const input = { kind: "people", q: Redacted.make("hush") }
        const first = yield* Effect.flip(manager.call(find, input))
        assert.deepInclude(first.reason, { detail: "session … may not find …" })
        const second = yield* Effect.flip(manager.call(save, { name: "hush" }))
        assert.notInclude(inspect([first, second], { depth: 9 }) + JSON.stringify([first, second]), "s-secret-1")
        assert.notInclude(inspect(first, { depth: 9 }), "hush")
      })
  )
})

it.effect("an operation of another vendor, and one that carries no session, are refused and send nothing", () =>
  using([good], (manager, { logins, requests }) =>
    Effect.gen(function* () {
      const foreign = sessionOperation(
        { ...protocol, vendor: "other" },
        { id: "x", method: "GET", target: "/x", input: Schema.Struct({}), session: true }
      )
      const wrong = yield* Effect.flip(manager.call(foreign, {}))
      assert.deepInclude(wrong.reason, { _tag: "InvalidConfiguration", field: "operation" })
      assert.include(wrong.message, "is an operation of other; use one of acme")
      // @ts-expect-error a logout is no operation of `call`
      const own = yield* Effect.flip(manager.call(logout, {}))
      assert.deepInclude(own.reason, { _tag: "InvalidConfiguration", field: "operation" })
      assert.deepStrictEqual([logins.count, requests.length], [0, 0])
    })
  )
)

it.effect("an input that cannot be sent is InvalidConfiguration, before any login", () =>
  using([good], (manager, { logins }) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(manager.call(find, { kind: ".." }))
      assert.deepInclude(error.reason, { _tag: "InvalidConfiguration", field: "kind" })
      assert.strictEqual(logins.count, 0)
    })
  )
)

const long = (size: number) => () =>
  new Response(`{"ok":true,"hits":[{"name":"${"x".repeat(size)}"}]}`, {
    headers: { "content-type": "application/json" }
  })

it.effect("replies may have 16 MiB, and longer ones are unexpected", () =>
  using([long(2 * 1024 * 1024), long(16 * 1024 * 1024)], (manager) =>
    Effect.gen(function* () {
      const { hits } = yield* manager.call(find, { kind: "people" })
      assert.strictEqual(hits[0]?.name.length, 2 * 1024 * 1024)
      const error = yield* Effect.flip(manager.call(find, { kind: "people" }))
      assert.strictEqual(error.reason._tag, "UnexpectedResponse")
    })
  )
)

it.effect("U05 junk after a reply hides neither a rejected session nor the document", () => {
  const junk = (value: unknown) => () => new Response(`${JSON.stringify(value)}<br /><b>Warning</b>: {x} on line 0`)
  return using([junk({ ok: false, error: { code: "GONE" } }), junk({ ok: true, hits: [] })], (manager, { logins }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* manager.call(find, { kind: "people" }), { ok: true, hits: [] })
      assert.strictEqual(logins.count, 2)
    })
  )
})

it.effect("a map and its entries run operations with an account's session", () => {
  const logins = { count: 0 }
  const { client, requests } = serve(good)
  return Effect.gen(function* () {
    const map = yield* makeSessionMap({ vendor: "acme", lookup: () => Effect.succeed(driverOf(logins)) })
    const entry = yield* map.get("a")
    assert.deepStrictEqual((yield* entry.call(find, { kind: "people" })).hits, [{ name: "Ada" }])
    assert.deepStrictEqual([logins.count, requests.length], [1, 1])
    assert.deepStrictEqual((yield* map.call("a", find, { kind: "people" })).hits, [{ name: "Ada" }])
    assert.deepStrictEqual((yield* map.call("b", find, { kind: "people" })).hits, [{ name: "Ada" }])
    assert.deepStrictEqual([logins.count, requests.length], [2, 3])
  }).pipe(Effect.scoped, Effect.provideService(HttpClient.HttpClient, client))
})
