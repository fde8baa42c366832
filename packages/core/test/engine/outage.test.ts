/** A server that is down is asked seldom, and no caller notices while a session is good. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { RateLimited, Unavailable } from "../../src/index.ts"
import { Account, atOnce, minutes, repeat, tagOf, unavailable } from "../fixtures/account.ts"

const make = (set: Partial<Account> = {}) =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), set)
    return { account, manager: yield* account.manager() }
  })

it.effect("a failed login is remembered for a second, doubling to thirty", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ reason: unavailable })
    for (const [index, pause] of [1, 2, 4, 8, 16, 30, 30].entries()) {
      const tags = yield* repeat(20, tagOf(manager.session))
      assert.isTrue(tags.every((tag) => tag === "Unavailable"))
      assert.strictEqual(account.tried.length, index + 1)
      yield* TestClock.adjust(Duration.millis(pause * 1000 - 1))
      yield* tagOf(manager.session)
      assert.strictEqual(account.tried.length, index + 1)
      yield* TestClock.adjust("1 millis")
    }
    account.reason = undefined
    yield* manager.session
    assert.isUndefined((yield* manager.status).lastFailure)
  })
)

it.effect("a success forgets the outage: the next one starts at a second again", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ reason: unavailable })
    yield* tagOf(manager.session)
    yield* TestClock.adjust("1 second")
    yield* tagOf(manager.session)
    yield* TestClock.adjust("2 seconds")
    account.reason = undefined
    yield* manager.invalidate(yield* manager.session)
    account.reason = unavailable
    yield* tagOf(manager.session)
    yield* TestClock.adjust("1 second")
    yield* tagOf(manager.session)
    assert.strictEqual(account.tried.length, 5)
  })
)

it.effect("a server that says for how long is left alone for so long, but not for more than an hour", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ reason: new RateLimited({ retryAfter: Duration.seconds(90) }) })
    yield* tagOf(manager.session)
    yield* TestClock.adjust("89 seconds")
    assert.strictEqual(yield* tagOf(manager.session), "RateLimited")
    assert.strictEqual(account.tried.length, 1)
    account.reason = new Unavailable({ retryAfter: Duration.days(365) })
    yield* TestClock.adjust("1 second")
    yield* tagOf(manager.session)
    yield* TestClock.adjust("1 hour")
    yield* tagOf(manager.session)
    assert.strictEqual(account.tried.length, 3)
  })
)

it.effect("a clock that was set back does not make an outage last", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(86_400_000)
    const { account, manager } = yield* make({ reason: unavailable })
    yield* tagOf(manager.session)
    yield* TestClock.setTime(0)
    account.reason = undefined
    assert.strictEqual(yield* tagOf(manager.session), "success")
  })
)

it.effect("an outage of a minute in the soft window costs two tries and no caller", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: minutes(60) })
    const first = yield* manager.session
    account.reason = unavailable
    yield* TestClock.setTime(3_400_000)
    for (let second = 0; second < 60; second++) {
      assert.strictEqual(yield* manager.session, first)
      yield* TestClock.adjust("1 second")
    }
    assert.strictEqual(account.tried.length, 3)
    account.reason = undefined
    yield* manager.session
    assert.notStrictEqual(yield* manager.session, first)
    assert.strictEqual(account.tried.length, 4)
  })
)

it.effect("a renewal put off by the server waits as long as it asked", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: minutes(60) })
    yield* manager.session
    account.reason = new RateLimited({ retryAfter: Duration.minutes(2) })
    yield* TestClock.setTime(3_400_000)
    yield* manager.session
    yield* TestClock.adjust("119 seconds")
    yield* manager.session
    assert.strictEqual(account.tried.length, 2)
    yield* TestClock.adjust("1 second")
    yield* manager.session
    assert.strictEqual(account.tried.length, 3)
  })
)

it.effect("down past the hard point: twenty calls in a row are one login per step", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: minutes(60) })
    yield* manager.session
    account.reason = unavailable
    yield* TestClock.setTime(3_600_000)
    yield* repeat(20, tagOf(manager.session))
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("a login has thirty seconds in all, in its own name and not in a caller's", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ takes: "1 hour" })
    const waiting = yield* Effect.forkChild(Effect.exit(manager.session))
    yield* TestClock.adjust("29 seconds")
    assert.strictEqual((yield* manager.status).state, "loggingIn")
    const late = yield* Effect.forkChild(tagOf(manager.session))
    yield* TestClock.adjust("1 second")
    const exit = yield* Fiber.join(waiting)
    assert.isTrue(Exit.isFailure(exit))
    assert.match(String(exit), /the login took longer than 30s/)
    assert.strictEqual(yield* Fiber.join(late), "Transport")
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("a driver that dies is not asked again at once, and a login that is interrupted interrupts no caller", () =>
  Effect.gen(function* () {
    const account = new Account()
    let logins = 0
    const manager = yield* account.manager({
      login: () =>
        Effect.suspend(() => (logins++ === 0 ? Effect.die(new Error("a bug in the driver")) : Effect.interrupt))
    })
    const exits = yield* atOnce(10, Effect.exit(manager.session))
    assert.isTrue(exits.every((exit) => /a bug in the driver/.test(String(exit))))
    assert.strictEqual(logins, 1)
    yield* TestClock.adjust("1 second")
    assert.strictEqual(yield* tagOf(manager.session), "Transport")
    assert.strictEqual(yield* tagOf(manager.session), "Transport")
    assert.strictEqual(logins, 2)
  })
)
