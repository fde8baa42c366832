import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { InvalidCredentials, type SessionMapOptions } from "../../src/index.ts"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { type Fake, makeFake } from "./fake.ts"
import { reasonTag } from "../fixtures/outcome.ts"

const make = (fake: Fake, options: SessionMapOptions = {}, lookup = Effect.void) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const map = yield* Scope.provide(
      Effect.provide(
        makeSessionMap({
          vendor: "fake",
          lookup: (account: string) => Effect.as(lookup, fake.driver(account)),
          ...options
        }),
        fake.layer
      ),
      scope
    )
    return { map, close: Scope.close(scope, Exit.void) }
  })

it.effect("an account that is dropped while it logs in, and used again: its logins never overlap", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.loginTakes = "1 second"
    const { map } = yield* make(fake)
    const first = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("500 millis")
    yield* map.invalidate("a")
    const second = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("2 seconds")
    assert.notStrictEqual((yield* Fiber.join(first)).id, (yield* Fiber.join(second)).id)
    assert.strictEqual(fake.overlap, 1)
    assert.strictEqual(fake.open.size, 1)
  })
)

it.effect("what a dropped account still learns of bad credentials holds for its successor", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.loginTakes = "1 second"
    fake.failWith = new InvalidCredentials({})
    const { map } = yield* make(fake)
    const first = yield* Effect.forkChild(Effect.flip(map.session("a")))
    yield* TestClock.adjust("500 millis")
    yield* map.invalidate("a")
    const second = yield* Effect.forkChild(Effect.flip(map.session("a")))
    yield* TestClock.adjust("2 seconds")
    assert.strictEqual(reasonTag(yield* Fiber.join(first)), "InvalidCredentials")
    assert.strictEqual(reasonTag(yield* Fiber.join(second)), "InvalidCredentials")
    assert.strictEqual(fake.logins.length, 1)
  })
)

it.effect("the end of a map is that of the accounts it has forgotten, too", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.loginTakes = "1 second"
    const { close, map } = yield* make(fake)
    const waiting = yield* Effect.forkChild(Effect.flip(map.session("a")))
    yield* TestClock.adjust("500 millis")
    yield* map.invalidate("a")
    const closing = yield* Effect.forkChild(close)
    yield* TestClock.adjust("1 millis")
    assert.strictEqual(reasonTag(yield* Fiber.join(waiting)), "Closed")
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(closing)
    assert.strictEqual(fake.logins.length, 1)
    assert.strictEqual(fake.open.size, 0)
  })
)

it.effect("who waits for the look-up of an account that was dropped gets an answer when the map closes", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const { close, map } = yield* make(fake, {}, Effect.never)
    const waiting = yield* Effect.forkChild(Effect.flip(map.session("a")))
    yield* TestClock.adjust("1 millis")
    yield* map.invalidate("a")
    yield* close
    assert.strictEqual(reasonTag(yield* Fiber.join(waiting)), "Closed")
  })
)

it.effect("an account whose look-up ends after it was dropped is logged out when its use ends", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const { map } = yield* make(fake, {}, Effect.sleep("1 second"))
    const first = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("500 millis")
    yield* map.invalidate("a")
    const second = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(first)
    yield* Fiber.join(second)
    assert.deepStrictEqual(fake.logouts, [1])
    assert.deepStrictEqual([...fake.open], [2])
  })
)

it.effect("dropping an account goes on when its caller is interrupted", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.logoutTakes = "1 second"
    const { map } = yield* make(fake)
    yield* map.session("a")
    const dropping = yield* Effect.forkChild(map.invalidate("a"))
    yield* TestClock.adjust("1 millis")
    yield* Fiber.interrupt(dropping)
    yield* TestClock.adjust("1 second")
    assert.deepStrictEqual(fake.logouts, [1])
  })
)

it.effect("a logout on its way when a map closes has its time", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.logoutTakes = "1 second"
    const { close, map } = yield* make(fake)
    const manager = yield* map.get("a")
    yield* map.session("a")
    yield* Effect.forkChild(manager.logout)
    yield* TestClock.adjust("1 millis")
    const closing = yield* Effect.forkChild(close)
    yield* TestClock.adjust("2 seconds")
    yield* Fiber.join(closing)
    assert.deepStrictEqual(fake.logouts, [1])
  })
)

it.effect("an account whose login is on its way is not let go: it may find out that the credentials are bad", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.loginTakes = "10 seconds"
    fake.failWith = new InvalidCredentials({})
    const { map } = yield* make(fake, { idleTimeToLive: "1 second" })
    const waiting = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("1 millis")
    yield* Fiber.interrupt(waiting)
    yield* TestClock.adjust("1 minute")
    assert.strictEqual(reasonTag(yield* Effect.flip(map.session("a"))), "InvalidCredentials")
    assert.strictEqual(fake.logins.length, 1)
  })
)

it.effect(
  "the manager of an account that was dropped: nothing to end, nothing to forget, and the next use opens it",
  () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const { close, map } = yield* make(fake)
      const manager = yield* map.get("a")
      const session = yield* manager.session
      yield* map.invalidate("a")
      yield* manager.logout
      yield* manager.reset
      yield* manager.touch(session)
      yield* manager.invalidate(session)
      assert.deepStrictEqual(yield* manager.status, { state: "none" })
      assert.deepStrictEqual(fake.logouts, [1])
      assert.notStrictEqual((yield* manager.session).id, session.id)
      yield* close
      yield* map.invalidate("a")
      assert.deepStrictEqual(yield* manager.status, { state: "closed" })
    })
)

it.effect(
  "an account that was dropped while it was looked up, and that no caller waits for, is no part of the map",
  () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const { map } = yield* make(fake, { idleTimeToLive: "1 minute" }, Effect.sleep("1 second"))
      const caller = yield* Effect.forkChild(map.session("a"))
      yield* TestClock.adjust("500 millis")
      yield* Fiber.interrupt(caller)
      yield* map.invalidate("a")
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(yield* map.keys, [])
      assert.strictEqual(fake.logins.length, 0)
      const next = yield* Effect.forkChild(map.session("a"))
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(next)).value.account, "a")
      assert.deepStrictEqual(yield* map.keys, ["a"])
    })
)

it.effect("accounts that are dropped at once when unused: what is known of bad credentials stays", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.failWith = new InvalidCredentials({})
    const { map } = yield* make(fake, { idleTimeToLive: 0 })
    yield* Effect.flip(map.session("a"))
    yield* TestClock.adjust("1 minute")
    assert.strictEqual(reasonTag(yield* Effect.flip(map.session("a"))), "InvalidCredentials")
    assert.strictEqual(fake.logins.length, 1)
    fake.failWith = undefined
    yield* map.session("b")
    yield* TestClock.adjust("2 seconds")
    assert.deepStrictEqual(yield* map.keys, ["a"])
  })
)
