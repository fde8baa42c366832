import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { make as makeSessionManager, type SessionManagerOptions } from "../../src/SessionManager.ts"
import { Unavailable } from "../../src/index.ts"
import { type Fake, makeFake } from "../map/fake.ts"

const minutes = (count: number) => count * 60_000

const make = (fake: Fake, options: SessionManagerOptions = {}, driver = fake.driver("a")) =>
  Effect.provide(makeSessionManager(driver, { renewal: "ahead", ...options }), fake.layer)

it.effect("a session is renewed at its soft point, without being used, as long as its scope lives", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { absoluteTimeout: Duration.hours(1) }
    const scope = yield* Scope.make()
    const manager = yield* Scope.provide(make(fake), scope)
    yield* TestClock.adjust("1 day")
    assert.strictEqual(fake.logins.length, 0)
    yield* manager.session
    yield* TestClock.adjust("10 hours")
    // The soft point is 5 minutes, ±10 %, and 5 seconds before the end of each hour.
    assert.strictEqual(fake.logins.length, 11)
    assert.strictEqual((yield* manager.status).state, "active")
    yield* Scope.close(scope, Exit.void)
    yield* TestClock.adjust("1 day")
    assert.strictEqual(fake.logins.length, 11)
    assert.strictEqual(fake.logouts.at(-1), 11)
  })
)

it.effect("onUse is the default: nothing runs between calls", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { absoluteTimeout: Duration.hours(1) }
    const manager = yield* make(fake, { renewal: "onUse" })
    yield* manager.session
    yield* TestClock.adjust("1 day")
    assert.strictEqual(fake.logins.length, 1)
  })
)

it.effect("an idle timeout is kept off by the vendor's cheapest call, a fifth before it", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { idleTimeout: Duration.minutes(20) }
    const manager = yield* make(fake)
    const session = yield* manager.session
    yield* TestClock.adjust("2 hours")
    assert.strictEqual(yield* manager.session, session)
    assert.strictEqual(fake.logins.length, 1)
    assert.strictEqual(fake.keepAlives.length, 7)
    for (const [index, { at }] of fake.keepAlives.entries()) {
      assert.isBelow(at - (fake.keepAlives[index - 1]?.at ?? 0), minutes(17))
    }
  })
)

it.effect("use keeps the idle timeout off, so that no call is made", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { idleTimeout: Duration.minutes(20) }
    const manager = yield* make(fake)
    for (let i = 0; i < 20; i++) {
      yield* manager.client.get("/x")
      yield* TestClock.adjust("10 minutes")
    }
    assert.deepStrictEqual(fake.keepAlives, [])
    assert.strictEqual(fake.logins.length, 1)
  })
)

it.effect("a vendor without such a call gets a new session before the old one idles out", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { idleTimeout: Duration.minutes(20) }
    const manager = yield* make(fake, {}, fake.driver("a", { noKeepAlive: true }))
    yield* manager.session
    yield* TestClock.adjust("1 hour")
    assert.strictEqual(fake.logins.length, 4)
  })
)

it.effect("a session that the call finds dead is replaced", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { idleTimeout: Duration.minutes(20) }
    const manager = yield* make(fake)
    yield* manager.session
    fake.open.clear()
    yield* TestClock.adjust("17 minutes")
    assert.strictEqual(fake.logins.length, 2)
    assert.strictEqual((yield* manager.session).value.id, 2)
    yield* TestClock.adjust("1 hour")
    assert.strictEqual(fake.logins.length, 2)
  })
)

it.effect(
  "keepWarmFor: a session without a caller in that time is let go, and kept warm again after the next call",
  () =>
    Effect.gen(function* () {
      const fake = makeFake()
      fake.lifetime = { idleTimeout: Duration.minutes(20), absoluteTimeout: Duration.hours(4) }
      const manager = yield* make(fake, { keepWarmFor: "1 hour" })
      yield* manager.session
      yield* TestClock.adjust("50 minutes")
      const calls = fake.keepAlives.length
      assert.strictEqual(calls, 3)
      yield* TestClock.adjust("1 day")
      assert.strictEqual(fake.keepAlives.length, calls)
      assert.strictEqual((yield* manager.status).state, "none")
      yield* manager.session
      yield* TestClock.adjust("50 minutes")
      assert.strictEqual(fake.keepAlives.length, calls + 3)
      // Asked for in the last moments before it would have idled out.
      yield* TestClock.adjust("14 minutes")
      yield* manager.session
      yield* TestClock.adjust("50 minutes")
      assert.strictEqual((yield* manager.status).state, "active")
      assert.strictEqual(fake.logins.length, 2)
    })
)

it.effect("while logins fail, they are tried again with growing pauses and the session is served to its end", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { absoluteTimeout: Duration.hours(1) }
    const manager = yield* make(fake)
    const session = yield* manager.session
    fake.failWith = new Unavailable({})
    yield* TestClock.adjust("58 minutes")
    assert.strictEqual(yield* manager.session, session)
    assert.isAtLeast(fake.logins.length, 3)
    assert.isAtMost(fake.logins.length, 11)
    yield* TestClock.adjust("1 hour")
    assert.isAtMost(fake.logins.length, 11 + 125)
    fake.failWith = undefined
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* manager.status).state, "active")
  })
)

it.effect("after a logout nothing is kept warm until the next use", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { absoluteTimeout: Duration.hours(1) }
    const manager = yield* make(fake)
    yield* manager.session
    yield* manager.logout
    yield* TestClock.adjust("1 day")
    assert.strictEqual(fake.logins.length, 1)
    const session = yield* manager.session
    yield* manager.invalidate(session)
    yield* TestClock.adjust("1 day")
    assert.strictEqual(fake.logins.length, 2)
    yield* manager.session
    yield* TestClock.adjust("2 hours")
    assert.strictEqual(fake.logins.length, 5)
  })
)

it.effect("U07 a session whose lifetime is not known is kept alive every five minutes", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const manager = yield* make(fake)
    yield* manager.session
    yield* TestClock.adjust("1 hour")
    assert.deepStrictEqual(
      fake.keepAlives.map(({ at }) => at / 60_000),
      [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]
    )
    assert.strictEqual(fake.logins.length, 1)
    fake.open.clear()
    yield* TestClock.adjust("5 minutes")
    assert.strictEqual(fake.logins.length, 2, "a session found rejected is replaced")
    assert.strictEqual((yield* manager.status).state, "active")
  })
)

it.effect("U07 a session of unknown lifetime is let go after keepWarmFor without use", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const manager = yield* make(fake, { keepWarmFor: "12 minutes" })
    yield* manager.session
    yield* TestClock.adjust("3 hours")
    assert.strictEqual(fake.keepAlives.length, 2)
  })
)

it.effect("U07 a vendor without a cheap call, and without a known lifetime, is left alone", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const manager = yield* Effect.provide(
      makeSessionManager(fake.driver("a", { noKeepAlive: true }), { renewal: "ahead" }),
      fake.layer
    )
    yield* manager.session
    yield* TestClock.adjust("3 hours")
    assert.strictEqual(fake.logins.length, 1)
  })
)
