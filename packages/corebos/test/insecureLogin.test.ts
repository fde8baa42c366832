import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { makeCorebosInsecurePassword } from "../src/index.ts"
import { corebos2014, CorebosEmulator } from "../src/testing/index.ts"
import { afterChallenge, manage, manageByPassword, password, patiently, username } from "./fixtures/manager.ts"
import { prepared } from "./fixtures/server.ts"

describe("Corebos: logins with a password", () => {
  it.effect("a lost challenge is asked for again", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ dialect: corebos2014 })
      const contested = afterChallenge(server, server.askChallenge(username))
      const options = { url: server.url, username, password } as const
      yield* patiently((yield* Effect.provide(makeCorebosInsecurePassword(options), contested)).session)
      assert.strictEqual(yield* server.attempts, 2)
    })
  )

  it.effect("a wrong password, a wrong case of the name and a counter at its limit are refused", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const refused = [
        yield* manageByPassword(server, { password: Redacted.make("Grey Sky!") }),
        yield* manageByPassword(server, { username: username.toUpperCase() })
      ]
      for (const manager of refused) {
        assert.strictEqual((yield* Effect.flip(patiently(manager.session))).reason._tag, "InvalidCredentials")
      }
      yield* server.setWebFailures(username, 5)
      const locked = yield* manageByPassword(server)
      assert.strictEqual((yield* Effect.flip(patiently(locked.session))).reason._tag, "InvalidCredentials")
      assert.strictEqual(yield* server.attempts, 12)
    })
  )

  it.effect("a password is no access key, and the other way round", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const one = yield* manage(server, { accessKey: password })
      assert.strictEqual((yield* Effect.flip(patiently(one.session))).reason._tag, "InvalidCredentials")
      const two = yield* manageByPassword(server, { password: Redacted.make("Kq3vT9xLm2Zp8RwY") })
      assert.strictEqual((yield* Effect.flip(patiently(two.session))).reason._tag, "InvalidCredentials")
    })
  )

  it.effect("an inactive user is locked", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const manager = yield* manageByPassword(server, { username: "former", password: Redacted.make("Long gone") })
      assert.strictEqual((yield* Effect.flip(manager.session)).reason._tag, "AccountLocked")
    })
  )

  it.effect("the password is printed nowhere, not even when the server repeats it", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ prepared })
      const body = JSON.stringify({ success: false, error: { code: "ODD", message: "no 5f0c1d2e3a4b6Blue Sky! here" } })
      yield* server.fault("login", { kind: "reply", reply: { status: 200, body } })
      const error = yield* Effect.flip((yield* manageByPassword(server)).session)
      for (const shown of [
        inspect(error, { depth: Infinity, showHidden: true }),
        JSON.stringify(error),
        String(error)
      ]) {
        assert.notInclude(shown, "Blue Sky!")
      }
    })
  )

  it.effect("is refused without a password, and where all could read it", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const good = { url: server.url, username, password } as const
      const bad = {
        password: { ...good, password: Redacted.make("") },
        allowInsecureHttp: { ...good, url: "http://corebos.example", allowInsecureHttp: true }
      }
      for (const [field, options] of Object.entries(bad)) {
        const { reason } = yield* Effect.flip(Effect.provide(makeCorebosInsecurePassword(options), server.layer))
        assert.strictEqual(reason._tag === "InvalidConfiguration" ? reason.field : reason._tag, field)
      }
      assert.deepStrictEqual(yield* server.requests, [])
    })
  )
})
