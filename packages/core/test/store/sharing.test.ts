import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { AccountLocked, AuthError, InvalidCredentials, SessionRejected } from "../../src/index.ts"
import { minutes, tagOf } from "../fixtures/account.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { key, otherKey, pass, Processes, secretOf, settle } from "./processes.ts"

describe("one session for many processes", () => {
  it.effect("fifty processes with twenty callers each make one login", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.takes = 300
      const managers = yield* Effect.all(Array.from({ length: 50 }, () => all.start()))
      const callers = managers.flatMap(({ session }) => Array.from({ length: 20 }, () => session))
      const fiber = yield* Effect.forkChild(Effect.all(callers, { concurrency: "unbounded" }))
      yield* pass(2000)
      const sessions = yield* Fiber.join(fiber)
      assert.strictEqual(all.account.tried.length, 1)
      assert.deepStrictEqual(new Set(sessions.map(secretOf)), new Set(["secret-1"]))
      assert.strictEqual(new Set(sessions.map(({ id }) => id)).size, 1)
    })
  )

  it.effect("a session outlives its process, and is not logged out", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const scope = yield* Scope.make()
      const first = yield* Effect.flatMap(all.start().pipe(Scope.provide(scope)), ({ session }) => session)
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(all.account.loggedOut, [])
      const second = yield* all.start()
      assert.strictEqual((yield* second.session).id, first.id)
      assert.strictEqual(all.account.tried.length, 1)
    })
  )

  it.effect("on a rejection, what another process renewed is used before anybody logs in", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.rejectedBeforeWork = true
      const [a, b] = [yield* all.start(), yield* all.start()]
      yield* a.session
      yield* b.session
      all.account.dead.add("secret-1")
      yield* a.client.get("/x")
      yield* b.client.get("/x")
      assert.deepStrictEqual(
        all.account.sent.map(({ session }) => session),
        ["secret-1", "secret-2", "secret-1", "secret-2"]
      )
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("two processes that renew at once make one login", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = minutes(60)
      const [a, b] = [yield* all.start(), yield* all.start()]
      yield* a.session
      yield* b.session
      all.account.takes = 500
      yield* TestClock.adjust("59 minutes")
      yield* Effect.all([a.session, b.session], { concurrency: 2 })
      yield* pass(3000)
      assert.strictEqual(all.account.tried.length, 2)
      assert.deepStrictEqual([secretOf(yield* a.session), secretOf(yield* b.session)], ["secret-2", "secret-2"])
    })
  )

  it.effect("a logout ends it for all, and they notice", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.rejectedBeforeWork = true
      const [a, b] = [yield* all.start(), yield* all.start()]
      yield* a.session
      yield* b.session
      yield* a.logout
      assert.deepStrictEqual(all.account.loggedOut, ["secret-1"])
      all.account.dead.add("secret-1")
      yield* b.client.get("/x")
      assert.strictEqual(secretOf(yield* a.session), "secret-2")
      assert.strictEqual(secretOf(yield* b.session), "secret-2")
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("a session invalidated here is not taken back from the store", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const a = yield* all.start()
      yield* a.invalidate(yield* a.session)
      assert.strictEqual(secretOf(yield* a.session), "secret-2")
    })
  )

  it.effect("changed credentials never meet the session of the old ones", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const a = yield* all.start()
      yield* a.session
      all.account.password = "changed"
      const b = yield* all.start()
      assert.strictEqual(secretOf(yield* b.session), "secret-2")
      assert.deepStrictEqual(all.account.tried, ["right", "changed"])
    })
  )

  it.effect("one process learns that a password is bad, and the others don't try it", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.password = "wrong"
      const [a, b] = [yield* all.start(), yield* all.start()]
      assert.strictEqual(yield* tagOf(a.session), "InvalidCredentials")
      assert.strictEqual(yield* tagOf(b.session), "InvalidCredentials")
      assert.strictEqual((yield* b.status).state, "guarded")
      assert.deepStrictEqual(all.account.tried, ["wrong"])
      all.account.password = "right"
      assert.strictEqual(secretOf(yield* (yield* all.start()).session), "secret-2")
    })
  )

  it.effect("a logout ends what another process has renewed since, too", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const [a, b] = [yield* all.start(), yield* all.start()]
      const first = yield* a.session
      yield* b.session
      yield* a.renew(first)
      yield* b.logout
      assert.deepStrictEqual([...all.account.loggedOut].sort(), ["secret-1", "secret-2"])
      assert.strictEqual(secretOf(yield* (yield* all.start()).session), "secret-3")
    })
  )

  it.effect("a process that has no session logs out the one that there is", () =>
    Effect.gen(function* () {
      const all = new Processes()
      yield* (yield* all.start()).session
      yield* (yield* all.start()).logout
      assert.deepStrictEqual(all.account.loggedOut, ["secret-1"])
    })
  )

  it.effect("a reset in one process lets a new one try, and once that succeeds, all", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.reason = new AccountLocked({})
      const [a, b] = [yield* all.start(), yield* all.start()]
      assert.deepStrictEqual([yield* tagOf(a.session), yield* tagOf(b.session)], ["AccountLocked", "AccountLocked"])
      all.account.reason = undefined
      yield* a.reset
      yield* TestClock.adjust("11 seconds")
      // No process knows yet whether it helped: one that was not reset sends nothing.
      assert.strictEqual(yield* tagOf(b.session), "AccountLocked")
      assert.strictEqual(all.account.tried.length, 1)
      assert.strictEqual(secretOf(yield* (yield* all.start()).session), "secret-2")
      assert.strictEqual(yield* tagOf(b.session), "AccountLocked")
      yield* TestClock.adjust("11 seconds")
      assert.strictEqual(secretOf(yield* b.session), "secret-2")
      assert.strictEqual((yield* b.status).state, "active")
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("a reset with other credentials leaves alone what is known of these", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.password = "wrong"
      yield* tagOf((yield* all.start()).session)
      all.account.password = "right"
      yield* (yield* all.start()).reset
      all.account.password = "wrong"
      assert.strictEqual(yield* tagOf((yield* all.start()).session), "InvalidCredentials")
      assert.deepStrictEqual(all.account.tried, ["wrong"])
    })
  )

  it.effect("a reset tries them again, whatever the store says", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.password = "wrong"
      const a = yield* all.start()
      yield* tagOf(a.session)
      yield* a.reset
      yield* tagOf(a.session)
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("a reset is used up by one login: what another process is told later counts again", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.reason = new InvalidCredentials({ possiblyLostChallenge: true })
      const [a, b] = [yield* all.start(), yield* all.start()]
      yield* a.reset
      yield* tagOf(a.session)
      yield* TestClock.adjust("6 minutes")
      yield* tagOf(b.session)
      assert.strictEqual(all.account.tried.length, 2)
      assert.strictEqual(yield* tagOf(a.session), "InvalidCredentials")
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("a store without a key shares no guard", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const store = { key: SessionStore.insecurePlaintext() }
      all.account.password = "wrong"
      const [a, b] = [yield* all.start({ store }), yield* all.start({ store })]
      yield* tagOf(a.session)
      yield* tagOf(b.session)
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("a session that is idle by the local clock is tried before it is replaced", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const kept: Array<string> = []
      const keepAlive = (session: { readonly value: Redacted.Redacted }) =>
        Effect.suspend(() => {
          kept.push(secretOf(session))
          return all.account.dead.has(secretOf(session))
            ? Effect.fail(new AuthError({ vendor: "acme", operation: "keepAlive", reason: new SessionRejected({}) }))
            : Effect.void
        })
      all.account.lifetime = { idleTimeout: Duration.minutes(10) }
      const a = yield* all.start({ driver: { keepAlive } })
      const first = yield* a.session
      yield* TestClock.adjust("11 minutes")
      assert.strictEqual((yield* a.session).id, first.id)
      assert.deepStrictEqual([all.account.tried.length, kept], [1, ["secret-1"]])
      all.account.dead.add("secret-1")
      yield* TestClock.adjust("11 minutes")
      assert.strictEqual(secretOf(yield* a.session), "secret-2")
    })
  )

  it.effect("without such a call, one that idled out for all is replaced", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = { idleTimeout: Duration.minutes(10) }
      const a = yield* all.start()
      yield* a.session
      yield* TestClock.adjust("11 minutes")
      yield* a.client.get("/x")
      assert.deepStrictEqual(
        all.account.sent.map(({ session }) => session),
        ["secret-2"]
      )
    })
  )

  it.effect("a session that others use is not idle, and that costs few writes", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const clock = yield* Clock.Clock
      const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
      let writes = 0
      const write: typeof backend.write = (...args) => {
        writes++
        return backend.write(...args)
      }
      all.account.lifetime = { idleTimeout: Duration.minutes(10) }
      const start = all.start({ backend: { ...backend, write } })
      const [busy, another, quiet] = [yield* start, yield* start, yield* start]
      for (const { session } of [busy, another, quiet]) yield* session
      for (let minute = 0; minute < 60; minute++) {
        yield* TestClock.adjust("1 minute")
        yield* busy.client.get("/x")
        yield* another.client.get("/x")
        yield* settle
      }
      assert.strictEqual(secretOf(yield* quiet.session), "secret-1")
      assert.strictEqual(secretOf(yield* (yield* start).session), "secret-1")
      assert.strictEqual(all.account.tried.length, 1)
      assert.isAtMost(writes, 1 + 60 / 2.5)
      // The age of the session itself is not forgotten.
      assert.deepStrictEqual((yield* quiet.status).age, Duration.hours(1))
    })
  )

  it.effect("use of a session that was replaced, or is gone, is not written", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = { idleTimeout: Duration.minutes(10) }
      const [a, b] = [yield* all.start(), yield* all.start()]
      const first = yield* a.session
      yield* b.session
      yield* a.renew(first)
      yield* TestClock.adjust("5 minutes")
      yield* b.client.get("/x")
      yield* settle
      assert.strictEqual(secretOf(yield* (yield* all.start()).session), "secret-2")
      yield* a.logout
      yield* b.client.get("/x")
      yield* settle
      assert.strictEqual(secretOf(yield* (yield* all.start()).session), "secret-3")
    })
  )

  it.effect("clocks that are minutes apart agree on a session's age", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = minutes(10)
      const managers = yield* Effect.forEach([-7, 0, 7], (skew) => all.start({ skew: skew * 60_000 }))
      for (const { session } of managers) yield* session
      assert.strictEqual(all.account.tried.length, 1)
      const ages = yield* Effect.forEach(managers, ({ status }) =>
        Effect.map(status, ({ age }) => age && Duration.toMillis(age))
      )
      assert.deepStrictEqual(ages, [0, 0, 0])
      yield* TestClock.adjust("6 minutes")
      for (const { session } of managers) yield* session
      assert.strictEqual(all.account.tried.length, 1)
    })
  )

  it.effect("keys can be changed while all run", () =>
    Effect.gen(function* () {
      const all = new Processes()
      yield* (yield* all.start({ store: { key } })).session
      const rotating = yield* all.start({ store: { key: otherKey, oldKeys: [key] } })
      assert.strictEqual(secretOf(yield* rotating.session), "secret-1")
    })
  )
})
