import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { md5, member } from "@crm-auth/webservice/test"
import type { WebserviceEmulatorOptions } from "@crm-auth/webservice/testing"
import { corebos2020 } from "../src/testing/index.ts"
import { called, failure, jane, json, key, noChallenge, start, unknownOperation, wrongKey } from "./fixtures/server.ts"

const contact = "customer%40client.example"
const unknownContact = failure("AUTHENTICATION_REQUIRED", "Given contact cannot be found")

const portal = (options?: WebserviceEmulatorOptions) =>
  Effect.map(start(options), (at) => ({
    ...at,
    enter: (password: string, name = contact) =>
      at.send({ query: `operation=loginPortal&username=${name}&password=${encodeURIComponent(password)}` })
  }))

describe("coreBOS: loginPortal", () => {
  it.effect("gives a contact the session of the portal's user", () =>
    Effect.gen(function* () {
      const { call, challenge, enter } = yield* portal()
      const hash = md5(`${yield* challenge(contact)}Portal 1`)
      const reply = yield* enter(hash)
      const id = member(reply, "sessionName")
      const user = `{"id":"19x7","user_name":"jane+crm@acme.example","contactid":"12x31","language":"en_us"}`
      assert.deepStrictEqual(
        reply,
        json(`{"success":true,"result":{"sessionName":"${id}","user":${user}},"moreinfo":null}`)
      )
      assert.deepStrictEqual(yield* call(id), called)
    })
  )

  it.effect("refuses users, unknown and deactivated contacts, wrong passwords, and a missing challenge", () =>
    Effect.gen(function* () {
      const { challenge, enter, server } = yield* portal()
      assert.deepStrictEqual(yield* enter("x", "omar"), unknownContact)
      assert.deepStrictEqual(yield* enter("x", "nobody"), unknownContact)
      assert.deepStrictEqual(yield* enter("x"), noChallenge)
      const token = yield* challenge(contact)
      assert.deepStrictEqual(yield* enter(md5(`${token}wrong`)), wrongKey)
      assert.deepStrictEqual(yield* enter(md5(`${token}Portal 1`).toUpperCase()), wrongKey)
      yield* server.setActive(jane.username, false)
      assert.deepStrictEqual(yield* enter(md5(`${token}Portal 1`)), failure("INVALID_USER", "Given user is inactive"))
      yield* server.setActive("customer@client.example", false)
      assert.deepStrictEqual(yield* enter(md5(`${token}Portal 1`)), unknownContact)
    })
  )

  it.effect("counts failures, a missing challenge among them, and locks after more than five", () =>
    Effect.gen(function* () {
      const { challenge, enter } = yield* portal()
      assert.deepStrictEqual(yield* enter("x"), noChallenge)
      const token = yield* challenge(contact)
      for (let failed = 1; failed < 6; failed++) assert.deepStrictEqual(yield* enter("x"), wrongKey)
      const locked = failure("AUTHENTICATION_FAILURE", "Maximum number of failed logins reached")
      assert.deepStrictEqual(yield* enter(md5(`${token}Portal 1`)), locked)
    })
  )

  it.effect("needs a user for the portal, and a release that has it", () =>
    Effect.gen(function* () {
      const { challenge, enter } = yield* portal({ quirks: ["noPortalUser"] })
      assert.deepStrictEqual(yield* enter(md5(`${yield* challenge(contact)}Portal 1`)), wrongKey)
      const old = yield* portal({ dialect: { ...corebos2020, portalLogin: false } })
      assert.deepStrictEqual(yield* old.enter("x"), unknownOperation)
    })
  )
})

describe("coreBOS: single installations", () => {
  it.effect("T10: with SAML, logout and every request with a mode are redirected, and the session stays", () =>
    Effect.gen(function* () {
      const { call, login, logout, send } = yield* start({ quirks: ["saml"] })
      const id = yield* login
      assert.strictEqual((yield* logout(id)).status, 302)
      assert.strictEqual((yield* send({ query: "operation=listtypes&mode=sso" })).status, 302)
      assert.deepStrictEqual(yield* call(id), called)
    })
  )

  it.effect("T14: a user made inactive in the table alone still logs in", () =>
    Effect.gen(function* () {
      const { answer, challenge, login, send, server } = yield* start()
      yield* server.setStatus(jane.username, "Inactive")
      const id = yield* login
      assert.match(id, /^[a-z0-9]{26}$/)
      const query = `operation=query&query=${encodeURIComponent("select status from Users;")}&sessionName=${id}`
      assert.include((yield* send({ query })).text, `[{"status":"Inactive"},{"status":"Active"}`)
      yield* server.setActive(jane.username, false)
      assert.include((yield* answer(md5((yield* challenge()) + key))).text, "Given user is inactive")
      assert.deepStrictEqual(yield* Effect.map(send({ query }), ({ status }) => status), 200)
    })
  )
})
