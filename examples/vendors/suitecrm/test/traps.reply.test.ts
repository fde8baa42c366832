// The traps of SuiteCRM's v4.1 REST API: what an answer means.
import type { EmulatorReply } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { getEntryList, getUserId, seamlessLogin } from "../src/operations.ts"
import { bob, call, dora, list, reason, sent, type Server, server } from "./fixtures/manager.ts"

const answer = (value: unknown, status = 200): EmulatorReply => ({
  status,
  headers: { "content-type": "application/json; charset=UTF-8" },
  body: typeof value === "string" ? value : JSON.stringify(value)
})

const fault = (number: number | string, name = "Some Fault") => answer({ name, number, description: "What it is" })

/** The reason of a login that is answered like this. */
const loginAnswered = Effect.fnUntraced(function* (from: Server, reply: EmulatorReply) {
  yield* from.fault("login", { kind: "reply", reply })
  return yield* reason((yield* bob(from)).session)
})

describe("traps: faults", () => {
  it.effect("T04 a fault is a fault under status 200", () =>
    Effect.gen(function* () {
      const from = yield* server()
      assert.strictEqual(yield* loginAnswered(from, fault(10)), "InvalidCredentials")
      const requests = yield* from.requests
      assert.deepStrictEqual(
        requests.map(({ status }) => status),
        [200]
      )
    })
  )

  it.effect("T05 error 10 is a refused login at login, and a dead session at a call", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const { client } = yield* bob(from)
      yield* client.post("/rest.php", list)
      yield* from.expireSessions
      const response = yield* client.post("/rest.php", call("search_by_module", "x", []))
      assert.deepStrictEqual(yield* response.json, { entry_list: [] })
      assert.strictEqual(yield* from.logins, 2)
      assert.strictEqual((yield* sent(from, "searchByModule")).length, 2)
    })
  )

  it.effect("T06 no request goes out without a session, and null is no success outside logout", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const manager = yield* bob(from)
      yield* manager.session
      yield* from.fault("getEntryList", { kind: "reply", reply: answer(null) })
      assert.strictEqual(yield* reason(manager.call(getEntryList, { rest_data: ["Accounts"] })), "UnexpectedResponse")
      const empty = answer({ id: "", module_name: "Users" })
      assert.strictEqual(yield* loginAnswered(from, empty), "UnexpectedResponse")
      assert.strictEqual(yield* loginAnswered(from, answer(null)), "UnexpectedResponse")
    })
  )

  it.effect("T07 a logout's null and a probe's 0 and 1 are told apart", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const manager = yield* bob(from)
      assert.strictEqual(yield* manager.call(seamlessLogin, {}), 1)
      yield* from.expireSessions
      assert.strictEqual(yield* manager.call(seamlessLogin, {}), 1)
      assert.strictEqual(yield* from.logins, 2)
      yield* manager.logout
      assert.strictEqual(yield* from.sessions, 0)
    })
  )

  it.effect("T08 a code may be a text", () =>
    Effect.gen(function* () {
      const from = yield* server()
      yield* from.fault("login", { kind: "reply", reply: fault("-1", "An Undefined Error - invalid_call occurred") })
      const { reason: found } = yield* Effect.flip((yield* bob(from)).session)
      assert.deepInclude(found, { _tag: "VendorFailure", code: "-1" })
    })
  )

  it.effect("T09 a record that has a name, a number and a description is no fault", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const { client } = yield* bob(from)
      const records = [
        { name: "A case", number: 11, description: "A case number 11", id: "1" },
        { name: "A list", number: 10, description: "With entries", entry_list: [] },
        { number: 11 }
      ]
      for (const record of records) {
        yield* from.fault("getEntryList", { kind: "reply", reply: answer(record) })
        assert.deepStrictEqual(yield* (yield* client.post("/rest.php", list)).json, record)
      }
      assert.strictEqual(yield* from.logins, 1)
    })
  )

  it.effect("T10 1008 and 1009 have one name, and the number tells them apart", () =>
    Effect.gen(function* () {
      for (const [trouble, expected] of [
        ["expired", "PasswordExpired"],
        ["locked", "AccountLocked"]
      ] as const) {
        const from = yield* server({ accounts: [{ username: "bob", password: "bobpw", trouble }] })
        assert.strictEqual(yield* reason((yield* bob(from)).session), expected)
      }
    })
  )

  it.effect("T24 a dead session is found before any work, so that a write is sent again; a 500 is not", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const { client } = yield* bob(from)
      const save = call("set_entry", "Accounts", [])
      yield* client.post("/rest.php", save)
      yield* from.expireSessions
      yield* client.post("/rest.php", save)
      assert.strictEqual(yield* from.saved, 2)
      yield* from.fault("setEntry", { kind: "reply", reply: { status: 500, body: "" } })
      assert.strictEqual((yield* client.post("/rest.php", save)).status, 500)
      assert.strictEqual((yield* sent(from, "setEntry")).length, 4)
    })
  )

  it.effect("T35 users of a group or portal are refused like a wrong password", () =>
    Effect.gen(function* () {
      const from = yield* server({ accounts: [] })
      assert.strictEqual(yield* reason((yield* bob(from)).session), "InvalidCredentials")
      assert.strictEqual(yield* reason((yield* dora(from)).session), "InvalidCredentials")
    })
  )
})

