import { assert, it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, InvalidConfiguration, InvalidCredentials, type SessionMapOptions } from "../../src/index.ts"
import { make as makeSessionMap, type SessionMapEvent } from "../../src/SessionMap.ts"
import { makeFake } from "./fake.ts"
import { reasonTag } from "../fixtures/outcome.ts"

const make = (fake = makeFake(), options: SessionMapOptions = {}) =>
  Effect.map(
    makeSessionMap({
      vendor: "fake",
      lookup: (key: string) =>
        Effect.sync(() => {
          fake.lookups.push(key)
          return fake.driver(key)
        }),
      ...options
    }).pipe(Effect.provide(fake.layer)),
    (map) => ({ map, fake })
  )

it.effect("each key has a session of its own, made on first use", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* make()
    const a = yield* map.session("a")
    const b = yield* map.session("b")
    assert.notStrictEqual(a, b)
    assert.strictEqual(yield* map.session("a"), a)
    assert.deepStrictEqual(fake.lookups, ["a", "b"])
    assert.deepStrictEqual(yield* map.keys, ["a", "b"])
    assert.isTrue(yield* map.has("a"))
    assert.isFalse(yield* map.has("c"))
    const response = yield* map.client("a").get("/x")
    assert.strictEqual(yield* response.text, `session ${a.value.id}`)
    assert.deepStrictEqual(yield* map.status, { accounts: 2, inUse: 0, active: 2, loggingIn: 0, guarded: 0 })
  })
)

it.effect("a thousand callers of one key make one look-up and one login, the first of them interrupted", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.loginTakes = "1 second"
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: (key: string) =>
        Effect.gen(function* () {
          fake.lookups.push(key)
          yield* Effect.sleep("1 second")
          return fake.driver(key)
        })
    }).pipe(Effect.provide(fake.layer))
    const callers = yield* Effect.forEach(Array.from({ length: 1000 }), () => Effect.forkChild(map.session("a")))
    const [first, ...others] = callers
    assert.isDefined(first)
    yield* Effect.yieldNow
    yield* Fiber.interrupt(first)
    yield* TestClock.adjust("3 seconds")
    const sessions = yield* Effect.forEach(others, Fiber.join)
    assert.strictEqual(new Set(sessions).size, 1)
    assert.deepStrictEqual(fake.lookups, ["a"])
    assert.strictEqual(fake.logins.length, 1)
    assert.strictEqual((yield* map.status).inUse, 0)
  })
)

it.effect("a look-up that fails is its callers' failure, and not remembered", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    let broken = true
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: (key: string) =>
        broken
          ? Effect.fail(
              new AuthError({
                vendor: "fake",
                operation: "configure",
                reason: new InvalidConfiguration({ field: "url", detail: "is missing" })
              })
            )
          : Effect.succeed(fake.driver(key))
    }).pipe(Effect.provide(fake.layer))
    assert.strictEqual(reasonTag(yield* Effect.flip(map.get("a"))), "InvalidConfiguration")
    assert.deepStrictEqual(yield* map.keys, [])
    broken = false
    assert.strictEqual((yield* map.session("a")).value.account, "a")
  })
)

class NoSuchTenant extends Data.TaggedError("NoSuchTenant")<{ readonly tenant: string }> {}

/** The tenant that a failure names. Its type is checked, too: without `NoSuchTenant` there is no `tenant`. */
const ownFailure = <A, E>(effect: Effect.Effect<A, E | NoSuchTenant>) =>
  Effect.map(Effect.flip(effect), (error) => (error instanceof NoSuchTenant ? error.tenant : error))

it.effect("a look-up may fail with an error of the application's own, typed through to its callers", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    let isKnown = true
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: (tenant: string) =>
        isKnown ? Effect.succeed(fake.driver(tenant)) : Effect.fail(new NoSuchTenant({ tenant }))
    }).pipe(Effect.provide(fake.layer))
    const manager = yield* map.get("a")
    isKnown = false
    yield* map.invalidate("a")
    assert.strictEqual(yield* ownFailure(map.session("b")), "b")
    assert.strictEqual(yield* ownFailure(map.client("b").get("/x")), "b")
    assert.strictEqual(yield* ownFailure(map.get("b")), "b")
    assert.strictEqual(yield* ownFailure(manager.session), "a")
    assert.strictEqual(yield* ownFailure(manager.client.get("/x")), "a")
    assert.deepStrictEqual(yield* map.keys, [])

    const check = yield* map.check("b")
    assert.deepInclude(check, { ok: false, trouble: "credentials", loggedIn: false })
    assert.strictEqual(check.error?.reason._tag, "CredentialsUnavailable")
    assert.include(check.error?.message, "NoSuchTenant")
  })
)

