// https://crmdevelopment.atlassian.net/wiki/x/ppIH: how replies are read.
import { type Fault, jsonReply } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import { showContactInformation } from "../src/operations.ts"
import { CrmcomEmulator, CrmcomFault } from "../src/testing/index.ts"
import { contact, manage, manageKey, operations } from "./fixtures/manager.ts"

const ok = { code: "OK", message: null, description: null }

const says = (body: Schema.Json, status = 200): Fault => ({ kind: "reply", reply: jsonReply(status, body) })

/** How a login ends whose reply is this. */
const loginWith = Effect.fnUntraced(function* (fault: Fault) {
  const server = yield* CrmcomEmulator.make()
  yield* server.fault("createToken", fault)
  const exit = yield* Effect.exit((yield* manage(server)).session)
  return Exit.isSuccess(exit) ? Redacted.value(exit.value.value.token) : outcomeOf(exit)
})

const allLogins = (faults: ReadonlyArray<Fault>) => Effect.forEach(faults, loginWith)

/** A JWT of these claims, or of a text that is no claims. */
const jwt = (claims: Schema.Json | string) =>
  `e30.${typeof claims === "string" ? claims : Base64Url.encode(JSON.stringify(claims))}.c2lnbmF0dXJl`

describe("traps: the envelope", () => {
  it.effect("T01 HTTP 200 says nothing: without the code OK, data is not touched", () =>
    Effect.gen(function* () {
      const status = { code: "SOME.OTHER.CODE" }
      const seen = yield* allLogins([says({ status, data: { token: "t" } }), says({ data: { token: "t" } })])
      assert.deepStrictEqual(seen, ["VendorFailure", "UnexpectedResponse"])
      assert.strictEqual(yield* loginWith(says({ status: ok, data: { token: "t" } }, 400)), "t", "and so does 400")
    })
  )

  it.effect("T02 no token under OK is a broken reply: data null, absent, of another type, or without it", () =>
    Effect.gen(function* () {
      const broken: ReadonlyArray<Schema.Json> = [null, {}, [], "t", { token: null }, { token: "" }]
      const faults = [says({ status: ok }), ...broken.map((data) => says({ status: ok, data }))]
      const seen = yield* allLogins([CrmcomFault.nullData, CrmcomFault.withoutToken, ...faults])
      for (const outcome of seen) assert.strictEqual(outcome, "UnexpectedResponse")
      assert.strictEqual(seen.length, 9)
    })
  )

  it.effect("T03 message and description may be null, empty, absent, or something else", () =>
    Effect.gen(function* () {
      const texts: ReadonlyArray<{ readonly [field: string]: Schema.Json }> = [
        {},
        { message: null, description: null },
        { message: "", description: "" },
        { message: 1, description: ["x"] }
      ]
      for (const text of texts) {
        assert.strictEqual(yield* loginWith(says({ status: { code: "OK", ...text }, data: { token: "t" } })), "t")
        assert.strictEqual(yield* loginWith(says({ status: { code: "NO", ...text }, data: null })), "VendorFailure")
      }
    })
  )

  it.effect("T32 unknown keys, and any order", () =>
    Effect.gen(function* () {
      const seen = yield* allLogins([
        says({ data: { extra: [], token: "t" }, paging: null, status: { extra: 1, description: "", code: "OK" } }),
        says({ status: { message: "", description: "", code: "OK" }, data: { token: "t", token_type: "x" } })
      ])
      assert.deepStrictEqual(seen, ["t", "t"])
    })
  )

  it.effect("T34 the code is OK, and nothing like it", () =>
    Effect.gen(function* () {
      for (const code of ["ok", "Ok", "OKAY", "OK.", ""]) {
        assert.strictEqual(yield* loginWith(says({ status: { code }, data: { token: "t" } })), "VendorFailure", code)
      }
      for (const code of [" OK", 200, true, null]) {
        assert.strictEqual(yield* loginWith(says({ status: { code }, data: { token: "t" } })), "UnexpectedResponse")
      }
    })
  )

  it.effect("T33 the code of a failure reaches the caller, who may ignore it", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const { client, session } = yield* manage(server)
      const code = "COM.CRM.EXCEPTION.SUBSCRIPTIONS.SERVICEALREADYEXISTSONSUBSCRIPTIONEXCEPTION"
      const { token } = (yield* session).value
      yield* server.fault("createContactInformation", CrmcomFault.failure(code, { message: "Already there" }))
      const body = HttpBody.jsonUnsafe({ type: "PERSON" })
      const response = yield* client.post("/contact_information/create", { body })
      assert.strictEqual(response.status, 200)
      assert.include(yield* response.text, code)
      yield* server.fault("showContactInformation", CrmcomFault.failure(code, { message: "Already there" }))
      const { reason } = yield* Effect.flip(
        showContactInformation(
          { contact_information_identifier: "number=CI000111" },
          { url: server.url, session: token }
        )
      ).pipe(Effect.provide(server.layer))
      assert.deepInclude(reason, { _tag: "VendorFailure", code, detail: "Already there" })
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("T36 a gateway's page is read by its status, and never as JSON", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      for (const status of [200, 404, 401, 403, 429, 500, 502, 503, 504]) {
        seen.push(`${status} ${yield* loginWith(CrmcomFault.gatewayPage(status))}`)
      }
      assert.deepStrictEqual(seen, [
        "200 UnexpectedResponse",
        "404 UnexpectedResponse",
        "401 AccessDenied",
        "403 AccessDenied",
        "429 RateLimited",
        "500 Unavailable",
        "502 Unavailable",
        "503 Unavailable",
        "504 Unavailable"
      ])
      assert.strictEqual(yield* loginWith(CrmcomFault.redirect("https://login.example/")), "UnexpectedResponse")
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manage(server)
      yield* server.fault("showContactInformation", CrmcomFault.gatewayPage(502))
      const response = yield* client.get(contact)
      assert.strictEqual(`${response.status} ${(yield* response.text).slice(0, 15)}`, "502 <!DOCTYPE html>")
      assert.deepStrictEqual(yield* operations(server), ["createToken", "showContactInformation"])
    })
  )
})

