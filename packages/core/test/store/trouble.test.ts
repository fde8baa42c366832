import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { StoreFailure } from "../../src/index.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import type { SessionStoreBackend } from "../../src/internal/store/backend.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { minutes } from "../fixtures/account.ts"
import { key, otherKey, pass, Processes, secretOf, settle, storeFailures, watch } from "./processes.ts"

const failing = Effect.fail(new StoreFailure({ detail: "down" }))

const down: SessionStoreBackend = {
  name: "broken",
  read: () => failing,
  acquire: () => failing,
  extend: () => failing,
  write: () => failing,
  release: () => failing,
  remove: () => failing
}

describe("a store in trouble", () => {
  it.effect("costs sharing, never a login, and is said once", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const warnings: Array<unknown> = []
      const logger = Logger.make(({ logLevel, message }) => {
        if (logLevel === "Warn") warnings.push(message)
      })
      const scope = yield* Scope.make()
      const manager = yield* all
        .start({ backend: down })
        .pipe(Scope.provide(scope), Effect.provide(Logger.layer([logger])))
      const events = yield* watch(manager.events)
      const first = yield* manager.session
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual(secretOf(yield* manager.renew(first)), "secret-2")
      yield* settle
      assert.deepStrictEqual(storeFailures(events), ["down"])
      assert.deepStrictEqual(warnings, [["the session store fails; until it is back, sessions are not shared"]])
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(all.account.loggedOut, ["secret-1", "secret-2"])
    })
  )

  it.effect("that fails while an account is reset says so, and the account is tried again", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const backend = memoryBackend(() => 0)
      all.account.password = "wrong"
      const manager = yield* all.start({ backend: { ...backend, remove: () => failing } })
      const events = yield* watch(manager.events)
      yield* Effect.flip(manager.session)
      yield* manager.reset
      yield* settle
      assert.deepStrictEqual(storeFailures(events), ["down"])
      yield* Effect.flip(manager.session)
      assert.strictEqual(all.account.tried.length, 2)
    })
  )

  it.effect("that never answers is not waited for", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const manager = yield* all.start({ backend: { ...down, read: () => Effect.never } })
      const fiber = yield* Effect.forkChild(manager.session)
      yield* pass(5200)
      assert.strictEqual(secretOf(yield* Fiber.join(fiber)), "secret-1")
    })
  )

  it.effect("a lease that comes too late is given back", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const backend = memoryBackend(() => 0)
      const late = {
        ...backend,
        acquire: (...args: Parameters<typeof backend.acquire>) =>
          Effect.andThen(Effect.sleep("7 seconds"), backend.acquire(...args))
      }
      const manager = yield* all.start({ backend: late })
      const fiber = yield* Effect.forkChild(manager.session)
      yield* pass(8000)
      yield* Fiber.join(fiber)
      const other = yield* all.start({ backend })
      assert.strictEqual(secretOf(yield* other.session), "secret-2")
    })
  )

  it.effect("a login that takes longer than a lease keeps it", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.takes = "25 seconds"
      const [a, b] = [yield* all.start(), yield* all.start()]
      const fiber = yield* Effect.forkChild(Effect.all([a.session, b.session], { concurrency: 2 }))
      // Who waits looks again after a pause that grows to 1.25 seconds.
      yield* pass(27_500, 500)
      const sessions = yield* Fiber.join(fiber)
      assert.deepStrictEqual(sessions.map(secretOf), ["secret-1", "secret-1"])
    })
  )

  it.effect(
    "A07 a killed process that holds the lease keeps others waiting for one lease and two seconds at most",
    () =>
      Effect.gen(function* () {
        const clock = yield* Clock.Clock
        const waiting: Array<{
          readonly fiber: Fiber.Fiber<{ readonly issuedAt: number }, unknown>
          readonly until: number
        }> = []
        for (const heldBefore of [0, 700, 1500, 2300, 3100, 3900, 4700, 5500]) {
          const all = new Processes()
          const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
          const until = clock.currentTimeMillisUnsafe() + 10_000 - heldBefore
          // The killed process took the lease a while before this one first looked.
          const acquire: typeof backend.acquire = (...args) =>
            clock.currentTimeMillisUnsafe() < until ? Effect.succeed(false) : backend.acquire(...args)
          const manager = yield* all.start({ backend: { ...backend, acquire } })
          waiting.push({ fiber: yield* Effect.forkChild(manager.session), until })
        }
        yield* pass(12_000, 100)
        for (const { fiber, until } of waiting) {
          assert.isDefined(fiber.pollUnsafe())
          assert.isAtMost((yield* Fiber.join(fiber)).issuedAt - until, 1300)
        }
      })
  )

  it.effect("a process that finds its lease run out before its login sends none, and takes the other's session", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const clock = yield* Clock.Clock
      const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
      // The first process is paused between its lease and the look that follows, and its heartbeat with it.
      let isPaused = true
      const held: typeof backend = {
        ...backend,
        extend: () => Effect.void,
        acquire: (...args) =>
          Effect.tap(backend.acquire(...args), (taken) =>
            taken && isPaused ? Effect.sleep("11 seconds") : Effect.void
          )
      }
      all.account.takes = "3 seconds"
      const paused = yield* all.start({ backend: held, store: { key, timeout: "20 seconds" } })
      const other = yield* all.start({ backend })
      const first = yield* Effect.forkChild(paused.session)
      yield* pass(100)
      isPaused = false
      const second = yield* Effect.forkChild(other.session)
      yield* pass(18_000, 100)
      assert.deepStrictEqual(
        [secretOf(yield* Fiber.join(first)), secretOf(yield* Fiber.join(second))],
        ["secret-1", "secret-1"]
      )
    })
  )

  it.effect("a store that is slower than its lease costs sharing, and no login", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const clock = yield* Clock.Clock
      const backend = memoryBackend(() => clock.currentTimeMillisUnsafe())
      const slow: typeof backend = {
        ...backend,
        read: (slot) => Effect.andThen(Effect.sleep("1500 millis"), backend.read(slot))
      }
      const manager = yield* all.start({ backend: slow, store: { key, lease: "1 second" } })
      const session = yield* Effect.forkChild(manager.session)
      yield* pass(10_000, 100)
      assert.strictEqual(secretOf(yield* Fiber.join(session)), "secret-1")
      assert.strictEqual(all.account.tried.length, 1)
    })
  )

  it.effect("a process that lost the lease cannot put an older session in place of a newer one", () =>
    Effect.gen(function* () {
      let now = 0
      const backend = memoryBackend(() => now)
      assert.isTrue(yield* backend.acquire("k", "one", 1000))
      assert.isFalse(yield* backend.acquire("k", "two", 1000))
      now = 1000
      assert.isTrue(yield* backend.acquire("k", "two", 1000))
      assert.isTrue(yield* backend.write("k", "two", { id: "b", value: "newer", keepMillis: 1 }))
      assert.isFalse(yield* backend.write("k", "one", { id: "a", value: "older", keepMillis: 1 }))
      yield* backend.release("k", "one")
      assert.isFalse(yield* backend.acquire("k", "three", 1000))
      assert.strictEqual((yield* backend.read("k"))?.value, "newer")
    })
  )

  it.effect("a process whose lease was lost keeps its session to itself, and logs it out", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const backend = memoryBackend(() => 0)
      const scope = yield* Scope.make()
      const manager = yield* all
        .start({ backend: { ...backend, write: () => Effect.succeed(false) } })
        .pipe(Scope.provide(scope))
      assert.strictEqual(secretOf(yield* manager.session), "secret-1")
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(all.account.loggedOut, ["secret-1"])
    })
  )

  for (const [what, change, detail] of [
    ["changed", (value: string) => `${value.slice(0, -4)}AAAA`, "a record was changed by another program"],
    ["cut", (value: string) => value.slice(0, 40), "a record was changed by another program"],
    ["replaced by clear text", () => 'crm-auth-1.plain.{"slot":"x","writtenAt":0}', "a record is not encrypted"],
    ["junk", () => "<html>", "a record is damaged"]
  ] as const) {
    it.effect(`a record that was ${what} is a StoreFailure and a fresh login`, () =>
      Effect.gen(function* () {
        const all = new Processes()
        const backend = memoryBackend(() => 0)
        yield* (yield* all.start({ backend })).session
        const read: SessionStoreBackend["read"] = (key) =>
          Effect.map(backend.read(key), (found) => found && { ...found, value: change(found.value) })
        const manager = yield* all.start({ backend: { ...backend, read } })
        const events = yield* watch(manager.events)
        assert.strictEqual(secretOf(yield* manager.session), "secret-2")
        yield* settle
        assert.include(storeFailures(events), detail)
      })
    )
  }

  it.effect("a record made with another key is not read, and written over", () =>
    Effect.gen(function* () {
      const all = new Processes()
      yield* (yield* all.start({ store: { key } })).session
      const other = yield* all.start({ store: { key: otherKey } })
      assert.strictEqual(secretOf(yield* other.session), "secret-2")
    })
  )

  it.effect("a record without a key's protection is refused where there is a key", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = minutes(60)
      yield* (yield* all.start({ store: { key: SessionStore.insecurePlaintext() } })).session
      assert.strictEqual(secretOf(yield* (yield* all.start()).session), "secret-2")
    })
  )
})
