// https://www.kashflow.com/developers/rest-api/sessiontoken/: both steps of a login, once each.
import { jsonReply } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { createCustomer, listCustomers } from "../src/operations.ts"
import { KftokenEmulator, KftokenFault } from "../src/testing/index.ts"
import { both, manage, operations, user } from "./fixtures/manager.ts"

describe("traps: two steps, once each", () => {
  it.effect("T01 the temporary token is for the second step only, and no session", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { client, session } = yield* manage(server)
      yield* client.get("/customers")
      const [first, second, call] = yield* server.requests
      const temporary = /"TemporaryToken":"([^"]+)"/.exec(second?.body ?? "")?.[1] ?? ""
      const token = Redacted.value((yield* session).value.sessionToken)
      assert.notStrictEqual(token, temporary)
      assert.strictEqual(call?.headers["authorization"], `KfToken ${token}`)
      for (const step of [first, second]) assert.isUndefined(step?.headers["authorization"])
      yield* server.fault("createSessionToken", KftokenFault.failure(400, "Example"))
      const refused = yield* manage(server)
      assert.strictEqual(outcomeOf(yield* Effect.exit(refused.client.get("/customers"))), "VendorFailure")
      assert.deepStrictEqual(yield* operations(server), [...both, "listCustomers", ...both])
    })
  )

  it.effect("T04 a refused login is not sent again in another shape", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const manager = yield* manage(server, { password: Redacted.make("wrong") })
      yield* Effect.flip(manager.session)
      const bodies = (yield* server.requests).map(({ body }) => body)
      assert.deepStrictEqual(bodies, ['{"UserName":"demo.user","Password":"wrong"}'])
    })
  )

  it.effect("T09 500 callers at once share one login", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { client } = yield* manage(server)
      yield* server.fault("createTemporaryToken", { kind: "delay", duration: "5 seconds" })
      const all = yield* Effect.forkChild(
        Effect.forEach(Array.from({ length: 500 }), () => client.get("/customers"), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.join(all)
      assert.deepStrictEqual((yield* operations(server)).slice(0, 3), [...both, "listCustomers"])
      assert.strictEqual(yield* server.attempts, 1)
    })
  )

  it.effect("T12 any 2xx is a success: 201 or 200 for the first step, 200 or 204 for the end", () =>
    Effect.gen(function* () {
      for (const firstStepStatus of [200, 201] as const) {
        for (const deleteStatus of [200, 204] as const) {
          const server = yield* KftokenEmulator.make({ firstStepStatus, deleteStatus })
          const manager = yield* manage(server)
          yield* manager.session
          yield* manager.logout
          const statuses = (yield* server.requests).map(({ status }) => status)
          assert.deepStrictEqual(statuses, [firstStepStatus, 200, deleteStatus])
          assert.strictEqual(yield* server.sessions, 0)
        }
      }
      const server = yield* KftokenEmulator.make()
      const reply = jsonReply(202, { SessionToken: "t" })
      yield* server.fault("createSessionToken", { kind: "reply", reply })
      assert.strictEqual(Redacted.value((yield* (yield* manage(server)).session).value.sessionToken), "t")
    })
  )

  const ambiguous = {
    "a database timeout": KftokenFault.databaseTimeout,
    "a failure of the server": KftokenFault.failure(500, "Example"),
    "a gateway's page": KftokenFault.gatewayPage(503),
    throttling: KftokenFault.throttled(1),
    "a lost answer": { kind: "drop", after: true },
    "a lost request": { kind: "drop" },
    "an empty 401": KftokenFault.emptyUnauthorized
  } as const
  for (const [name, fault] of Object.entries(ambiguous)) {
    it.effect(`T17 a login step is not sent again after ${name}`, () =>
      Effect.gen(function* () {
        for (const step of both) {
          const server = yield* KftokenEmulator.make()
          yield* server.fault(step, fault)
          const error = yield* Effect.flip((yield* manage(server)).session)
          assert.strictEqual(error.operation, step)
          assert.deepStrictEqual(yield* operations(server), both.slice(0, both.indexOf(step) + 1))
        }
      })
    )
  }

  it.effect("T17 a resource call is, where that is harmless", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { sessionToken } = (yield* (yield* manage(server)).session).value
      yield* server.fault("listCustomers", KftokenFault.databaseTimeout)
      yield* server.fault("createCustomer", KftokenFault.databaseTimeout)
      const list = yield* Effect.forkChild(Effect.provide(listCustomers({}, { session: sessionToken }), server.layer))
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.join(list)
      const create = Effect.provide(createCustomer({ Name: "Ann" }, { session: sessionToken }), server.layer)
      assert.strictEqual(outcomeOf(yield* Effect.exit(create)), "Unavailable")
      const calls = ["listCustomers", "listCustomers", "createCustomer"]
      assert.deepStrictEqual(yield* operations(server), [...both, ...calls])
    })
  )

  it.effect("T27 calls share one login, over hours", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { client, session } = yield* manage(server)
      for (let call = 0; call < 100; call++) {
        yield* session
        yield* client.get("/customers")
        yield* TestClock.adjust("10 minutes")
      }
      assert.strictEqual(yield* server.attempts, 1)
    })
  )
})

