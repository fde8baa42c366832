// The traps of SuiteCRM's v4.1 REST API: how long a session lasts, and what ends it.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as Exit from "effect/Exit"
import * as TestClock from "effect/testing/TestClock"
import { getUserId } from "../src/operations.ts"
import { bob, list, reason, sent, server } from "./fixtures/manager.ts"

describe("traps: lifetimes", () => {
  it.effect("T17 T18 a session is proved by get_user_id, which needs one, and a deleted user has none", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const manager = yield* bob(from)
      yield* manager.check
      const operations = (yield* from.requests).map(({ operation }) => operation)
      assert.deepStrictEqual(operations, ["login", "getUserId"])
      yield* from.remove("bob")
      assert.strictEqual(yield* reason(manager.call(getUserId, {})), "InvalidCredentials")
    })
  )

  it.effect(
    "T19 a session is trusted for 20 minutes without use, each call starts that again, and a dead one is replaced",
    () =>
      Effect.gen(function* () {
        const from = yield* server()
        const { client } = yield* bob(from)
        for (let calls = 0; calls < 10; calls++) {
          yield* client.post("/rest.php", list)
          yield* TestClock.adjust("19 minutes")
        }
        assert.strictEqual(yield* from.logins, 1)
        yield* TestClock.adjust("2 minutes")
        yield* client.post("/rest.php", list)
        assert.strictEqual(yield* from.logins, 2)
        const short = yield* server({ idle: "5 minutes" })
        const early = yield* bob(short)
        yield* early.client.post("/rest.php", list)
        yield* TestClock.adjust("6 minutes")
        assert.strictEqual((yield* early.client.post("/rest.php", list)).status, 200)
        assert.strictEqual(yield* short.logins, 2)
        const long = yield* server({ collects: false })
        const patient = yield* bob(long, { idleTimeout: "3 days" })
        yield* patient.client.post("/rest.php", list)
        yield* TestClock.adjust("2 days")
        yield* patient.client.post("/rest.php", list)
        assert.strictEqual(yield* long.logins, 1)
      })
  )

  it.effect("T20 any call keeps a session alive, and a logout waits for no running call", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const scope = yield* Scope.make()
      const { client } = yield* Scope.provide(bob(from), scope)
      yield* client.post("/rest.php", list)
      yield* from.fault("getEntryList", { kind: "delay", duration: "1 minute" })
      const running = yield* Effect.forkChild(Effect.exit(client.post("/rest.php", list)))
      yield* TestClock.adjust("1 second")
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* TestClock.adjust("3 seconds")
      yield* Fiber.join(closing)
      yield* Fiber.interrupt(running)
      const operations = (yield* from.requests).map(({ operation }) => operation)
      assert.notInclude(operations, "getUserId")
    })
  )

  it.effect("T21 calls of one session run one after the other; several sessions are used at once", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const { client } = yield* bob(from, { parallelSessions: 3 })
      yield* from.fault("getEntryList", { kind: "delay", duration: "1 second" }, 3)
      const calls = yield* Effect.forkChild(
        Effect.all(
          Array.from({ length: 3 }, () => client.post("/rest.php", list)),
          { concurrency: "unbounded" }
        )
      )
      yield* TestClock.adjust("1500 millis")
      const done = yield* Fiber.join(calls)
      assert.strictEqual(done.length, 3)
      assert.strictEqual(yield* from.logins, 3)
    })
  )

  it.effect("T22 T23 a client that moves logs in once more, and then stops", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const { client } = yield* bob(from)
      yield* client.post("/rest.php", list)
      yield* from.moveTo("198.51.100.9")
      assert.strictEqual((yield* client.post("/rest.php", list)).status, 200)
      assert.strictEqual(yield* from.logins, 2)
      const dead = { name: "Invalid Session ID", number: 11, description: "The session ID is invalid" }
      const reply = { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(dead) }
      yield* from.fault("getEntryList", { kind: "reply", reply }, Infinity)
      assert.strictEqual(yield* reason(client.post("/rest.php", list)), "SessionRejected")
      assert.strictEqual(yield* from.logins, 3)
    })
  )

  it.effect("T34 many calls are one login, and no session is left behind", () =>
    Effect.gen(function* () {
      const from = yield* server()
      yield* Effect.scoped(
        Effect.gen(function* () {
          const { client } = yield* bob(from)
          yield* Effect.forEach(Array.from({ length: 100 }), () => client.post("/rest.php", list), {
            concurrency: "unbounded",
            discard: true
          })
        })
      )
      assert.strictEqual(yield* from.attempts, 1)
      assert.strictEqual(yield* from.sessions, 0)
      assert.strictEqual((yield* sent(from, "logout")).length, 1)
    })
  )

  it.effect("a session that is gone is logged out", () =>
    Effect.gen(function* () {
      const from = yield* server()
      const manager = yield* bob(from)
      yield* manager.session
      yield* from.expireSessions
      yield* manager.logout
      assert.deepStrictEqual(
        (yield* sent(from, "logout")).map(({ status }) => status),
        [200]
      )
    })
  )
})
