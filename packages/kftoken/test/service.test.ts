import { jsonReply } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpBody from "effect/http/HttpBody"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { Kftoken, type KftokenServerOptions, makeKftokenSessionToken } from "../src/index.ts"
import { KftokenEmulator } from "../src/testing/index.ts"
import { both, external, manage, operations, reasonOf, user } from "./support/manager.ts"

describe("Kftoken: logging in", () => {
  it.effect("T01 T04 T24 one JSON shape, asking for JSON, without a session", () =>
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

  it.effect("T11 what a login says of the account, out of both steps", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({
        account: { subscriptionExpired: true, hasTemporaryPassword: true, isLockedOut: false, disabled: true }
      })
      const { value } = yield* (yield* manage(server)).session
      const { sessionToken, ...rest } = value
      assert.match(Redacted.value(sessionToken), /^[\dA-F-]{36}$/)
      assert.deepStrictEqual(rest, {
        companyName: "Demo Ltd",
        packageName: "Business",
        isAdmin: true,
        subscriptionExpiryDate: "2030-01-31",
        subscriptionExpired: true,
        hasTemporaryPassword: true,
        isLockedOut: false,
        disabled: true
      })
    })
  )

  it.effect("T11 what the second step leaves out is the first's; what neither says is absent", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ account: { hasTemporaryPassword: true } })
      const reply = jsonReply(200, { SessionToken: "opaque", CompanyName: null, IsAdmin: "yes", CompanyId: 10 })
      yield* server.fault("createSessionToken", { kind: "reply", reply })
      const { sessionToken, ...rest } = (yield* (yield* manage(server)).session).value
      assert.strictEqual(Redacted.value(sessionToken), "opaque", "T14 no GUID is wanted")
      assert.deepStrictEqual(rest, {
        companyId: 10,
        packageName: "Business",
        isAdmin: true,
        subscriptionExpired: false,
        hasTemporaryPassword: true
      })
    })
  )

  const refusals = [
    ["InvalidCredentials", { ...user, password: Redacted.make("wrong") }, {}],
    ["PasswordExpired", user, { passwordExpired: true }],
    ["T32 PasswordExpired", { ...user, password: Redacted.make('"example-password"') }, {}],
    ["AccountLocked", user, { locked: true }],
    ["VendorFailure", user, { restEnabled: false }]
  ] as const
  for (const [name, credentials, account] of refusals) {
    it.effect(`${name} is not asked again`, () =>
      Effect.gen(function* () {
        const server = yield* KftokenEmulator.make({ account })
        const manager = yield* manage(server, credentials)
        const error = yield* Effect.flip(manager.session)
        assert.strictEqual(error.reason._tag, name.split(" ").at(-1))
        assert.isDefined("code" in error.reason ? error.reason.code : undefined, "T28 the vendor's code is told")
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
          assert.strictEqual(reasonOf(yield* Effect.exit(client.get("/customers"))), "SessionRejected")
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

describe("Kftoken: requests with a session", () => {
  it.effect("T15 T30 the KfToken scheme, set per request", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ tokenFormat: "opaque" })
      const { client, session } = yield* manage(server)
      yield* client.post("/customers", { body: HttpBody.jsonUnsafe({ Name: "Ann" }) })
      const token = Redacted.value((yield* session).value.sessionToken)
      assert.strictEqual((yield* server.requests)[2]?.headers["authorization"], `KfToken ${token}`)
      const own = yield* Effect.exit(client.get("/customers", { headers: { authorization: "Bearer mine" } }))
      assert.strictEqual(reasonOf(own), "InvalidConfiguration Authorization")
    })
  )

  it.effect("T05 T06 only a dead session is replaced; other refusals are the application's", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ account: { permitted: false } })
      const { client } = yield* manage(server)
      const response = yield* client.get("/customers")
      assert.strictEqual(response.status, 401)
      assert.include(yield* response.text, "ExampleNotPermitted")
      yield* server.change({ permitted: true, subscriptionExpired: true })
      assert.strictEqual(reasonOf(yield* Effect.exit(client.get("/customers"))), "SubscriptionExpired")
      yield* server.change({ subscriptionExpired: false, locked: true })
      assert.strictEqual(reasonOf(yield* Effect.exit(client.get("/customers"))), "AccountLocked")
      assert.strictEqual(yield* server.attempts, 1)
    })
  )

  it.effect("T33 a bare list is handed on undecoded, and slides the clock", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { client } = yield* manage(server)
      yield* server.fault("listCustomers", { kind: "reply", reply: { status: 200, body: "[1]" } })
      assert.strictEqual(yield* (yield* client.get("/customers")).text, "[1]")
    })
  )

  const lives: ReadonlyArray<readonly [Duration.Input, Pick<KftokenServerOptions, "idleTimeout">, number]> = [
    ["60 minutes", {}, 60],
    ["20 minutes", { idleTimeout: "20 minutes" }, 20],
    ["2 hours", { idleTimeout: "2 hours" }, 120]
  ]
  for (const [idle, options, minutes] of lives) {
    it.effect(`T08 a session unused for ${minutes} minutes is over, a used one lives on`, () =>
      Effect.gen(function* () {
        const server = yield* KftokenEmulator.make({ idle })
        const { client } = yield* manage(server, options)
        for (let call = 0; call < 5; call++) {
          yield* client.get("/customers")
          yield* TestClock.adjust((minutes - 1) * 60_000)
        }
        assert.strictEqual(yield* server.logins, 1)
        yield* TestClock.adjust(120_000)
        yield* client.get("/customers")
        assert.strictEqual(yield* server.logins, 2)
        const dead = (yield* server.requests).filter(({ status }) => status === 401)
        assert.strictEqual(dead.length, 0, "no request had to find out")
      })
    )
  }
})

describe("Kftoken: the end", () => {
  for (const deleteStatus of [204, 200] as const) {
    it.effect(`T12 T13 T25 DELETE with the token in path and header, answered by ${deleteStatus}`, () =>
      Effect.gen(function* () {
        const server = yield* KftokenEmulator.make({ deleteStatus, tokenFormat: "opaque" })
        const scope = yield* Scope.make()
        const manager = yield* Scope.provide(manage(server), scope)
        const token = Redacted.value((yield* manager.session).value.sessionToken)
        yield* Scope.close(scope, Exit.void)
        const end = (yield* server.requests).at(-1)
        assert.strictEqual(end?.method, "DELETE")
        assert.strictEqual(end?.url.pathname, `/v2/sessiontoken/${encodeURIComponent(token)}`)
        assert.strictEqual(end?.headers["authorization"], `KfToken ${token}`)
        assert.strictEqual(end?.status, deleteStatus)
        assert.strictEqual(yield* server.sessions, 0)
      })
    )
  }
})
