/** What counts as use of an account, and what a map does with accounts that are not used. */
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Metric from "effect/Metric"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, InvalidCredentials, type SessionMapOptions, Unavailable } from "../../src/index.ts"
import * as Metrics from "../../src/Metrics.ts"
import { make as makeSessionMap, type SessionMapEvent } from "../../src/SessionMap.ts"
import { type Fake, makeFake } from "./fake.ts"
import { reasonTag } from "../fixtures/outcome.ts"

type Wait = (key: string) => Effect.Effect<void>

const open = (fake: Fake, options: SessionMapOptions = {}, wait: Wait = () => Effect.void) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: (key: string) =>
        Effect.andThen(
          Effect.sync(() => void fake.lookups.push(key)),
          Effect.as(
            Effect.suspend(() => wait(key)),
            fake.driver(key)
          )
        ),
      ...options
    }).pipe(Effect.provide(fake.layer), Scope.provide(scope))
    return { map, close: Scope.close(scope, Exit.void) }
  })

const refused = <A, E>(effect: Effect.Effect<A, E>) => Effect.map(Effect.flip(effect), reasonTag)

describe("an account makes no room for another one", () => {
  it.effect("while one request is in flight and a session is asked for beside it", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      fake.callTakes = "1 minute"
      const { map } = yield* open(fake, { capacity: 1 })
      const call = yield* Effect.forkChild(map.client("a").get("/x"))
      yield* Effect.yieldNow
      yield* map.session("a")
      assert.strictEqual(yield* refused(map.session("b")), "CapacityExceeded")
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Fiber.join(call)).status, 200)
      assert.strictEqual((yield* map.session("b")).value.account, "b")
    })
  )

  it.effect("while the second of two requests is in flight", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      fake.callTakes = "10 seconds"
      const { map } = yield* open(fake, { capacity: 1 })
      const calls = [yield* Effect.forkChild(map.client("a").get("/x"))]
      yield* TestClock.adjust("5 seconds")
      calls.push(yield* Effect.forkChild(map.client("a").get("/x")))
      yield* TestClock.adjust("5 seconds")
      assert.strictEqual((yield* map.status).inUse, 1)
      assert.strictEqual(yield* refused(map.session("b")), "CapacityExceeded")
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.joinAll(calls)
      yield* map.session("b")
    })
  )

  it.effect("while its look-up is under way", () =>
    Effect.gen(function* () {
      const { map } = yield* open(makeFake(), { capacity: 1 }, () => Effect.sleep("1 second"))
      const waiting = yield* Effect.forkChild(map.session("a"))
      yield* Effect.yieldNow
      const error = yield* Effect.flip(map.session("b"))
      assert.deepStrictEqual(
        [error.reason._tag, error.operation, error.vendor],
        ["CapacityExceeded", "session", "fake"]
      )
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(waiting)
    })
  )

  it.effect("while those who waited for its look-up wait for its login", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      fake.loginTakes = "10 seconds"
      const { map } = yield* open(fake, { capacity: 1 }, () => Effect.sleep("1 second"))
      const waiting = yield* Effect.forkChild(map.session("a"))
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* refused(map.session("b")), "CapacityExceeded")
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Fiber.join(waiting)).value.account, "a")
    })
  )
})

describe("idle accounts", () => {
  it.effect("an account in use when idle accounts are looked through is let go after its own idle time", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const { map } = yield* open(fake, { idleTimeToLive: "10 minutes" })
      yield* map.session("a")
      yield* TestClock.adjust("9 minutes")
      fake.callTakes = "5 minutes"
      const call = yield* Effect.forkChild(map.client("a").get("/x"))
      yield* TestClock.adjust("5 minutes")
      yield* Fiber.join(call)
      yield* TestClock.adjust("9 minutes")
      assert.deepStrictEqual(yield* map.keys, ["a"])
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* map.keys, [])
    })
  )

  it.effect("those that are let go are counted by their cause", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const { map } = yield* open(fake, { capacity: 1, idleTimeToLive: "1 minute" })
      yield* map.session("a")
      yield* map.session("b")
      yield* TestClock.adjust("2 minutes")
      assert.deepStrictEqual(yield* map.keys, [])
      const counts = (yield* Metric.snapshot)
        .filter(({ id }) => id === Metrics.evictions.id)
        .map(({ attributes, state }) => [attributes?.["cause"], "count" in state ? Number(state.count) : undefined])
      assert.sameDeepMembers(counts, [
        ["capacity", 1],
        ["idle", 1]
      ])
    }).pipe(
      Effect.provideServiceEffect(
        Metric.MetricRegistry,
        Effect.sync(() => new Map())
      )
    )
  )
})

