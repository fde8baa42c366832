/** Waves of a few sessions at a low rate: which one is renewed when, to the millisecond. */
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as TestClock from "effect/testing/TestClock"
import type { SessionLifetime } from "../../src/Driver.ts"
import type { SessionEventDetail } from "../../src/SessionManager.ts"
import { LiveSession } from "../../src/internal/account/LiveSession.ts"
import { RenewAhead, type RenewAheadOptions } from "../../src/internal/renewAhead/RenewAhead.ts"
import { Scheduler } from "../../src/internal/renewAhead/Scheduler.ts"
import { hour, runtimeOf, Slot, softAt } from "./slot.ts"

const seconds = (count: number): SessionLifetime => ({ absoluteTimeout: Duration.seconds(count) })
/** The end of a session of an hour, as far as it is relied on. */
const endsAt = 3_595_000
/** One renewal in a hundred seconds. */
const slowly = { rate: 0.01 }

/** Sessions by name, and when each of them was renewed. */
const makeWave = (options: Partial<RenewAheadOptions> = {}) =>
  Effect.gen(function* () {
    const runtime = yield* runtimeOf
    /** How far the machine is behind the time at which it was to wake. */
    const lag = { millis: 0 }
    const now = () => runtime.now() + lag.millis
    const shifted = { now, fork: runtime.fork }
    const scheduler = new Scheduler(shifted)
    const said: Array<SessionEventDetail> = []
    const ahead = new RenewAhead(
      shifted,
      scheduler,
      { vendor: "fake", rate: 1, keepWarmFor: Infinity, ...options },
      (event) => void said.push(event)
    )
    const renewed: Array<readonly [name: string, at: number]> = []
    /** A session that gets a successor of the same lifetime at once. */
    const add = (name: string, lifetime: SessionLifetime, change: Partial<Slot> = {}): Slot => {
      const slot = new Slot(lifetime)
      slot.refresh = () => {
        renewed.push([name, now()])
        slot.live = new LiveSession({ id: name, value: "secret", issuedAt: now(), lifetime }, { jitter: 0.5 })
      }
      Object.assign(slot, change)
      ahead.changed(slot)
      return slot
    }
    return { add, ahead, lag, now, renewed, said, scheduler }
  })

/** A renewal whose login does not end. */
const hangs = (slot: Slot, renewed: Array<readonly [string, number]>, name: string, now: () => number) => {
  slot.refresh = () => {
    renewed.push([name, now()])
    slot.isLoggingIn = true
  }
}

