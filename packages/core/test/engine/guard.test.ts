/** Credentials known bad are not sent again. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import * as Reasons from "../../src/Reason.ts"
import { AuthError, type Reason } from "../../src/index.ts"
import { Account, atOnce, minutes, repeat, tagOf, unavailable } from "../fixtures/account.ts"

const make = (set: Partial<Account> = {}, fixedCredentials = true) =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), set)
    return { account, manager: yield* account.manager({ fixedCredentials }) }
  })

const incurable: ReadonlyArray<Reason> = [
  new Reasons.InvalidCredentials({}),
  new Reasons.AccountLocked({}),
  new Reasons.PasswordExpired({}),
  new Reasons.SecondFactorRejected({ factor: "memorableWord" })
]

for (const reason of incurable) {
  it.effect(`after ${reason._tag} nothing is sent until reset`, () =>
    Effect.gen(function* () {
      const { account, manager } = yield* make({ reason })
      const tags = yield* repeat(20, tagOf(manager.session))
      assert.isTrue(tags.every((tag) => tag === reason._tag))
      yield* TestClock.adjust("30 days")
      assert.strictEqual(yield* tagOf(manager.client.get("/x")), reason._tag)
      assert.strictEqual(account.tried.length, 1)
      assert.strictEqual(account.reads, 1)
      assert.strictEqual((yield* manager.status).state, "guarded")
      yield* manager.reset
      account.reason = undefined
      yield* manager.session
      assert.strictEqual(account.tried.length, 2)
    })
  )
}

it.effect("a guard with a time ends then", () =>
  Effect.gen(function* () {
    const reason = new Reasons.InvalidCredentials({ retryAfter: Duration.minutes(30) })
    const { account, manager } = yield* make({ reason })
    yield* tagOf(manager.session)
    yield* TestClock.adjust("29 minutes")
    yield* tagOf(manager.session)
    assert.strictEqual(account.tried.length, 1)
    yield* TestClock.adjust("1 minute")
    yield* tagOf(manager.session)
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("an unknown code with a guard time is a guard; without one it is an outage", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({
      reason: new Reasons.VendorFailure({ code: "X", retryAfter: Duration.hours(1) })
    })
    yield* tagOf(manager.session)
    yield* TestClock.adjust("59 minutes")
    yield* tagOf(manager.session)
    assert.strictEqual(account.tried.length, 1)
    yield* manager.reset
    account.reason = new Reasons.VendorFailure({ code: "X" })
    yield* tagOf(manager.session)
    yield* TestClock.adjust("1 second")
    yield* tagOf(manager.session)
    assert.strictEqual(account.tried.length, 3)
  })
)

const denied: ReadonlyArray<Reason> = [
  new Reasons.AccessDenied({}),
  new Reasons.SubscriptionExpired({}),
  // The password was right, and no answer came: asking every second would only log half-way in again and again.
  new Reasons.SecondFactorRequired({ factor: "oneTimeKey" }),
  // U10: the next key is another one.
  new Reasons.SecondFactorRejected({ factor: "oneTimeKey" })
]

for (const reason of denied) {
  const tag = reason._tag
  it.effect(`${tag} is asked again after 5 minutes, doubling to an hour`, () =>
    Effect.gen(function* () {
      const { account, manager } = yield* make({ reason })
      for (const [index, pause] of [5, 10, 20, 40, 60, 60].entries()) {
        yield* tagOf(manager.session)
        assert.strictEqual(account.tried.length, index + 1)
        yield* TestClock.adjust(Duration.millis(pause * 60_000 - 1))
        assert.strictEqual(yield* tagOf(manager.session), tag)
        assert.strictEqual(account.tried.length, index + 1)
        yield* TestClock.adjust("1 millis")
      }
    })
  )
}

it.effect(
  "credentials of an effect are read again in one flight, at most every ten seconds, and sent when changed",
  () =>
    Effect.gen(function* () {
      const { account, manager } = yield* make({ password: "wrong" }, false)
      yield* repeat(20, tagOf(manager.session))
      assert.strictEqual(account.reads, 1)
      yield* TestClock.adjust("9999 millis")
      yield* tagOf(manager.session)
      assert.strictEqual(account.reads, 1)
      yield* TestClock.adjust("1 millis")
      const tags = yield* atOnce(100, tagOf(manager.session))
      assert.isTrue(tags.every((tag) => tag === "InvalidCredentials"))
      assert.strictEqual(account.reads, 2)
      assert.deepStrictEqual(account.tried, ["wrong"])
      account.password = "right"
      yield* TestClock.adjust("9 seconds")
      assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* tagOf(manager.session), "success")
      assert.deepStrictEqual(account.tried, ["wrong", "right"])
    })
)

it.effect("credentials that cannot be read are no reason to read them more often, nor to forget the guard", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { password: "wrong" })
    let readable = true
    const error = (reason: Reason) => new AuthError({ vendor: "acme", operation: "configure", reason })
    let failure = error(new Reasons.InvalidConfiguration({ field: "credentials", detail: "vault is sealed" }))
    const manager = yield* account.manager({
      fixedCredentials: false,
      credentials: Effect.suspend(() => {
        account.reads++
        return readable ? Effect.succeed(account.password) : Effect.fail(failure)
      })
    })
    yield* tagOf(manager.session)
    readable = false
    yield* TestClock.adjust("10 seconds")
    assert.strictEqual(yield* tagOf(manager.session), "InvalidConfiguration")
    assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
    assert.strictEqual(account.reads, 2)
    failure = error(unavailable)
    yield* TestClock.adjust("10 seconds")
    assert.strictEqual(yield* tagOf(manager.session), "Unavailable")
    readable = true
    yield* TestClock.adjust("10 seconds")
    assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
    assert.deepStrictEqual(account.tried, ["wrong"])
  })
)

it.effect("credentials known bad stay known while others are tried, whatever becomes of those", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ password: "wrong" }, false)
    yield* tagOf(manager.session)
    account.password = "other"
    account.reason = unavailable
    yield* TestClock.adjust("10 seconds")
    assert.strictEqual(yield* tagOf(manager.session), "Unavailable")
    account.password = "wrong"
    account.reason = undefined
    yield* TestClock.adjust("10 seconds")
    assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
    assert.deepStrictEqual(account.tried, ["wrong", "other"])
  })
)

it.effect("a renewal that fails incurably sets the guard, and the session is served to its hard point", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ lifetime: minutes(60) })
    const first = yield* manager.session
    account.reason = new Reasons.InvalidCredentials({})
    yield* TestClock.setTime(3_400_000)
    assert.strictEqual(yield* manager.session, first)
    assert.strictEqual(account.tried.length, 2)
    assert.strictEqual((yield* manager.status).state, "active")
    yield* TestClock.setTime(3_594_999)
    assert.strictEqual(yield* manager.session, first)
    assert.strictEqual(account.tried.length, 2)
    assert.strictEqual(account.reads, 2)
    yield* TestClock.setTime(3_595_000)
    assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("a login that was sent before the guard was asked for answers all its callers", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ password: "wrong", takes: "1 second" })
    const waiting = yield* Effect.forkChild(atOnce(1000, tagOf(manager.session)))
    yield* TestClock.adjust("1 second")
    const tags = yield* Fiber.join(waiting)
    assert.isTrue(tags.every((tag) => tag === "InvalidCredentials"))
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("a clock that was set back does not put off the next look at the credentials", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(86_400_000)
    const { account, manager } = yield* make({ password: "wrong" }, false)
    yield* tagOf(manager.session)
    account.password = "right"
    yield* TestClock.setTime(0)
    assert.strictEqual(yield* tagOf(manager.session), "success")
  })
)

it.effect("a source that flaps between two bad passwords sends each of them once", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ reason: new Reasons.InvalidCredentials({}) }, false)
    for (const password of ["old", "new", "old", "new", "old"]) {
      account.password = password
      assert.strictEqual(yield* tagOf(manager.session), "InvalidCredentials")
      yield* TestClock.adjust("10 seconds")
    }
    assert.deepStrictEqual(account.tried, ["old", "new"])
  })
)

it.effect("bad credentials that come back after a login with good ones are not sent again", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ password: "wrong" }, false)
    for (const [password, outcome] of [
      ["wrong", "InvalidCredentials"],
      ["right", "success"],
      ["wrong", "InvalidCredentials"],
      ["right", "success"],
      ["wrong", "InvalidCredentials"]
    ] as const) {
      account.password = password
      const before = yield* manager.status
      yield* manager.logout
      assert.strictEqual(yield* tagOf(manager.session), outcome, `${password} after ${before.state}`)
      const { lastFailure, state } = yield* manager.status
      assert.deepStrictEqual(
        [state, lastFailure?._tag],
        outcome === "success" ? ["active", undefined] : ["guarded", "InvalidCredentials"]
      )
      yield* TestClock.adjust("10 seconds")
    }
    assert.deepStrictEqual(account.tried, ["wrong", "right", "right"])
  })
)
