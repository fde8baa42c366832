import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { InvalidCredentials, Unavailable } from "../../src/index.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { makeFake } from "../map/fake.ts"

/** A server that runs the calls of one session one after another, a second each. */
const queueing = () => {
  const fake = makeFake()
  fake.queues = true
  fake.callTakes = "1 second"
  return fake
}

const make = (fake: ReturnType<typeof makeFake>, parallelSessions?: number) =>
  Effect.provide(makeSessionManager(fake.driver("a"), { parallelSessions }), fake.layer)

const calls = (count: number) => Array.from({ length: count }, () => "/x")

it.effect("one session by default: the server runs 8 calls in 8 seconds; with 4 sessions in 2", () =>
  Effect.gen(function* () {
    for (const [sessions, seconds] of [
      [1, 8],
      [4, 2]
    ] as const) {
      const fake = queueing()
      const { client } = yield* make(fake, sessions)
      const all = yield* Effect.forkChild(
        Effect.forEach(calls(8), (url) => client.get(url), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust(Duration.millis(seconds * 1000 - 1))
      assert.isUndefined(all.pollUnsafe())
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* Fiber.join(all)).length, 8)
      assert.strictEqual(fake.logins.length, sessions)
    }
  })
)

it.effect("another session is opened only when every open one has a request in flight", () =>
  Effect.gen(function* () {
    const fake = queueing()
    const { client } = yield* make(fake, 3)
    for (let i = 0; i < 5; i++) {
      const call = yield* Effect.forkChild(client.get("/x"))
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(call)
    }
    assert.strictEqual(fake.logins.length, 1)
    const two = yield* Effect.forkChild(Effect.forEach(calls(2), (url) => client.get(url), { concurrency: 2 }))
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(two)
    assert.strictEqual(fake.logins.length, 2)
  })
)

it.effect("a thousand callers at once: never more than the limit, and never two logins at a time", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.callTakes = "1 second"
    fake.loginTakes = "200 millis"
    const { client } = yield* make(fake, 4)
    const all = yield* Effect.forkChild(
      Effect.forEach(calls(1000), (url) => client.get(url), { concurrency: "unbounded" })
    )
    yield* TestClock.adjust("5 seconds")
    yield* Fiber.join(all)
    assert.strictEqual(fake.logins.length, 4)
    assert.strictEqual(fake.overlap, 1)
    const used = new Map<number, number>()
    for (const { id } of fake.calls) used.set(id, (used.get(id) ?? 0) + 1)
    assert.strictEqual(used.size, 4)
    for (const count of used.values()) assert.isAtLeast(count, 200)
  })
)

it.effect("a further session that can't be had is no failure, and is not asked for again at once", () =>
  Effect.gen(function* () {
    const fake = queueing()
    const manager = yield* make(fake, 2)
    yield* manager.session
    fake.failWith = new Unavailable({})
    const all = yield* Effect.forkChild(
      Effect.forEach(calls(6), (url) => manager.client.get(url), { concurrency: "unbounded" })
    )
    yield* TestClock.adjust("6 seconds")
    const responses = yield* Fiber.join(all)
    assert.strictEqual(responses.length, 6)
    assert.strictEqual(fake.logins.length, 2)
  })
)

it.effect("credentials that a further login found bad are tried by no session again", () =>
  Effect.gen(function* () {
    const fake = queueing()
    fake.lifetime = { absoluteTimeout: Duration.hours(1) }
    const manager = yield* make(fake, 3)
    yield* manager.session
    fake.failWith = new InvalidCredentials({})
    const all = yield* Effect.forkChild(
      Effect.forEach(calls(6), (url) => manager.client.get(url), { concurrency: "unbounded" })
    )
    yield* TestClock.adjust("6 seconds")
    yield* Fiber.join(all)
    yield* TestClock.adjust("2 hours")
    yield* Effect.flip(manager.session)
    assert.strictEqual(fake.logins.length, 2)
    fake.failWith = undefined
    yield* manager.reset
    yield* manager.session
  })
)

