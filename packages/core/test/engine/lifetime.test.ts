/** Getting a session: fresh, soft, hard, idle and unknown. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { Account, atOnce, minutes, repeat } from "../fixtures/account.ts"

const make = (set: Partial<Account> = {}) =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), set)
    return { account, manager: yield* account.manager() }
  })

it.effect("a fresh session is the same object, without a login", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: minutes(60) })
    const [first, ...others] = yield* repeat(50, manager.session)
    assert.isTrue(others.every((session) => session === first))
    assert.strictEqual(account.tried.length, 1)
    assert.strictEqual(account.reads, 1)
  })
)

it.effect("in the soft window the session is handed out while one login runs behind it", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: minutes(60), takes: "1 second" })
    const asking = yield* Effect.forkChild(manager.session)
    yield* TestClock.adjust("1 second")
    const first = yield* Fiber.join(asking)
    assert.strictEqual(first.issuedAt, 0)
    // Soft: 5 s + 5 min ± 10 % before the end, counted from when the login was sent.
    yield* TestClock.setTime(3_600_000 - 5000 - 331_000)
    assert.strictEqual(yield* manager.session, first)
    assert.strictEqual(account.tried.length, 1)
    yield* TestClock.setTime(3_600_000 - 5000 - 269_000)
    const all = yield* atOnce(100, manager.session)
    assert.isTrue(all.every((session) => session === first))
    assert.strictEqual(account.tried.length, 2)
    yield* TestClock.adjust("1 second")
    assert.notStrictEqual(yield* manager.session, first)
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("past its hard point a session is not handed out: callers wait for the one renewal", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: minutes(60) })
    const first = yield* manager.session
    yield* TestClock.setTime(3_600_000 - 5001)
    account.takes = "1 second"
    assert.strictEqual(yield* manager.session, first)
    yield* TestClock.adjust("1 millis")
    const waiting = yield* Effect.forkChild(atOnce(1000, manager.session))
    yield* TestClock.adjust("1 second")
    const all = yield* Fiber.join(waiting)
    assert.isTrue(all.every((session) => session !== first && session === all[0]))
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("an unknown lifetime lasts until the vendor says otherwise", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    const first = yield* manager.session
    yield* TestClock.adjust("365 days")
    assert.strictEqual(yield* manager.session, first)
    assert.strictEqual(account.tried.length, 1)
    assert.isUndefined((yield* manager.status).nextRenewalAt)
  })
)

it.effect("use slides the idle timeout, up to the absolute one", () =>
  Effect.gen(function* () {
    const lifetime = { idleTimeout: Duration.minutes(10), absoluteTimeout: Duration.minutes(25) }
    const { account, manager } = yield* make({ lifetime })
    yield* manager.session
    yield* TestClock.adjust("9 minutes")
    yield* manager.client.get("/x")
    yield* TestClock.adjust("9 minutes")
    yield* manager.client.get("/x")
    assert.strictEqual(account.tried.length, 1)
    yield* TestClock.adjust("7 minutes")
    yield* manager.client.get("/x")
    assert.strictEqual(account.tried.length, 2)
    // Reading a session is no use of it.
    yield* TestClock.adjust("5 minutes")
    yield* manager.session
    yield* TestClock.adjust("295 seconds")
    yield* manager.session
    assert.strictEqual(account.tried.length, 3)
  })
)

it.effect("the idle clock counts from when a request was sent, and only one that was not ignored moves it", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: { idleTimeout: Duration.minutes(10) } })
    yield* manager.session
    account.callTakes = "5 minutes"
    const calling = yield* Effect.forkChild(manager.client.get("/slow"))
    yield* TestClock.adjust("5 minutes")
    yield* Fiber.join(calling)
    account.callTakes = 0
    account.reply = () => new Response("busy", { status: 503 })
    yield* manager.client.get("/busy")
    yield* TestClock.adjust("295 seconds")
    yield* manager.session
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("a caller who attaches a session themselves touches it; a session of the past is not touched", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: { idleTimeout: Duration.minutes(10) } })
    const first = yield* manager.session
    yield* TestClock.adjust("9 minutes")
    yield* manager.touch(first)
    yield* TestClock.adjust("9 minutes")
    assert.strictEqual(yield* manager.session, first)
    const second = yield* manager.renew(first)
    yield* TestClock.adjust("9 minutes")
    yield* manager.touch(first)
    yield* TestClock.adjust("1 minute")
    assert.notStrictEqual(yield* manager.session, second)
    assert.strictEqual(account.tried.length, 3)
  })
)

it.effect("a clock that was set back says nothing of a session's age", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(86_400_000)
    const lifetime = { idleTimeout: Duration.minutes(10), absoluteTimeout: Duration.minutes(60) }
    const { account, manager } = yield* make({ lifetime })
    const first = yield* manager.session
    yield* TestClock.setTime(1000)
    assert.strictEqual(yield* manager.session, first)
    yield* TestClock.adjust("12 hours")
    assert.strictEqual(yield* manager.session, first)
    assert.strictEqual(account.tried.length, 1)
    assert.strictEqual((yield* manager.status).state, "active")
  })
)

it.effect("use of a session under a clock that was set back starts its idle time anew", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: { idleTimeout: Duration.minutes(10) } })
    yield* manager.session
    yield* TestClock.setTime(500_000)
    yield* manager.client.get("/x")
    yield* TestClock.setTime(100_000)
    yield* manager.client.get("/x")
    yield* TestClock.setTime(100_000 + 595_000)
    yield* manager.session
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("a login that took longer than its session lives still answers those who waited", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: { absoluteTimeout: Duration.seconds(2) }, takes: "3 seconds" })
    const waiting = yield* Effect.forkChild(atOnce(3, manager.session))
    yield* TestClock.adjust("3 seconds")
    const all = yield* Fiber.join(waiting)
    assert.strictEqual(all.length, 3)
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("a slow answer that comes late does not turn the idle clock back", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: { idleTimeout: Duration.minutes(10) } })
    yield* manager.session
    account.callTakes = "9 minutes"
    const slow = yield* Effect.forkChild(manager.client.get("/slow"))
    yield* TestClock.adjust("8 minutes")
    account.callTakes = 0
    yield* manager.client.get("/quick")
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(slow)
    yield* TestClock.adjust("8 minutes")
    yield* manager.session
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("before its login by the clock, a session is good whatever its idle time says", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(86_400_000)
    const { account, manager } = yield* make({ lifetime: { idleTimeout: Duration.minutes(10) } })
    yield* manager.session
    yield* TestClock.setTime(0)
    yield* manager.client.get("/x")
    yield* TestClock.adjust("1 hour")
    yield* manager.session
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect(
  "U08 where refusals are not known, a session whose login lies in the future is replaced at the next look",
  () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(86_400_000)
      const account = Object.assign(new Account(), { lifetime: minutes(60) })
      const manager = yield* account.manager({ knowsRejections: false })
      const first = yield* manager.session
      yield* TestClock.setTime(86_400_000 - 3_600_000)
      const second = yield* manager.session
      assert.notStrictEqual(second, first)
      assert.strictEqual(second.issuedAt, 86_400_000 - 3_600_000)
      // By now the first one has been over for a quarter of an hour, and the second one is over, too.
      yield* TestClock.adjust("75 minutes")
      assert.notStrictEqual(yield* manager.session, second)
      assert.strictEqual(account.tried.length, 3)
    })
)

it.effect("U08 a clock that is put right by less than the margin before a session's end replaces nothing", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(86_400_000)
    const account = Object.assign(new Account(), { lifetime: minutes(60) })
    const manager = yield* account.manager({ knowsRejections: false })
    const first = yield* manager.session
    yield* TestClock.setTime(86_400_000 - 5000)
    assert.strictEqual(yield* manager.session, first)
    yield* TestClock.setTime(86_400_000 - 5001)
    assert.notStrictEqual(yield* manager.session, first)
  })
)

it.effect("U08 without an absolute lifetime there is nothing that a clock could get wrong", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(86_400_000)
    const account = Object.assign(new Account(), { lifetime: { idleTimeout: Duration.minutes(10) } })
    const manager = yield* account.manager({ knowsRejections: false })
    const first = yield* manager.session
    yield* TestClock.setTime(0)
    assert.strictEqual(yield* manager.session, first)
  })
)
