import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { vtiger54, vtiger82 } from "../src/testing/index.ts"
import { md5, member } from "@crm-auth/webservice/test"
import { failure, json, key, noChallenge, start, wrongKey } from "./fixtures/server.ts"

describe("vtiger: data", () => {
  it.effect("listtypes takes a list of field types", () =>
    Effect.gen(function* () {
      const { login, send } = yield* start()
      const id = yield* login
      const all = yield* send({ query: `operation=listtypes&sessionName=${id}` })
      assert.include(all.text, `{"types":["Contacts","Users"],"information":{"Contacts":{"isEntity":true,`)
      const query = `operation=ListTypes&sessionName=${id}&fieldTypeList=${encodeURIComponent(`["owner"]`)}`
      assert.include((yield* send({ query })).text, `{"types":["Contacts"],`)
    })
  )

  it.effect("create writes from a form only; text comes back escaped as PHP does", () =>
    Effect.gen(function* () {
      const { login, send, server } = yield* start()
      const id = yield* login
      const element = encodeURIComponent(JSON.stringify({ lastname: "Åke/Öst", assigned_user_id: "19x7" }))
      const form = `operation=create&sessionName=${id}&elementType=Contacts&element=${element}`
      assert.include((yield* send({ query: form, method: "POST" })).text, "ACCESS_DENIED")
      assert.deepStrictEqual(
        yield* send({ form }),
        json(`{"success":true,"result":{"lastname":"\\u00c5ke\\/\\u00d6st","assigned_user_id":"19x7","id":"12x501"}}`)
      )
      assert.strictEqual((yield* server.records).length, 1)
      const bare = encodeURIComponent(JSON.stringify({ assigned_user_id: "19x7" }))
      const refused = yield* send({ form: `operation=create&sessionName=${id}&elementType=Contacts&element=${bare}` })
      assert.include(refused.text, `"code":"MANDATORY_FIELDS_MISSING"`)
      assert.strictEqual((yield* server.records).length, 1)
      const found = yield* send({
        query: `operation=query&sessionName=${id}&query=${encodeURIComponent("select lastname, id from Contacts;")}`
      })
      assert.include(found.text, `[{"lastname":"\\u00c5ke\\/\\u00d6st","id":"12x501"}]`)
    })
  )
})

it.effect("an operation of a user's own is behind the session check", () =>
  Effect.gen(function* () {
    const { login, send, server } = yield* start()
    yield* server.route({
      method: "GET",
      path: "/webservice.php?operation=own",
      respond: (_, user) => ({ status: 200, body: user })
    })
    const query = "operation=own&sessionName="
    assert.strictEqual((yield* send({ query: query + (yield* login) })).text, "jane+crm@acme.example")
    assert.include((yield* send({ query: `${query}none` })).text, "INVALID_SESSIONID")
    assert.include((yield* send({ query: "operation=own" })).text, "AUTHENTICATION_REQUIRED")
  })
)

describe("vtiger: releases and quirks", () => {
  it.effect("5.4 gives an unknown user a useless token and tells an inactive one", () =>
    Effect.gen(function* () {
      const { answer, challenge } = yield* start({ dialect: vtiger54 })
      const token = yield* challenge("nobody")
      assert.match(token, /^[0-9a-f]{13}$/)
      assert.deepStrictEqual(yield* answer(md5(token + key), "nobody"), noChallenge)
      const hash = md5(`${yield* challenge("former")}Zt5rF2yHk8Lp1QxC`)
      const inactive = failure("AUTHENTICATION_REQUIRED", "Given user is inactive")
      assert.deepStrictEqual(yield* answer(hash, "former"), inactive)
    })
  )

  it.effect("a broken logout leaves the session alive", () =>
    Effect.gen(function* () {
      const { call, login, logout } = yield* start({ quirks: ["brokenLogout"] })
      const id = yield* login
      const broken = failure("INTERNAL_SERVER_ERROR", "Unknown Error while processing request")
      assert.deepStrictEqual(yield* logout(id), broken)
      assert.include((yield* call(id)).text, `"success":true`)
    })
  )

  it.effect("a duplicate is refused with the number of the database", () =>
    Effect.gen(function* () {
      const { login, send, server } = yield* start({ quirks: ["preventDuplicates"] })
      const element = encodeURIComponent(JSON.stringify({ lastname: "Doe", assigned_user_id: "19x7" }))
      const form = `operation=create&sessionName=${yield* login}&elementType=Contacts&element=${element}`
      assert.include((yield* send({ form })).text, `"success":true`)
      const refused = json(`{"success":false,"error":{"code":1062,"message":"Duplicate record"}}`)
      assert.deepStrictEqual(yield* send({ form }), refused)
      assert.strictEqual((yield* server.records).length, 1)
    })
  )

  it.effect("the requests of one session wait for each other, those of others do not", () =>
    Effect.gen(function* () {
      const { call, login, server } = yield* start()
      const [one, two] = [yield* login, yield* login]
      yield* server.fault("query", { kind: "delay", duration: "10 seconds" })
      const slow = yield* Effect.forkChild(call(one))
      yield* Effect.yieldNow
      const behind = yield* Effect.forkChild(call(one))
      yield* call(two)
      assert.isUndefined(behind.pollUnsafe())
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.join(slow)
      yield* Fiber.join(behind)
    })
  )

  it.effect("a user set inactive, in whatever way, is shut out", () =>
    Effect.gen(function* () {
      const { answer, challenge, send, server } = yield* start()
      yield* server.setStatus("jane+crm@acme.example", "Inactive")
      assert.deepStrictEqual(yield* answer(md5((yield* challenge()) + key)), wrongKey)
      assert.include((yield* send({ query: "operation=loginPortal" })).type, "text/html")
    })
  )

  it.effect("8.2 tells about the user in the login result; notices come before the JSON", () =>
    Effect.gen(function* () {
      const { answer, challenge } = yield* start({ dialect: vtiger82, quirks: ["displayErrors"] })
      const reply = yield* answer(md5((yield* challenge()) + key))
      assert.match(reply.text, /^\nNotice: Undefined index: [^\n]+\n\{"success":true,"result":\{"username":/)
      assert.strictEqual(member(reply, "username"), "jane+crm@acme.example")
    })
  )

  it.effect("what a person needs to log in is told, for those who can", () =>
    Effect.gen(function* () {
      const { server } = yield* start({ url: "https://crm.acme.example/" })
      assert.strictEqual(server.url, "https://crm.acme.example")
      assert.deepStrictEqual(server.accounts, [
        { username: "jane+crm@acme.example", accessKey: key },
        { username: "omar", accessKey: "h7Jd0sWq4nBv" }
      ])
    })
  )

  it.effect("requests are recorded under their operations", () =>
    Effect.gen(function* () {
      const { login, send, server } = yield* start()
      yield* login
      yield* send({ query: "operation=nothing" })
      yield* send({})
      const operations = (yield* server.requests).map(({ operation, status }) => `${operation} ${status}`)
      assert.deepStrictEqual(operations, ["getChallenge 200", "login 200", "nothing 500", "none 500"])
    })
  )
})
