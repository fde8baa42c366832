/** Accounts of one key, one after another, and the times at which a map looks at accounts that rest. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { InvalidCredentials, type SessionMapOptions } from "../../src/index.ts"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { makeFake } from "./fake.ts"
import { reasonTag } from "../fixtures/outcome.ts"

const open = (options: SessionMapOptions = {}) =>
  Effect.gen(function* () {
    const fake = makeFake()
    const scope = yield* Scope.make()
    const lookup = (key: string) =>
      Effect.sync(() => {
        fake.lookups.push(key)
        return fake.driver(key)
      })
    const map = yield* makeSessionMap({ vendor: "fake", lookup, ...options }).pipe(
      Effect.provide(fake.layer),
      Scope.provide(scope)
    )
    return { fake, map, close: Scope.close(scope, Exit.void) }
  })

it.effect("a closed map looks no account up", () =>
  Effect.gen(function* () {
    const { close, fake, map } = yield* open()
    yield* map.session("a")
    yield* close
    for (const key of ["a", "new"]) assert.strictEqual(reasonTag(yield* Effect.flip(map.session(key))), "Closed")
    assert.deepStrictEqual(fake.lookups, ["a"])
  })
)

it.effect("an account waits for every login of those before it, whichever of them left first", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* open()
    fake.loginTakes = "10 seconds"
    const first = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("1 second")
    yield* Effect.forkChild(map.invalidate("a"))
    const second = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("1 second")
    yield* Fiber.interrupt(second)
    yield* Effect.forkChild(map.invalidate("a"))
    // The second one has left, and the login of the first one is still under way.
    yield* TestClock.adjust("4 seconds")
    const third = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* Fiber.join(first)).value.id, 1)
    assert.strictEqual((yield* Fiber.join(third)).value.account, "a")
    assert.strictEqual(fake.overlap, 1)
    assert.strictEqual(fake.lookups.length, 3)
  })
)

it.effect("logins of a dropped account and of its successor never overlap, long after both had sessions", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    const slowly = HttpClient.make((request) =>
      Effect.map(Effect.sleep("1 minute"), () => {
        const isOpen = fake.open.has(Number(request.headers["x-session"]))
        return HttpClientResponse.fromWeb(request, new Response("", { status: isOpen ? 200 : 401 }))
      })
    )
    const lookup = (key: string) => Effect.succeed(fake.driver(key))
    const map = yield* Effect.provideService(makeSessionMap({ vendor: "fake", lookup }), HttpClient.HttpClient, slowly)
    const call = yield* Effect.forkChild(map.client("a").get("/x"))
    yield* TestClock.adjust("1 second")
    yield* map.invalidate("a")
    const manager = yield* map.get("a")
    const successor = yield* manager.session
    fake.open.delete(1)
    fake.loginTakes = "10 seconds"
    yield* TestClock.adjust("55 seconds")
    const renewed = yield* Effect.forkChild(manager.renew(successor))
    yield* TestClock.adjust("2 minutes")
    assert.strictEqual((yield* Fiber.join(call)).status, 200)
    assert.isAbove((yield* Fiber.join(renewed)).value.id, 2)
    assert.strictEqual(fake.logins.length, 4)
    assert.strictEqual(fake.overlap, 1)
  })
)

it.effect("a login that does not arrive while a map closes is interrupted", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    let interrupted = 0
    const login = () => Effect.onInterrupt(Effect.never, () => Effect.sync(() => void interrupted++))
    const scope = yield* Scope.make()
    const lookup = (key: string) => Effect.succeed({ ...fake.driver(key), login })
    const map = yield* makeSessionMap({ vendor: "fake", lookup }).pipe(Effect.provide(fake.layer), Scope.provide(scope))
    yield* Effect.forkChild(Effect.exit(map.session("a")))
    yield* TestClock.adjust(1)
    const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
    yield* TestClock.adjust("1999 millis")
    assert.strictEqual(interrupted, 0)
    yield* TestClock.adjust("2 millis")
    yield* Fiber.join(closing)
    assert.strictEqual(interrupted, 1)
  })
)

it.effect("each account is let go after its own idle time, whatever others do meanwhile", () =>
  Effect.gen(function* () {
    const { map } = yield* open({ idleTimeToLive: "10 minutes" })
    yield* map.session("a")
    yield* TestClock.adjust("5 minutes")
    yield* map.session("b")
    yield* TestClock.adjust("299 seconds")
    assert.deepStrictEqual(yield* map.keys, ["a", "b"])
    yield* TestClock.adjust("1 second")
    assert.deepStrictEqual(yield* map.keys, ["b"])
    yield* TestClock.adjust("5 minutes")
    assert.deepStrictEqual(yield* map.keys, [])
  })
)

it.effect("an account that shares its logins' queue with one that was dropped is let go like any other", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* open({ idleTimeToLive: "10 minutes" })
    fake.callTakes = "1 hour"
    const call = yield* Effect.forkChild(map.client("a").get("/x"))
    yield* TestClock.adjust("1 second")
    yield* map.invalidate("a")
    yield* map.session("a")
    yield* map.session("b")
    assert.strictEqual(fake.lookups.length, 3)
    yield* TestClock.adjust("10 minutes")
    assert.deepStrictEqual(yield* map.keys, [])
    assert.deepStrictEqual(fake.logouts, [2, 3])
    yield* TestClock.adjust("1 hour")
    yield* Fiber.join(call)
    assert.deepStrictEqual(fake.logouts, [2, 3, 1])
  })
)

it.effect("an account whose login is on its way at the end of its idle time is looked at again after as long", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* open({ idleTimeToLive: "10 seconds" })
    fake.loginTakes = "25 seconds"
    const caller = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust(1)
    yield* Fiber.interrupt(caller)
    yield* TestClock.adjust("30 seconds")
    assert.isFalse(yield* map.has("a"))
    assert.deepStrictEqual(fake.logouts, [1])
  })
)

it.effect("one that is dropped at once is looked at again after a second", () =>
  Effect.gen(function* () {
    const { fake, map } = yield* open({ idleTimeToLive: 0 })
    fake.loginTakes = "2500 millis"
    fake.failWith = new InvalidCredentials({})
    const caller = yield* Effect.forkChild(Effect.flip(map.session("a")))
    yield* TestClock.adjust(1)
    yield* Fiber.interrupt(caller)
    yield* TestClock.adjust("1 second")
    fake.failWith = undefined
    yield* TestClock.adjust("1500 millis")
    assert.isTrue(yield* map.has("a"))
    yield* TestClock.adjust("490 millis")
    assert.isTrue(yield* map.has("a"))
    yield* TestClock.adjust("20 millis")
    assert.isFalse(yield* map.has("a"))
    assert.deepStrictEqual(fake.logouts, [1])
  })
)