describe("a wave that its soft points would be too late for", () => {
  /** Four of them take 400 seconds, and it starts three seconds ahead of that. */
  const startsAt = endsAt - 400_000 - 3000

  it.effect("starts as much earlier as its backlog takes, at the rate, and takes nothing along that ends later", () =>
    Effect.gen(function* () {
      const { add, renewed, said } = yield* makeWave(slowly)
      for (const name of ["a", "b", "c", "d"]) add(name, hour)
      add("later", seconds(7200))
      yield* TestClock.adjust(startsAt - 1)
      assert.deepStrictEqual(renewed, [])
      yield* TestClock.adjust("15 minutes")
      assert.deepStrictEqual(
        renewed.map(([, at]) => at - startsAt),
        [0, 100_000, 200_000, 300_000]
      )
      assert.sameMembers(
        renewed.map(([name]) => name),
        ["a", "b", "c", "d"]
      )
      assert.deepStrictEqual(said, [])
    })
  )

  it.effect("leaves out what is not wanted any more, and what must not be renewed yet", () =>
    Effect.gen(function* () {
      const { add, renewed } = yield* makeWave({ ...slowly, keepWarmFor: 3_000_000 })
      add("wanted", hour, { lastRequestedAt: 2_900_000 })
      add("just wanted", hour, { lastRequestedAt: startsAt - 3_000_000 + 1 })
      add("not wanted", hour, { lastRequestedAt: startsAt - 3_000_000 })
      add("not yet", hour, { lastRequestedAt: 2_900_000, renewNotBefore: startsAt + 1 })
      yield* TestClock.adjust(startsAt + 50_000)
      assert.lengthOf(renewed, 1)
      yield* TestClock.adjust(50_000)
      assert.sameMembers(
        renewed.map(([name]) => name),
        ["wanted", "just wanted"]
      )
    })
  )

  it.effect("takes what may be renewed from now on", () =>
    Effect.gen(function* () {
      const { add, renewed } = yield* makeWave(slowly)
      for (const name of ["a", "b", "c", "d"]) add(name, hour, { renewNotBefore: startsAt })
      yield* TestClock.adjust(startsAt)
      assert.lengthOf(renewed, 1)
    })
  )

  it.effect("does not count a session whose renewal is under way, nor renew it twice", () =>
    Effect.gen(function* () {
      const { add, ahead, now, renewed } = yield* makeWave(slowly)
      const busy = add("busy", seconds(600))
      hangs(busy, renewed, "busy", now)
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(
        renewed.map(([name]) => name),
        ["busy"]
      )
      busy.live = new LiveSession({ id: "busy", value: "secret", issuedAt: 0, lifetime: hour }, { jitter: 0.5 })
      for (const name of ["a", "b", "c", "d"]) add(name, hour)
      yield* TestClock.adjust(startsAt - 600_000 - 1)
      assert.lengthOf(renewed, 1)
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(
        renewed.slice(1).map(([, at]) => at - startsAt),
        [0, 100_000, 200_000, 300_000]
      )
      ahead.changed(busy, true)
    })
  )

  it.effect("renews a session once that is still logging in at its soft point", () =>
    Effect.gen(function* () {
      const { add, now, renewed, scheduler } = yield* makeWave(slowly)
      for (const name of ["a", "b", "c", "d"]) hangs(add(name, hour), renewed, name, now)
      yield* TestClock.adjust("2 hours")
      assert.sameMembers(
        renewed.map(([name]) => name),
        ["a", "b", "c", "d"]
      )
      assert.deepStrictEqual(scheduler.all(), [])
    })
  )

  it.effect("counts those that wait for their turn when more sessions come", () =>
    Effect.gen(function* () {
      const { add, renewed } = yield* makeWave(slowly)
      for (const name of ["a", "b", "c", "d"]) add(name, hour)
      yield* TestClock.adjust(startsAt + 1)
      // On its own it would have its time: it waits behind three others.
      const lifetime = seconds(8000)
      const last = new LiveSession(
        { id: "e", value: "secret", issuedAt: startsAt + 1 - 7_500_000, lifetime },
        { jitter: 0.5 }
      )
      assert.isAbove(last.softAt, startsAt + 150_000)
      add("e", lifetime, { live: last })
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(
        renewed.map(([, at]) => at - startsAt),
        [0, 100_000, 200_000, 300_000, 400_000]
      )
    })
  )

  it.effect("is not put off by what happens to a session shortly before it", () =>
    Effect.gen(function* () {
      // The first plan is made after a millisecond, and finds that the wave starts half a second later.
      const { add, ahead, renewed } = yield* makeWave(slowly)
      const slots = ["a", "b", "c", "d"].map((name) => add(name, seconds(408.501)))
      yield* TestClock.adjust(2)
      for (const slot of slots) ahead.changed(slot)
      yield* TestClock.adjust(498)
      assert.lengthOf(renewed, 0)
      yield* TestClock.adjust(1)
      assert.lengthOf(renewed, 1)
    })
  )
})

describe("planning", () => {
  /** Planning reads the end of each session; nothing else does while nothing is due. */
  class Counted extends LiveSession<unknown> {
    static reads = 0
    override get lastAt(): number {
      Counted.reads++
      return super.lastAt
    }
  }
  const counted = () => new Counted({ id: "a", value: "secret", issuedAt: 0, lifetime: hour }, { jitter: 0.5 })

  for (const [count, every] of [
    [250, 1000],
    [6000, 1200]
  ] as const)
    it.effect(`of ${count} sessions is done at most every ${every} milliseconds, however often they change`, () =>
      Effect.gen(function* () {
        const { ahead } = yield* makeWave({ rate: 50 })
        const slots = Array.from({ length: count }, () => {
          const slot = new Slot()
          slot.live = counted()
          return slot
        })
        for (const slot of slots) ahead.changed(slot)
        Counted.reads = 0
        yield* TestClock.adjust(1)
        assert.strictEqual(Counted.reads, count)
        const [first] = slots
        for (let millis = 1; millis < every; millis += 100) {
          if (first !== undefined) ahead.changed(first)
          yield* TestClock.adjust(millis + 100 > every ? every - millis : 100)
        }
        assert.strictEqual(Counted.reads, count)
        yield* TestClock.adjust(1)
        assert.strictEqual(Counted.reads, 2 * count)
      })
    )

  it.effect("is left out for as few as cannot be in each other's way, and where no session has an end", () =>
    Effect.gen(function* () {
      const few = yield* makeWave({ rate: 2 })
      few.add("a", hour)
      few.add("b", hour)
      assert.lengthOf(few.scheduler.all(), 2)
      few.add("c", hour)
      assert.lengthOf(few.scheduler.all(), 4)
      const endless = yield* makeWave(slowly)
      endless.add("a", {})
      endless.add("b", {})
      yield* TestClock.adjust(1)
      assert.lengthOf(endless.scheduler.all(), 2)
    })
  )
})