it.effect("keys are compared by value", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: ({ tenant }: { readonly tenant: string }) => Effect.succeed(fake.driver(tenant))
    }).pipe(Effect.provide(fake.layer))
    assert.strictEqual(yield* map.session({ tenant: "a" }), yield* map.session({ tenant: "a" }))
    assert.strictEqual(fake.logins.length, 1)
  })
)

it.effect("an account idle for longer than idleTimeToLive is logged out and dropped; its manager stays good", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* make(makeFake(), { idleTimeToLive: "10 minutes" })
    const manager = yield* map.get("a")
    const first = yield* manager.session
    yield* map.session("b")
    yield* TestClock.adjust("6 minutes")
    yield* manager.session
    yield* TestClock.adjust("4 minutes")
    assert.deepStrictEqual(yield* map.keys, ["a"])
    assert.deepStrictEqual(fake.logouts, [2])
    yield* TestClock.adjust("6 minutes")
    assert.deepStrictEqual(yield* map.keys, [])
    assert.strictEqual((yield* manager.status).state, "none")
    const second = yield* manager.session
    assert.notStrictEqual(second.id, first.id)
    assert.deepStrictEqual(fake.lookups, ["a", "b", "a"])
  })
)

it.effect("what is known of bad credentials outlives idleTimeToLive, and invalidate forgets it", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* make(makeFake(), { idleTimeToLive: "1 minute" })
    fake.failWith = new InvalidCredentials({})
    yield* Effect.flip(map.session("a"))
    yield* TestClock.adjust("1 hour")
    yield* Effect.flip(map.session("a"))
    assert.strictEqual(fake.logins.length, 1)
    assert.strictEqual((yield* map.status).guarded, 1)
    yield* map.invalidate("a")
    yield* Effect.flip(map.session("a"))
    assert.strictEqual(fake.logins.length, 2)
  })
)

it.effect("the longest idle makes room; when all are in use, CapacityExceeded", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* make(makeFake(), { capacity: 2 })
    yield* map.session("a")
    yield* map.session("b")
    yield* map.session("a")
    yield* map.session("c")
    assert.deepStrictEqual(yield* map.keys, ["a", "c"])
    assert.deepStrictEqual(fake.logouts, [2])
    fake.callTakes = "1 minute"
    const calls = yield* Effect.forEach(["a", "c"], (key) => Effect.forkChild(map.client(key).get("/x")))
    yield* Effect.yieldNow
    assert.strictEqual((yield* map.status).inUse, 2)
    assert.strictEqual(reasonTag(yield* Effect.flip(map.session("d"))), "CapacityExceeded")
    yield* TestClock.adjust("1 minute")
    yield* Effect.forEach(calls, Fiber.join)
    yield* map.session("d")
    assert.strictEqual((yield* map.keys).length, 2)
  })
)

it.effect("an interrupted request no longer counts as in use", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* make(makeFake(), { capacity: 1 })
    fake.callTakes = "1 minute"
    const call = yield* Effect.forkChild(map.client("a").get("/x"))
    yield* Effect.yieldNow
    assert.strictEqual((yield* map.status).inUse, 1)
    yield* Fiber.interrupt(call)
    assert.strictEqual((yield* map.status).inUse, 0)
    yield* map.session("b")
  })
)

