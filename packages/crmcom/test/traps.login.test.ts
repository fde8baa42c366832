// https://crmdevelopment.atlassian.net/wiki/x/ppIH: what a login sends, and what follows a refusal.
import { traced } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { type CrmcomWebApiKeyOptions, makeCrmcom, makeCrmcomConsumer, makeCrmcomWebApiKey } from "../src/index.ts"
import { CrmcomEmulator, CrmcomFault } from "../src/testing/index.ts"
import { contact, manage, manageKey, operations, user, webApiKey } from "./fixtures/manager.ts"

const header = "MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY6"
const organisationId = "000000000000000000000000000000A0"

/** The body of the first request that a server got. */
const firstBody = (server: CrmcomEmulator) => Effect.map(server.requests, ([first]) => first?.body)

describe("traps: what a login sends", () => {
  it.effect("T04 the field is organisation, spelt so", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      yield* (yield* manage(server)).session
      assert.include(yield* firstBody(server), '"organisation":"DEMOORG"')
      assert.notInclude(yield* firstBody(server), "organization")
    })
  )

  it.effect("T31 nothing but the fields that were given: no null, no token", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      yield* (yield* manage(server, { unit: undefined })).session
      yield* (yield* manageKey(server)).session
      const bodies = (yield* server.requests).map(({ body }) => body)
      const fields = '{"username":"apiuser","password":"example-password","organisation":"DEMOORG"}'
      assert.deepStrictEqual(bodies, [fields, "{}"])
    })
  )

  it.effect("T12 a key goes out in a POST as the user of HTTP Basic, a colon after it and no password", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      yield* (yield* manageKey(server)).session
      const [login] = yield* server.requests
      assert.strictEqual(login?.method, "POST")
      assert.strictEqual(login?.headers["authorization"], `Basic ${header}`)
      for (const wrong of [`${Redacted.value(webApiKey)}:`, `${Redacted.value(webApiKey)}:password`]) {
        const made = makeCrmcomWebApiKey({ url: server.url, webApiKey: Redacted.make(wrong) })
        assert.strictEqual(
          outcomeOf(yield* Effect.exit(Effect.provide(made, server.layer))),
          "InvalidConfiguration webApiKey"
        )
      }
    })
  )

  it.effect("T13 the header is the key itself, in base64: neither is shown anywhere", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      yield* server.fault("createTokenFromWebApiKey", CrmcomFault.failure("DENIED", { message: `no ${header}` }))
      yield* server.fault("createTokenFromWebApiKey", { kind: "drop" })
      for (const outcome of ["VendorFailure", "Transport", "success"]) {
        const { exit, text } = yield* traced(Effect.scoped(Effect.flatMap(manageKey(server), ({ session }) => session)))
        assert.strictEqual(outcomeOf(exit), outcome)
        assert.include(text, "crmcom.login")
        for (const shown of [text, JSON.stringify(exit), String(exit)]) {
          assert.notInclude(shown, Redacted.value(webApiKey))
          assert.notInclude(shown, header)
        }
      }
    })
  )

  it.effect("T14 a key and a user's password are not interchangeable", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const userAsKey: CrmcomWebApiKeyOptions = Object.assign(
        { url: server.url, webApiKey },
        { webApiKey: undefined },
        user as { readonly [field: string]: unknown }
      )
      const keyAsUser = Object.assign({ url: server.url, ...user }, { username: "", password: webApiKey })
      const exits = yield* Effect.forEach([makeCrmcomWebApiKey(userAsKey), makeCrmcom(keyAsUser)], (made) =>
        Effect.exit(Effect.provide(made, server.layer))
      )
      assert.deepStrictEqual(
        exits.map((exit) => outcomeOf(exit)),
        ["InvalidConfiguration username", "InvalidConfiguration username"]
      )
      yield* (yield* manage(server)).session
      yield* (yield* manageKey(server)).session
      const [byUser, byKey] = yield* server.requests
      assert.isUndefined(byUser?.headers["authorization"])
      assert.notInclude(byKey?.body, "password")
    })
  )

  it.effect("T24 organisation is a name in the user's login and an id in the consumer's", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      yield* (yield* manage(server)).session
      const jwt = Redacted.make("example.consumer.jwt")
      const made = makeCrmcomConsumer({ url: server.url, jwt, organisationId })
      yield* (yield* Effect.provide(made, server.layer)).session
      const [byUser, byConsumer] = yield* server.requests
      assert.include(byUser?.body, '"organisation":"DEMOORG"')
      assert.strictEqual(byConsumer?.body, `{"jwt":"example.consumer.jwt","organisation":"${organisationId}"}`)
      const swapped = yield* manage(server, { organisation: organisationId })
      assert.strictEqual(outcomeOf(yield* Effect.exit(swapped.session)), "VendorFailure")
    })
  )

  it.effect("T25 a unit is sent as the id that was given; its name is refused, and tried once", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const unit = "00000000000000000000000000000002"
      yield* (yield* manage(server, { unit })).session
      yield* (yield* manageKey(server, { unit })).session
      const bodies = (yield* server.requests).map(({ body }) => body)
      assert.include(bodies[0], `"unit":"${unit}"`)
      assert.strictEqual(bodies[1], `{"unit":"${unit}"}`)
      const named = yield* manage(server, { unit: "Head office" })
      yield* Effect.replicateEffect(Effect.exit(named.session), 3)
      assert.strictEqual(yield* server.attempts, 3)
    })
  )
})

describe("traps: after a refusal", () => {
  it.effect("T17 a refused login is not repeated on a timer, nor for callers", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ lockout: { maxAttempts: 2, window: "1 hour", lock: "1 hour" } })
      const options = { password: Redacted.make("wrong"), renewal: "ahead" } as const
      const manager = yield* manage(server, options)
      for (let tries = 0; tries < 300; tries++) {
        const error = yield* Effect.flip(manager.session)
        assert.strictEqual(error.reason._tag === "VendorFailure" && error.reason.code, "EXAMPLE.INVALID_LOGIN")
        yield* TestClock.adjust("10 seconds")
      }
      assert.strictEqual(yield* server.attempts, 1)
    })
  )

  it.effect("T17 other credentials are tried", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      let password = "wrong"
      const credentials = Effect.sync(() => ({ ...user, password: Redacted.make(password) }))
      const manager = yield* Effect.provide(makeCrmcom({ url: server.url, credentials }), server.layer)
      yield* Effect.flip(manager.session)
      assert.strictEqual((yield* manager.status).state, "guarded")
      password = "example-password"
      yield* TestClock.adjust("10 seconds")
      yield* manager.session
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("T37 a login that fails fails the call, and nothing is sent without a token", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const faults = [{ kind: "drop" }, CrmcomFault.nullData, CrmcomFault.gatewayPage(503)] as const
      const seen: Array<string> = []
      for (const fault of faults) {
        yield* server.fault("createToken", fault)
        const { client } = yield* manage(server)
        seen.push(outcomeOf(yield* Effect.exit(client.get(contact))))
      }
      assert.deepStrictEqual(seen, ["Transport", "UnexpectedResponse", "Unavailable"])
      assert.deepStrictEqual(yield* operations(server), ["createToken", "createToken", "createToken"])
    })
  )
})
