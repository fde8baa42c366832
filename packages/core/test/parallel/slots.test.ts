/** An account's further sessions: what is asked of one concerns it, and one that is over is used again. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Metric from "effect/Metric"
import * as TestClock from "effect/testing/TestClock"
import type { Session } from "../../src/index.ts"
import * as Metrics from "../../src/Metrics.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type FakeSession, makeFake } from "../map/fake.ts"

/** Two sessions, of which the second was opened for a call beside another. */
const two = (lifetime = {}) =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = lifetime
    fake.callTakes = "1 second"
    const driver = fake.driver("a")
    /** The sessions that requests carried, by their number. */
    const carried = new Map<number, Session<FakeSession>>()
    const attach: typeof driver.attach = (request, session) => {
      carried.set(session.value.id, session)
      return driver.attach(request, session)
    }
    const made = makeSessionManager({ ...driver, attach }, { parallelSessions: 2 })
    const manager = yield* Effect.provide(made, fake.layer)
    const burst = Effect.gen(function* () {
      const calls = yield* Effect.forkChild(
        Effect.forEach(["/x", "/y"], (url) => manager.client.get(url), { concurrency: 2 })
      )
      yield* TestClock.adjust("1 second")
      return yield* Fiber.join(calls)
    })
    yield* burst
    assert.deepStrictEqual([...fake.open], [1, 2])
    return { fake, manager, burst, carried }
  })

it.effect("further sessions are used again, and no third one is opened", () =>
  Effect.gen(function* () {
    const { burst, fake } = yield* two()
    yield* burst
    yield* burst
    assert.strictEqual(fake.logins.length, 2)
    assert.deepStrictEqual(new Set(fake.calls.map(({ id }) => id)), new Set([1, 2]))
  })
)

it.effect("a further session that is over makes room for its successor", () =>
  Effect.gen(function* () {
    const { burst, fake } = yield* two({ absoluteTimeout: Duration.minutes(1) })
    for (let round = 0; round < 5; round++) {
      yield* TestClock.adjust("2 minutes")
      yield* burst
    }
    assert.strictEqual(fake.logins.length, 12)
    assert.isAtMost(fake.open.size, 12)
    assert.deepStrictEqual(new Set(fake.calls.slice(-2).map(({ id }) => id)), new Set([11, 12]))
    // A session that was replaced is not counted as open.
    const attributes = { vendor: "fake", server: "https://fake.example" }
    assert.strictEqual((yield* Metric.value(Metric.withAttributes(Metrics.openSessions, attributes))).count, 2)
  }).pipe(Effect.provideService(Metric.MetricRegistry, new Map()))
)

it.effect("a further session that the application renews or invalidates is replaced, and not the first", () =>
  Effect.gen(function* () {
    const { burst, carried, fake, manager } = yield* two()
    const first = yield* manager.session
    const second = carried.get(2)
    assert.isDefined(second)
    const third = yield* manager.renew(second)
    assert.deepStrictEqual([third.value.id, fake.logins.length], [3, 3])
    assert.strictEqual(yield* manager.session, first)
    yield* manager.invalidate(third)
    yield* burst
    assert.strictEqual(yield* manager.session, first)
    assert.strictEqual(fake.logins.length, 4)
    assert.deepStrictEqual(new Set(fake.calls.slice(-2).map(({ id }) => id)), new Set([1, 4]))
  })
)

it.effect("a further session that the application uses without the client does not idle out", () =>
  Effect.gen(function* () {
    const { burst, carried, fake, manager } = yield* two({ idleTimeout: Duration.minutes(10) })
    const second = carried.get(2)
    assert.isDefined(second)
    for (let use = 0; use < 4; use++) {
      yield* TestClock.adjust("5 minutes")
      yield* manager.touch(yield* manager.session)
      yield* manager.touch(second)
    }
    yield* burst
    assert.strictEqual(fake.logins.length, 2)
  })
)

it.effect("a call on a further session that is rejected replaces that session, and not the first", () =>
  Effect.gen(function* () {
    const { burst, fake, manager } = yield* two()
    const first = yield* manager.session
    fake.open.delete(2)
    yield* burst
    yield* TestClock.adjust("1 second")
    assert.strictEqual(yield* manager.session, first)
    assert.strictEqual(fake.logins.length, 3)
  })
)
