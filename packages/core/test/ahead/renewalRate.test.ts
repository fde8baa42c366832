/** Sessions that end at about the same time are renewed at the rate that the caller allows. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { type SessionMapOptions } from "../../src/index.ts"
import { renewalPlanOf } from "../../src/internal/renewAhead/renewalPlan.ts"
import { type Fake, makeFake } from "../map/fake.ts"

const makeWarm = (fake: Fake, options: SessionMapOptions) =>
  makeSessionMap({
    vendor: "fake",
    lookup: (key: number) => Effect.succeed(fake.driver(String(key))),
    renewal: "ahead",
    ...options
  }).pipe(Effect.provide(fake.layer))

/** How many logins were sent in the busiest second after `from`. */
const busiest = (fake: Fake, from: number): number => {
  const seconds = new Map<number, number>()
  for (const { at } of fake.logins.slice(from)) {
    const second = Math.floor(at / 1000)
    seconds.set(second, (seconds.get(second) ?? 0) + 1)
  }
  return Math.max(...seconds.values())
}

const hardAfter = (life: number) => life - Math.min(5000, life / 10)

it("a wave starts at the least deadline less its backlog", () => {
  const deadlines = Float64Array.of(1000, 1000, 1000, 5000)
  const wave = renewalPlanOf(deadlines, 100, 0)
  assert.deepStrictEqual(wave, { startAt: 700, through: 1000, late: 0 })
  assert.strictEqual(renewalPlanOf(deadlines, 100, 750).late, 1)
  assert.strictEqual(renewalPlanOf(new Float64Array(0), 100, 0).startAt, Infinity)
})

it.effect(
  "10,000 sessions that end in one minute are renewed at the stated rate, none late, none lost",
  () =>
    Effect.gen(function* () {
      const fake = makeFake()
      const life = 600_000
      fake.lifetime = { absoluteTimeout: Duration.millis(life) }
      const map = yield* makeWarm(fake, { renewalRate: 50 })
      const count = 10_000
      for (let i = 0; i < count; i++) {
        yield* map.session(i)
        if (i % 200 === 199) yield* TestClock.adjust("1 second")
      }
      const first = fake.logins.length
      // 200 seconds of work; the soft points are 108 to 132 seconds before the end.
      yield* TestClock.adjust(Duration.millis(life))
      const renewed = new Map<string, number>()
      for (const { account, at } of fake.logins.slice(first)) renewed.set(account, renewed.get(account) ?? at)
      assert.strictEqual(renewed.size, count)
      let latest = -Infinity
      for (const { account, at } of fake.logins.slice(0, first)) {
        latest = Math.max(latest, (renewed.get(account) ?? Infinity) - (at + hardAfter(life)))
      }
      assert.isBelow(latest, 0)
      assert.isAtMost(busiest(fake, first), 51)
      assert.strictEqual((yield* map.status).active, count)
    }),
  60_000
)

it.effect("a wave that can't fit is renewed earliest end first, at the rate, and says so", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { absoluteTimeout: Duration.seconds(60) }
    const map = yield* makeWarm(fake, { renewalRate: 10 })
    const events = yield* Effect.forkChild(
      Stream.runHead(Stream.filter(map.events, (event) => event._tag === "RenewalsLate"))
    )
    yield* Effect.yieldNow
    const count = 1000
    // One after the other, a fiftieth of a second apart: their ends come in the order of their numbers.
    for (let i = 0; i < count; i++) {
      yield* map.session(i)
      if (i % 50 === 49) yield* TestClock.adjust("1 second")
    }
    const first = fake.logins.length
    yield* TestClock.adjust("130 seconds")
    const event = yield* Fiber.join(events)
    assert.isTrue(event._tag === "Some" && event.value._tag === "RenewalsLate" && event.value.late > 0)
    assert.isAtMost(busiest(fake, first), 11)
    const renewals = fake.logins.slice(first)
    const initial = new Map(fake.logins.slice(0, first).map(({ account, at }) => [account, at]))
    const firsts = renewals.filter(
      ({ account }, index) => renewals.findIndex((other) => other.account === account) === index
    )
    assert.strictEqual(firsts.length, count)
    // Earliest end first: as far as it was known at the time that they were due.
    let inversions = 0
    for (let i = 1; i < firsts.length; i++) {
      const [a, b] = [firsts[i - 1], firsts[i]]
      if (a !== undefined && b !== undefined && (initial.get(a.account) ?? 0) > (initial.get(b.account) ?? 0))
        inversions++
    }
    assert.isBelow(inversions, count / 10)
  })
)

it.effect("keep-alive calls share the rate", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { idleTimeout: Duration.minutes(20) }
    const map = yield* makeWarm(fake, { renewalRate: 10 })
    for (let i = 0; i < 1000; i++) yield* map.session(i)
    yield* TestClock.adjust("1 hour")
    assert.strictEqual(fake.logins.length, 1000)
    const seconds = new Map<number, number>()
    for (const { at } of fake.keepAlives)
      seconds.set(Math.floor(at / 1000), (seconds.get(Math.floor(at / 1000)) ?? 0) + 1)
    assert.isAtMost(Math.max(...seconds.values()), 11)
    assert.strictEqual((yield* map.status).active, 1000)
  })
)

it.effect("idleTimeToLive ends what is kept warm", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { absoluteTimeout: Duration.minutes(10) }
    const map = yield* makeWarm(fake, { idleTimeToLive: "1 hour" })
    yield* map.session(1)
    yield* TestClock.adjust("59 minutes")
    assert.strictEqual((yield* map.status).active, 1)
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* map.status).accounts, 0)
    const { length } = fake.logins
    yield* TestClock.adjust("1 hour")
    assert.strictEqual(fake.logins.length, length)
  })
)

it.effect(
  "a session that is used, or replaced, while it waits for its turn needs no call, and takes no other session's turn",
  () =>
    Effect.gen(function* () {
      const fake = makeFake()
      fake.lifetime = { idleTimeout: Duration.minutes(20) }
      const map = yield* makeWarm(fake, { renewalRate: 1 })
      for (let i = 0; i < 20; i++) yield* map.session(i)
      // They are due a fifth before their end, which is 5 seconds before the server's, and have their turn one a second.
      yield* TestClock.adjust("960 seconds")
      const called = fake.keepAlives.length
      assert.strictEqual(called, 5)
      const done = new Set(fake.keepAlives.map(({ id }) => id))
      const waiting = Array.from({ length: 20 }, (_, i) => i).filter((i) => !done.has(i + 1))
      for (const [index, i] of waiting.entries()) {
        const manager = yield* map.get(i)
        if (index < 7) yield* map.client(i).get("/x")
        else yield* manager.renew(yield* manager.session)
      }
      const { length } = fake.logins
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual(fake.keepAlives.length, called)
      assert.strictEqual(fake.logins.length, length)
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual(fake.keepAlives.length, called + 20)
      assert.strictEqual(fake.logins.length, length)
    })
)
