/** The parts that keep sessions warm, each on its own: waves, tasks, and the place of one session in the schedule. */
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import type { SessionEventDetail } from "../../src/SessionManager.ts"
import { LiveSession } from "../../src/internal/account/LiveSession.ts"
import { DeadlineHeap } from "../../src/internal/renewAhead/DeadlineHeap.ts"
import { RenewAhead } from "../../src/internal/renewAhead/RenewAhead.ts"
import { renewalPlanOf } from "../../src/internal/renewAhead/renewalPlan.ts"
import { ScheduledAccount } from "../../src/internal/renewAhead/ScheduledAccount.ts"
import { Scheduler } from "../../src/internal/renewAhead/Scheduler.ts"
import { hour, live, runtimeOf, Slot, softAt } from "./slot.ts"

describe("a wave", () => {
  it("starts early enough for its last deadline, and says which one asks for it", () => {
    assert.deepStrictEqual(renewalPlanOf(Float64Array.from([5000, 5000, 5000]), 1000, 0), {
      startAt: 2000,
      through: 5000,
      late: 0
    })
    // Both deadlines ask for that start.
    assert.deepStrictEqual(renewalPlanOf(Float64Array.from([5000, 6000, 7500]), 1000, 0), {
      startAt: 4000,
      through: 6000,
      late: 0
    })
    assert.deepStrictEqual(renewalPlanOf(Float64Array.from([90_000, 5000, 6000, 5500]), 1000, 0), {
      startAt: 3000,
      through: 6000,
      late: 0
    })
  })

  it("counts what comes too late: what ends before its turn has passed", () => {
    assert.strictEqual(renewalPlanOf(Float64Array.from([1000, 2000, 3000]), 1000, 0).late, 0)
    assert.strictEqual(renewalPlanOf(Float64Array.from([1000, 2000, 3000]), 1000, 1).late, 3)
    assert.strictEqual(renewalPlanOf(Float64Array.from([1500, 1500, 3500]), 1000, 0).late, 1)
  })

  it("of no sessions never starts", () => {
    assert.deepStrictEqual(renewalPlanOf(new Float64Array(), 1000, 0), {
      startAt: Infinity,
      through: -Infinity,
      late: 0
    })
  })
})

describe("a heap of deadlines", () => {
  it("rounds fractions up, forgets what is cleared, and knows nothing of other items", () => {
    const heap = new DeadlineHeap<string>()
    assert.deepStrictEqual([heap.size, heap.firstAt, heap.shift()], [0, Infinity, undefined])
    heap.set("a", 10.2)
    heap.set("b", 5.5)
    assert.deepStrictEqual([heap.size, heap.firstAt, heap.has("a"), heap.has("c")], [2, 6, true, false])
    heap.set("b", 20.1)
    assert.strictEqual(heap.firstAt, 11)
    heap.remove("c")
    assert.sameMembers([...heap.all()], ["a", "b"])
    heap.remove("a")
    assert.deepStrictEqual([heap.firstAt, heap.has("a"), heap.size], [21, false, 1])
    heap.clear()
    assert.deepStrictEqual([heap.size, heap.firstAt, heap.has("b"), heap.all().length], [0, Infinity, false, 0])
  })

  it("gives a hundred items back in their order, wherever they were put, moved to and taken from", () => {
    const heap = new DeadlineHeap<number>()
    for (let item = 0; item < 100; item++) heap.set(item, (item * 37) % 101)
    for (let item = 0; item < 100; item += 3) heap.set(item, (item * 53) % 97)
    for (let item = 0; item < 100; item += 5) heap.remove(item)
    const times = new Map<number, number>()
    for (let item = 0; item < 100; item++)
      if (item % 5 !== 0) times.set(item, item % 3 === 0 ? (item * 53) % 97 : (item * 37) % 101)
    const taken: Array<number> = []
    for (let item = heap.shift(); item !== undefined; item = heap.shift()) taken.push(times.get(item) ?? NaN)
    assert.deepStrictEqual(
      taken,
      [...times.values()].toSorted((a, b) => a - b)
    )
  })
})