it.effect("invalidate lets a request in flight finish, then logs out; the next use looks up anew", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* make()
    fake.callTakes = "1 minute"
    const call = yield* Effect.forkChild(map.client("a").get("/x"))
    yield* Effect.yieldNow
    yield* map.invalidate("a")
    assert.deepStrictEqual(fake.logouts, [])
    yield* map.session("a")
    assert.deepStrictEqual(fake.lookups, ["a", "a"])
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* Fiber.join(call)).status, 200)
    assert.deepStrictEqual(fake.logouts, [1])
    yield* map.invalidate("a")
    assert.deepStrictEqual(fake.logouts, [1, 2])
    yield* map.invalidate("nobody")
  })
)

it.effect("a key dropped while it is looked up serves those who wait, and no other", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: (key: string) => Effect.as(Effect.sleep("1 second"), fake.driver(key))
    }).pipe(Effect.provide(fake.layer))
    const waiting = yield* Effect.forkChild(map.session("a"))
    yield* Effect.yieldNow
    yield* map.invalidate("a")
    const later = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("1 second")
    assert.notStrictEqual(yield* Fiber.join(waiting), yield* Fiber.join(later))
    assert.deepStrictEqual(fake.logouts, [1])
  })
)

it.effect("closing shuts the door, logs out 16 at a time within two seconds, and counts what it left", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const scope = yield* Scope.make()
    const { map } = yield* Scope.provide(make(fake), scope)
    const events: Array<SessionMapEvent<string>> = []
    yield* Effect.forkChild(Stream.runForEach(map.events, (event) => Effect.sync(() => events.push(event))))
    yield* Effect.yieldNow
    for (let i = 0; i < 100; i++) yield* map.session(`account ${i}`)
    fake.logoutTakes = "900 millis"
    fake.loginTakes = "1 hour"
    const waiting = yield* Effect.forkChild(Effect.exit(map.session("late")))
    yield* Effect.yieldNow
    const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
    yield* Effect.yieldNow
    const exit = yield* Fiber.join(waiting)
    assert.isTrue(Exit.isFailure(exit))
    assert.strictEqual(reasonTag(yield* Effect.flip(map.session("account 1"))), "Closed")
    yield* TestClock.adjust("1999 millis")
    assert.isUndefined(closing.pollUnsafe())
    yield* TestClock.adjust("1 millis")
    yield* Fiber.join(closing)
    assert.strictEqual(fake.logouts.length, 32)
    const left = events.find((event) => event._tag === "LeftBehind")
    assert.isTrue(left?._tag === "LeftBehind" && left.sessions === 68)
  })
)

it.effect("events tell the key, and a manager's are those of its key", () =>
  Effect.gen(function* () {
    const { map } = yield* make()
    const manager = yield* map.get("a")
    const all = yield* Effect.forkChild(Stream.runCollect(Stream.take(map.events, 4)))
    const own = yield* Effect.forkChild(Stream.runCollect(Stream.take(manager.events, 2)))
    yield* Effect.yieldNow
    yield* map.session("b")
    yield* map.session("a")
    assert.deepStrictEqual(
      (yield* Fiber.join(all)).map(({ _tag, key }) => [_tag, key]),
      [
        ["LoginStarted", "b"],
        ["LoginSucceeded", "b"],
        ["LoginStarted", "a"],
        ["LoginSucceeded", "a"]
      ]
    )
    assert.deepStrictEqual(
      (yield* Fiber.join(own)).map(({ _tag }) => _tag),
      ["LoginStarted", "LoginSucceeded"]
    )
  })
)

it.effect("a manager of a map does all that a manager does", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* make()
    const manager = yield* map.get("a")
    const first = yield* manager.session
    const second = yield* manager.renew(first)
    assert.notStrictEqual(second.id, first.id)
    yield* manager.touch(second)
    yield* manager.invalidate(second)
    const third = yield* manager.session
    assert.notStrictEqual(third.id, second.id)
    assert.strictEqual((yield* manager.status).state, "active")
    yield* manager.logout
    assert.strictEqual(fake.open.size, 0)
    fake.failWith = new InvalidCredentials({})
    yield* Effect.flip(manager.session)
    yield* manager.reset
    fake.failWith = undefined
    yield* manager.client.get("/x")
    yield* map.invalidate("a")
    yield* manager.touch(third)
    yield* manager.invalidate(third)
    yield* manager.logout
    yield* manager.reset
    assert.strictEqual((yield* manager.status).state, "none")
  })
)
