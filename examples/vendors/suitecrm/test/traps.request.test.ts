// The traps of SuiteCRM's v4.1 REST API: what is sent, and where to.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { args, bob, call, dora, fields, list, reason, sent, server } from "./fixtures/manager.ts"

describe("traps: arguments", () => {
  it.effect("T01 T02 arguments are an array in declared order, which PHP 7 and PHP 8 read alike", () =>
    Effect.gen(function* () {
      for (const php of [7, 8] as const) {
        const from = yield* server({ php })
        const { client, renew, session } = yield* bob(from)
        const first = yield* session
        assert.strictEqual((yield* client.post("/rest.php", list)).status, 200)
        yield* renew(first)
        for (const request of yield* from.requests) assert.isArray(args(request), request.operation)
        const [login] = yield* sent(from, "login")
        assert.deepStrictEqual(args(login), [
          { user_name: "bob", password: "f64ec58f956f20eb2b94f83a93d89993" },
          "crm-auth",
          []
        ])
      }
    })
  )

  it.effect("T01 a request of the application with named arguments cannot carry the session, and is not sent", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const { client } = yield* bob(from)
      const named = call("get_entry_list")
      const error = yield* Effect.flip(
        client
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          .post("/rest.php", {
            body: { ...named.body, text: named.body.text?.replace("%5B%5D", "%7B%7D") ?? "" }
          } as never)
          .pipe(Effect.andThen(Effect.void))
      )
      assert.include(inspect(error), "JSON array")
      assert.strictEqual((yield* sent(from, "getEntryList")).length, 0)
    })
  )

  it.effect("T03 no argument has a name, so that none can be misspelled", () =>
    Effect.gen(function* () {
      const from = yield* server()
      yield* (yield* bob(from)).session
      const [login] = yield* sent(from, "login")
      assert.notInclude(fields(login)["rest_data"], "application")
    })
  )

  it.effect("T15 the session is a string, and the first argument", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const manager = yield* bob(from)
      yield* manager.client.post("/rest.php", list)
      const { value } = yield* manager.session
      const [request] = yield* sent(from, "getEntryList")
      assert.deepStrictEqual(args(request), [Redacted.value(value.id), "Accounts", ""])
    })
  )

  it.effect("T16 both types are named in every request, and a login's reply that is no JSON is unexpected", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const manager = yield* bob(from)
      yield* manager.check
      yield* manager.logout
      for (const request of yield* from.requests) {
        assert.deepInclude(fields(request), { input_type: "JSON", response_type: "JSON" })
      }
      const body = 'a:1:{s:2:"id";s:32:"00000000000000000000000000000abc";}'
      yield* from.fault("login", {
        kind: "reply",
        reply: { status: 200, headers: { "content-type": "text/html" }, body }
      })
      const error = yield* Effect.flip((yield* bob(from)).session)
      assert.strictEqual(error.reason._tag, "UnexpectedResponse")
      assert.notInclude(inspect(error, { depth: 9 }), "00000000000000000000000000000abc")
    })
  )

  it.effect("T31 an ampersand is escaped, as SuiteCRM 8 decodes entities before it reads the arguments", () =>
    Effect.gen(function* () {
      const account = { username: "a&quot;b", password: "x" }
      for (const decodesEntities of [false, true]) {
        const from = yield* server({ decodesEntities, accounts: [account] })
        yield* (yield* bob(from, { username: "a&quot;b", password: Redacted.make("x") })).session
        assert.strictEqual(yield* from.logins, 1, String(decodesEntities))
        assert.notInclude(fields((yield* from.requests)[0])["rest_data"], "&")
      }
    })
  )

  it.effect("T32 T33 what is sent is percent-encoded UTF-8, once", () =>
    Effect.gen(function* () {
      const username = "jörg+&%25"
      const from = yield* server({ accounts: [{ username, password: "pä+ss" }] })
      yield* (yield* bob(from, { username, password: Redacted.make("pä+ss") })).session
      assert.strictEqual(yield* from.logins, 1)
      const half = bob(from, { username: "half \ud83d", password: Redacted.make("x") })
      assert.strictEqual(yield* reason(Effect.flatMap(half, ({ session }) => session)), "InvalidConfiguration")
      assert.strictEqual(yield* from.attempts, 1)
    })
  )

  it.effect("T41 T43 neither the session nor the method is in a URL", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const manager = yield* bob(from)
      yield* manager.check
      yield* manager.client.post("/rest.php", list)
      yield* manager.logout
      for (const { url } of yield* from.requests) assert.strictEqual(url.search, "")
      const refused = yield* Effect.flip(Effect.asVoid((yield* bob(from)).client.get("/rest.php")))
      assert.include(refused.message, "use POST")
    })
  )
})