describe("traps: the token", () => {
  it.effect("T10 any text is a token, of any length: hex, digits, a JWT, or none of them", () =>
    Effect.gen(function* () {
      for (const release of ["R11", "R16.2"] as const) {
        for (const tokenFormat of ["hex", "digits", "jwt"] as const) {
          const server = yield* CrmcomEmulator.make({ release, tokenFormat })
          const { client } = yield* manage(server, { release })
          assert.include(yield* (yield* client.get(contact)).text, '"code":"OK"')
        }
      }
      for (const token of ["x", "a b&c=d/+%", "t".repeat(4000), "ключ"]) {
        assert.strictEqual(yield* loginWith(says({ status: ok, data: { token } })), token)
      }
    })
  )

  it.effect("T11 a token of digits stays text: its zeros and its last digit are sent", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const { client, session } = yield* manageKey(server)
      const token = Redacted.value((yield* session).value.token)
      assert.match(token, /^00\d{18}$/)
      yield* client.get(contact)
      yield* client.post("/contact_information/create", { body: HttpBody.jsonUnsafe({ type: "PERSON" }) })
      const [, read, write] = yield* server.requests
      assert.strictEqual(read?.url.searchParams.get("token"), token)
      assert.strictEqual(write?.body, `{"token":"${token}","type":"PERSON"}`)
      assert.strictEqual(yield* server.creations, 1)
      const asNumber = says({ status: ok, data: { token: 12345678 } })
      assert.strictEqual(yield* loginWith(asNumber), "UnexpectedResponse", "a number has lost its zeros")
    })
  )

  it.effect("T26 no claim is counted on: acr, ari, or none at all", () =>
    Effect.gen(function* () {
      for (const consumerClaim of ["acr", "ari"] as const) {
        const server = yield* CrmcomEmulator.make({ consumerClaim })
        const { lifetime } = yield* (yield* manageKey(server)).session
        assert.deepStrictEqual(lifetime, { absoluteTimeout: Duration.hours(2) })
      }
      const times = { iat: "1760000000", exp: "1760007200" }
      for (const claims of [{}, [], null, "none", { exp: 1 }, { ...times, acr: {} }, { ...times, oun: 1, usr: null }]) {
        const token = jwt(claims)
        assert.strictEqual(yield* loginWith(says({ status: ok, data: { token } })), token)
      }
    })
  )

  it.effect("T30 of a JWT only the span of its times is read; no signature is checked, no claim believed", () =>
    Effect.gen(function* () {
      const lifetimeOf = Effect.fnUntraced(function* (token: string) {
        const server = yield* CrmcomEmulator.make()
        yield* server.fault("createToken", says({ status: ok, data: { token } }))
        return (yield* (yield* manage(server, { release: "R16.2" })).session).lifetime
      })
      const two = { absoluteTimeout: Duration.hours(2) }
      const past = { iat: 1000, exp: 1000 + 60 * 60 }
      assert.deepStrictEqual(yield* lifetimeOf(jwt(past)), { absoluteTimeout: Duration.hours(1) })
      assert.deepStrictEqual(yield* lifetimeOf(jwt({ iat: 1000, exp: 9e9 })), two, "no longer than the vendor says")
      assert.deepStrictEqual(yield* lifetimeOf(jwt({ iat: 2000, exp: 1000 })), two)
      assert.deepStrictEqual(yield* lifetimeOf(jwt({ iat: "soon", exp: "1e999" })), two)
      assert.deepStrictEqual(yield* lifetimeOf("a.%%%.c"), two)
    })
  )
})
