import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { md5 } from "@crm-auth/webservice/test"
import {
  called,
  failure,
  html,
  inactive,
  jane,
  json,
  key,
  loggedOut,
  noChallenge,
  noSession,
  noUser,
  prepared,
  start,
  unknownOperation,
  username,
  wrongKey
} from "./fixtures/server.ts"

describe("coreBOS: wire examples", () => {
  it.effect("E1, E2, E3, E6, E7: challenge twice, login, call, logout", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_790_000_000_000)
      const { answer, logout, send } = yield* start({ prepared, accounts: [jane] })
      const getChallenge = { query: `operation=getchallenge&username=${username}` }
      assert.deepStrictEqual(
        yield* send(getChallenge),
        json(
          `{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000000,"expireTime":1790007200},"moreinfo":null}`
        )
      )
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(
        yield* send(getChallenge),
        json(
          `{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000600,"expireTime":"1790007200"},"moreinfo":null}`
        )
      )
      const login = yield* answer("559f91d9ea4887b743fc012c93888c55")
      assert.deepStrictEqual(
        { ...login, cookie: undefined },
        json(
          `{"success":true,"result":{"sessionName":"q1w2e3r4t5y6u7i8o9p0a1s2d3","userId":"19x7","version":"0.22","vtigerVersion":"5.5.0"},"moreinfo":null}`
        )
      )
      const cookie = /^cb[0-9a-f]{32}=q1w2e3r4t5y6u7i8o9p0a1s2d3; path=\/; HttpOnly; SameSite=Strict$/
      assert.match(login.cookie ?? "", cookie)
      const call = yield* send({
        query: "operation=query&query=select%20id%20from%20Users%3B&sessionName=q1w2e3r4t5y6u7i8o9p0a1s2d3"
      })
      assert.deepStrictEqual(
        { ...call, cookie: undefined },
        json(`{"success":true,"result":[{"id":"19x7"}],"moreinfo":{"totalrows":"1"}}`)
      )
      assert.match(call.cookie ?? "", cookie)
      assert.notStrictEqual(call.cookie, login.cookie)
      assert.deepStrictEqual(yield* logout("q1w2e3r4t5y6u7i8o9p0a1s2d3"), loggedOut)
    })
  )

  it.effect("E5: login with token and password", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_790_000_000_000)
      const { answer, challenge } = yield* start({ prepared, accounts: [{ ...jane, username: "jane" }] })
      yield* challenge("jane")
      assert.strictEqual(
        (yield* answer("5f0c1d2e3a4b6Blue%20Sky%21", "jane")).text,
        `{"success":true,"result":{"sessionName":"q1w2e3r4t5y6u7i8o9p0a1s2d3","userId":"19x7","version":"0.22","vtigerVersion":"5.5.0"},"moreinfo":null}`
      )
    })
  )

  it.effect("F1: getchallenge of an unknown, missing or deleted user", () =>
    Effect.gen(function* () {
      const { send, server } = yield* start()
      assert.deepStrictEqual(
        yield* send({ query: "operation=getchallenge&username=nobody" }),
        failure("AUTHENTICATION_REQUIRED", "Given user cannot be found: nobody")
      )
      assert.include((yield* send({ query: "operation=getchallenge" })).text, `"code":"AUTHENTICATION_REQUIRED"`)
      yield* server.removeAccount("omar")
      assert.include((yield* send({ query: "operation=getchallenge&username=omar" })).text, "cannot be found: omar")
    })
  )

  it.effect("F2, F3, F4, F5: the checks of login, in the server's order", () =>
    Effect.gen(function* () {
      const { answer, challenge, send } = yield* start()
      assert.deepStrictEqual(yield* answer("x", "nobody"), noUser)
      assert.deepStrictEqual(yield* send({ form: "operation=login" }), noUser)
      assert.deepStrictEqual(yield* answer("x"), noChallenge)
      const token = yield* challenge()
      assert.deepStrictEqual(yield* answer(md5(`${token}wrong`)), wrongKey)
      assert.deepStrictEqual(yield* answer(md5(token + key).toUpperCase()), wrongKey)
      assert.deepStrictEqual(
        yield* send({ form: `operation=login&username=${username}&accesskey=${md5(token + key)}` }),
        wrongKey
      )
      yield* challenge("nokey")
      assert.deepStrictEqual(
        yield* answer("x", "nokey"),
        failure("ACCESSKEY_UNDEFINED", "Access key for the user is undefined")
      )
      const former = yield* challenge("former")
      assert.deepStrictEqual(yield* answer(md5(`${former}Zt5rF2yHk8Lp1QxC`), "former"), inactive)
      assert.deepStrictEqual(yield* answer(md5(`${former}wrong`), "former"), wrongKey)
    })
  )

  it.effect("a portal contact and a user deleted meanwhile get a challenge and no session", () =>
    Effect.gen(function* () {
      const { answer, challenge, server } = yield* start()
      const contact = yield* challenge("customer%40client.example")
      assert.deepStrictEqual(yield* answer(md5(`${contact}Pc6mN3bVz9Xs`), "customer%40client.example"), noUser)
      const token = yield* challenge()
      yield* server.removeAccount(jane.username)
      assert.deepStrictEqual(yield* answer(md5(token + key)), noUser)
    })
  )

  it.effect("F6: no session, an unknown, misnamed, ended or idle one", () =>
    Effect.gen(function* () {
      const { call, callWith, login, logout, send } = yield* start()
      const id = yield* login
      assert.match(id, /^[a-z0-9]{26}$/)
      assert.deepStrictEqual(yield* call(id), called)
      assert.deepStrictEqual(yield* callWith({}), noSession)
      assert.deepStrictEqual(yield* call("null"), noSession)
      assert.deepStrictEqual(yield* call("unknown"), noSession)
      assert.deepStrictEqual(yield* send({ query: `operation=listtypes&sessionId=${id}` }), noSession)
      assert.deepStrictEqual(yield* callWith({ authorization: `Bearer ${id}` }), noSession)
      assert.deepStrictEqual(yield* logout(id), loggedOut)
      assert.deepStrictEqual(yield* logout(id), noSession)
      assert.deepStrictEqual(yield* call(id), noSession)
    })
  )

  it.effect("F8, F9, F10, C2 and a missing file", () =>
    Effect.gen(function* () {
      const { send, server } = yield* start()
      assert.deepStrictEqual(yield* send({ query: "operation=nothing" }), unknownOperation)
      assert.deepStrictEqual(yield* send({ query: "operation=nothing&format=xml" }), unknownOperation)
      assert.deepStrictEqual(yield* send({}), unknownOperation)
      assert.deepStrictEqual(
        yield* send({ query: "operation=getOTPAccess&OTPCode=1" }),
        json(`{"success":false,"result":"OTP code expired or invalid","moreinfo":null}`)
      )
      assert.deepStrictEqual(
        yield* send({ query: "operation=loginSession" }),
        html("Attempt to access restricted file.")
      )
      yield* server.setMaintenance(true)
      assert.deepStrictEqual(yield* send({}), html("Webservice - Service is not active"))
      yield* server.setOutage(true)
      assert.deepStrictEqual(yield* send({}), { ...html(""), status: 500 })
    })
  )

  it.effect("F11, C5: extendsession with an API session's cookie, with notices on", () =>
    Effect.gen(function* () {
      const { answer, challenge, send } = yield* start({ quirks: ["displayErrors"] })
      const [cookie = ""] = ((yield* answer(md5((yield* challenge()) + key))).cookie ?? "").split(";")
      assert.deepStrictEqual(
        yield* send({ form: "operation=extendsession", headers: { cookie } }),
        json(
          `\nNotice: Undefined index: example in /var/www/crm/include/Webservices/Example.php on line 13\n{"success":false,"error":{"code":"AUTHENTICATION_FAILURE","message":"Authentication Failed"},"moreinfo":null}`
        )
      )
    })
  )

  it.effect("C3: a byte that is not UTF-8, or an unknown format: an empty body", () =>
    Effect.gen(function* () {
      const { send } = yield* start()
      assert.deepStrictEqual(yield* send({ query: "operation=getchallenge&username=%E9" }), json(""))
      assert.deepStrictEqual(yield* send({ query: "operation=getchallenge&username=omar&format=xml" }), json(""))
    })
  )
})
