import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as TestClock from "effect/testing/TestClock"
import { vtiger72, vtiger82 } from "../src/testing/index.ts"
import { md5, member } from "@crm-auth/webservice/test"
import {
  crash,
  deadSession,
  json,
  key,
  loggedOut,
  noChallenge,
  noSession,
  notAdoptable,
  start,
  unknownUser,
  username,
  wrongKey
} from "./fixtures/server.ts"

describe("vtiger: challenges", () => {
  it.effect("a new one replaces the one before, whichever client asked for it", () =>
    Effect.gen(function* () {
      const { answer, challenge, server } = yield* start()
      const first = yield* challenge()
      const second = yield* challenge("JANE%2BCRM%40acme.example")
      assert.match(first, /^[0-9a-f]{13}$/)
      assert.notStrictEqual(first, second)
      assert.deepStrictEqual(yield* answer(md5(first + key)), wrongKey)
      const third = yield* server.askChallenge("jane+crm@acme.example")
      assert.deepStrictEqual(yield* answer(md5(second + key)), wrongKey)
      assert.include((yield* answer(md5(third + key))).text, `"success":true`)
    })
  )

  it.effect("one answer is good for two logins, until it is 300 seconds old", () =>
    Effect.gen(function* () {
      const { answer, challenge, server } = yield* start()
      const hash = md5((yield* challenge()) + key)
      const first = yield* answer(hash)
      yield* TestClock.adjust("299 seconds")
      const second = yield* answer(hash)
      assert.notStrictEqual(member(first, "sessionName"), member(second, "sessionName"))
      assert.strictEqual(yield* server.sessions, 2)
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* answer(hash), noChallenge)
      assert.deepStrictEqual(yield* answer("an expired challenge hides a wrong key"), noChallenge)
    })
  )

  it.effect("they can be ended, and given another life", () =>
    Effect.gen(function* () {
      const { answer, challenge, server } = yield* start({ lifetimes: { challenge: "10 seconds" } })
      const token = yield* challenge()
      yield* server.expireChallenges
      assert.deepStrictEqual(yield* answer(md5(token + key)), noChallenge)
      const next = yield* challenge()
      yield* TestClock.adjust("11 seconds")
      assert.deepStrictEqual(yield* answer(md5(next + key)), noChallenge)
    })
  )

  it.effect("another user's token gives a wrong key", () =>
    Effect.gen(function* () {
      const { answer, challenge } = yield* start()
      yield* challenge()
      const token = yield* challenge("omar")
      assert.deepStrictEqual(yield* answer(md5(token + key)), wrongKey)
    })
  )
})

describe("vtiger: users and sessions", () => {
  it.effect("names in any case, without stray spaces; multipart is read", () =>
    Effect.gen(function* () {
      const { answer, challenge, send } = yield* start()
      assert.include((yield* answer(md5((yield* challenge()) + key), username.toUpperCase())).text, "sessionName")
      assert.deepStrictEqual(yield* send({ query: `operation=getchallenge&username=%20${username}` }), unknownUser)
      const form = new FormData()
      form.append("operation", "LOGIN")
      form.append("username", "jane+crm@acme.example")
      form.append("accessKey", md5((yield* challenge()) + key))
      assert.match(member(yield* send({ body: HttpBody.formData(form) }), "sessionName"), /^[0-9a-f]{17,21}$/)
    })
  )

  it.effect("an inactive user and a password look like a wrong key", () =>
    Effect.gen(function* () {
      const { answer, challenge, server } = yield* start()
      const former = yield* challenge("former")
      assert.deepStrictEqual(yield* answer(md5(`${former}Zt5rF2yHk8Lp1QxC`), "former"), wrongKey)
      const token = yield* challenge()
      assert.deepStrictEqual(yield* answer(encodeURIComponent(`${token}Blue Sky!`)), wrongKey)
      yield* server.setActive("jane+crm@acme.example", false)
      assert.deepStrictEqual(yield* answer(md5(token + key)), wrongKey)
    })
  )

  it.effect("a new key leaves sessions alive and refuses the old one", () =>
    Effect.gen(function* () {
      const { answer, call, challenge, login, server } = yield* start()
      const id = yield* login
      const fresh = yield* server.rotateKey("jane+crm@acme.example")
      assert.match(fresh, /^[A-Za-z0-9]{15,16}$/)
      assert.include((yield* call(id)).text, `"success":true`)
      const token = yield* challenge()
      assert.deepStrictEqual(yield* answer(md5(token + key)), wrongKey)
      assert.include((yield* answer(md5(token + fresh))).text, `"success":true`)
    })
  )

  it.effect("a session lives 1440 seconds from its last use; another User-Agent may use it", () =>
    Effect.gen(function* () {
      const { call, login, send } = yield* start()
      const id = yield* login
      for (let use = 0; use < 4; use++) {
        yield* TestClock.adjust(Duration.seconds(1440))
        assert.include((yield* call(id)).text, `"success":true`)
      }
      const query = `operation=listtypes&sessionName=${id}`
      assert.include((yield* send({ query, headers: { "user-agent": "another" } })).text, `"success":true`)
      yield* TestClock.adjust(Duration.seconds(1441))
      assert.deepStrictEqual(yield* call(id), deadSession)
    })
  )

  it.effect("logout ends only the session it names", () =>
    Effect.gen(function* () {
      const { call, login, logout, server } = yield* start()
      const [first, second] = [yield* login, yield* login]
      assert.deepStrictEqual(yield* logout(first), loggedOut)
      assert.deepStrictEqual(yield* logout(first), deadSession)
      assert.include((yield* call(second)).text, `"success":true`)
      yield* server.evict("jane+crm@acme.example")
      assert.deepStrictEqual(yield* call(second), deadSession)
      const third = yield* login
      yield* server.expireSessions
      assert.deepStrictEqual(yield* call(third), deadSession)
    })
  )
})

