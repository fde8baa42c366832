/** How long closing may take, how many logouts run at once, and what becomes of requests in flight. */
import { assert, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { type SessionMapOptions } from "../../src/index.ts"
import { tagOf } from "../fixtures/account.ts"
import { makeFake } from "./fake.ts"

const open = (options: SessionMapOptions) =>
  Effect.gen(function* () {
    const fake = makeFake()
    const scope = yield* Scope.make()
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: (key: string) => Effect.succeed(fake.driver(key)),
      ...options
    }).pipe(Effect.provide(fake.layer), Scope.provide(scope))
    return { fake, map, close: Scope.close(scope, Exit.void) }
  })

/** Closes on the test's clock, and gives the milliseconds that it took. */
const timed = (close: Effect.Effect<void>) =>
  Effect.gen(function* () {
    const before = yield* Clock.currentTimeMillis
    const closing = yield* Effect.forkChild(Effect.andThen(close, Clock.currentTimeMillis))
    yield* TestClock.adjust("5 minutes")
    return (yield* Fiber.join(closing)) - before
  })

const names = (count: number) => Array.from({ length: count }, (_, index) => `user ${index}`)

it.effect("U23 a map of 1,000 sessions leaves none open when it is given the time", () =>
  Effect.gen(function* () {
    const { close, fake, map } = yield* open({ closeTimeout: "15 seconds" })
    yield* Effect.forEach(names(1000), map.session, { discard: true })
    fake.logoutTakes = "150 millis"
    assert.isAtMost(yield* timed(close), 15_000)
    assert.strictEqual(fake.open.size, 0)
  })
)

it.effect("U23 what the time does not suffice for is counted, by default after two seconds", () =>
  Effect.gen(function* () {
    const { close, fake, map } = yield* open({})
    yield* Effect.forEach(names(1000), map.session, { discard: true })
    const events = yield* Effect.forkChild(Stream.runCollect(map.events))
    yield* Effect.yieldNow
    fake.logoutTakes = "150 millis"
    assert.strictEqual(yield* timed(close), 2000)
    const left = (yield* Fiber.join(events)).find(({ _tag }) => _tag === "LeftBehind")
    assert.strictEqual(left?._tag === "LeftBehind" && left.sessions, fake.open.size)
    assert.strictEqual(fake.open.size, 1000 - 16 * 13)
  })
)

it.effect("logoutConcurrency says how many logouts run at once", () =>
  Effect.gen(function* () {
    const { close, fake, map } = yield* open({ logoutConcurrency: 100, closeTimeout: "10 seconds" })
    yield* Effect.forEach(names(1000), map.session, { discard: true })
    fake.logoutTakes = "1 second"
    assert.strictEqual(yield* timed(close), 10_000)
    assert.strictEqual(fake.open.size, 100)
  })
)

it.effect("without drain, closing ends the session of a request in flight", () =>
  Effect.gen(function* () {
    const { close, fake, map } = yield* open({})
    yield* map.session("a")
    fake.callTakes = "1 second"
    const call = yield* Effect.forkChild(map.client("a").get("/x"))
    yield* TestClock.adjust("10 millis")
    assert.strictEqual(yield* timed(close), 0)
    assert.strictEqual(fake.open.size, 0)
    yield* Fiber.join(call)
  })
)

it.effect("U23 with drain, requests in flight finish before their session is logged out, and later callers fail", () =>
  Effect.gen(function* () {
    const { close, fake, map } = yield* open({ drain: true })
    yield* Effect.forEach(["busy", "idle"], map.session)
    fake.callTakes = "1 second"
    const call = yield* Effect.forkChild(map.client("busy").get("/x"))
    yield* TestClock.adjust("10 millis")
    const closing = yield* Effect.forkChild(close)
    yield* TestClock.adjust("10 millis")
    // The idle account is logged out meanwhile.
    assert.deepStrictEqual([...fake.open], [1])
    assert.strictEqual(yield* tagOf(map.session("busy")), "Closed")
    assert.strictEqual(yield* tagOf(map.client("busy").get("/x")), "Closed")
    yield* TestClock.adjust("980 millis")
    assert.strictEqual((yield* Fiber.join(call)).status, 200)
    yield* Fiber.join(closing)
    assert.deepStrictEqual([fake.open.size, fake.calls.length], [0, 1])
  })
)

it.effect(
  "a request that hangs delays a draining close by closeTimeout, and its session is logged out after that",
  () =>
    Effect.gen(function* () {
      const { close, fake, map } = yield* open({ drain: true, closeTimeout: "3 seconds" })
      yield* map.session("a")
      fake.callTakes = "1 hour"
      yield* Effect.forkChild(map.client("a").get("/x"))
      yield* TestClock.adjust("10 millis")
      assert.strictEqual(yield* timed(close), 3000)
      assert.strictEqual(fake.open.size, 0)
    })
)

it.effect("idle accounts are logged out while requests of others are waited for", () =>
  Effect.gen(function* () {
    const { close, fake, map } = yield* open({ drain: true, closeTimeout: "3 seconds" })
    yield* Effect.forEach(["busy", "idle"], map.session)
    fake.callTakes = "1 hour"
    fake.logoutTakes = "1500 millis"
    yield* Effect.forkChild(map.client("busy").get("/x"))
    yield* TestClock.adjust("10 millis")
    // Three seconds for the request, and then the logout of its session.
    assert.strictEqual(yield* timed(close), 4500)
    assert.strictEqual(fake.open.size, 0)
  })
)

it.effect("a login that arrives and an account that was dropped are waited for beside the logouts", () =>
  Effect.gen(function* () {
    const { close, fake, map } = yield* open({ closeTimeout: "4 seconds" })
    yield* Effect.forEach(["idle", "dropped"], map.session)
    fake.loginTakes = "1 second"
    fake.logoutTakes = "1900 millis"
    yield* Effect.forkChild(Effect.ignore(map.session("arriving")))
    yield* Effect.forkChild(map.invalidate("dropped"))
    yield* TestClock.adjust("10 millis")
    // The login arrives after 990 milliseconds, and is logged out then.
    assert.strictEqual(yield* timed(close), 2890)
    assert.strictEqual(fake.open.size, 0)
  })
)

for (const parallelSessions of [1, 2]) {
  it.effect(`a manager with ${parallelSessions} session(s) drains as a map does`, () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const scope = yield* Scope.make()
      const manager = yield* makeSessionManager(fake.driver("a"), { drain: true, parallelSessions }).pipe(
        Effect.provide(fake.layer),
        Scope.provide(scope)
      )
      yield* manager.session
      fake.callTakes = "1 second"
      const interrupted = yield* Effect.forkChild(manager.client.get("/x"))
      const call = yield* Effect.forkChild(manager.client.get("/x"))
      yield* TestClock.adjust("10 millis")
      yield* Fiber.interrupt(interrupted)
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* TestClock.adjust("10 millis")
      assert.deepStrictEqual(fake.logouts, [])
      assert.isUndefined(closing.pollUnsafe())
      assert.strictEqual(yield* tagOf(manager.session), "Closed")
      yield* TestClock.adjust("980 millis")
      assert.strictEqual((yield* Fiber.join(call)).status, 200)
      yield* Fiber.join(closing)
      assert.strictEqual(fake.open.size, 0)
    })
  )
}
