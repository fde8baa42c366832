/** The suites that vendors are held to must see what is wrong. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { inQuery, operation } from "../../src/Driver.ts"
import { json, reasonOf, sessionsIn } from "../../src/testing/looking.ts"
import { contract, type ContractSubject, type OperationExample, replay, traced } from "../../src/testing/index.ts"
import { makeEmulator } from "../../src/testing/index.ts"
import { Account, unavailable } from "../fixtures/account.ts"
import { AuthError } from "../../src/index.ts"
import { protocol } from "../fixtures/protocol.ts"

const example: OperationExample = {
  operation: "find",
  name: "found",
  status: 200,
  contentType: "application/json",
  body: '{"ok":true,"hits":[{"name":"a"}]}',
  input: { q: "x" }
}

const Input = Schema.Struct({ q: Schema.String })
const Output = Schema.Struct({ ok: Schema.Boolean, hits: Schema.Array(Schema.Struct({ name: Schema.String })) })

const find = operation(protocol, {
  id: "find",
  method: "GET",
  target: "/find",
  input: Input,
  parts: [inQuery(["q"])],
  output: Output
})

const outcomeOf = (given: Partial<OperationExample>, replayed = replay(find, Input, Output)) =>
  Effect.match(replayed({ ...example, ...given }), {
    onFailure: (error) => (error instanceof Error ? error.message : "another failure"),
    onSuccess: () => "held"
  })

describe("an example that is replayed", () => {
  const hits = { ok: true, hits: [{ name: "a" }] }
  const refused = { body: '{"ok":false,"error":{"code":"GONE"}}' }
  const cases: ReadonlyArray<readonly [what: string, given: Partial<OperationExample>, expected: string]> = [
    ["that succeeds as it says", { value: hits }, "held"],
    ["that is as good as done", { reason: "none" }, "held"],
    ["that fails as it says", { ...refused, reason: "SessionRejected" }, "held"],
    ["that succeeds, and is said to fail", { reason: "Unavailable" }, "success instead of Unavailable"],
    ["that fails, and is said to succeed", refused, "SessionRejected instead of success"],
    [
      "that is decoded to something else",
      { value: { ok: true, hits: [] } },
      "the reply is decoded to another value than its example's"
    ]
  ]
  for (const [what, given, expected] of cases) {
    it.effect(`${what}: ${expected}`, () =>
      Effect.gen(function* () {
        assert.strictEqual(yield* outcomeOf(given), expected)
      })
    )
  }

  it.effect("an operation that ends in a defect holds nothing", () =>
    Effect.gen(function* () {
      const dying = Object.assign(() => Effect.die("broken"), { id: "find", method: "GET", target: "/find" })
      assert.strictEqual(yield* outcomeOf({}, replay(dying, Input)), "a defect instead of success")
    })
  )
})

const outcome = (run: Effect.Effect<void, unknown>) =>
  Effect.match(run, {
    onFailure: (error) => (error instanceof Error ? error.message : "another failure"),
    onSuccess: () => "held"
  })

/** A vendor whose every call is a success, and whose server never saw a login. */
const careless: ContractSubject<Redacted.Redacted> = {
  emulator: Effect.map(
    makeEmulator({
      vendor: "acme",
      url: "https://acme.example",
      accounts: [],
      operationOf: () => "call",
      isLogin: () => false,
      respond: () => ({ status: 200, body: "done" }),
      logins: () => 2,
      sessions: () => 1,
      expireSessions: () => {}
    }),
    (server) => ({ server, writes: Effect.succeed(0) })
  ),
  manager: () => new Account().manager(),
  refused: () => new Account().manager(),
  secrets: ["s3cret-0123"],
  print: () => "s3cret-0123",
  read: (client) => client.get("/x"),
  write: (client) => client.post("/x"),
  writeIsReplayed: true,
  attempts: 1,
  expiresAfter: "1 hour"
}