describe("renewals that come too late", () => {
  it.effect("are told at once, in an event and a log, once per wave", () => {
    const logged: Array<unknown> = []
    const logger = Logger.make(({ fiber, message }) => {
      logged.push([message, fiber.getRef(References.CurrentLogAnnotations)])
    })
    return Effect.gen(function* () {
      const { add, renewed, said } = yield* makeWave(slowly)
      for (const name of ["a", "b", "c", "d"]) add(name, seconds(60))
      yield* TestClock.adjust(1)
      const late = { late: 4, backlog: 4 }
      assert.deepStrictEqual(said, [{ _tag: "RenewalsLate", ...late }])
      assert.deepStrictEqual(logged, [
        [["more sessions end than the renewal rate can renew in time"], { vendor: "fake", ...late }]
      ])
      assert.lengthOf(renewed, 1)
      yield* TestClock.adjust("5 minutes")
      assert.lengthOf(said, 1)
    }).pipe(Effect.provide(Logger.layer([logger])))
  })

  for (const [left, late] of [
    [500, []],
    [499, [{ _tag: "RenewalsLate", late: 1, backlog: 0 }]]
  ] as const)
    it.effect(
      `the second of two a second that have ${left} milliseconds left is ${late.length === 0 ? "in time" : "late"}`,
      () =>
        Effect.gen(function* () {
          const { add, renewed, said } = yield* makeWave({ rate: 2 })
          yield* TestClock.adjust(softAt)
          for (const name of ["a", "b"]) add(name, hour, { renewNotBefore: endsAt - left })
          yield* TestClock.setTime(endsAt - left + 500)
          assert.deepStrictEqual(
            renewed.map(([, at]) => at),
            [endsAt - left, endsAt - left + 500]
          )
          assert.deepStrictEqual(said, [...late])
        })
    )

  it.effect("are told again for the next wave", () =>
    Effect.gen(function* () {
      const { add, ahead, said } = yield* makeWave({ rate: 2 })
      yield* TestClock.adjust(softAt)
      const slots = ["a", "b"].map((name) => add(name, hour, { renewNotBefore: endsAt - 100 }))
      yield* TestClock.setTime(endsAt + 1000)
      assert.lengthOf(said, 1)
      for (const slot of slots) {
        slot.live = new LiveSession({ id: "old", value: "secret", issuedAt: 1000, lifetime: hour }, { jitter: 0.5 })
        ahead.changed(slot)
      }
      yield* TestClock.adjust("1 second")
      assert.lengthOf(said, 2)
    })
  )
})

describe("a queue of renewals", () => {
  it.effect("goes by the earliest end, the sessions without a known end last", () =>
    Effect.gen(function* () {
      const { add, renewed } = yield* makeWave()
      yield* TestClock.adjust("559 seconds")
      add("unknown", {}, { renewNotBefore: 560_000 })
      for (const life of [620, 600, 640, 610, 630]) add(String(life), seconds(life), { renewNotBefore: 560_000 })
      add("first", seconds(602), { renewNotBefore: 559_999 })
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(renewed, [
        ["first", 559_999],
        ["600", 560_999],
        ["610", 561_999],
        ["620", 562_999],
        ["630", 563_999],
        ["640", 564_999],
        ["unknown", 565_999]
      ])
    })
  )

  it.effect("loses a session that was given up, replaced or used while it waited, and no other session its turn", () =>
    Effect.gen(function* () {
      const { add, ahead, now, renewed, scheduler } = yield* makeWave(slowly)
      const idle: SessionLifetime = { idleTimeout: Duration.minutes(20) }
      const dueAt = 956_000
      const begins = { renewNotBefore: dueAt }
      const first = add("first", idle, begins)
      const [givenUp, replaced, used] = ["given up", "replaced", "used"].map((name) => add(name, idle, begins))
      assert.isDefined(givenUp)
      assert.isDefined(replaced)
      assert.isDefined(used)
      yield* TestClock.adjust(dueAt)
      assert.deepStrictEqual(renewed, [["first", dueAt]])
      ahead.changed(givenUp, true)
      replaced.live = new LiveSession({ id: "new", value: "secret", issuedAt: now(), lifetime: idle }, { jitter: 0.5 })
      ahead.changed(replaced)
      used.live?.touch(now(), now())
      add("last", hour, {
        renewNotBefore: dueAt + 1,
        live: new LiveSession(
          { id: "last", value: "secret", issuedAt: dueAt - softAt, lifetime: hour },
          { jitter: 0.5 }
        )
      })
      yield* TestClock.adjust(100_000)
      assert.deepStrictEqual(renewed.slice(1), [["last", dueAt + 100_000]])
      // A session that was given up has no place, whatever happens to it.
      givenUp.live = undefined
      givenUp.blocked = 5000
      ahead.changed(givenUp)
      for (const slot of [first, replaced, used]) assert.isTrue(scheduler.all().length > 0 && slot.live !== undefined)
      yield* TestClock.adjust(dueAt - 100_000)
      assert.lengthOf(renewed, 3)
      assert.notInclude(
        renewed.map(([name]) => name),
        "given up"
      )
    })
  )

  it.effect("catches up on a tenth of a second when its machine was busy, and on no more", () =>
    Effect.gen(function* () {
      const { add, lag, renewed } = yield* makeWave({ rate: 100 })
      for (let index = 0; index < 60; index++) add(String(index), hour, { renewNotBefore: softAt })
      yield* TestClock.adjust(softAt)
      assert.lengthOf(renewed, 1)
      lag.millis = 55
      yield* TestClock.adjust(10)
      assert.lengthOf(renewed, 7)
      lag.millis = 1055
      yield* TestClock.adjust(10)
      assert.lengthOf(renewed, 18)
      yield* TestClock.adjust(100)
      assert.lengthOf(renewed, 28)
    })
  )
})

