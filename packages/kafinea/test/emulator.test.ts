import type { WebserviceEmulatorOptions } from "@crm-auth/webservice/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { md5, member, wire } from "@crm-auth/webservice/test"
import { kafineaAsPrinted, KafineaEmulator, kafineaLike7, kafineaLikeCorebos } from "../src/testing/index.ts"

// No reply of Kafinea was ever seen. These are the examples of its page, and vtiger's replies under its names.
const username = "jane%2Bcrm%40acme.example"
const key = "Kq3vT9xLm2Zp8RwY"
const prepared = { tokens: ["5f0c1d2e3a4b6"], sessionIds: ["3fa9c1d27b5e0c1d2e4f0"] }
const json = (text: string) => ({ status: 200, type: "application/json", cookie: undefined, text })

const start = (options?: WebserviceEmulatorOptions) =>
  Effect.map(KafineaEmulator.make(options), (server) => {
    const send = wire(server)
    const getChallenge = send({ query: `operation=getchallenge&username=${username}` })
    const answer = (hash: string) => send({ form: `operation=login&username=${username}&accessKey=${hash}` })
    return { server, send, getChallenge, answer }
  })

describe("Kafinea", () => {
  it.effect("K2, K4, K6, K7: as vtiger is expected to answer", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_790_000_000_000)
      const { answer, getChallenge, send, server } = yield* start({ prepared })
      assert.strictEqual(server.url, "https://apps.kafinea.com/acme")
      assert.deepStrictEqual(
        yield* getChallenge,
        json(`{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000000,"expireTime":1790000300}}`)
      )
      assert.deepStrictEqual(
        yield* answer("559f91d9ea4887b743fc012c93888c55"),
        json(
          `{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","kafineaVersion":"1.0.0"}}`
        )
      )
      const id = "3fa9c1d27b5e0c1d2e4f0"
      const query = `operation=query&query=select%20id%20from%20Contacts%3B&sessionName=${id}`
      assert.deepStrictEqual(yield* send({ query }), json(`{"success":true,"result":[]}`))
      const logout = yield* send({ form: `operation=logout&sessionName=${id}` })
      assert.deepStrictEqual(logout, json(`{"success":true,"result":{"message":"successfull"}}`))
    })
  )

  it.effect("K1, K3, F10: as its page prints it", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_790_000_000_000)
      const { answer, getChallenge, send } = yield* start({ prepared, dialect: kafineaAsPrinted })
      assert.deepStrictEqual(
        yield* getChallenge,
        json(`{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":"1790000000","expireTime":"1790000300"}}`)
      )
      assert.deepStrictEqual(
        yield* answer("wrong"),
        json(`{"success":false,"error":{"message":"Invalid username or password","code":"INVALID_USER_CREDENTIALS"}}`)
      )
      assert.deepStrictEqual(
        yield* answer("559f91d9ea4887b743fc012c93888c55"),
        json(
          `{"success":true,"result":{"sessionId":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","kafineaVersion":"1.0.0"}}`
        )
      )
      // Its page prints sessionName for the calls all the same.
      const query = "operation=listtypes&sessionName=3fa9c1d27b5e0c1d2e4f0"
      assert.include((yield* send({ query })).text, `"success":true`)
    })
  )

  it.effect("T03, T04: extendsession as printed is refused; an unknown id leaves a broken session behind", () =>
    Effect.gen(function* () {
      const { answer, getChallenge, send } = yield* start()
      const required = `{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}`
      assert.deepStrictEqual(yield* send({ query: "operation=extendsession" }), json(required))
      const token = member(yield* getChallenge, "token")
      const id = member(yield* answer(md5(token + key)), "sessionName")
      const extended = yield* send({ form: `operation=extendsession&sessionName=${id}` })
      assert.strictEqual(member(extended, "sessionName"), id)
      const refused = `{"success":false,"error":{"code":"AUTHENTICATION_FAILURE","message":"Authencation Failed"}}`
      assert.deepStrictEqual(yield* send({ form: "operation=extendsession&sessionName=0badc0de" }), json(refused))
      assert.strictEqual((yield* send({ query: "operation=listtypes&sessionName=0badc0de" })).status, 500)
    })
  )

  it.effect("F7, and coreBOS's codes: the dialects that it may speak", () =>
    Effect.gen(function* () {
      const old = yield* start({ dialect: kafineaLike7 })
      const id = member(yield* old.answer(md5(member(yield* old.getChallenge, "token") + key)), "sessionName")
      const refused = yield* old.send({ form: `operation=extendsession&sessionName=${id}` })
      assert.strictEqual(member(refused, "code"), "AUTHENTICATION_FAILURE")
      assert.strictEqual((yield* old.send({ query: `operation=listtypes&sessionName=${id}` })).status, 200)

      const { answer, getChallenge, send, server } = yield* start({ dialect: kafineaLikeCorebos })
      const codeOf = (query: string) => Effect.map(send({ query }), (reply) => member(reply, "code"))
      assert.strictEqual(yield* codeOf("operation=getchallenge&username=nobody"), "AUTHENTICATION_REQUIRED")
      assert.strictEqual(yield* codeOf("operation=listtypes&sessionName=dead"), "AUTHENTICATION_REQUIRED")
      const token = member(yield* getChallenge, "token")
      yield* server.setActive("jane+crm@acme.example", false)
      assert.include((yield* answer(md5(token + key))).text, "AUTHENTICATION_REQUIRED")
    })
  )

  it.effect("T05, T06: the newest challenge counts; a password is never accepted", () =>
    Effect.gen(function* () {
      const { answer, getChallenge } = yield* start()
      const first = member(yield* getChallenge, "token")
      const second = member(yield* getChallenge, "token")
      const refused = `"code":"INVALID_USER_CREDENTIALS"`
      assert.include((yield* answer(md5(first + key))).text, refused)
      assert.include((yield* answer(encodeURIComponent(`${second}Blue Sky!`))).text, refused)
      assert.include((yield* answer(md5(second + key))).text, `"kafineaVersion"`)
    })
  )

  it.effect("T08: another instance, or none, is not found", () =>
    Effect.gen(function* () {
      const { server } = yield* start()
      for (const url of ["https://apps.kafinea.com", "https://apps.kafinea.com/other"]) {
        const reply = yield* wire({ ...server, url })({ query: `operation=getchallenge&username=${username}` })
        assert.strictEqual(reply.status, 404)
        assert.match(reply.type ?? "", /^text\/html/)
      }
    })
  )
})
