/** A refusal of good credentials, because another client took the challenge: its guard ends. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { InvalidCredentials } from "../../src/index.ts"
import { Account, atOnce, tagOf } from "../fixtures/account.ts"

const lost = new InvalidCredentials({ code: "INVALID_USER_CREDENTIALS", possiblyLostChallenge: true })

/** Tries until the next login is sent. Gives the minutes until then. */
const minutesToNextTry = (account: Account, manager: { readonly session: Effect.Effect<unknown, unknown> }) =>
  Effect.gen(function* () {
    const before = account.tried.length
    for (let seconds = 0; seconds < 8000; seconds += 5) {
      yield* Effect.exit(manager.session)
      if (account.tried.length > before) return seconds / 60
      yield* TestClock.adjust("5 seconds")
    }
    return Infinity
  })

it.effect("U01 a refusal that may be a lost challenge is tried again after 5 minutes, doubling to an hour", () =>
  Effect.gen(function* () {
    const account: Account = Object.assign(new Account(), { reason: lost })
    const manager = yield* account.manager()
    assert.deepStrictEqual(new Set(yield* atOnce(50, tagOf(manager.session))), new Set(["InvalidCredentials"]))
    assert.strictEqual(account.tried.length, 1)
    assert.strictEqual((yield* manager.status).state, "guarded")
    for (const expected of [5, 10, 20, 40, 60, 60]) {
      const waited = yield* minutesToNextTry(account, manager)
      assert.isAtLeast(waited, expected * 0.8)
      assert.isAtMost(waited, expected * 1.2 + 0.1)
    }
    account.reason = undefined
    yield* TestClock.adjust("72 minutes")
    assert.strictEqual(yield* tagOf(manager.session), "success")
  })
)

it.effect("U01 credentials that have worked are tried again after a minute", () =>
  Effect.gen(function* () {
    const account = new Account()
    const manager = yield* account.manager()
    yield* manager.invalidate(yield* manager.session)
    account.reason = lost
    yield* tagOf(manager.session)
    for (const expected of [1, 2, 4, 8]) {
      const waited = yield* minutesToNextTry(account, manager)
      assert.isAtLeast(waited, expected * 0.5)
      assert.isAtMost(waited, expected * 1.5 + 0.1)
    }
  })
)

it.effect("U01 other credentials than those that worked are new ones", () =>
  Effect.gen(function* () {
    const account = new Account()
    const manager = yield* account.manager({ fixedCredentials: false })
    yield* manager.invalidate(yield* manager.session)
    account.password = "another"
    account.reason = lost
    yield* tagOf(manager.session)
    yield* TestClock.adjust("3 minutes")
    yield* tagOf(manager.session)
    assert.deepStrictEqual(account.tried, ["right", "another"])
  })
)

it.effect("U01 chance moves the guards of many managers apart", () =>
  Effect.gen(function* () {
    const ends = new Set<number>()
    for (let index = 0; index < 20; index++) {
      const account = Object.assign(new Account(), { reason: lost })
      const manager = yield* account.manager()
      yield* tagOf(manager.session)
      ends.add(yield* minutesToNextTry(account, manager))
    }
    assert.isAtLeast(ends.size, 8)
  })
)

it.effect("U01 a guard of the vendor's own that is longer holds as long as it says", () =>
  Effect.gen(function* () {
    const reason = new InvalidCredentials({ possiblyLostChallenge: true, retryAfter: Duration.minutes(30) })
    const account = Object.assign(new Account(), { reason })
    const manager = yield* account.manager()
    yield* tagOf(manager.session)
    yield* TestClock.adjust("29 minutes")
    yield* tagOf(manager.session)
    assert.strictEqual(account.tried.length, 1)
    yield* TestClock.adjust("1 minute")
    yield* tagOf(manager.session)
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("U01 with renewal ahead, the next try needs no caller", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { lifetime: { absoluteTimeout: Duration.minutes(10) } })
    const manager = yield* account.manager({}, { renewal: "ahead" })
    yield* manager.session
    account.reason = lost
    yield* TestClock.adjust("20 minutes")
    assert.isAtLeast(account.tried.length, 2)
    account.reason = undefined
    yield* TestClock.adjust("1 hour")
    assert.strictEqual((yield* manager.status).state, "active")
  })
)
