import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { md5, member } from "@crm-auth/webservice/test"
import { corebos2014, corebos2018, corebos2020 } from "../src/testing/index.ts"
import {
  called,
  failure,
  html,
  jane,
  json,
  key,
  noSession,
  start,
  unknownOperation,
  username
} from "./fixtures/server.ts"

describe("coreBOS: releases", () => {
  it.effect("2020-07 to 2022-05: INVALID_SESSIONID, no header, no binding, no cookies", () =>
    Effect.gen(function* () {
      const { call, callWith, login, send, server } = yield* start({ dialect: corebos2020 })
      const id = yield* login
      const dead = failure("INVALID_SESSIONID", "Session Identifier provided is invalid")
      assert.deepStrictEqual(yield* call(id, { "user-agent": "another" }), called)
      assert.deepStrictEqual(yield* callWith({ "corebos-authorization": id }), noSession)
      assert.isUndefined((yield* send({ query: `operation=listtypes&sessionName=${id}` })).cookie)
      yield* server.expireSessions
      assert.deepStrictEqual(yield* call(id), dead)
      assert.deepStrictEqual(yield* send({ query: "operation=nothing" }), unknownOperation)
      assert.deepStrictEqual(
        yield* send({ query: `operation=getchallenge&username=${username}&sessionName=${id}` }),
        dead
      )
    })
  )

  it.effect("2018-06 to 2020-05: no moreinfo, plain text for an unknown operation, one challenge for all", () =>
    Effect.gen(function* () {
      const { challenge, send } = yield* start({ dialect: corebos2018 })
      assert.deepStrictEqual(yield* send({ query: "operation=nothing" }), html("Unknown operation requested"))
      const token = yield* challenge()
      const again = yield* send({ query: `operation=getchallenge&username=${username}` })
      assert.deepStrictEqual(
        again,
        json(`{"success":true,"result":{"token":"${token}","serverTime":0,"expireTime":"7200"}}`)
      )
      assert.deepStrictEqual(
        yield* send({ query: "operation=getchallenge&username=nobody" }),
        json(
          `{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user cannot be found: nobody"}}`
        )
      )
    })
  )

  it.effect("2014-12 to 2018-06: vtiger's challenges, and login with the password", () =>
    Effect.gen(function* () {
      const { answer, challenge, send } = yield* start({ dialect: corebos2014 })
      assert.deepStrictEqual(
        yield* send({ query: "operation=getchallenge&username=nobody" }),
        json(`{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user cannot be found"}}`)
      )
      const first = yield* challenge()
      const second = yield* challenge()
      assert.include((yield* answer(md5(first + key))).text, `"code":"INVALID_USER_CREDENTIALS"`)
      assert.strictEqual(member(yield* answer(encodeURIComponent(`${second}Blue Sky!`)), "userId"), "19x7")
      assert.include(
        (yield* send({ query: `operation=getchallenge&username=${username}` })).text,
        `"serverTime":0,"expireTime":300}`
      )
      yield* TestClock.adjust("301 seconds")
      assert.include((yield* answer(md5(second + key))).text, `"code":"INVALID_AUTH_TOKEN"`)
    })
  )

  it.effect("what a person needs to log in includes the password", () =>
    Effect.gen(function* () {
      const { server } = yield* start()
      assert.strictEqual(server.url, "https://corebos.example/crm")
      assert.strictEqual(server.vendor, "corebos")
      const { id: _, ...printed } = jane
      assert.deepStrictEqual(server.accounts[0], printed)
    })
  )
})
