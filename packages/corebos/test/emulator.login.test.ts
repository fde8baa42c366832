import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as TestClock from "effect/testing/TestClock"
import { md5, member } from "@crm-auth/webservice/test"
import {
  called,
  jane,
  key,
  loggedOut,
  noChallenge,
  noSession,
  noUser,
  start,
  unknownOperation,
  username,
  wrongKey
} from "./fixtures/server.ts"

describe("coreBOS: where parameters are read", () => {
  it.effect("T11: query or form, any verb; the form wins", () =>
    Effect.gen(function* () {
      const { challenge, send } = yield* start()
      const challenged = yield* send({ form: `operation=getchallenge&username=${username}` })
      assert.match(member(challenged, "token"), /^[0-9a-f]{13}$/)
      const hash = md5((yield* challenge()) + key)
      const query = `operation=login&username=${username}&accessKey=${hash}`
      const id = member(yield* send({ query }), "sessionName")
      assert.match(id, /^[a-z0-9]{26}$/)
      assert.match(member(yield* send({ query, method: "PUT" }), "sessionName"), /^[a-z0-9]{26}$/)
      assert.deepStrictEqual(yield* send({ query, form: "accessKey=wrong" }), wrongKey)
      const out = yield* send({ query: `operation=logout&sessionName=${id}` })
      assert.deepStrictEqual({ ...out, cookie: undefined }, loggedOut)
    })
  )

  it.effect("F08: a JSON body is read only when there is no query string", () =>
    Effect.gen(function* () {
      const { challenge, send } = yield* start()
      const accessKey = md5((yield* challenge()) + key)
      const text = JSON.stringify({ operation: "login", username: jane.username, accessKey })
      const body = HttpBody.text(text, "application/json")
      assert.strictEqual(member(yield* send({ body }), "userId"), "19x7")
      assert.deepStrictEqual(yield* send({ body, query: "operation=login" }), noUser)
      assert.deepStrictEqual(yield* send({ body: HttpBody.text("{", "application/json") }), unknownOperation)
    })
  )

  it.effect("names: case and trailing spaces ignored with the key, leading ones not", () =>
    Effect.gen(function* () {
      const { answer, challenge } = yield* start()
      const token = yield* challenge("OMAR%20")
      assert.strictEqual(member(yield* answer(md5(`${token}h7Jd0sWq4nBv`), "Omar++"), "userId"), "19x8")
      assert.deepStrictEqual(yield* answer(md5(`${token}h7Jd0sWq4nBv`), "%20omar"), noUser)
    })
  )
})

describe("coreBOS: login with the password", () => {
  it.effect("takes the exact user name, the exact password, and no hash of it", () =>
    Effect.gen(function* () {
      const { answer, challenge } = yield* start()
      const token = yield* challenge("omar")
      const password = encodeURIComponent(`${token}Grün/5 & 6`)
      assert.strictEqual(member(yield* answer(password, "omar"), "userId"), "19x8")
      assert.deepStrictEqual(yield* answer(password, "Omar"), wrongKey)
      assert.deepStrictEqual(yield* answer(encodeURIComponent("Grün/5 & 6"), "omar"), wrongKey)
      assert.deepStrictEqual(yield* answer(md5(`${token}Grün/5 & 6`), "omar"), wrongKey)
    })
  )

  it.effect("needs a key to exist", () =>
    Effect.gen(function* () {
      const { answer, challenge } = yield* start()
      const token = yield* challenge("nokey")
      const reply = yield* answer(encodeURIComponent(`${token}No key yet`), "nokey")
      assert.include(reply.text, `"code":"ACCESSKEY_UNDEFINED"`)
    })
  )

  it.effect("is locked by five failures in the web interface, which it does not count; the key is not", () =>
    Effect.gen(function* () {
      const { answer, challenge, server } = yield* start()
      const token = yield* challenge()
      for (let failed = 0; failed < 12; failed++) assert.deepStrictEqual(yield* answer(`${token}wrong`), wrongKey)
      const password = encodeURIComponent(`${token}Blue Sky!`)
      assert.strictEqual(member(yield* answer(password), "userId"), "19x7")
      yield* server.setWebFailures(jane.username, 5)
      assert.deepStrictEqual(yield* answer(password), wrongKey)
      assert.strictEqual(member(yield* answer(md5(token + key)), "userId"), "19x7")
    })
  )

  it.effect("T12: a new password replaces the key; sessions stay alive", () =>
    Effect.gen(function* () {
      const { answer, call, challenge, login, server } = yield* start()
      const id = yield* login
      const fresh = yield* server.changePassword(jane.username, "Red Sky")
      const token = yield* challenge()
      assert.deepStrictEqual(yield* answer(md5(token + key)), wrongKey)
      assert.strictEqual(member(yield* answer(md5(token + fresh)), "userId"), "19x7")
      assert.deepStrictEqual(yield* call(id), called)
    })
  )
})

describe("coreBOS: lifetimes", () => {
  it.effect("T02: a challenge lives 7200 seconds from creation, even when it is asked for again", () =>
    Effect.gen(function* () {
      const { answer, challenge, send } = yield* start()
      const token = yield* challenge()
      yield* TestClock.adjust("7199 seconds")
      const again = yield* send({ query: `operation=getchallenge&username=${username}` })
      assert.include(again.text, `"token":"${token}","serverTime":7199,"expireTime":"7200"`)
      assert.strictEqual(member(yield* answer(md5(token + key)), "userId"), "19x7")
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* answer(md5(token + key)), noChallenge)
      const fresh = yield* send({ query: `operation=getchallenge&username=${username}` })
      assert.notInclude(fresh.text, token)
      assert.include(fresh.text, `"serverTime":7201,"expireTime":14401}`)
    })
  )

  it.effect("a session lives 7200 seconds from its last use, and 1440 with the life span setting", () =>
    Effect.gen(function* () {
      const usual = yield* start()
      const short = yield* start({ quirks: ["lifeSpanSetting"] })
      const [id, other] = [yield* usual.login, yield* short.login]
      yield* TestClock.adjust("1441 seconds")
      assert.deepStrictEqual(yield* short.call(other), noSession)
      yield* TestClock.adjust("5759 seconds")
      assert.deepStrictEqual(yield* usual.call(id), called)
      yield* TestClock.adjust("7200 seconds")
      assert.deepStrictEqual(yield* usual.call(id), called)
      yield* TestClock.adjust("7201 seconds")
      assert.deepStrictEqual(yield* usual.call(id), noSession)
    })
  )
})