describe("traps: what a login's answer says", () => {
  it.effect("T11 a login that succeeds tells how the account stands", () =>
    Effect.gen(function* () {
      const account = { subscriptionExpired: true, hasTemporaryPassword: true, isLockedOut: false, disabled: true }
      const server = yield* KftokenEmulator.make({ accounts: [account] })
      const { value } = yield* (yield* manage(server)).session
      assert.deepInclude(value, account)
      const healthy = yield* KftokenEmulator.make({ accounts: [{ hasTemporaryPassword: true }] })
      const reply = jsonReply(200, { SessionToken: "opaque", CompanyName: null, IsAdmin: "yes", CompanyId: 10 })
      yield* healthy.fault("createSessionToken", { kind: "reply", reply })
      const { sessionToken, ...rest } = (yield* (yield* manage(healthy)).session).value
      assert.strictEqual(Redacted.value(sessionToken), "opaque")
      assert.deepStrictEqual(
        rest,
        {
          companyId: 10,
          packageName: "Business",
          isAdmin: true,
          subscriptionExpired: false,
          hasTemporaryPassword: true
        },
        "what the second step leaves out is the first's; what neither says is absent"
      )
    })
  )

  it.effect("T28 a failure carries the server's Error and Message", () =>
    Effect.gen(function* () {
      const cases = [
        ["createTemporaryToken", 400, "InvalidCredentials", "InvalidCredentials"],
        ["createTemporaryToken", 400, "PasswordExpired", "PasswordExpired"],
        ["createTemporaryToken", 401, "AccountLocked", "AccountLocked"],
        ["createSessionToken", 409, "SomeOtherCode", "VendorFailure"],
        ["createSessionToken", 401, "SubscriptionExpired", "SubscriptionExpired"]
      ] as const
      for (const [operation, status, code, tag] of cases) {
        const server = yield* KftokenEmulator.make()
        yield* server.fault(operation, KftokenFault.failure(status, code, "Words for people."))
        const error = yield* Effect.flip((yield* manage(server)).session)
        assert.deepInclude(error.reason, { _tag: tag, status, code, detail: "Words for people." })
        assert.include(error.message, `code ${code}, "Words for people.", HTTP ${status}`)
      }
    })
  )

  it.effect("T29 a refused first step is the failure, and a success without its fields is one", () =>
    Effect.gen(function* () {
      for (const [step, body] of [
        ["createTemporaryToken", {}],
        ["createTemporaryToken", { TemporaryToken: "t" }],
        ["createTemporaryToken", { TemporaryToken: null, MemorableWordList: [] }],
        ["createTemporaryToken", { TemporaryToken: "t", MemorableWordList: null }],
        ["createSessionToken", {}],
        ["createSessionToken", { SessionToken: "" }],
        ["createSessionToken", []]
      ] as const) {
        const server = yield* KftokenEmulator.make()
        yield* server.fault(step, { kind: "reply", reply: jsonReply(200, body) })
        const { client } = yield* manage(server)
        const error = yield* Effect.flip(client.get("/customers"))
        assert.strictEqual(error._tag === "AuthError" ? error.operation : "", step)
        assert.strictEqual(outcomeOf(yield* Effect.exit(client.get("/customers"))), "UnexpectedResponse")
        assert.deepStrictEqual(yield* operations(server), both.slice(0, both.indexOf(step) + 1))
      }
      const server = yield* KftokenEmulator.make()
      yield* Effect.flip((yield* manage(server, { password: Redacted.make("wrong") })).session)
      assert.deepStrictEqual(yield* operations(server), ["createTemporaryToken"])
    })
  )

  it.effect("T32 a password in stray quotes is sent as it was given, once, and the failure says where to look", () =>
    Effect.gen(function* () {
      for (const wrapped of ['"example-password"', "'example-password'", " example-password "]) {
        const server = yield* KftokenEmulator.make()
        const manager = yield* manage(server, { password: Redacted.make(wrapped), allowSpacesAroundSecrets: true })
        const error = yield* Effect.flip(manager.session)
        assert.strictEqual(error.reason._tag, "PasswordExpired")
        assert.include(error.message, "stray quotes or spaces")
        yield* TestClock.adjust("1 day")
        yield* Effect.flip(manager.session)
        const [first] = yield* server.requests
        assert.strictEqual(first?.body, JSON.stringify({ UserName: user.username, Password: wrapped }))
        assert.strictEqual(yield* server.attempts, 1)
      }
    })
  )

  it.effect("T35 no failure is read out of a 2xx: neither SOAP's way nor an Error under 200", () =>
    Effect.gen(function* () {
      const soap = jsonReply(200, { Status: "NO", StatusDetail: "Invalid session", Result: null })
      for (const fault of [KftokenFault.failure(200, "InvalidSessionToken"), { kind: "reply", reply: soap } as const]) {
        const server = yield* KftokenEmulator.make()
        const { client } = yield* manage(server)
        yield* server.fault("listCustomers", fault)
        const response = yield* client.get("/customers")
        assert.strictEqual(response.status, 200)
        assert.include(yield* response.text, "Invalid")
        assert.strictEqual(yield* server.attempts, 1)
        yield* server.fault("createTemporaryToken", fault)
        assert.strictEqual(outcomeOf(yield* Effect.exit((yield* manage(server)).session)), "UnexpectedResponse")
      }
    })
  )
})
