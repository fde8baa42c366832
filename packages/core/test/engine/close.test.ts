/** The end: the door is shut first, what is there is logged out, and it takes two seconds at most. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import * as Clock from "effect/Clock"
import { AuthError } from "../../src/index.ts"
import { Account, atOnce, minutes, tagOf, unavailable } from "../fixtures/account.ts"

const make = (set: Partial<Account> = {}, driver: Parameters<Account["manager"]>[0] = {}) =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), set)
    const scope = yield* Scope.make()
    const manager = yield* Scope.provide(account.manager(driver), scope)
    return { account, manager, close: Scope.close(scope, Exit.void) }
  })

/** Closes on the test's clock, and says how long it took. */
const timed = (close: Effect.Effect<void>) =>
  Effect.gen(function* () {
    const before = yield* Clock.currentTimeMillis
    const closing = yield* Effect.forkChild(Effect.andThen(close, Clock.currentTimeMillis))
    yield* TestClock.adjust("10 seconds")
    return (yield* Fiber.join(closing)) - before
  })

it.effect("closing logs the session out", () =>
  Effect.gen(function* () {
    const { account, close, manager } = yield* make()
    yield* manager.session
    yield* close
    assert.deepStrictEqual(account.loggedOut, ["secret-1"])
    assert.strictEqual(yield* tagOf(manager.session), "Closed")
    assert.strictEqual(yield* tagOf(manager.client.get("/x")), "Closed")
    assert.strictEqual((yield* manager.status).state, "closed")
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("a logout that hangs takes two seconds of the close, and one that fails or dies none", () =>
  Effect.gen(function* () {
    const hanging = yield* make({ logoutTakes: "1 hour" })
    yield* hanging.manager.session
    assert.strictEqual(yield* timed(hanging.close), 2000)
    for (const logout of [
      () => Effect.fail(new AuthError({ vendor: "acme", operation: "logout", reason: unavailable })),
      () => Effect.die("a bug")
    ]) {
      const failing = yield* make({}, { logout })
      yield* failing.manager.session
      assert.strictEqual(yield* timed(failing.close), 0)
    }
  })
)

it.effect("closing without a session is immediate", () =>
  Effect.gen(function* () {
    const { close } = yield* make()
    assert.strictEqual(yield* timed(close), 0)
  })
)

it.effect("those who wait for a login get Closed at once, and the session that arrives is logged out", () =>
  Effect.gen(function* () {
    const { account, close, manager } = yield* make({ takes: "1500 millis" })
    const waiting = yield* Effect.forkChild(atOnce(10, tagOf(manager.session)))
    yield* TestClock.adjust("500 millis")
    const closing = yield* Effect.forkChild(close)
    yield* Effect.yieldNow
    const tags = yield* Fiber.join(waiting)
    assert.isTrue(tags.every((tag) => tag === "Closed"))
    assert.strictEqual(yield* tagOf(manager.session), "Closed")
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(closing)
    assert.deepStrictEqual(account.loggedOut, ["secret-1"])
  })
)

it.effect("a login that does not arrive in two seconds is interrupted", () =>
  Effect.gen(function* () {
    let interrupted = false
    const login = () => Effect.onInterrupt(Effect.never, () => Effect.sync(() => void (interrupted = true)))
    const { close, manager } = yield* make({}, { login })
    const waiting = yield* Effect.forkChild(tagOf(manager.session))
    yield* Effect.yieldNow
    assert.strictEqual(yield* timed(close), 2000)
    assert.isTrue(interrupted)
    assert.strictEqual(yield* Fiber.join(waiting), "Closed")
  })
)

it.effect("a session handed out while it was renewed is logged out as well, by the end at the latest", () =>
  Effect.gen(function* () {
    const { account, close, manager } = yield* make({ lifetime: minutes(60) })
    const first = yield* manager.session
    yield* manager.renew(first)
    assert.deepStrictEqual(account.loggedOut, [])
    yield* manager.renew(yield* manager.session)
    assert.deepStrictEqual(account.loggedOut, ["secret-1"])
    yield* manager.invalidate(yield* manager.session)
    yield* close
    assert.deepStrictEqual(account.loggedOut, ["secret-1", "secret-2", "secret-3"])
  })
)

it.effect("an expired or rejected session is not logged out", () =>
  Effect.gen(function* () {
    const { account, close, manager } = yield* make({ lifetime: minutes(60) })
    const first = yield* manager.session
    yield* TestClock.adjust("1 hour")
    yield* manager.session
    account.dead.add("secret-2")
    yield* manager.client.get("/x")
    const third = yield* manager.session
    yield* manager.renew(third)
    account.dead.add("secret-3")
    yield* close
    assert.notStrictEqual(first, third)
    assert.deepStrictEqual(account.loggedOut, ["secret-3", "secret-4"])
  })
)

it.effect("a late rejection of a session that was replaced spares its logout", () =>
  Effect.gen(function* () {
    const { account, close, manager } = yield* make({ callTakes: "1 second" })
    const first = yield* manager.session
    const call = yield* Effect.forkChild(manager.client.get("/x"))
    yield* Effect.yieldNow
    yield* manager.renew(first)
    account.dead.add("secret-1")
    yield* TestClock.adjust("3 seconds")
    yield* Fiber.join(call)
    yield* close
    assert.deepStrictEqual(account.loggedOut, ["secret-2"])
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("a vendor that gives the same session again keeps it", () =>
  Effect.gen(function* () {
    const account = new Account()
    let logouts = 0
    const manager = yield* account.manager({
      login: () => account.driver.login("right").pipe(Effect.map((login) => ({ ...login, value: same }))),
      logout: () => Effect.sync(() => void logouts++)
    })
    const same = (yield* account.driver.login("right")).value
    yield* manager.renew(yield* manager.session)
    yield* manager.renew(yield* manager.session)
    yield* manager.invalidate(yield* manager.session)
    yield* manager.session
    assert.strictEqual(logouts, 0)
  })
)

it.effect("logout ends the session; the next use logs in again", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    yield* manager.session
    yield* manager.logout
    assert.deepStrictEqual(account.loggedOut, ["secret-1"])
    assert.strictEqual((yield* manager.status).state, "none")
    yield* manager.session
    assert.strictEqual(account.tried.length, 2)
    yield* Effect.andThen(manager.logout, manager.logout)
    assert.deepStrictEqual(account.loggedOut, ["secret-1", "secret-2"])
  })
)

it.effect(
  "logout during a login ends the session that arrives, also without a waiting caller; a waiting caller gets another",
  () =>
    Effect.gen(function* () {
      const { account, manager } = yield* make({ takes: "1 second" })
      const waiting = yield* Effect.forkChild(manager.session)
      yield* Effect.yieldNow
      const leaving = yield* Effect.forkChild(manager.logout)
      yield* Effect.yieldNow
      yield* Fiber.interrupt(leaving)
      yield* TestClock.adjust("2 seconds")
      const session = yield* Fiber.join(waiting)
      assert.deepStrictEqual(account.loggedOut, ["secret-1"])
      assert.strictEqual(account.tried.length, 2)
      assert.strictEqual(yield* manager.session, session)
    })
)

it.effect("an interrupted logout goes on", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make({ logoutTakes: "1 second" })
    yield* manager.session
    const leaving = yield* Effect.forkChild(manager.logout)
    yield* Effect.yieldNow
    yield* Fiber.interrupt(leaving)
    yield* TestClock.adjust("1 second")
    assert.deepStrictEqual(account.loggedOut, ["secret-1"])
  })
)

it.effect("a renewal that fails after the end is not followed by a login", () =>
  Effect.gen(function* () {
    const failure = new AuthError({ vendor: "acme", operation: "renew", reason: unavailable })
    const renew = () => Effect.andThen(Effect.sleep("1 second"), Effect.fail(failure))
    const { account, close, manager } = yield* make({ lifetime: minutes(60) }, { renew })
    const renewing = yield* Effect.forkChild(tagOf(manager.renew(yield* manager.session)))
    yield* Effect.yieldNow
    assert.strictEqual(yield* timed(close), 1000)
    assert.strictEqual(yield* Fiber.join(renewing), "Closed")
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("a caller that shuts the door as soon as it has the session leaves the others with Closed", () =>
  Effect.gen(function* () {
    const { account, close, manager } = yield* make({ takes: "1 second" })
    const first = yield* Effect.forkChild(Effect.andThen(manager.session, close))
    const second = yield* Effect.forkChild(tagOf(manager.session))
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(first)
    assert.strictEqual(yield* Fiber.join(second), "Closed")
    assert.deepStrictEqual(account.loggedOut, ["secret-1"])
  })
)

it.effect("a session that arrives late has what is left of the two seconds for its logout", () =>
  Effect.gen(function* () {
    let left = 0
    const logout = () =>
      Effect.onInterrupt(Effect.never, () => Effect.map(Clock.currentTimeMillis, (at) => void (left = at)))
    const { close, manager } = yield* make({ takes: "1500 millis" }, { logout })
    yield* Effect.forkChild(tagOf(manager.session))
    yield* Effect.yieldNow
    assert.strictEqual(yield* timed(close), 2000)
    assert.strictEqual(left, 2000)
  })
)
