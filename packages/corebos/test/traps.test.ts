import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { logout } from "../src/operations.ts"
import { CorebosEmulator } from "../src/testing/index.ts"
import { listTypes, manage, manageByPassword, manageByToken, operations } from "./fixtures/manager.ts"
import { patiently, requestsFor, reasonTag, username } from "./fixtures/manager.ts"
import { prepared } from "./fixtures/server.ts"

const once = ["getChallenge", "login"]
const token = "t0k3n-of-jane"
const id = "q1w2e3r4t5y6u7i8o9p0a1s2d3"

describe("coreBOS: traps", () => {
  it.effect("T01 one User-Agent goes with challenge, login, every call and logout, whatever a call says", () =>
    Effect.gen(function* () {
      for (const userAgent of [undefined, "acme-sync/2"]) {
        const server = yield* CorebosEmulator.make()
        const manager = yield* manage(server, { userAgent, renewal: "ahead", idleTimeout: "20 minutes" })
        yield* manager.client.get(listTypes)
        yield* manager.client.get(listTypes, { headers: { "user-agent": "another/1" } })
        yield* TestClock.adjust("30 minutes")
        yield* manager.logout
        const agents = (yield* server.requests).map(({ headers }) => headers["user-agent"])
        assert.deepStrictEqual([...new Set(agents)], [userAgent ?? "crm-auth-corebos"])
        assert.isAbove((yield* requestsFor(server, "listTypes")).length, 2)
        assert.strictEqual(yield* server.logins, 1)
      }
    })
  )

  it.effect("T02 expireTime is a number for the first login and text for the next", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const first = yield* manage(server)
      yield* first.session
      yield* first.renew(yield* first.session)
      yield* (yield* manage(server)).session
      assert.deepStrictEqual(yield* operations(server), [...once, ...once, ...once])
    })
  )

  it.effect("T03 no cookie goes back, so that two clients never share a session", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const managers = [yield* manage(server), yield* manage(server), yield* manageByPassword(server)]
      const ids = new Set<string>()
      for (const { client, renew, session } of managers) {
        yield* client.get(listTypes)
        ids.add(Redacted.value((yield* session).value.sessionName))
        ids.add(Redacted.value((yield* renew(yield* session)).value.sessionName))
        yield* client.get(listTypes)
      }
      assert.strictEqual(ids.size, 6)
      for (const { headers } of yield* server.requests) assert.isUndefined(headers["cookie"])
    })
  )

  it.effect("T04 a new login may give the old id back: what counts is the login, not the id", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ prepared: { sessionIds: Array.from({ length: 4 }, () => id) } })
      const manager = yield* manage(server)
      const first = yield* manager.session
      yield* server.expireSessions
      assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
      const second = yield* manager.session
      assert.notStrictEqual(second.id, first.id)
      assert.strictEqual(Redacted.value(second.value.sessionName), id)
      for (const { body } of yield* requestsFor(server, "login")) assert.notInclude(body, id)
      // A session that was replaced by an equal one must not be ended.
      yield* manager.renew(yield* manager.renew(second))
      yield* manager.client.get(listTypes)
      const all = [...once, "listTypes", ...once, "listTypes", ...once, ...once, "listTypes"]
      assert.deepStrictEqual(yield* operations(server), all)
    })
  )

  it.effect("T05 logout names the session in the form, and believes one word only", () =>
    Effect.gen(function* () {
      for (const sessionIn of ["parameter", "header"] as const) {
        const server = yield* CorebosEmulator.make({ prepared })
        const manager = yield* manage(server, { sessionIn })
        yield* manager.client.get(listTypes)
        yield* manager.logout
        const [sent] = yield* requestsFor(server, "logout")
        assert.strictEqual(sent?.body, `operation=logout&sessionName=${id}`)
        assert.isUndefined(sent?.headers["corebos-authorization"])
        assert.strictEqual(yield* server.sessions, 0)
        const body = '{"success":true,"result":{"message":"session error"},"moreinfo":null}'
        yield* server.fault("logout", { kind: "reply", reply: { status: 200, body } })
        const bare = logout({ sessionName: Redacted.make("x") }, { url: server.url })
        assert.strictEqual(reasonTag(yield* Effect.flip(Effect.provide(bare, server.layer))), "UnexpectedResponse")
      }
    })
  )

  it.effect("T06 a failure without an error is no answer to a login, and the application's own to a call", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const manager = yield* manage(server)
      const body = '{"success":false,"result":"OTP code expired or invalid","moreinfo":null}'
      for (const operation of once) {
        yield* server.fault(operation, { kind: "reply", reply: { status: 200, body } })
        assert.strictEqual(reasonTag(yield* Effect.flip((yield* manage(server)).session)), "UnexpectedResponse")
      }
      const response = yield* manager.client.get("/webservice.php?operation=getOTPAccess&OTPCode=1")
      assert.strictEqual(yield* response.text, body)
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("T07 two processes that evict each other slow down, each with SessionRejected", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ quirks: ["singleLogin"] })
      const both = [yield* manage(server), yield* manage(server)]
      const reasons = new Set<string>()
      for (let second = 0; second < 60; second++) {
        for (const { client } of both) {
          yield* Effect.match(client.get(listTypes), {
            onFailure: (error) => reasons.add(reasonTag(error)),
            onSuccess: ({ status }) => reasons.add(String(status))
          })
        }
        yield* TestClock.adjust("1 second")
      }
      assert.deepStrictEqual([...reasons].sort(), ["200", "SessionRejected"])
      assert.isAtMost(yield* server.logins, 24)
    })
  )

  it.effect("T08 a static token is given up at the second refusal, not at the first", () =>
    Effect.gen(function* () {
      const now = Date.parse("2030-06-01")
      yield* TestClock.setTime(now)
      const server = yield* CorebosEmulator.make({ credentials: [{ token, username }] })
      const manager = yield* manageByToken(server, token)
      yield* manager.client.get(listTypes)
      yield* TestClock.adjust("3 hours")
      const response = yield* manager.client.get(listTypes)
      assert.propertyVal(yield* response.json, "success", true)
      assert.deepStrictEqual(yield* operations(server), ["listTypes", "listTypes", "listTypes"])
      yield* server.grant({ token: "last-year", username, until: now - 1 })
      for (const bad of ["unknown", "last-year"]) {
        const before = (yield* server.requests).length
        const refused = yield* manageByToken(server, bad)
        assert.strictEqual(reasonTag(yield* Effect.flip(refused.client.get(listTypes))), "SessionRejected")
        assert.strictEqual((yield* server.requests).length - before, 2)
      }
    })
  )

  it.effect("T09 a session goes one way only, and a header of the caller's own is refused", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      for (const sessionIn of ["parameter", "header"] as const) {
        const { client, session } = yield* manage(server, { sessionIn })
        yield* session
        for (const name of ["corebos-authorization", "Corebos_Authorization"]) {
          const error = yield* Effect.flip(client.get(listTypes, { headers: { [name]: "stale" } }))
          assert.strictEqual(reasonTag(error), "InvalidConfiguration")
        }
        assert.notInclude(yield* operations(server), "listTypes")
      }
      for (const sessionIn of ["parameter", "header"] as const) {
        const { client } = yield* manage(server, { sessionIn })
        yield* client.get(listTypes)
        const sent = (yield* requestsFor(server, "listTypes")).at(-1)
        const ways = [sent?.headers["corebos-authorization"], sent?.url.searchParams.get("sessionName") ?? undefined]
        assert.strictEqual(ways.filter((way) => way !== undefined).length, 1)
      }
    })
  )

  it.effect("T10 SAML's redirects are not followed, and a logout that gets one ends the session here", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ quirks: ["saml"] })
      const manager = yield* manage(server)
      const first = yield* manager.session
      assert.strictEqual((yield* manager.client.get(`${listTypes}&mode=sso`)).status, 302)
      yield* manager.logout
      assert.notStrictEqual((yield* manager.session).id, first.id)
      assert.deepStrictEqual(yield* operations(server), [...once, "listTypes", "logout", ...once])
      assert.strictEqual(yield* server.sessions, 2)
      const bare = logout({ sessionName: first.value.sessionName }, { url: server.url })
      const error = yield* Effect.flip(Effect.provide(bare, server.layer))
      assert.strictEqual(reasonTag(error), "UnexpectedResponse")
      assert.include(error.message, "https://login.identity.example/saml/sso")
    })
  )

  it.effect("T11 neither the hash nor the password is ever in a URL", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ prepared })
      yield* (yield* manage(server)).client.get(listTypes)
      yield* (yield* manageByPassword(server)).client.get(listTypes)
      const answers = (yield* requestsFor(server, "login")).map((request) => {
        assert.deepStrictEqual([request.method, request.url.search], ["POST", ""])
        return new URLSearchParams(request.body).get("accessKey")
      })
      assert.deepStrictEqual(answers, ["559f91d9ea4887b743fc012c93888c55", "5f0c1d2e3a4b6Blue Sky!"])
      for (const { url } of yield* server.requests) assert.notMatch(url.href, /accessKey|559f91d9|Blue/)
    })
  )

  it.effect("T12 a changed password replaces the access key, and the error says so", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const manager = yield* manage(server)
      yield* manager.client.get(listTypes)
      const fresh = yield* server.changePassword(username, "Red Sky!")
      yield* manager.client.get(listTypes)
      yield* manager.logout
      const error = yield* Effect.flip(patiently(manager.session))
      assert.strictEqual(reasonTag(error), "InvalidCredentials")
      assert.include(error.message, "a change of the user's password has replaced the access key")
      assert.strictEqual(yield* server.attempts, 5)
      yield* (yield* manage(server, { accessKey: Redacted.make(fresh) })).session
    })
  )

  it.effect("T13 PHP's notices before every reply disturb neither way of carrying a session", () =>
    Effect.gen(function* () {
      for (const sessionIn of ["parameter", "header"] as const) {
        const server = yield* CorebosEmulator.make({ quirks: ["displayErrors"] })
        const manager = yield* manage(server, { sessionIn })
        yield* manager.client.get(listTypes)
        yield* server.expireSessions
        assert.include(yield* (yield* manager.client.get(listTypes)).text, `"success":true`)
        yield* manager.logout
        assert.strictEqual(yield* server.sessions, 0)
      }
    })
  )

  it.effect("T14 an account that is switched off keeps its session; only a login can tell", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const manager = yield* manage(server)
      yield* server.setStatus(username, "Inactive")
      yield* manager.client.get(listTypes)
      yield* server.setActive(username, false)
      yield* manager.client.get(listTypes)
      assert.strictEqual(yield* server.logins, 1)
      yield* server.expireSessions
      assert.strictEqual(reasonTag(yield* Effect.flip(manager.client.get(listTypes))), "AccountLocked")
    })
  )
})