describe("traps: passwords", () => {
  it.effect("T25 T26 the MD5 goes without encryption, clear text with exactly PLAIN", () =>
    Effect.gen(function* () {
      const from = yield* server()
      yield* (yield* bob(from)).session
      yield* (yield* dora(from)).session
      const [[local], [directory]] = [yield* sent(from, "login"), yield* sent(from, "loginToDirectory")]
      assert.notInclude(fields(local)["rest_data"], "encryption")
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const [auth] = args(directory) as ReadonlyArray<unknown>
      assert.deepStrictEqual(auth, { user_name: "dora", password: "dirpw", encryption: "PLAIN" })
    })
  )

  it.effect("T27 a refused login is tried once, and never in the other form", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const managers = [yield* bob(from, { password: Redacted.make("typo") }), yield* dora(from, "typo")]
      for (const { session } of managers) {
        assert.strictEqual(yield* reason(session), "InvalidCredentials")
        assert.strictEqual(yield* reason(session), "InvalidCredentials")
      }
      assert.strictEqual(yield* from.attempts, 2)
    })
  )

  it.effect(
    "T28 a password of the web interface of SuiteCRM 7 is encoded before it is hashed, when that is asked for",
    () =>
      Effect.gen(function* () {
        const from = yield* server({ accounts: [{ username: "bob", password: "p&lt;w&&quot;q&#039;&#96;&gt;" }] })
        const password = Redacted.make("p<w&\"q'`>")
        assert.strictEqual(yield* reason((yield* bob(from, { password })).session), "InvalidCredentials")
        yield* (yield* bob(from, { password, htmlEncodedPassword: true })).session
        assert.strictEqual(yield* from.attempts, 2, "the encoded form is no second try")
      })
  )

  it.effect("T29 the hash is of the UTF-8 bytes, and nothing is trimmed", () =>
    Effect.gen(function* () {
      const from = yield* server({ accounts: [{ username: "bob", password: " pä " }] })
      yield* (yield* bob(from, { password: Redacted.make(" pä "), allowSpacesAroundSecrets: true })).session
      assert.strictEqual(yield* from.logins, 1)
    })
  )

  it.effect("T30 a directory's password goes out as it is", () =>
    Effect.gen(function* () {
      const from = yield* server({ accounts: [{ username: "dora", password: "a&amp;b", directory: true }] })
      yield* (yield* dora(from, "a&amp;b")).session
      assert.strictEqual(yield* from.logins, 1)
    })
  )
})

describe("traps: addresses, cookies and redirects", () => {
  it.effect("T11 T12 T44 no cookie is sent, whatever the server sets", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const manager = yield* bob(from)
      yield* manager.client.post("/rest.php", list)
      yield* from.expireSessions
      yield* manager.client.post("/rest.php", list)
      for (const { headers } of yield* from.requests) assert.notProperty(headers, "cookie")
      assert.strictEqual(yield* from.logins, 2)
    })
  )

  it.effect("T13 a redirect is not followed, and the error says where it leads", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const location = "https://www.crm.example/crm/service/v4_1/rest.php"
      yield* from.fault("login", { kind: "reply", reply: { status: 301, headers: { location } } })
      const error = yield* Effect.flip((yield* bob(from)).session)
      assert.strictEqual(error.reason._tag, "UnexpectedResponse")
      assert.include(error.message, "www.crm.example")
      assert.strictEqual(yield* from.attempts, 1)
    })
  )

  it.effect("T14 a wizard that is in the way is no wrong URL", () =>
    Effect.gen(function* () {
      const from = yield* server({
        accounts: [
          { username: "bob", password: "bobpw", trouble: "adminWizard" },
          { username: "eve", password: "bobpw", directory: true, trouble: "userWizard" }
        ]
      })
      assert.strictEqual(yield* reason((yield* bob(from)).session), "AccessDenied")
      assert.strictEqual(yield* reason((yield* bob(from, { username: "eve" })).session), "AccessDenied")
    })
  )

  it.effect("T42 T45 an address is completed once, and one of an own entry point is taken as it is", () =>
    Effect.gen(function* () {
      const base = "https://crm.example/crm"
      for (const end of ["", "/", "/index.php", "/service/v4_1", "/service/v4_1/", "/service/v4_1/rest.php"]) {
        const from = yield* server()
        yield* (yield* bob({ layer: from.layer, url: base + end })).session
        assert.strictEqual(yield* from.logins, 1, end)
      }
      const legacy = yield* server({ url: `${base}/legacy` })
      yield* (yield* bob(legacy)).session
      const own = yield* server()
      const custom = { layer: own.layer, url: `${base}/custom/service/v4_1_custom` }
      assert.strictEqual(yield* reason((yield* bob(custom)).session), "UnexpectedResponse")
      const [request] = yield* own.requests
      assert.strictEqual(request?.url.pathname, "/crm/custom/service/v4_1_custom/rest.php")
    })
  )
})