it.effect("each session is renewed when the server rejects it, and all are logged out in the end", () =>
  Effect.gen(function* () {
    const fake = queueing()
    const scope = yield* Scope.make()
    const manager = yield* Scope.provide(make(fake, 2), scope)
    const two = Effect.forEach(calls(2), (url) => manager.client.get(url), { concurrency: 2 })
    const first = yield* Effect.forkChild(two)
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(first)
    yield* TestClock.adjust("1 hour")
    fake.open.clear()
    const second = yield* Effect.forkChild(two)
    yield* TestClock.adjust("2 seconds")
    assert.deepStrictEqual(
      (yield* Fiber.join(second)).map(({ status }) => status),
      [200, 200]
    )
    assert.strictEqual(fake.logins.length, 4)
    assert.strictEqual(fake.overlap, 1)
    yield* Scope.close(scope, Exit.void)
    assert.strictEqual(fake.open.size, 0)
    assert.strictEqual((yield* manager.status).state, "closed")
  })
)

it.effect("sessions that all end at once, soon after they were made, are replaced at once", () =>
  Effect.gen(function* () {
    const fake = queueing()
    const manager = yield* make(fake, 4)
    const four = Effect.forEach(calls(4), (url) => manager.client.get(url), { concurrency: 4 })
    const first = yield* Effect.forkChild(four)
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(first)
    fake.open.clear()
    const second = yield* Effect.forkChild(four)
    yield* TestClock.adjust("2 seconds")
    assert.deepStrictEqual(
      (yield* Fiber.join(second)).map(({ status }) => status),
      [200, 200, 200, 200]
    )
    assert.strictEqual(fake.logins.length, 8)
  })
)

it.effect("renew, touch and invalidate find the session that they are given", () =>
  Effect.gen(function* () {
    const fake = queueing()
    const manager = yield* make(fake, 2)
    const both = yield* Effect.forkChild(Effect.forEach(calls(2), (url) => manager.client.get(url), { concurrency: 2 }))
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(both)
    const lead = yield* manager.session
    const next = yield* manager.renew(lead)
    assert.strictEqual(yield* manager.renew(lead), next)
    yield* manager.touch(next)
    yield* manager.invalidate(next)
    yield* manager.session
    assert.strictEqual(fake.logins.length, 4)
    yield* manager.logout
    assert.strictEqual(fake.open.size, 0)
  })
)

it.effect("an interrupted request frees its session", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.callTakes = "1 hour"
    const { client } = yield* make(fake, 2)
    const call = yield* Effect.forkChild(client.get("/x"))
    yield* Effect.yieldNow
    yield* Fiber.interrupt(call)
    fake.callTakes = 0
    yield* client.get("/x")
    assert.strictEqual(fake.logins.length, 1)
  })
)

it.effect("while a login for a further session hangs, a session that is free again is used", () =>
  Effect.gen(function* () {
    const fake = queueing()
    const manager = yield* make(fake, 2)
    yield* manager.session
    fake.loginTakes = "1 hour"
    const all = yield* Effect.forkChild(
      Effect.forEach(calls(3), (url) => manager.client.get(url), { concurrency: "unbounded" })
    )
    yield* TestClock.adjust("3 seconds")
    assert.strictEqual((yield* Fiber.join(all)).length, 3)
    assert.strictEqual(fake.logins.length, 2)
    // Its deadline; the manager's end would wait for it.
    yield* TestClock.adjust("30 seconds")
  })
)

it.effect("a map's accounts may have several sessions each", () =>
  Effect.gen(function* () {
    const fake = queueing()
    const map = yield* makeSessionMap({
      vendor: "fake",
      lookup: (key: string) => Effect.succeed(fake.driver(key)),
      parallelSessions: 2
    }).pipe(Effect.provide(fake.layer))
    const two = yield* Effect.forkChild(Effect.forEach(calls(2), (url) => map.client("a").get(url), { concurrency: 2 }))
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(two)
    assert.strictEqual(fake.logins.length, 2)
    yield* map.invalidate("a")
    assert.strictEqual(fake.open.size, 0)
  })
)