describe("a session in the schedule", () => {
  it.effect("whose login failed is tried again as long as something waits for it, and one that never was is not", () =>
    Effect.gen(function* () {
      const { add, ahead, renewed, scheduler } = yield* makeWave()
      const never = new Slot()
      never.blocked = 5000
      ahead.changed(never)
      assert.deepStrictEqual(scheduler.all(), [])
      const lost = add("lost", hour)
      lost.live = undefined
      lost.blocked = 5000
      ahead.changed(lost)
      yield* TestClock.adjust(4999)
      assert.deepStrictEqual(renewed, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(renewed, [["lost", 5000]])
    })
  )

  it.effect("has another try half a minute after one in the moment of its end came to nothing", () =>
    Effect.gen(function* () {
      const { add, now } = yield* makeWave()
      const tried: Array<number> = []
      yield* TestClock.adjust(softAt)
      add("a", hour, { renewNotBefore: endsAt, refresh: () => void tried.push(now() - endsAt) })
      yield* TestClock.setTime(endsAt + 60_000)
      assert.deepStrictEqual(tried, [0, 30_000, 60_000])
    })
  )

  it.effect("is let go when it was asked for as long ago as sessions are kept warm", () =>
    Effect.gen(function* () {
      const { add, renewed } = yield* makeWave({ keepWarmFor: 1_000_000 })
      add("just", hour, { lastRequestedAt: softAt - 1_000_000 + 1 })
      add("not", hour, { lastRequestedAt: softAt - 1_000_000 })
      yield* TestClock.adjust(softAt)
      assert.deepStrictEqual(renewed, [["just", softAt]])
    })
  )

  for (const [left, places] of [
    [1000, 1],
    [999, 0]
  ] as const)
    it.effect(`that nothing asks for has ${places} place ${left} milliseconds before its end`, () =>
      Effect.gen(function* () {
        const { add, scheduler } = yield* makeWave({ keepWarmFor: 0 })
        yield* TestClock.adjust(softAt)
        add("a", hour, { renewNotBefore: endsAt - left })
        assert.lengthOf(scheduler.all(), 1)
        yield* TestClock.setTime(endsAt - left)
        assert.lengthOf(scheduler.all(), places)
      })
    )

  it.effect("that nothing asks for has no place without an end", () =>
    Effect.gen(function* () {
      const { add, scheduler } = yield* makeWave({ keepWarmFor: 0 })
      add("endless", {})
      assert.lengthOf(scheduler.all(), 1)
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(scheduler.all(), [])
    })
  )

  it.effect("that another process uses is due when that use says, although nothing asks for it here", () =>
    Effect.gen(function* () {
      const { add, now, renewed } = yield* makeWave({ keepWarmFor: 2_000_000 })
      const slot = add("a", { idleTimeout: Duration.minutes(20) }, { lastRequestedAt: -2_000_000 })
      yield* TestClock.adjust(900_000)
      slot.live?.touch(now(), now())
      slot.lastRequestedAt = -1_100_000
      yield* TestClock.adjust(900_000)
      slot.lastRequestedAt = now()
      yield* TestClock.adjust(56_000 - 1)
      assert.deepStrictEqual(renewed, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(renewed, [["a", 900_000 + 956_000]])
    })
  )
})