/** As 8.2, with the replies of 7.2. */
const adopting = { ...vtiger82, errorMembers: vtiger72.errorMembers, login: { ...vtiger82.login, userMembers: false } }

describe("vtiger: extendsession", () => {
  it.effect("K8: 8.2 takes an API session by POST and changes no limit", () =>
    Effect.gen(function* () {
      const { call, login, send } = yield* start({ dialect: adopting })
      const id = yield* login
      assert.deepStrictEqual(
        yield* send({ form: `operation=extendsession&sessionName=${id}` }),
        json(
          `{"success":true,"result":{"sessionName":"${id}","userId":"19x7","version":"0.22","vtigerVersion":"8.2.0"}}`
        )
      )
      yield* TestClock.adjust("1441 seconds")
      assert.deepStrictEqual(yield* call(id), deadSession)
    })
  )

  it.effect("K9: by GET it is refused, with or without a session", () =>
    Effect.gen(function* () {
      const { login, send } = yield* start({ dialect: adopting })
      const id = yield* login
      assert.deepStrictEqual(yield* send({ query: "operation=extendsession" }), noSession)
      assert.deepStrictEqual(yield* send({ query: `operation=extendsession&sessionName=${id}` }), noSession)
      assert.deepStrictEqual(yield* send({ query: "operation=extendsession", form: `sessionName=${id}` }), noSession)
    })
  )

  it.effect("F7: 7 refuses an API session, which survives, and takes a browser's", () =>
    Effect.gen(function* () {
      const { call, login, send, server } = yield* start({ dialect: vtiger72 })
      const id = yield* login
      assert.deepStrictEqual(yield* send({ form: `operation=extendsession&sessionName=${id}` }), notAdoptable)
      assert.include((yield* call(id)).text, `"success":true`)
      const cookie = yield* server.browserLogin("omar")
      const adopted = yield* send({ form: "operation=extendsession", headers: { cookie } })
      assert.strictEqual(member(adopted, "userId"), "19x8")
      assert.include((yield* call(member(adopted, "sessionName"))).text, `"success":true`)
    })
  )

  it.effect("F18, T04: an unknown id leaves a session behind whose calls die", () =>
    Effect.gen(function* () {
      const { call, send } = yield* start({ dialect: adopting })
      assert.deepStrictEqual(yield* send({ form: "operation=extendsession" }), notAdoptable)
      assert.deepStrictEqual(yield* call("0badc0de0badc0de0"), deadSession)
      assert.deepStrictEqual(
        yield* send({ form: "operation=extendsession&sessionName=0badc0de0badc0de0" }),
        notAdoptable
      )
      assert.deepStrictEqual(yield* call("0badc0de0badc0de0"), crash)
    })
  )
})
