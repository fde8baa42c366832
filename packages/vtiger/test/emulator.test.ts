import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as TestClock from "effect/testing/TestClock"
import { vtiger72 } from "../src/testing/index.ts"
import { md5 } from "@crm-auth/webservice/test"
import {
  answer559,
  crash,
  deadSession,
  denied,
  empty,
  failure,
  json,
  key,
  loggedOut,
  noChallenge,
  noSession,
  noUser,
  prepared,
  start,
  unknownUser,
  username,
  wrongKey,
  wrongVerb
} from "./fixtures/server.ts"

describe("vtiger: wire examples", () => {
  it.effect("K2, K5, K6, K7: challenge, login, call, logout", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_790_000_000_000)
      const { answer, call, logout, send, server } = yield* start({ prepared, dialect: vtiger72 })
      assert.deepStrictEqual(
        yield* send({ query: `operation=getchallenge&username=${username}` }),
        json(`{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000000,"expireTime":1790000300}}`)
      )
      assert.deepStrictEqual(
        yield* answer(answer559),
        json(
          `{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","vtigerVersion":"7.2.0"}}`
        )
      )
      assert.deepStrictEqual(yield* call("3fa9c1d27b5e0c1d2e4f0"), json(`{"success":true,"result":[]}`))
      assert.deepStrictEqual(yield* logout("3fa9c1d27b5e0c1d2e4f0"), loggedOut)
      assert.deepStrictEqual(yield* call("3fa9c1d27b5e0c1d2e4f0"), deadSession)
      assert.strictEqual(yield* server.logins, 1)
      assert.strictEqual(yield* server.attempts, 1)
      assert.strictEqual(yield* server.sessions, 0)
    })
  )

  it.effect("F1, F2: unknown user, no user, parameters of getchallenge in a form", () =>
    Effect.gen(function* () {
      const { send } = yield* start()
      assert.deepStrictEqual(yield* send({ query: "operation=getchallenge&username=nobody" }), unknownUser)
      assert.deepStrictEqual(yield* send({ query: "operation=getchallenge" }), noUser)
      assert.deepStrictEqual(yield* send({ form: `operation=getchallenge&username=${username}` }), noUser)
      assert.deepStrictEqual(
        yield* send({ query: "operation=getchallenge&username=customer%40client.example" }),
        unknownUser
      )
    })
  )

  it.effect("F3, F4: the checks of login, in the server's order", () =>
    Effect.gen(function* () {
      const { answer, challenge, send, server } = yield* start()
      assert.deepStrictEqual(yield* answer("x"), noChallenge)
      assert.deepStrictEqual(yield* answer("x", "nobody"), noChallenge)
      const token = yield* challenge()
      assert.deepStrictEqual(yield* answer(md5(`${token}wrong`)), wrongKey)
      assert.deepStrictEqual(yield* answer(md5(token + key).toUpperCase()), wrongKey)
      assert.deepStrictEqual(yield* answer(key), wrongKey)
      assert.deepStrictEqual(yield* answer(""), wrongKey)
      assert.deepStrictEqual(
        yield* send({ form: `operation=login&username=${username}&accesskey=${md5(token + key)}` }),
        wrongKey
      )
      assert.deepStrictEqual(
        yield* send({ form: `operation=login&Username=${username}&accessKey=${md5(token + key)}` }),
        noChallenge
      )
      assert.deepStrictEqual(
        yield* send({ query: `operation=login&username=${username}&accessKey=${md5(token + key)}` }),
        noChallenge
      )
      assert.deepStrictEqual(
        yield* send({ query: `operation=login&username=${username}&accessKey=${md5(token + key)}`, method: "POST" }),
        noChallenge
      )
      yield* challenge("nokey")
      assert.deepStrictEqual(
        yield* answer("x", "nokey"),
        failure("ACCESSKEY_UNDEFINED", "Access key for the user is undefined")
      )
      assert.strictEqual(yield* server.logins, 0)
    })
  )

  it.effect("F5, F6: calls without a session, with a misnamed one, with a dead one", () =>
    Effect.gen(function* () {
      const { call, login, logout, send } = yield* start()
      const id = yield* login
      const query = "operation=query&query=select%20id%20from%20Contacts%3B"
      assert.deepStrictEqual(yield* send({ query }), noSession)
      assert.deepStrictEqual(yield* send({ query: `${query}&sessionId=${id}` }), noSession)
      assert.deepStrictEqual(yield* send({ query: `${query}&sessionname=${id}` }), noSession)
      assert.deepStrictEqual(yield* send({ query: `${query}&sessionName=null` }), noSession)
      assert.deepStrictEqual(yield* send({ query: `${query}&sessionName=` }), noSession)
      assert.deepStrictEqual(yield* send({ query, headers: { "corebos-authorization": id } }), noSession)
      assert.deepStrictEqual(yield* send({ query, headers: { cookie: `PHPSESSID=${id}` } }), noSession)
      assert.deepStrictEqual(yield* send({ form: "operation=logout" }), noSession)
      assert.deepStrictEqual(yield* logout("feedfacefeedface0"), deadSession)
      assert.deepStrictEqual(yield* call(id), json(`{"success":true,"result":[]}`))
    })
  )

  it.effect("F6: a dead sessionName makes getchallenge and login fail", () =>
    Effect.gen(function* () {
      const { challenge, send } = yield* start()
      assert.deepStrictEqual(
        yield* send({ query: `operation=getchallenge&username=${username}&sessionName=dead` }),
        deadSession
      )
      const hash = md5((yield* challenge()) + key)
      const form = `operation=login&username=${username}&accessKey=${hash}`
      assert.deepStrictEqual(yield* send({ form: `${form}&sessionName=dead` }), deadSession)
      assert.deepStrictEqual(yield* send({ form, query: "sessionName=dead" }), deadSession)
      assert.include((yield* send({ form: `${form}&sessionName=null` })).text, `"success":true`)
    })
  )

  it.effect("F8: logout by GET is refused and the session stays", () =>
    Effect.gen(function* () {
      const { call, login, send } = yield* start()
      const id = yield* login
      assert.deepStrictEqual(yield* send({ query: `operation=logout&sessionName=${id}` }), wrongVerb)
      assert.deepStrictEqual(
        yield* send({ query: `operation=logout&sessionName=${id}`, method: "POST" }),
        json(`{"success":true,"result":null}`)
      )
      assert.deepStrictEqual(yield* call(id), json(`{"success":true,"result":[]}`))
    })
  )

  it.effect("F9: a malformed query, and a read sent as a form", () =>
    Effect.gen(function* () {
      const { login, send } = yield* start()
      const id = yield* login
      assert.deepStrictEqual(yield* send({ query: `operation=query&query=select&sessionName=${id}` }), denied)
      const form = `operation=query&query=select%20id%20from%20Contacts%3B&sessionName=${id}`
      assert.deepStrictEqual(yield* send({ form }), denied)
    })
  )

  it.effect("F11: no operation, an unknown one, a JSON body: 500 without a body", () =>
    Effect.gen(function* () {
      const { send } = yield* start()
      assert.deepStrictEqual(yield* send({}), crash)
      assert.deepStrictEqual(yield* send({ query: "operation=nothing" }), crash)
      assert.deepStrictEqual(yield* send({ query: "operation=constructor" }), crash)
      const body = HttpBody.text(`{"operation":"login","username":"jane","accessKey":"x"}`, "application/json")
      assert.deepStrictEqual(yield* send({ body }), crash)
      assert.deepStrictEqual(yield* send({ body, query: "operation=login" }), noChallenge)
      assert.deepStrictEqual(yield* send({ form: `operation=login`, method: "PUT" }), crash)
    })
  )

  it.effect("F12: sessions ended by a marker say why", () =>
    Effect.gen(function* () {
      const { call, login, server } = yield* start()
      const id = yield* login
      yield* server.markSessions("SESSION_EXPIRED")
      const over = failure("SESSION_EXPIRED", "Session has life span over please login again")
      assert.deepStrictEqual(yield* call(id), over)
      assert.deepStrictEqual(yield* call(id), deadSession)
      const next = yield* login
      yield* server.markSessions("SESSION_LEFT_IDLE")
      const idle = failure("SESSION_LEFT_IDLE", "Session has been invalidated to due lack activity")
      assert.deepStrictEqual(yield* call(next), idle)
    })
  )

  it.effect("C3: an unknown format: an empty body", () =>
    Effect.gen(function* () {
      const { answer, challenge, send, server } = yield* start()
      assert.deepStrictEqual(yield* send({ query: `operation=getchallenge&username=${username}&format=xml` }), empty)
      const hash = md5((yield* challenge()) + key)
      assert.deepStrictEqual(
        yield* send({ form: `operation=login&username=${username}&accessKey=${hash}&format=xml` }),
        empty
      )
      assert.strictEqual(yield* server.logins, 1)
      assert.include((yield* answer(hash)).text, `"success":true`)
      assert.include((yield* send({ query: "operation=getchallenge&username=omar&format=JSON" })).text, "token")
    })
  )

  it.effect("C2, C4: outage and wrong path", () =>
    Effect.gen(function* () {
      const { call, login, send, server } = yield* start()
      const id = yield* login
      yield* server.setOutage(true)
      assert.deepStrictEqual(yield* call(id), crash)
      yield* server.setOutage(false)
      assert.strictEqual((yield* call(id)).status, 200)
      const lost = yield* send({ path: "/Webservice.php", query: "operation=getchallenge&username=omar" })
      assert.strictEqual(lost.status, 404)
      assert.match(lost.type ?? "", /^text\/html/)
      assert.match(lost.text, /^<!doctype html><html>/)
    })
  )
})