describe("scheduled tasks", () => {
  it.effect("run in order when they are due, once each, and can be moved and taken out", () =>
    Effect.gen(function* () {
      const scheduler = new Scheduler(yield* runtimeOf)
      const ran: Array<string> = []
      const task = (name: string) => ({ run: (now: number) => void ran.push(`${name} ${now}`) })
      const [a, b, c, d] = [task("a"), task("b"), task("c"), task("d")]
      scheduler.set(a, 3000)
      scheduler.set(b, 1000)
      scheduler.set(c, 2000)
      scheduler.set(d, 2500)
      scheduler.remove(c)
      scheduler.set(a, 4000)
      assert.sameMembers([...scheduler.all()], [a, b, d])
      assert.deepStrictEqual([scheduler.has(a), scheduler.has(c)], [true, false])
      yield* TestClock.adjust(999)
      assert.deepStrictEqual(ran, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(ran, ["b 1000"])
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(ran, ["b 1000", "d 2500", "a 4000"])
      assert.isFalse(scheduler.has(a))
    })
  )

  it.effect("one that is put back while tasks run has its turn a millisecond later, after those that are due", () =>
    Effect.gen(function* () {
      const scheduler = new Scheduler(yield* runtimeOf)
      const ran: Array<string> = []
      const again = {
        run: (now: number) => {
          ran.push(`again ${now}`)
          if (ran.length < 4) scheduler.set(again, now)
        }
      }
      scheduler.set(again, 1000)
      scheduler.set({ run: (now) => void ran.push(`other ${now}`) }, 1000)
      yield* TestClock.adjust(1000)
      assert.sameMembers(ran, ["again 1000", "other 1000"])
      yield* TestClock.adjust("1 second")
      assert.sameMembers(ran, ["again 1000", "other 1000", "again 1001", "again 1002"])
    })
  )

  it.effect("a closed schedule is empty, stays empty, and runs nothing", () =>
    Effect.gen(function* () {
      const scheduler = new Scheduler(yield* runtimeOf)
      let ran = 0
      const task = { run: () => void ran++ }
      scheduler.set(task, 1000)
      scheduler.close()
      assert.isFalse(scheduler.has(task))
      scheduler.set(task, 1000)
      assert.isFalse(scheduler.has(task))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(ran, 0)
    })
  )

  it.effect("there is one fibre, and only while something is scheduled", () =>
    Effect.gen(function* () {
      const runtime = yield* runtimeOf
      const fibers: Array<Fiber.Fiber<unknown, unknown>> = []
      const scheduler = new Scheduler({
        now: runtime.now,
        fork: (...args) => {
          const fiber = runtime.fork(...args)
          fibers.push(fiber)
          return fiber
        }
      })
      const running = () => fibers.filter((fiber) => fiber.pollUnsafe() === undefined).length
      const [early, late] = [{ run: () => undefined }, { run: () => undefined }]
      scheduler.set(late, 60_000)
      scheduler.set(early, 30_000)
      yield* Effect.yieldNow
      assert.deepStrictEqual([fibers.length, running()], [2, 1])
      scheduler.set(late, 50_000)
      assert.strictEqual(fibers.length, 2)
      scheduler.remove(early)
      scheduler.remove(late)
      yield* TestClock.adjust(1)
      assert.strictEqual(running(), 0)
    })
  )
})

describe("the place of a session in the schedule", () => {
  const ignore = () => undefined
  const place = (slot: Slot) => new ScheduledAccount(slot, ignore)

  it("is its soft point, or a fifth before its idle timeout", () => {
    assert.strictEqual(place(new Slot(hour)).dueAt(0), softAt)
    // 20 minutes are 19:55 here, and a fifth of that, at most five minutes, is the margin.
    assert.strictEqual(place(new Slot({ idleTimeout: Duration.minutes(20) })).dueAt(0), 1_195_000 * 0.8)
    assert.strictEqual(place(new Slot({ idleTimeout: Duration.hours(2) })).dueAt(0), 7_195_000 - 300_000)
    assert.strictEqual(place(new Slot({ ...hour, idleTimeout: Duration.hours(2) })).dueAt(0), softAt)
  })

  it("is every five minutes where the lifetime is not known and there is a cheap call", () => {
    const slot = new Slot({})
    slot.live = live({}, 1000)
    assert.strictEqual(place(slot).dueAt(1000), 301_000)
    slot.canKeepAlive = false
    assert.strictEqual(place(slot).dueAt(1000), Infinity)
  })

  it("is absent where nothing can be done", () => {
    const closed = new Slot(hour)
    closed.isClosed = true
    const guarded = new Slot(hour)
    guarded.blocked = Infinity
    for (const slot of [closed, guarded, new Slot()]) assert.strictEqual(place(slot).dueAt(0), Infinity)
  })

  it("is no earlier than failures, pauses and the account allow", () => {
    const slot = new Slot(hour)
    const account = place(slot)
    const now = softAt + 1
    assert.strictEqual(account.dueAt(now), now + 1)
    slot.blocked = 5000
    assert.strictEqual(account.dueAt(now), now + 5000)
    slot.renewNotBefore = now + 6000
    assert.strictEqual(account.dueAt(now), now + 6000)
    account.pause(now + 7000)
    assert.strictEqual(account.dueAt(now), now + 7000)
    const without = new Slot()
    without.blocked = 5000
    assert.strictEqual(place(without).dueAt(now), now + 5000)
  })

  it("a call is enough while the session is good, its end is not near, and no wave took it", () => {
    const account = place(new Slot({ ...hour, idleTimeout: Duration.minutes(20) }))
    assert.isTrue(account.canStay(1000))
    assert.isFalse(account.isDue(1000))
    account.queue(true)
    assert.deepStrictEqual([account.canStay(1000), account.isDue(1000)], [false, true])
    account.reset()
    assert.deepStrictEqual([account.canStay(1000), account.isDue(1000)], [true, false])
    account.queue(false)
    assert.deepStrictEqual([account.canStay(1000), account.isDue(1000)], [true, false])
    assert.isFalse(account.canStay(1_195_000))
    assert.isFalse(place(new Slot(hour)).canStay(softAt))
    assert.isTrue(place(new Slot(hour)).canStay(softAt - 1))
    assert.isFalse(place(new Slot()).canStay(0))
    assert.deepStrictEqual([place(new Slot()).lastAt, place(new Slot(hour)).lastAt], [Infinity, 3_595_000])
    assert.isTrue(place(new Slot()).isDue(-1_000_000))
    assert.isTrue(place(new Slot(hour)).isDue(softAt))
    assert.isFalse(place(new Slot(hour)).isDue(softAt - 1))
  })
})

describe("keeping sessions warm", () => {
  const make = (options: { readonly rate?: number; readonly keepWarmFor?: number } = {}) =>
    Effect.gen(function* () {
      const runtime = yield* runtimeOf
      const scheduler = new Scheduler(runtime)
      const said: Array<SessionEventDetail> = []
      const ahead = new RenewAhead(
        runtime,
        scheduler,
        { vendor: "fake", rate: 1, keepWarmFor: Infinity, ...options },
        (event) => void said.push(event)
      )
      return { ahead, scheduler, said }
    })

  it.effect("a session is refreshed at its soft point, and not again while it logs in", () =>
    Effect.gen(function* () {
      const { ahead, scheduler } = yield* make()
      const slot = new Slot(hour)
      ahead.changed(slot)
      yield* TestClock.adjust(softAt - 1)
      assert.strictEqual(slot.refreshed, 0)
      yield* TestClock.adjust(1)
      assert.strictEqual(slot.refreshed, 1)
      yield* TestClock.adjust("2 hours")
      assert.strictEqual(slot.refreshed, 1)
      assert.strictEqual(scheduler.all().length, 0)
    })
  )

  it.effect("a session that was given up, or never was, has no place", () =>
    Effect.gen(function* () {
      const { ahead, scheduler } = yield* make()
      const slot = new Slot(hour)
      ahead.changed(new Slot())
      assert.strictEqual(scheduler.all().length, 0)
      ahead.changed(slot)
      assert.strictEqual(scheduler.all().length, 1)
      ahead.changed(slot)
      assert.strictEqual(scheduler.all().length, 1)
      ahead.changed(slot, true)
      assert.strictEqual(scheduler.all().length, 0)
      ahead.changed(slot)
      slot.isClosed = true
      ahead.changed(slot)
      assert.strictEqual(scheduler.all().length, 0)
    })
  )

  it.effect(
    "a renewal that came to nothing is tried again after half of the time that is left, at most 30 seconds",
    () =>
      Effect.gen(function* () {
        const { ahead } = yield* make()
        const slot = new Slot(hour)
        const tried: Array<number> = []
        const { now } = yield* runtimeOf
        slot.refresh = () => void tried.push(now() - softAt)
        ahead.changed(slot)
        yield* TestClock.adjust(softAt + 100_000)
        assert.deepStrictEqual(tried, [0, 30_000, 60_000, 90_000])
        yield* TestClock.adjust(198_000)
        assert.deepStrictEqual(tried.slice(9), [270_000, 285_000, 292_500, 296_250])
      })
  )

  it.effect("a session that nothing asked for is let go once it has been kept warm for long enough", () =>
    Effect.gen(function* () {
      const { ahead, scheduler } = yield* make({ keepWarmFor: 600_000 })
      const slot = new Slot(hour)
      ahead.changed(slot)
      yield* TestClock.adjust("2 hours")
      assert.strictEqual(slot.refreshed, 0)
      assert.strictEqual(scheduler.all().length, 0)
      const wanted = new Slot()
      wanted.live = new LiveSession({ id: "b", value: "secret", issuedAt: 7_200_000, lifetime: hour }, { jitter: 0.5 })
      wanted.lastRequestedAt = 7_200_000
      ahead.changed(wanted)
      // Asked for after its soft point, and before its end.
      yield* TestClock.adjust(softAt + 1000)
      wanted.lastRequestedAt = 7_200_000 + softAt + 1000
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual(wanted.refreshed, 1)
    })
  )

  it.effect("a call that keeps a session from idling out takes the place of a renewal, and is made again in time", () =>
    Effect.gen(function* () {
      const { ahead } = yield* make()
      const { now } = yield* runtimeOf
      const slot = new Slot({ idleTimeout: Duration.minutes(20) })
      slot.call = Effect.sync(() => void slot.live?.touch(now(), now()))
      ahead.changed(slot)
      yield* TestClock.adjust("1 hour")
      // Every 956 seconds.
      assert.deepStrictEqual([slot.calls, slot.refreshed], [3, 0])
    })
  )

  it.effect("a call under way is interrupted when its session is given up, or when another one begins", () =>
    Effect.gen(function* () {
      const { ahead } = yield* make()
      const slot = new Slot({ idleTimeout: Duration.minutes(20) })
      let interrupted = 0
      slot.call = Effect.onInterrupt(Effect.never, () => Effect.sync(() => void interrupted++))
      ahead.changed(slot)
      yield* TestClock.adjust("16 minutes")
      assert.deepStrictEqual([slot.calls, interrupted], [1, 0])
      ahead.changed(slot)
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual([slot.calls, interrupted], [2, 1])
      ahead.changed(slot, true)
      yield* TestClock.adjust(1)
      assert.strictEqual(interrupted, 2)
    })
  )

  it.effect("renewals keep to the rate, the earliest end first, and what cannot be in time is said once", () =>
    Effect.gen(function* () {
      const { ahead, said } = yield* make({ rate: 1 })
      const { now } = yield* runtimeOf
      const order: Array<readonly [string, number]> = []
      const slots = Array.from({ length: 4 }, (_, index) => {
        const slot = new Slot({ absoluteTimeout: Duration.seconds(100 - index) })
        slot.refresh = () => {
          order.push([`ends at ${100 - index}`, now()])
          slot.isLoggingIn = true
        }
        return slot
      })
      yield* TestClock.adjust("94 seconds")
      for (const slot of slots) ahead.changed(slot)
      yield* TestClock.adjust("10 seconds")
      const [first] = order
      assert.strictEqual(order.length, 4)
      for (const [index, [, at]] of order.entries()) {
        if (index > 0) assert.isAtLeast(at - (order[index - 1]?.[1] ?? 0), 1000)
      }
      assert.isDefined(first)
      assert.deepStrictEqual(
        said.map(({ _tag }) => _tag),
        ["RenewalsLate"]
      )
    })
  )
})
