// https://www.kashflow.com/developers/rest-api/authentication/: a session's life, and which answers end it.
import { AccessDenied } from "@crm-auth/core"
import { assert, describe, it } from "@effect/vitest"
import type * as Duration from "effect/Duration"
import { outcomeOf } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { type KftokenServerOptions, makeKftokenSessionToken } from "../src/index.ts"
import { deleteSessionToken, listCustomers } from "../src/operations.ts"
import { KftokenEmulator, KftokenFault } from "../src/testing/index.ts"
import { both, manage, operations, user } from "./fixtures/manager.ts"

describe("traps: which answer ends a session", () => {
  it.effect("T05 InvalidSessionToken alone leads to a login, and only in a resource call", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ accounts: [{ permitted: false }] })
      const { client } = yield* manage(server)
      const response = yield* client.get("/customers")
      assert.strictEqual(response.status, 401)
      assert.include(yield* response.text, "ExampleNotPermitted")
      yield* server.change({ permitted: true, subscriptionExpired: true })
      assert.strictEqual(outcomeOf(yield* Effect.exit(client.get("/customers"))), "SubscriptionExpired")
      yield* server.change({ subscriptionExpired: false, locked: true })
      assert.strictEqual(outcomeOf(yield* Effect.exit(client.get("/customers"))), "AccountLocked")
      yield* server.change({ locked: false })
      yield* server.fault("listCustomers", KftokenFault.emptyUnauthorized)
      assert.strictEqual((yield* client.get("/customers")).status, 401)
      yield* server.fault("listCustomers", KftokenFault.gatewayPage(401))
      assert.strictEqual((yield* client.get("/customers")).status, 401)
      assert.strictEqual(yield* server.attempts, 1)
      yield* server.expireSessions
      assert.strictEqual((yield* client.get("/customers")).status, 200)
      assert.strictEqual(yield* server.attempts, 2)
      for (const step of both) {
        yield* server.fault(step, KftokenFault.failure(401, "InvalidSessionToken"))
        const { session } = yield* manage(server)
        assert.strictEqual(outcomeOf(yield* Effect.exit(session)), "VendorFailure")
      }
      assert.strictEqual(yield* server.attempts, 4)
    })
  )

  it.effect("T06 a 403 is the application's to read, and no login follows", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { client } = yield* manage(server)
      for (const fault of [KftokenFault.failure(403, "SomeCode"), KftokenFault.gatewayPage(403)]) {
        yield* server.fault("listCustomers", fault)
        assert.strictEqual((yield* client.get("/customers")).status, 403)
      }
      assert.strictEqual(yield* server.attempts, 1)
      const atLogin: Array<string> = []
      for (const fault of [KftokenFault.failure(403, "SomeCode"), KftokenFault.gatewayPage(403)]) {
        yield* server.fault("createTemporaryToken", fault)
        const { session } = yield* manage(server)
        atLogin.push(outcomeOf(yield* Effect.exit(session)), outcomeOf(yield* Effect.exit(session)))
      }
      assert.deepStrictEqual(atLogin, ["VendorFailure", "VendorFailure", "AccessDenied", "AccessDenied"])
      assert.strictEqual(yield* server.attempts, 3)
    })
  )

  it.effect("T07 a token that never was and one that has expired are answered alike, and treated alike", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ idle: "10 minutes" })
      const manager = yield* manage(server)
      const { sessionToken } = (yield* manager.session).value
      yield* TestClock.adjust("11 minutes")
      const expired = yield* Effect.flip(Effect.provide(listCustomers({}, { session: sessionToken }), server.layer))
      const unknown = yield* Effect.flip(Effect.provide(listCustomers({}, { session: user.password }), server.layer))
      assert.strictEqual(expired.reason._tag, "SessionRejected")
      assert.deepStrictEqual({ ...expired.reason }, { ...unknown.reason })
      assert.strictEqual((yield* manager.client.get("/customers")).status, 200)
      assert.strictEqual(yield* server.attempts, 2)
    })
  )

  it.effect("T16 any code may come: an unknown one is told as it is, the numeric one is the server's fault", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      for (const [status, code, reason] of [
        [400, "SomeCode", "VendorFailure"],
        [400, "-2146232061", "VendorFailure"],
        [404, "NotFound", "VendorFailure"],
        [422, "", "VendorFailure"],
        [400, "-2146232060", "Unavailable"]
      ] as const) {
        yield* server.fault("createSessionToken", KftokenFault.failure(status, code))
        const error = yield* Effect.flip((yield* manage(server)).session)
        const wanted = status === 404 ? "UnexpectedResponse" : reason
        assert.strictEqual(error.reason._tag, wanted, `${status} ${code}`)
        const { client } = yield* manage(server)
        yield* server.fault("listCustomers", KftokenFault.failure(status, code))
        assert.include(yield* (yield* client.get("/customers")).text, code)
      }
      const refine = () => Option.some(new AccessDenied({ code: "SomeCode" }))
      yield* server.fault("createTemporaryToken", KftokenFault.failure(401, "SomeCode"))
      const { session } = yield* manage(server, { refine })
      assert.strictEqual(outcomeOf(yield* Effect.exit(session)), "AccessDenied")
    })
  )
})

