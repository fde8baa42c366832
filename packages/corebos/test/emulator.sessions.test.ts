import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { md5, member } from "@crm-auth/webservice/test"
import {
  called,
  jane,
  key,
  loggedOut,
  noSession,
  notAdoptable,
  sessionError,
  start,
  username
} from "./fixtures/server.ts"

describe("coreBOS: what carries a session", () => {
  it.effect("T01: another User-Agent is refused and destroys the session", () =>
    Effect.gen(function* () {
      const { call, login } = yield* start()
      const id = yield* login
      assert.deepStrictEqual(yield* call(id), called)
      assert.deepStrictEqual(yield* call(id, { "user-agent": "another" }), noSession)
      assert.deepStrictEqual(yield* call(id), noSession)
      const loose = yield* start({ quirks: ["unboundUserAgent"] })
      assert.deepStrictEqual(yield* loose.call(yield* loose.login, { "user-agent": "another" }), called)
    })
  )

  it.effect("T09: the header wins over the parameter, even when it is stale", () =>
    Effect.gen(function* () {
      const { call, callWith, login } = yield* start()
      const id = yield* login
      assert.deepStrictEqual(yield* callWith({ "corebos-authorization": id }), called)
      assert.deepStrictEqual(yield* callWith({ corebos_authorization: id }), called)
      assert.deepStrictEqual(yield* call(id, { "corebos-authorization": "stale" }), noSession)
      assert.deepStrictEqual(yield* call("stale", { "corebos-authorization": id }), called)
    })
  )

  it.effect("T05: logout with sessionId, or with the header alone, leaves the session alive", () =>
    Effect.gen(function* () {
      const { call, login, send } = yield* start()
      const id = yield* login
      assert.deepStrictEqual(yield* send({ form: `operation=logout&sessionId=${id}` }), noSession)
      const headers = { "corebos-authorization": id }
      const kept = yield* send({ form: "operation=logout", headers })
      assert.deepStrictEqual({ ...kept, cookie: undefined }, sessionError)
      assert.deepStrictEqual(yield* call(id), called)
    })
  )

  it.effect("T03: a cookie gives the next login the same id, also one that the client chose", () =>
    Effect.gen(function* () {
      const { answer, callWith, challenge, send, server } = yield* start()
      const hash = md5((yield* challenge()) + key)
      const first = yield* answer(hash)
      const id = member(first, "sessionName")
      const [cookie = ""] = (first.cookie ?? "").split(";")
      const form = `operation=login&username=${username}&accessKey=${hash}`
      assert.strictEqual(member(yield* send({ form, headers: { cookie } }), "sessionName"), id)
      assert.strictEqual(yield* server.sessions, 1)
      assert.strictEqual(yield* server.logins, 2)
      const chosen = cookie.replace(/=.*/, "=chosen")
      assert.strictEqual(member(yield* send({ form, headers: { cookie: chosen } }), "sessionName"), "chosen")
      assert.deepStrictEqual(yield* callWith({ cookie }), noSession)
    })
  )

  it.effect("T04, F20: a dead sessionName sent with login comes back alive", () =>
    Effect.gen(function* () {
      const { call, challenge, login, send, server } = yield* start()
      const id = yield* login
      yield* server.expireSessions
      assert.deepStrictEqual(yield* call(id), noSession)
      const hash = md5((yield* challenge()) + key)
      const form = `operation=login&username=${username}&accessKey=${hash}&sessionName=${id}`
      assert.strictEqual(member(yield* send({ form }), "sessionName"), id)
      assert.deepStrictEqual(yield* call(id), called)
    })
  )

  it.effect("T07: in single-login mode a login ends the user's other sessions", () =>
    Effect.gen(function* () {
      const { answer, call, challenge, login } = yield* start({ quirks: ["singleLogin"] })
      const first = yield* login
      const omar = yield* answer(md5(`${yield* challenge("omar")}h7Jd0sWq4nBv`), "omar")
      assert.deepStrictEqual(yield* call(first), called)
      const second = yield* login
      assert.deepStrictEqual(yield* call(first), noSession)
      assert.deepStrictEqual(yield* call(second), called)
      assert.deepStrictEqual(yield* call(member(omar, "sessionName")), called)
    })
  )

  it.effect("several sessions of a user live side by side", () =>
    Effect.gen(function* () {
      const { call, login, logout } = yield* start()
      const [first, second] = [yield* login, yield* login]
      assert.deepStrictEqual(yield* logout(first), loggedOut)
      assert.deepStrictEqual(yield* call(second), called)
    })
  )
})

describe("coreBOS: static tokens", () => {
  const credentials = [{ token: "static-token", username: jane.username, from: 1_000, until: 100_000_000 }]
  const headers = { "corebos-authorization": "static-token" }

  it.effect("open a session or join one, between their dates", () =>
    Effect.gen(function* () {
      const { call, callWith, login, server } = yield* start({ credentials })
      assert.deepStrictEqual(yield* callWith(headers), noSession)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* callWith(headers), called)
      assert.deepStrictEqual(yield* callWith(headers), called)
      assert.strictEqual(yield* server.sessions, 1)
      assert.strictEqual(yield* server.logins, 0)
      assert.deepStrictEqual(yield* callWith({ "corebos-authorization": "no-token" }), noSession)
      assert.deepStrictEqual(yield* call("static-token"), noSession)
      yield* server.evict(jane.username)
      const id = yield* login
      assert.deepStrictEqual(yield* callWith(headers), called)
      assert.deepStrictEqual(yield* callWith({ ...headers, "user-agent": "another" }), noSession)
      assert.deepStrictEqual(yield* call(id), noSession)
      yield* TestClock.setTime(100_000_001)
      assert.deepStrictEqual(yield* callWith(headers), noSession)
    })
  )

  it.effect("T08: the first call after idle time fails, the second does not", () =>
    Effect.gen(function* () {
      const { callWith } = yield* start({ credentials })
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* callWith(headers), called)
      yield* TestClock.adjust("7201 seconds")
      assert.deepStrictEqual(yield* callWith(headers), noSession)
      assert.deepStrictEqual(yield* callWith(headers), called)
    })
  )
})

describe("coreBOS: extendsession", () => {
  it.effect("looks at the installation's cookie only, by any verb", () =>
    Effect.gen(function* () {
      const { answer, call, challenge, send, server } = yield* start()
      const login = yield* answer(md5((yield* challenge()) + key))
      const id = member(login, "sessionName")
      assert.deepStrictEqual(yield* send({ form: `operation=extendsession&sessionName=${id}` }), noSession)
      assert.deepStrictEqual(
        yield* send({ query: "operation=extendsession", headers: { cookie: `PHPSESSID=${id}` } }),
        noSession
      )
      const [own = ""] = (login.cookie ?? "").split(";")
      assert.deepStrictEqual(yield* send({ form: "operation=extendsession", headers: { cookie: own } }), notAdoptable)
      assert.deepStrictEqual(yield* call(id), called)
      const cookie = yield* server.browserLogin("omar")
      const adopted = yield* send({ query: "operation=extendsession", headers: { cookie } })
      assert.strictEqual(member(adopted, "userId"), "19x8")
      assert.deepStrictEqual(yield* call(member(adopted, "sessionName")), called)
    })
  )
})
