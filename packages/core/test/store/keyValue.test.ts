import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as TestClock from "effect/testing/TestClock"
import { keyValueBackend } from "../../src/internal/store/backends/keyValue.ts"

const record = (value: string) => ({ id: value, value, keepMillis: 1 })

describe("sessions in a KeyValueStore", () => {
  it.live("one at a time holds the lease, and writes", () =>
    Effect.gen(function* () {
      const store = yield* KeyValueStore.KeyValueStore
      const [a, b] = [keyValueBackend(store, "p."), keyValueBackend(store, "p.")]
      assert.isTrue(yield* a.acquire("k", "a1", 5000))
      assert.isFalse(yield* b.acquire("k", "b1", 5000))
      assert.isTrue(yield* a.write("k", "a1", record("one")))
      yield* a.release("k", "a1")
      assert.isTrue(yield* b.acquire("k", "b2", 1))
      assert.isTrue(yield* a.acquire("k", "a2", 5000))
      assert.isFalse(yield* b.write("k", "b2", record("late")))
      assert.strictEqual((yield* b.read("k"))?.value, "one")
      yield* b.remove("k", "other")
      assert.strictEqual((yield* b.read("k"))?.value, "one")
      yield* b.remove("k", "one")
      assert.isUndefined(yield* b.read("k"))
    }).pipe(Effect.provide(KeyValueStore.layerMemory))
  )

  it.live("two that reach for it at once don't both get it", () =>
    Effect.gen(function* () {
      const store = yield* KeyValueStore.KeyValueStore
      const all = Array.from({ length: 10 }, () => keyValueBackend(store, "p."))
      const taken = yield* Effect.forEach(all, (one, index) => one.acquire("k", `t${index}`, 5000), {
        concurrency: "unbounded"
      })
      assert.strictEqual(taken.filter((took) => took).length, 1)
    }).pipe(Effect.provide(KeyValueStore.layerMemory))
  )

  it.effect("a call that is never answered does not keep later logins waiting for ever", () =>
    Effect.gen(function* () {
      const store = yield* KeyValueStore.KeyValueStore
      let answers = false
      const hanging: KeyValueStore.KeyValueStore = {
        ...store,
        get: (key) => Effect.suspend(() => (answers ? store.get(key) : Effect.never))
      }
      const backend = keyValueBackend(hanging, "p.")
      const lost = yield* Effect.forkChild(Effect.flip(backend.acquire("k", "lost", 5000)))
      yield* TestClock.adjust("1 second")
      answers = true
      const next = yield* Effect.forkChild(backend.acquire("k", "next", 5000))
      yield* TestClock.adjust("5 seconds")
      assert.strictEqual((yield* Fiber.join(lost)).detail, "the key-value store failed")
      assert.isTrue(yield* Fiber.join(next))
    }).pipe(Effect.provide(KeyValueStore.layerMemory))
  )
})
