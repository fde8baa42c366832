// https://crmdevelopment.atlassian.net/wiki/x/ppIH: one session, shared, renewed in time, ended once.
import { assert, describe, it } from "@effect/vitest"
import { outcomeOf, reasonTag } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Crmcom } from "../src/index.ts"
import { CrmcomEmulator, CrmcomFault } from "../src/testing/index.ts"
import { contact, manage, manageKey, operations, refine, user } from "./fixtures/manager.ts"

const login = "createToken"
const call = "showContactInformation"
const release = "releaseToken"

describe("traps: one session for all", () => {
  it.effect("T16 a token is released when the last who shares it is done, and not under a request in flight", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const layer = Crmcom.layer({ url: server.url, ...user }).pipe(Layer.provide(server.layer))
      const use = (times: number) =>
        Effect.flatMap(Crmcom, ({ client }) =>
          Effect.replicateEffect(Effect.andThen(client.get(contact), Effect.sleep("1 minute")), times)
        )
      const both = Effect.all([use(1), use(3)], { concurrency: 2 }).pipe(Effect.provide(layer))
      const fiber = yield* Effect.forkChild(both)
      yield* TestClock.adjust("10 minutes")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(yield* operations(server), [login, call, call, call, call, release])
    })
  )

  it.effect("T16 a renewal leaves the old token to the request that carries it", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const manager = yield* manage(server)
      const old = yield* manager.session
      yield* server.fault(call, { kind: "delay", duration: "30 seconds" })
      const slow = yield* Effect.forkChild(manager.client.get(contact))
      yield* TestClock.adjust("1 second")
      yield* manager.renew(old)
      yield* TestClock.adjust("30 seconds")
      assert.include(yield* (yield* Fiber.join(slow)).text, '"code":"OK"')
      assert.deepStrictEqual(yield* operations(server), [login, login, call])
    })
  )

  it.effect("T18 calls and checks share one login, and leave no session behind", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      yield* Effect.scoped(
        Effect.flatMap(manage(server), ({ client, session, status }) =>
          Effect.replicateEffect(Effect.all([session, client.get(contact), status]), 50)
        )
      )
      assert.strictEqual(yield* server.attempts, 1)
      assert.strictEqual(yield* server.sessions, 0)
    })
  )

  it.effect("T19 500 callers at the session's end make one login", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client, session } = yield* manage(server)
      yield* session
      yield* TestClock.adjust("2 hours")
      yield* server.fault(login, { kind: "delay", duration: "5 seconds" })
      const all = yield* Effect.forkChild(
        Effect.forEach(Array.from({ length: 500 }), () => client.get(contact), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("5 seconds")
      assert.strictEqual((yield* Fiber.join(all)).length, 500)
      assert.strictEqual(yield* server.attempts, 2)
    })
  )
})

describe("traps: in time", () => {
  it.effect("T20 slow logins one after another: each token's age is its own, and none is sent dead", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manage(server, { parallelSessions: 3 })
      yield* server.fault(login, { kind: "delay", duration: "25 seconds" }, Infinity)
      yield* server.fault(call, { kind: "delay", duration: "2 minutes" }, Infinity)
      const texts: Array<string> = []
      for (let round = 0; round < 40; round++) {
        const calls = Effect.forEach(
          [0, 30, 60],
          (wait) =>
            Effect.andThen(
              Effect.sleep(wait * 1000),
              Effect.flatMap(client.get(contact), ({ text }) => text)
            ),
          { concurrency: 3 }
        )
        const fiber = yield* Effect.forkChild(calls)
        yield* TestClock.adjust("9 minutes")
        texts.push(...(yield* Fiber.join(fiber)))
      }
      assert.isAbove(yield* server.logins, 8)
      for (const text of texts) assert.include(text, '"code":"OK"')
    })
  )

  it.effect("T21 who comes before the first login is done waits for it", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manage(server)
      yield* server.fault(login, { kind: "delay", duration: "10 seconds" })
      const fiber = yield* Effect.forkChild(
        Effect.forEach([1, 2, 3], () => client.get(contact), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("9 seconds")
      assert.deepStrictEqual(yield* operations(server), [])
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(yield* operations(server), [login, call, call, call])
    })
  )

  it.effect("T21 when a renewal fails, the old token serves to its end, and never after it", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manage(server, { release: "R16.2" })
      yield* client.get(contact)
      yield* server.fault(login, CrmcomFault.gatewayPage(503), Infinity)
      yield* TestClock.adjust("118 minutes")
      assert.include(yield* (yield* client.get(contact)).text, '"code":"OK"')
      yield* TestClock.adjust("2 minutes")
      for (let tries = 0; tries < 5; tries++) {
        assert.strictEqual(outcomeOf(yield* Effect.exit(client.get(contact))), "Unavailable")
        yield* TestClock.adjust("1 minute")
      }
      assert.strictEqual((yield* operations(server)).filter((operation) => operation === call).length, 2)
    })
  )
})

describe("traps: what a code means", () => {
  it.effect("T22 no unknown code leads to a login: it is the caller's to read", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manage(server)
      yield* client.get(contact)
      yield* server.expireSessions
      for (const code of [
        "EXAMPLE.SESSION_REJECTED",
        "COM.CRM.EXCEPTION.INVALIDTOKENEXCEPTION",
        "UNAUTHORIZED",
        "401"
      ]) {
        for (const status of [200, 401]) {
          yield* server.fault(call, CrmcomFault.failure(code, { status, message: "Token expired" }))
          const response = yield* client.get(contact)
          assert.strictEqual(response.status, status)
          assert.include(yield* response.text, code)
        }
      }
      assert.strictEqual(yield* server.attempts, 1)
    })
  )

  it.effect("T23 a code that the caller knows leads to one login and one more try", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manageKey(server, { refine })
      yield* client.get(contact)
      yield* server.expireSessions
      assert.include(yield* (yield* client.get(contact)).text, '"code":"OK"')
      assert.strictEqual(yield* server.attempts, 2)
      yield* server.fault(call, CrmcomFault.failure("EXAMPLE.SESSION_REJECTED"), Infinity)
      assert.strictEqual(outcomeOf(yield* Effect.exit(client.get(contact))), "SessionRejected", "it never loops")
      assert.strictEqual(yield* server.attempts, 3)
    })
  )

  it.effect("T23 a dead token that the server repeats is not shown", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const manager = yield* manage(server, {
        refine: ({ message, ...failure }) => {
          assert.include(message, "is dead")
          return refine({ ...failure, message, code: "EXAMPLE.SESSION_REJECTED" })
        }
      })
      const token = Redacted.value((yield* manager.session).value.token)
      yield* server.fault(call, CrmcomFault.failure("DEAD", { message: `${token} is dead` }), 2)
      const error = yield* Effect.flip(manager.client.get(contact))
      assert.strictEqual(reasonTag(error), "SessionRejected")
      assert.notInclude(error.message, token)
    })
  )
})