describe("traps: how long a session lives", () => {
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
        for (let call = 0; call < 30; call++) {
          yield* client.get("/customers")
          yield* TestClock.adjust((minutes - 1) * 60_000)
        }
        assert.strictEqual(yield* server.logins, 1)
        yield* TestClock.adjust("2 minutes")
        yield* client.get("/customers")
        assert.strictEqual(yield* server.logins, 2)
        const dead = (yield* server.requests).filter(({ status }) => status === 401)
        assert.strictEqual(dead.length, 0, "no request had to find out")
      })
    )
  }

  it.effect("T08 a server that ends sessions sooner than it says is believed when it says so", () =>
    Effect.gen(function* () {
      for (const options of [{ idle: "5 minutes" }, { absolute: "5 minutes" }, { sessionsPerUser: 1 }] as const) {
        const server = yield* KftokenEmulator.make(options)
        const { client } = yield* manage(server)
        yield* client.get("/customers")
        yield* (yield* manage(server)).session
        yield* TestClock.adjust("6 minutes")
        assert.strictEqual((yield* client.get("/customers")).status, 200)
        assert.strictEqual(yield* server.logins, 3)
      }
    })
  )
})

describe("traps: the end of a session", () => {
  /** What a server is asked when a manager closes after `before`. */
  const closing = Effect.fnUntraced(function* (server: KftokenEmulator, before: Effect.Effect<void>) {
    const scope = yield* Scope.make()
    yield* (yield* Scope.provide(manage(server), scope)).session
    yield* before
    yield* Scope.close(scope, Exit.void)
    return (yield* operations(server)).slice(2)
  })

  it.effect("T25 a session is ended with its scope, and a renewed one is not left behind", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      assert.deepStrictEqual(yield* closing(server, Effect.void), ["deleteSessionToken"])
      yield* Effect.scoped(Effect.flatMap(manage(server), ({ renew, session }) => Effect.flatMap(session, renew)))
      assert.strictEqual(yield* server.logins, 3)
      assert.strictEqual(yield* server.sessions, 0)
    })
  )

  it.effect("T25 a logout that fails does not fail its caller", () =>
    Effect.gen(function* () {
      const faults = [{ kind: "drop" }, KftokenFault.gatewayPage(503), KftokenFault.failure(401, "SomeCode")] as const
      for (const fault of faults) {
        const server = yield* KftokenEmulator.make()
        const before = server.fault("deleteSessionToken", fault)
        assert.deepStrictEqual(yield* closing(server, before), ["deleteSessionToken"])
      }
    })
  )

  it.effect("T26 a session that is gone is logged out: InvalidSessionToken is a success", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { sessionToken } = (yield* (yield* manage(server)).session).value
      const end = Effect.provide(deleteSessionToken({ sessionToken }, { session: sessionToken }), server.layer)
      yield* end
      yield* end
      const statuses = (yield* server.requests).slice(2).map(({ status }) => status)
      assert.deepStrictEqual(statuses, [204, 401])
      yield* server.fault("deleteSessionToken", KftokenFault.failure(401, "SomeCode"))
      assert.strictEqual(outcomeOf(yield* Effect.exit(end)), "VendorFailure", "and no other code is")
    })
  )

  it.effect("T26 a ready-made token is never ended here", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { sessionToken } = (yield* (yield* manage(server)).session).value
      yield* Effect.scoped(
        Effect.flatMap(Effect.provide(makeKftokenSessionToken({ sessionToken }), server.layer), ({ client }) =>
          client.get("/customers")
        )
      )
      assert.strictEqual(yield* server.sessions, 1)
    })
  )
})
