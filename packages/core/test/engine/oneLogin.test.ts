/** One login for all callers, in a fibre of its own. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { AuthError } from "../../src/index.ts"
import { Account, atOnce, minutes, repeat, tagOf, unavailable } from "../fixtures/account.ts"

const make = (set: Partial<Account> = {}) =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { takes: "1 second", ...set })
    return { account, manager: yield* account.manager() }
  })

it.effect("ten thousand callers, the first one interrupted: one login, no other caller notices", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    const first = yield* Effect.forkChild(manager.session)
    yield* Effect.yieldNow
    const others = yield* Effect.forkChild(atOnce(9999, manager.session))
    yield* Effect.yieldNow
    yield* Fiber.interrupt(first)
    yield* TestClock.adjust("1 second")
    const sessions = yield* Fiber.join(others)
    assert.strictEqual(new Set(sessions).size, 1)
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("a login goes on when all callers have left", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    const only = yield* Effect.forkChild(manager.session)
    yield* Effect.yieldNow
    yield* Fiber.interrupt(only)
    yield* TestClock.adjust("1 second")
    assert.strictEqual((yield* manager.status).state, "active")
    yield* manager.session
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("a login that fails after the last caller left is remembered", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ password: "wrong" })
    const only = yield* Effect.forkChild(manager.session)
    yield* Effect.yieldNow
    yield* Fiber.interrupt(only)
    yield* TestClock.adjust("1 second")
    assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("a soft and a forced renewal at once are one login", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: minutes(60), takes: 0 })
    const first = yield* manager.session
    account.takes = "1 second"
    yield* TestClock.setTime(3_400_000)
    yield* manager.session
    const renewing = yield* Effect.forkChild(manager.renew(first))
    yield* TestClock.adjust("1 second")
    assert.notStrictEqual(yield* Fiber.join(renewing), first)
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("renewing a session that is replaced already gives the new one", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ takes: 0 })
    const first = yield* manager.session
    const second = yield* manager.renew(first)
    assert.notStrictEqual(second, first)
    assert.strictEqual(yield* manager.renew(first), second)
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("during a forced renewal the session is handed out, and stays when the renewal fails", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ takes: 0 })
    const first = yield* manager.session
    account.takes = "1 second"
    account.reason = unavailable
    const renewing = yield* Effect.forkChild(tagOf(manager.renew(first)))
    yield* Effect.yieldNow
    assert.strictEqual(yield* manager.session, first)
    yield* TestClock.adjust("1 second")
    assert.strictEqual(yield* Fiber.join(renewing), "Unavailable")
    assert.strictEqual(yield* manager.session, first)
  })
)

it.effect("an invalidated session is not handed out; one that was replaced is not the current one", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ takes: 0 })
    const first = yield* manager.session
    yield* manager.invalidate(first)
    const second = yield* manager.session
    assert.notStrictEqual(second, first)
    yield* manager.invalidate(first)
    assert.strictEqual(yield* manager.session, second)
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("a vendor's renewal makes a session of a living one; when it fails, a login follows in the same flight", () =>
  Effect.gen(function* () {
    const account = new Account()
    account.lifetime = minutes(60)
    let renewals = 0
    const manager = yield* account.manager({
      renew: ({ value }) =>
        Effect.suspend(() =>
          renewals++ === 0
            ? Effect.succeed({ value: Redacted.make(`${Redacted.value(value)}-renewed`), lifetime: minutes(60) })
            : Effect.fail(new AuthError({ vendor: "acme", operation: "renew", reason: unavailable }))
        )
    })
    const first = yield* manager.session
    const renewed = yield* manager.renew(first)
    assert.strictEqual(Redacted.value(renewed.value), "secret-1-renewed")
    assert.strictEqual(account.tried.length, 1)
    const second = yield* manager.renew(renewed)
    assert.strictEqual(Redacted.value(second.value), "secret-2")
    // A session past its hard point is beyond renewal.
    yield* TestClock.adjust("1 hour")
    yield* manager.session
    assert.strictEqual(renewals, 2)
    assert.strictEqual(account.tried.length, 3)
  })
)

it.effect("two accounts never share a session or a guard", () =>
  Effect.gen(function* () {
    const here = yield* make({ takes: 0 })
    const there = yield* make({ takes: 0, password: "wrong" })
    yield* Effect.all([here.manager.session, tagOf(there.manager.session)], { concurrency: 2 })
    assert.strictEqual(yield* tagOf(here.manager.session), "success")
    assert.strictEqual(yield* tagOf(there.manager.session), "InvalidCredentials")
  })
)

it.effect("the deadline of a login can be chosen", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { takes: "1 hour" })
    const manager = yield* account.manager({}, { loginTimeout: Duration.seconds(2) })
    const waiting = yield* Effect.forkChild(tagOf(manager.session))
    yield* TestClock.adjust("2 seconds")
    assert.strictEqual(yield* Fiber.join(waiting), "Transport")
    assert.strictEqual((yield* repeat(3, tagOf(manager.session))).length, 3)
    assert.strictEqual(account.tried.length, 1)
  })
)
