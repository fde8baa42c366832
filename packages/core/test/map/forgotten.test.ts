/** What a map keeps of accounts that left, and when an account begins to idle. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { collectGarbage } from "../fixtures/garbage.ts"
import { makeFake } from "./fake.ts"

it.effect("an account that left is forgotten: its successor does not wait for it", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const lookup = (key: string) => Effect.succeed(fake.driver(key))
    const map = yield* Effect.provide(makeSessionMap({ vendor: "fake", lookup }), fake.layer)
    for (let round = 1; round <= 20; round++) {
      yield* map.session("a")
      yield* map.invalidate("a")
      assert.strictEqual(fake.logouts.length, round)
    }
    assert.strictEqual(fake.overlap, 1)
    // A login of the account that is leaving holds its successor up, and no other.
    fake.loginTakes = "1 second"
    yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("100 millis")
    yield* Effect.forkChild(map.invalidate("a"))
    const next = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("1900 millis")
    assert.strictEqual((yield* Fiber.join(next)).value.id, 22)
    assert.strictEqual(fake.overlap, 1)
  })
)

it.effect("accounts that left are collected, while their key is still in use", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const drivers: Array<WeakRef<object>> = []
    const lookup = (key: string) =>
      Effect.sync(() => {
        const driver = fake.driver(key)
        drivers.push(new WeakRef(driver))
        return driver
      })
    const map = yield* Effect.provide(makeSessionMap({ vendor: "fake", lookup }), fake.layer)
    for (let round = 0; round < 50; round++) {
      yield* map.session("a")
      yield* map.invalidate("a")
    }
    yield* map.session("a")
    yield* Effect.promise(async () => {
      for (let pass = 0; pass < 5; pass++) {
        await new Promise((resolve) => setImmediate(resolve))
        collectGarbage()
      }
    })
    assert.isAtMost(drivers.filter((driver) => driver.deref() !== undefined).length, 3)
  })
)

it.effect("an account whose callers have left before its look-up ended begins to idle then", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const lookup = (key: string) => Effect.as(Effect.sleep("1 second"), fake.driver(key))
    const map = yield* Effect.provide(
      makeSessionMap({ vendor: "fake", lookup, idleTimeToLive: "1 minute", capacity: 1 }),
      fake.layer
    )
    const caller = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("100 millis")
    yield* Fiber.interrupt(caller)
    yield* TestClock.adjust("1 second")
    assert.isTrue(yield* map.has("a"))
    // It can make room, and it is let go.
    yield* TestClock.adjust("1 minute")
    assert.isFalse(yield* map.has("a"))
  })
)
