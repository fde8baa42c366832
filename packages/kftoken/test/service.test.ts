import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Kftoken, makeKftokenSessionToken } from "../src/index.ts"
import * as Schemas from "../src/generated/schemas.ts"
import { KftokenEmulator } from "../src/testing/index.ts"
import { both, external, manage, operations, user } from "./fixtures/manager.ts"

describe("Kftoken: logging in", () => {
  it("a login step has no input that neither a credential nor an option sets", () => {
    assert.deepStrictEqual(Object.keys(Schemas.CreateTemporaryTokenInput.fields), ["UserName", "Password"])
    assert.deepStrictEqual(Object.keys(Schemas.CreateSessionTokenInput.fields), [
      "TemporaryToken",
      "MemorableWordList",
      "KeepUserLoggedIn"
    ])
  })

  it.effect("the two steps: where they go and what they say", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      yield* (yield* manage(server)).session
      const [first, second] = yield* server.requests
      assert.strictEqual(first?.url.href, "https://api.kashflow.com/v2/sessiontoken")
      assert.strictEqual(first?.body, '{"UserName":"demo.user","Password":"example-password"}')
      for (const request of [first, second]) {
        assert.strictEqual(request?.headers["accept"], "application/json")
        assert.isUndefined(request?.headers["authorization"])
        assert.strictEqual(request?.headers["user-agent"], "crm-auth-kftoken")
      }
    })
  )

  const refusals = [
    ["InvalidCredentials", { ...user, password: Redacted.make("wrong") }, {}],
    ["PasswordExpired", user, { passwordExpired: true }],
    ["AccountLocked", user, { locked: true }],
    ["VendorFailure", user, { restEnabled: false }]
  ] as const
  for (const [name, credentials, account] of refusals) {
    it.effect(`${name} is not asked again`, () =>
      Effect.gen(function* () {
        const server = yield* KftokenEmulator.make({ accounts: [account] })
        const manager = yield* manage(server, credentials)
        const error = yield* Effect.flip(manager.session)
        assert.strictEqual(error.reason._tag, name)
        assert.isDefined("code" in error.reason ? error.reason.code : undefined)
        yield* TestClock.adjust("59 minutes")
        yield* Effect.flip(manager.session)
        assert.deepStrictEqual(yield* operations(server), ["createTemporaryToken"])
      })
    )
  }

  it.effect("by an external token", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const layer = Kftoken.layerExternalToken(external).pipe(Layer.provide(server.layer))
      const session = yield* Effect.provide(
        Effect.flatMap(Kftoken, (kftoken) => Effect.andThen(kftoken.client.get("/customers"), kftoken.session)),
        layer
      )
      assert.strictEqual(session.value.companyId, 10)
      const [exchange] = yield* server.requests
      assert.strictEqual(exchange?.url.search, "?externalToken=22222222-3333-4444-8555-666666666666&uid=12345")
      const all = ["exchangeExternalToken", "listCustomers", "deleteSessionToken"]
      assert.deepStrictEqual(yield* operations(server), all)
    })
  )
})

describe("Kftoken: a ready-made session token", () => {
  it.effect("is used without a login, refused once, and replaced by another", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const elsewhere = yield* manage(server)
      let sessionToken = (yield* elsewhere.session).value.sessionToken
      const credentials = Effect.sync(() => ({ sessionToken }))
      const layer = Kftoken.layerSessionToken({ credentials }).pipe(Layer.provide(server.layer))
      yield* Effect.gen(function* () {
        const { client } = yield* Kftoken
        assert.strictEqual((yield* client.get("/customers")).status, 200)
        yield* server.expireSessions
        for (let call = 0; call < 3; call++) {
          assert.strictEqual(outcomeOf(yield* Effect.exit(client.get("/customers"))), "SessionRejected")
        }
        sessionToken = (yield* elsewhere.renew(yield* elsewhere.session)).value.sessionToken
        yield* TestClock.adjust("10 seconds")
        assert.strictEqual((yield* client.get("/customers")).status, 200)
      }).pipe(Effect.provide(layer))
      assert.strictEqual(yield* server.sessions, 1, "who made it ends it")
      const calls = ["listCustomers", "listCustomers"]
      assert.deepStrictEqual(yield* operations(server), [...both, ...calls, ...both, "listCustomers"])
    })
  )

  it.effect("that is over by our clock is tried all the same", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ idle: "1 day" })
      const { value } = yield* (yield* manage(server)).session
      const made = makeKftokenSessionToken({ sessionToken: value.sessionToken })
      const { client } = yield* Effect.provide(made, server.layer)
      yield* client.get("/customers")
      yield* TestClock.adjust("23 hours")
      assert.strictEqual((yield* client.get("/customers")).status, 200)
    })
  )
})