describe("a key that is dropped while it is looked up", () => {
  it.effect("its next look-up is shared by all that ask meanwhile, even when the first one ends", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const { map } = yield* open(fake, {}, () => Effect.sleep("10 seconds"))
      const callers = [yield* Effect.forkChild(map.session("a"))]
      yield* TestClock.adjust("1 second")
      yield* map.invalidate("a")
      callers.push(yield* Effect.forkChild(map.session("a")))
      yield* TestClock.adjust("9500 millis")
      callers.push(yield* Effect.forkChild(map.session("a")))
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.joinAll(callers)
      assert.deepStrictEqual(fake.lookups, ["a", "a"])
    })
  )

  /** The first look-up takes ten seconds, the next one none. */
  const dropped = (fake: Fake) =>
    open(fake, {}, () => (fake.lookups.length === 1 ? Effect.sleep("10 seconds") : Effect.void))

  it.effect("logins of those who waited and of its successor never overlap", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      fake.loginTakes = "20 seconds"
      const { map } = yield* dropped(fake)
      const before = yield* Effect.forkChild(map.session("a"))
      yield* TestClock.adjust("1 second")
      yield* map.invalidate("a")
      const after = yield* Effect.forkChild(map.session("a"))
      yield* TestClock.adjust("1 minute")
      assert.notStrictEqual((yield* Fiber.join(before)).id, (yield* Fiber.join(after)).id)
      assert.strictEqual(fake.overlap, 1)
    })
  )

  it.effect("those who waited are refused by what the successor has learnt of bad credentials", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      fake.failWith = new InvalidCredentials({})
      const { map } = yield* dropped(fake)
      const before = yield* Effect.forkChild(refused(map.session("a")))
      yield* TestClock.adjust("1 second")
      yield* map.invalidate("a")
      assert.strictEqual(yield* refused(map.session("a")), "InvalidCredentials")
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(yield* Fiber.join(before), "InvalidCredentials")
      assert.strictEqual(fake.logins.length, 1)
    })
  )
})

it.effect("what failed is forgotten with an account that is dropped while a request is in flight", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const { map } = yield* open(fake)
    const manager = yield* map.get("a")
    const session = yield* manager.session
    fake.callTakes = "1 minute"
    const call = yield* Effect.forkChild(map.client("a").get("/x"))
    yield* Effect.yieldNow
    fake.failWith = new InvalidCredentials({})
    yield* Effect.exit(manager.renew(session))
    assert.strictEqual(fake.logins.length, 2)
    yield* map.invalidate("a")
    fake.failWith = undefined
    assert.strictEqual((yield* map.session("a")).value.account, "a")
    assert.strictEqual(fake.logins.length, 3)
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(call)
  })
)

describe("closing", () => {
  it.effect("interrupts look-ups under way", () =>
    Effect.gen(function* () {
      let interrupted = 0
      const waits = Effect.onInterrupt(Effect.never, () => Effect.sync(() => void interrupted++))
      const { close, map } = yield* open(makeFake(), {}, () => waits)
      const waiting = yield* Effect.forkChild(refused(map.session("a")))
      yield* Effect.yieldNow
      yield* close
      assert.strictEqual(yield* Fiber.join(waiting), "Closed")
      assert.strictEqual(interrupted, 1)
    })
  )

  it.effect("makes no account of a look-up that cannot be interrupted", () =>
    Effect.gen(function* () {
      const { close, map } = yield* open(makeFake(), {}, () => Effect.uninterruptible(Effect.sleep("1 minute")))
      const waiting = yield* Effect.forkChild(refused(map.session("a")))
      yield* Effect.yieldNow
      yield* close
      assert.strictEqual(yield* Fiber.join(waiting), "Closed")
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* map.keys, [])
    })
  )

  it.effect("counts a session whose logout the vendor did not confirm as left behind", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const scope = yield* Scope.make()
      const failed = new AuthError({ vendor: "fake", operation: "logout", reason: new Unavailable({}) })
      const map = yield* makeSessionMap({
        vendor: "fake",
        lookup: (key: string) => Effect.succeed({ ...fake.driver(key), logout: () => Effect.fail(failed) })
      }).pipe(Effect.provide(fake.layer), Scope.provide(scope))
      const left: Array<number> = []
      const note = (event: SessionMapEvent<string>) =>
        Effect.sync(() => void (event._tag === "LeftBehind" && left.push(event.sessions)))
      yield* Effect.forkChild(Stream.runForEach(map.events, note))
      yield* Effect.yieldNow
      yield* map.session("a")
      yield* Scope.close(scope, Exit.void)
      yield* Effect.yieldNow
      assert.deepStrictEqual(left, [1])
    })
  )

  it.effect("waits for requests in flight while it logs the other accounts out, and not afterwards", () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const { close, map } = yield* open(fake, { drain: true, closeTimeout: "2 seconds" })
      yield* map.session("idle")
      fake.callTakes = "1 hour"
      fake.logoutTakes = "1 hour"
      yield* Effect.forkChild(map.client("busy").get("/x"))
      yield* Effect.yieldNow
      const before = yield* Clock.currentTimeMillis
      const closing = yield* Effect.forkChild(Effect.andThen(close, Clock.currentTimeMillis))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* Fiber.join(closing)) - before, 4000)
    })
  )
})
