import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, Unavailable } from "../../src/index.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { resilient } from "../../src/internal/store/ResilientBackend.ts"
import { pass, Processes, secretOf } from "./processes.ts"

const ignore = () => undefined

describe("a store whose every answer takes almost as long as it may", () => {
  it.effect("costs sharing, and not the login of a process that waits for another one's lease", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const clock = yield* Clock.Clock
      const memory = memoryBackend(() => clock.currentTimeMillisUnsafe())
      const isHeld = Effect.succeed(false)
      const b = yield* all.start({
        backend: {
          ...memory,
          read: (key) => Effect.delay(memory.read(key), "4900 millis"),
          acquire: () => Effect.delay(isHeld, "4900 millis")
        }
      })
      const session = yield* Effect.forkChild(b.session)
      for (let second = 0; second < 29 && session.pollUnsafe() === undefined; second++) yield* pass(1000)
      assert.isDefined(session.pollUnsafe())
      assert.strictEqual(secretOf(yield* Fiber.join(session)), "secret-1")
    })
  )
})

describe("a vendor that takes its time to say whether a session that idled is still good", () => {
  it.effect("is not taken for a slow store: the next session is shared", () =>
    Effect.gen(function* () {
      const all = new Processes()
      all.account.lifetime = { idleTimeout: Duration.minutes(1) }
      const reason = new Unavailable({})
      const keepAlive = () =>
        Effect.delay(Effect.fail(new AuthError({ vendor: "acme", operation: "keepAlive", reason })), "20 seconds")
      const a = yield* all.start({ driver: { keepAlive } })
      const b = yield* all.start({ driver: { keepAlive } })
      yield* a.session
      yield* pass(200_000, 10_000)
      const session = yield* Effect.forkChild(a.session)
      yield* pass(21_000, 1000)
      assert.strictEqual(secretOf(yield* Fiber.join(session)), "secret-2")
      const shared = yield* Effect.forkChild(b.session)
      yield* pass(21_000, 1000)
      assert.strictEqual(secretOf(yield* Fiber.join(shared)), "secret-2")
    })
  )
})

describe("a store that is left alone after a failure", () => {
  it.effect("is still given its lease back, so that other processes need not wait until it expires", () =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      const memory = memoryBackend(() => clock.currentTimeMillisUnsafe())
      const steps = resilient({ ...memory, read: () => Effect.never }, { leaseMillis: 600_000, timeout: "5 seconds" })
      assert.isTrue(yield* steps.tryAcquire("key", "first", ignore))
      const read = yield* Effect.forkChild(steps.read("key", ignore))
      yield* TestClock.adjust("6 seconds")
      assert.isUndefined(yield* Fiber.join(read))
      yield* steps.release("key", "first", ignore)
      assert.isTrue(yield* memory.acquire("key", "second", 600_000))
    })
  )

  it.effect("keeps no caller waiting for that", () =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      const memory = memoryBackend(() => clock.currentTimeMillisUnsafe())
      const hangs = () => Effect.never
      const steps = resilient(
        { ...memory, read: hangs, release: hangs },
        { leaseMillis: 600_000, timeout: "5 seconds" }
      )
      const read = yield* Effect.forkChild(steps.read("key", ignore))
      yield* TestClock.adjust("6 seconds")
      assert.isUndefined(yield* Fiber.join(read))
      const before = yield* Clock.currentTimeMillis
      yield* steps.release("key", "first", ignore)
      assert.strictEqual(yield* Clock.currentTimeMillis, before)
    })
  )

  it.effect("keeps no caller waiting for the clean-up of a step that hangs", () =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      const memory = memoryBackend(() => clock.currentTimeMillisUnsafe())
      const steps = resilient(
        { ...memory, read: () => Effect.ensuring(Effect.never, Effect.never) },
        { leaseMillis: 600_000, timeout: "5 seconds" }
      )
      const read = yield* Effect.forkChild(steps.read("key", ignore))
      yield* TestClock.adjust("6 seconds")
      assert.isUndefined(yield* Fiber.join(read))
    })
  )
})
