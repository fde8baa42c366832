import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { resilient } from "../../src/internal/store/ResilientBackend.ts"

const ignore = () => undefined

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
