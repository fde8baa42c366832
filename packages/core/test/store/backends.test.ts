/** What every place to keep records promises, held against those that need no server and no disk. */
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as TestClock from "effect/testing/TestClock"
import type { SessionStoreBackend } from "../../src/internal/store/backend.ts"
import { keyValueBackend } from "../../src/internal/store/backends/keyValue.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"

const slot = "ab".repeat(32)
const keepMillis = 60_000

const places: { readonly [name: string]: Effect.Effect<SessionStoreBackend> } = {
  memory: Clock.clockWith((clock) => Effect.succeed(memoryBackend(() => clock.currentTimeMillisUnsafe()))),
  keyValueStore: Effect.provide(
    Effect.map(KeyValueStore.KeyValueStore, (store) => keyValueBackend(store, "test.")),
    KeyValueStore.layerMemory
  )
}

/** Taking a lease may take its time. */
const acquire = (backend: SessionStoreBackend, token: string, millis: number) =>
  Effect.gen(function* () {
    const taking = yield* Effect.forkChild(backend.acquire(slot, token, millis))
    yield* TestClock.adjust("1 second")
    return yield* Fiber.join(taking)
  })

for (const [name, place] of Object.entries(places)) {
  describe(name, () => {
    it.effect("a lease has one holder, which extends it and gives it back", () =>
      Effect.gen(function* () {
        const backend = yield* place
        assert.isTrue(yield* acquire(backend, "a", 10_000))
        assert.isFalse(yield* acquire(backend, "b", 10_000))
        yield* backend.extend(slot, "a", 20_000)
        yield* TestClock.adjust("15 seconds")
        assert.isFalse(yield* acquire(backend, "b", 10_000))
        yield* backend.extend(slot, "b", 60_000)
        yield* backend.release(slot, "b")
        assert.isFalse(yield* acquire(backend, "b", 10_000))
        yield* backend.release(slot, "a")
        assert.isTrue(yield* acquire(backend, "b", 10_000))
      })
    )

    it.effect("a lease runs out, and the process that held it before cannot write", () =>
      Effect.gen(function* () {
        const backend = yield* place
        assert.isTrue(yield* acquire(backend, "a", 10_000))
        yield* TestClock.adjust("10 seconds")
        assert.isTrue(yield* acquire(backend, "b", 10_000))
        assert.isFalse(yield* backend.write(slot, "a", { id: "1", value: "of a", keepMillis }))
        assert.isUndefined(yield* backend.read(slot))
        assert.isTrue(yield* backend.write(slot, "b", { id: "2", value: "of b", keepMillis }))
        assert.strictEqual((yield* backend.read(slot))?.value, "of b")
      })
    )

    it.effect("a process extends only its own lease", () =>
      Effect.gen(function* () {
        const backend = yield* place
        assert.isTrue(yield* acquire(backend, "a", 10_000))
        yield* backend.extend(slot, "b", 60_000)
        yield* TestClock.adjust("10 seconds")
        assert.isTrue(yield* acquire(backend, "b", 10_000))
      })
    )

    it.effect("a record is removed by its name only", () =>
      Effect.gen(function* () {
        const backend = yield* place
        assert.isTrue(yield* acquire(backend, "a", 10_000))
        assert.isTrue(yield* backend.write(slot, "a", { id: "1", value: "one", keepMillis }))
        yield* backend.remove(slot, "2")
        assert.strictEqual((yield* backend.read(slot))?.value, "one")
        yield* backend.remove(slot, "1")
        assert.isUndefined(yield* backend.read(slot))
        yield* backend.remove(slot, "1")
      })
    )
  })
}
