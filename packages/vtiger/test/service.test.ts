import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { answerChallenge } from "../src/index.ts"
import { vtiger7, vtiger82, VtigerEmulator } from "../src/testing/index.ts"
import { jane, listTypes, manage, operations } from "./support/manager.ts"
import { answer559, prepared } from "./support/server.ts"

describe("Vtiger: logging in", () => {
  it.effect("the test vector: lower-case hex md5 of token and key", () =>
    Effect.gen(function* () {
      const answer = yield* answerChallenge("5f0c1d2e3a4b6", jane.accessKey)
      assert.strictEqual(Redacted.value(answer), answer559)
      assert.notInclude(String(answer), answer559)
    })
  )

  it.effect("F09 a challenge by GET, then its answer as a form, and no session or cookie with either", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ prepared })
      const { value } = yield* (yield* manage(server)).session
      assert.strictEqual(Redacted.value(value.sessionName), "3fa9c1d27b5e0c1d2e4f0")
      assert.strictEqual(value.userId, "19x7")
      assert.strictEqual(value.version, "0.22")
      assert.strictEqual(value.vtigerVersion, "8.2.0")
      const [challenge, login] = yield* server.requests
      assert.strictEqual(challenge?.method, "GET")
      assert.strictEqual(
        challenge?.url.href,
        `${server.url}/webservice.php?operation=getchallenge&username=jane%2Bcrm%40acme.example`
      )
      assert.strictEqual(login?.method, "POST")
      assert.strictEqual(login?.url.href, `${server.url}/webservice.php`)
      assert.strictEqual(login?.body, `operation=login&username=jane%2Bcrm%40acme.example&accessKey=${answer559}`)
      assert.isUndefined(challenge?.headers["cookie"] ?? login?.headers["cookie"])
    })
  )

  it.effect("F01 a session id under the name that old pages print", () =>
    Effect.gen(function* () {
      const dialect = { ...vtiger7, login: { ...vtiger7.login, sessionMember: "sessionId" as const } }
      const server = yield* VtigerEmulator.make({ prepared, dialect })
      const { value } = yield* (yield* manage(server)).session
      assert.strictEqual(Redacted.value(value.sessionName), "3fa9c1d27b5e0c1d2e4f0")
    })
  )

  it.effect("F01 an empty name beside an id, and a reply with neither", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const reply = (result: object) =>
        server.fault("login", {
          kind: "reply",
          reply: { status: 200, body: JSON.stringify({ success: true, result }) }
        })
      yield* reply({ sessionName: "", sessionId: "3fa9c1d27b5e0", userId: "19x7", version: "0.22" })
      const { value } = yield* (yield* manage(server)).session
      assert.strictEqual(Redacted.value(value.sessionName), "3fa9c1d27b5e0")
      for (const sessionName of ["", 5, null]) {
        yield* reply({ sessionName, userId: "19x7", version: "0.22" })
        const error = yield* Effect.flip((yield* manage(server)).session)
        assert.strictEqual(error.reason._tag, "UnexpectedResponse")
        assert.strictEqual(error.operation, "login")
      }
    })
  )

  it.effect("F12 PHP notices before every reply", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ quirks: ["displayErrors", "forkMembers"] })
      const manager = yield* manage(server)
      assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("F15 a key goes out byte for byte", () =>
    Effect.gen(function* () {
      for (const accessKey of [" Kq3 ", "short", "ключ", "k".repeat(40)]) {
        const server = yield* VtigerEmulator.make({ accounts: [{ username: "ana", accessKey }] })
        yield* (yield* manage(server, { username: "ana", accessKey: Redacted.make(accessKey) })).session
        assert.strictEqual(yield* server.attempts, 1)
      }
    })
  )
})