describe("traps: replies", () => {
  it.effect("T36 text of PHP before the document is cut off", () =>
    Effect.gen(function* () {
      const from = yield* server()
      yield* from.fault("login", { kind: "prefix", text: "\ufeffNotice: Undefined index in custom.php\n" })
      const { value } = yield* (yield* bob(from)).session
      assert.strictEqual(value.user["user_id"], "id-of-bob")
      const page = { status: 200, headers: { "content-type": "text/html" }, body: "<pre>/**\n * @access private" }
      assert.strictEqual(yield* loginAnswered(from, page), "UnexpectedResponse")
      assert.strictEqual(yield* loginAnswered(from, { ...page, body: "" }), "UnexpectedResponse")
    })
  )

  it.effect(
    "T37 T38 T39 what a login tells of the user is an object by name, and nulls and old spellings do not matter",
    () =>
      Effect.gen(function* () {
        const from = yield* server()
        const told = {
          user_id: { name: "user_id", value: "b1" },
          user_is_admin: { name: "user_is_admin", value: true },
          user_currency_id: { name: "user_currency_id", value: null },
          user_number_seperator: { name: "user_number_seperator", value: "." }
        }
        yield* from.fault("login", { kind: "reply", reply: answer({ id: "abc", name_value_list: told }) })
        const { value } = yield* (yield* bob(from)).session
        assert.deepStrictEqual(value.user, { user_id: "b1", user_is_admin: true, user_number_seperator: "." })
        yield* from.fault("login", { kind: "reply", reply: answer({ id: "abc", name_value_list: [] }) })
        assert.deepStrictEqual((yield* (yield* bob(from)).session).value.user, {})
      })
  )

  it.effect("T40 an id may have any length and alphabet", () =>
    Effect.gen(function* () {
      const from = yield* server()
      for (const id of ["a", "A,-9".repeat(64)]) {
        yield* from.fault("login", { kind: "reply", reply: answer({ id }) })
        assert.strictEqual(Redacted.value((yield* (yield* bob(from)).session).value.id), id)
      }
    })
  )

  it.effect("a server that is down is down, however PHP shows it", () =>
    Effect.gen(function* () {
      const from = yield* server()
      assert.strictEqual(yield* loginAnswered(from, { status: 500, body: "" }), "Unavailable")
      const shown = "<br />\n<b>Fatal error</b>:  Uncaught Error"
      assert.strictEqual(yield* loginAnswered(from, { status: 200, body: shown }), "UnexpectedResponse")
      const manager = yield* bob(from)
      yield* manager.session
      yield* from.fault("getUserId", { kind: "reply", reply: { status: 500, body: "" } })
      assert.strictEqual(yield* reason(manager.call(getUserId, {})), "Unavailable")
    })
  )
})