it.effect("a vendor that keeps no promise is told which one it broke", () =>
  Effect.gen(function* () {
    const outcomes = new Map<string, string>()
    const said = (name: string) => outcomes.get(name) ?? "no such promise"
    for (const { name, run } of contract(careless)) outcomes.set(name, yield* outcome(Effect.scoped(run)))
    assert.strictEqual(said("1,000 callers make one login"), "logins: 2 instead of 1")
    assert.strictEqual(said("two hosts never share a session"), "logins here: 2 instead of 1")
    assert.strictEqual(said("an unsafe request is sent again only where the vendor has done nothing"), "work done: 0")
    assert.strictEqual(
      said("bad credentials are tried in one login, and then not before their guard ends"),
      "a wrong secret logged in"
    )
    assert.strictEqual(said("closing logs out, and nothing is handed out afterwards"), "sessions after: 1 instead of 0")
    assert.strictEqual(said("nothing printed holds a secret"), "a secret is printed: s3cret-0123")
  })
)

it.effect("a vendor that does no work before it refuses a session says so, or must have done it", () =>
  Effect.gen(function* () {
    const name = "an unsafe request is sent again only where the vendor has done nothing"
    const run = (subject: ContractSubject<Redacted.Redacted>) => {
      const found = contract(subject).find((promise) => promise.name === name)
      return found === undefined ? Effect.succeed("no such promise") : outcome(Effect.scoped(found.run))
    }
    assert.strictEqual(yield* run({ ...careless, writeIsReplayed: false }), "ended with success")
  })
)

describe("what is looked at", () => {
  it("as JSON, with its rings cut, and large numbers as their digits", () => {
    const ring: { readonly list: Array<unknown> } = { list: [1n, "text", null] }
    ring.list.push(ring)
    assert.strictEqual(json(ring), '{"list":["1","text",null,"…"]}')
    assert.strictEqual(json(undefined), "")
  })

  it("every long value with a digit that was sent, wherever it was", () => {
    const sent = (query: string, body: string, headers: { readonly [name: string]: string }) =>
      sessionsIn(new URL(`https://a.example/?${query}`), body, headers)
    assert.deepStrictEqual(sent("q=query-00001&w=without-a-digit&s=1", "f=form-000001", {}), [
      "query-00001",
      "form-000001"
    ])
    assert.deepStrictEqual(sent("", '{"token":"json-000001","other":"other-00001"}', {}), ["json-000001"])
    const headers = { authorization: "Bearer header-00001", "corebos-authorization": "header-00002" }
    assert.deepStrictEqual(sent("", "", headers), ["header-00001", "header-00002"])
  })

  it("the reason of a failure, if it has one", () => {
    const error = new AuthError({ vendor: "acme", operation: "login", reason: unavailable })
    const exits: ReadonlyArray<readonly [Exit.Exit<unknown, unknown>, string]> = [
      [Exit.void, "success"],
      [Exit.fail(error), "Unavailable"],
      [Exit.fail({ reason: "text" }), "no reason"],
      [Exit.fail({ reason: null }), "no reason"],
      [Exit.fail({ reason: {} }), "no reason"],
      [Exit.fail({}), "another failure"],
      [Exit.fail(null), "another failure"],
      [Exit.fail("text"), "another failure"],
      [Exit.die("defect"), "another failure"]
    ]
    assert.deepStrictEqual(
      exits.map(([exit]) => reasonOf(exit)),
      exits.map(([, expected]) => expected)
    )
  })

  it.effect("spans of all that was started, ended or not, and every log", () =>
    Effect.gen(function* () {
      const { exit, text } = yield* traced(
        Effect.gen(function* () {
          yield* Effect.logTrace("a quiet word")
          yield* Effect.withSpan(Effect.void, "done", { attributes: { kind: "short" } })
          yield* Effect.makeSpan("open")
          return 1
        })
      )
      assert.deepStrictEqual(exit, Exit.succeed(1))
      assert.match(text, /^"done" .*short.*Success/m)
      assert.match(text, /^"open" ""$/m)
      assert.include(text, "a quiet word")
    })
  )
})