describe("Vtiger: requests with a session", () => {
  it.effect("F02 sessionName in the query of a GET and in the form of a POST, and in the logout", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ prepared })
      const manager = yield* manage(server)
      yield* manager.client.get(listTypes)
      const element = JSON.stringify({ lastname: "Doe", assigned_user_id: "19x7" })
      const body = HttpBody.urlParams({ operation: "create", elementType: "Contacts", element })
      yield* manager.client.post("/webservice.php", { body })
      yield* manager.logout
      const [, , read, write, logout] = yield* server.requests
      assert.strictEqual(read?.url.search, "?operation=listtypes&sessionName=3fa9c1d27b5e0c1d2e4f0")
      assert.strictEqual(new URLSearchParams(write?.body).get("sessionName"), "3fa9c1d27b5e0c1d2e4f0")
      assert.strictEqual(write?.url.search, "")
      assert.strictEqual(logout?.body, "operation=logout&sessionName=3fa9c1d27b5e0c1d2e4f0")
      assert.strictEqual(yield* server.sessions, 0)
      assert.strictEqual((yield* server.records).length, 1)
    })
  )

  it.effect("F08 a JSON body is refused before it is sent", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const manager = yield* manage(server)
      const error = yield* Effect.flip(manager.client.post("/webservice.php", { body: HttpBody.jsonUnsafe({}) }))
      assert.strictEqual(error._tag === "AuthError" ? error.reason._tag : error._tag, "InvalidConfiguration")
      assert.notInclude(yield* operations(server), "none")
    })
  )

  for (const userAgent of [undefined, "acme-sync/2"]) {
    it.effect(`one User-Agent for all requests: ${userAgent ?? "the default"}`, () =>
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        const manager = yield* manage(server, { userAgent })
        yield* manager.client.get(listTypes)
        yield* server.expireSessions
        yield* manager.client.get(listTypes)
        yield* manager.logout
        const agents = (yield* server.requests).map(({ headers }) => headers["user-agent"])
        assert.deepStrictEqual([...new Set(agents)], [userAgent ?? "crm-auth-vtiger"])
        assert.strictEqual(agents.length, 8)
      })
    )
  }

  it.effect("an idle timeout spares the request that a dead session would cost", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const manager = yield* manage(server, { idleTimeout: "20 minutes" })
      yield* manager.client.get(listTypes)
      yield* TestClock.adjust("19 minutes")
      yield* manager.client.get(listTypes)
      yield* TestClock.adjust("19 minutes")
      yield* manager.client.get(listTypes)
      yield* TestClock.adjust("25 minutes")
      yield* manager.client.get(listTypes)
      const start = ["getChallenge", "login", "listTypes"]
      assert.deepStrictEqual(yield* operations(server), [...start, "listTypes", "listTypes", ...start])
    })
  )
})

describe("Vtiger: renewing", () => {
  it.effect("is a login, unless extendSession was asked for", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ dialect: vtiger82 })
      const manager = yield* manage(server)
      yield* manager.renew(yield* manager.session)
      assert.deepStrictEqual(yield* operations(server), ["getChallenge", "login", "getChallenge", "login"])
    })
  )

  it.effect("extendSession keeps the session, and nobody logs it out as a replaced one", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ dialect: vtiger82 })
      const manager = yield* manage(server, { renewBy: "extendSession" })
      const first = yield* manager.session
      const second = yield* manager.renew(first)
      assert.strictEqual(second.value, first.value)
      assert.notStrictEqual(second.id, first.id)
      yield* manager.renew(second)
      yield* manager.client.get(listTypes)
      const extended = ["extendSession", "extendSession"]
      assert.deepStrictEqual(yield* operations(server), ["getChallenge", "login", ...extended, "listTypes"])
    })
  )

  it.effect("F18 extendSession that is refused falls back to a login", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ dialect: vtiger7 })
      const manager = yield* manage(server, { renewBy: "extendSession" })
      const first = yield* manager.session
      const second = yield* manager.renew(first)
      assert.notDeepEqual(Redacted.value(second.value.sessionName), Redacted.value(first.value.sessionName))
      assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
      const all = ["getChallenge", "login", "extendSession", "getChallenge", "login", "listTypes"]
      assert.deepStrictEqual(yield* operations(server), all)
    })
  )

  it.effect("a session id in the reply replaces the stored one", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ dialect: vtiger82 })
      const manager = yield* manage(server, { renewBy: "extendSession" })
      const first = yield* manager.session
      const reply = { status: 200, body: '{"success":true,"result":{"sessionName":"0badc0ffee0badc0f"}}' }
      yield* server.fault("extendSession", { kind: "reply", reply })
      const { value } = yield* manager.renew(first)
      assert.strictEqual(Redacted.value(value.sessionName), "0badc0ffee0badc0f")
      assert.strictEqual(value.userId, first.value.userId)
      assert.strictEqual(value.vtigerVersion, "8.2.0")
    })
  )
})
