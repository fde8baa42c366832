/** One session for many processes: which steps of the store a process takes, and when. */
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, type Reason, StoreFailure } from "../../../src/index.ts"
import { type Lease, leases } from "../../../src/internal/store/lease.ts"
import { obtainer } from "../../../src/internal/store/obtain.ts"
import type { RecordCipher } from "../../../src/internal/store/cipher.ts"
import type { SessionRecord } from "../../../src/internal/store/record.ts"
import type { LoginHistory, LoginRequest, StoreOutcome } from "../../../src/internal/store/SharedSessions.ts"
import { clear, guard, kept, made, recordOf, refused, reported, requestOf, Steps } from "./parts.ts"

const leaseMillis = 9000
/** Every pause is three quarters of its length: chance could make it that short. */
const shortest: typeof Random.Random.Service = { nextDoubleUnsafe: () => 0, nextIntUnsafe: () => 0 }

const start = (steps: Steps, change: Partial<LoginRequest<string>> = {}, cipher: Partial<RecordCipher> = {}) =>
  Effect.gen(function* () {
    const request = yield* requestOf(change)
    const obtain = obtainer({ ...clear, ...cipher }, steps, leaseMillis)
    return yield* Effect.provideService(obtain(request), Random.Random, shortest)
  })

const json = ({ guard, ...record }: SessionRecord): string =>
  JSON.stringify(
    guard === undefined ? record : { ...record, guard: { ...guard, reason: { _tag: "InvalidCredentials" } } }
  )

const holding = (record: SessionRecord, slot = "slot 0"): Steps => {
  const steps = new Steps()
  steps.slots.set(slot, { value: json(record), ageMillis: 0 })
  return steps
}

const fails = (reason: Reason) => Effect.fail(new AuthError({ vendor: "acme", operation: "login", reason }))

/** What was written, as the record that it is. */
const writtenBy = ({ written }: Steps): ReadonlyArray<SessionRecord> => written.map(({ value }) => JSON.parse(value))

const unshared: StoreOutcome<string> = { _tag: "made", session: made(), slot: undefined }

describe("a login beside a store", () => {
  it.effect(
    "takes no step where the account has no name that is no secret, whichever of its sessions is asked for",
    () =>
      Effect.gen(function* () {
        for (const nameless of [0, 1]) {
          const steps = new Steps()
          const slot: RecordCipher["slot"] = (_parts, index = 0) =>
            Effect.succeed(index === nameless ? undefined : `slot ${index}`)
          assert.deepStrictEqual(yield* start(steps, { index: 1 }, { slot }), unshared)
          assert.deepStrictEqual(steps.taken, [])
        }
      })
  )

  it.effect("goes on without a store that does not answer, to the first read or to the lease", () =>
    Effect.gen(function* () {
      const down = new Steps()
      down.slots.set("slot 0", "down")
      assert.deepStrictEqual(yield* start(down), unshared)
      assert.deepStrictEqual(down.taken, ["0 read slot 0"])
      const steps = new Steps()
      steps.acquires = () => Effect.undefined
      assert.deepStrictEqual(yield* start(steps), unshared)
      assert.deepStrictEqual(steps.taken, ["0 read slot 0", "0 acquire slot 0"])
    })
  )

  it.effect("is not made where another process has a session, or was refused", () =>
    Effect.gen(function* () {
      const login = Effect.die("no login is due")
      const session = yield* start(holding(recordOf({ session: kept("a") })), { login })
      assert.deepInclude(session, { _tag: "found", slot: "slot 0" })
      const refusal = holding(recordOf({ guard: guard() }))
      assert.deepStrictEqual(yield* start(refusal, { login }), { _tag: "refused", reason: refused, millis: undefined })
      assert.deepStrictEqual(refusal.taken, ["0 read slot 0"])
    })
  )

  it.effect("is not made where another process was faster to the lease", () =>
    Effect.gen(function* () {
      for (const record of [recordOf({ session: kept("a") }), recordOf({ guard: guard() })]) {
        const steps = new Steps()
        steps.acquires = () =>
          Effect.sync(() => {
            steps.slots.set("slot 0", { value: json(record), ageMillis: 0 })
            return true
          })
        const outcome = yield* start(steps, { login: Effect.die("no login is due") })
        assert.strictEqual(outcome._tag, record.guard === undefined ? "found" : "refused")
        assert.deepStrictEqual(steps.taken, ["0 read slot 0", "0 acquire slot 0", "0 read slot 0", "0 release slot 0"])
      }
    })
  )

  it.effect("saves its session with what made it, under the lease", () =>
    Effect.gen(function* () {
      const steps = new Steps()
      const outcome = yield* start(steps, {
        login: Effect.as(Effect.void, { value: "value of new", lifetime: { idleTimeout: Duration.minutes(1) } })
      })
      assert.deepInclude(outcome, { _tag: "made", slot: "slot 0" })
      assert.deepStrictEqual(steps.taken, [
        "0 read slot 0",
        "0 acquire slot 0",
        "0 read slot 0",
        "0 write slot 0",
        "0 release slot 0"
      ])
      assert.deepStrictEqual(writtenBy(steps), [
        recordOf({ session: { ...kept("new"), idleTimeout: 60_000 }, proven: "of ada" })
      ])
      assert.strictEqual(steps.written[0]?.id, "new")
    })
  )

  it.effect("leaves a guard of other credentials, with the time that it still has, beside its session", () =>
    Effect.gen(function* () {
      const wire = { ...guard(), reason: { _tag: "InvalidCredentials" } }
      for (const [before, after] of [
        [
          { ...wire, fingerprint: "of eve" },
          { ...wire, fingerprint: "of eve" }
        ],
        [
          { ...wire, fingerprint: "of eve", millis: 5000 },
          { ...wire, fingerprint: "of eve", millis: 3000 }
        ],
        // One that has ended still tells how many logins in a row were refused.
        [
          { ...wire, fingerprint: "of eve", millis: 1000 },
          { ...wire, fingerprint: "of eve", millis: 0 }
        ],
        [{ ...wire, millis: 1000 }, undefined]
      ] as const) {
        const steps = new Steps()
        const value = JSON.stringify({ ...recordOf(), guard: before })
        steps.slots.set("slot 0", { value, ageMillis: 2000 })
        assert.deepInclude(yield* start(steps), { _tag: "made", slot: "slot 0" })
        assert.deepStrictEqual<unknown>(writtenBy(steps)[0]?.guard, after)
      }
    })
  )

  it.effect("keeps a session that cannot be saved for itself, and says why it has no form", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* start(Object.assign(new Steps(), { writes: false })), unshared)
      assert.deepStrictEqual(reported, [])
      const codec = Schema.String.check(Schema.isMaxLength(3))
      const steps = new Steps()
      assert.deepStrictEqual(yield* start(steps, { codec }), unshared)
      assert.deepStrictEqual(reported, ["a session has no JSON form"])
      assert.deepStrictEqual(steps.written, [])
      const close: RecordCipher["close"] = () => Effect.fail(new StoreFailure({ detail: "cannot be encrypted" }))
      assert.deepStrictEqual(yield* start(new Steps(), {}, { close }), unshared)
      assert.deepStrictEqual(reported, ["cannot be encrypted"])
    })
  )

  it.effect("treats its session as shared when a failed write may have saved it", () =>
    Effect.gen(function* () {
      const unknown = Object.assign(new Steps(), { writes: undefined })
      assert.deepInclude(yield* start(unknown), { _tag: "made", slot: "slot 0" })
    })
  )

  it.effect("of a further session is made under two leases, and heeds what the account's first slot says", () =>
    Effect.gen(function* () {
      const steps = new Steps()
      assert.deepInclude(yield* start(steps, { index: 1 }), { _tag: "made", slot: "slot 1" })
      assert.deepStrictEqual(steps.taken, [
        "0 read slot 1",
        "0 read slot 0",
        "0 acquire slot 0",
        "0 acquire slot 1",
        "0 read slot 1",
        "0 read slot 0",
        "0 write slot 1",
        "0 release slot 1",
        "0 release slot 0"
      ])
      const guarded = yield* start(holding(recordOf({ guard: guard() })), { index: 1 })
      assert.strictEqual(guarded._tag, "refused")
      const other = holding(recordOf({ session: kept("a") }, "slot 1"), "slot 1")
      assert.deepInclude(yield* start(other, { index: 1 }), { _tag: "found", slot: "slot 1" })
      assert.deepStrictEqual(other.taken, ["0 read slot 1"])
    })
  )
})

describe("a login that is refused beside a store", () => {
  const refusing = (record: SessionRecord | undefined, change: Partial<LoginRequest<string>> = {}, cipher = {}) =>
    Effect.gen(function* () {
      const steps = record === undefined ? new Steps() : holding(record)
      const asked: Array<LoginHistory> = []
      const exit = yield* Effect.exit(
        start(
          steps,
          {
            login: fails(refused),
            isUnwanted: () => true,
            ignoreGuard: true,
            guardOf: (_reason, history) => {
              asked.push(history)
              return 60_000
            },
            ...change
          },
          cipher
        )
      )
      assert.isTrue(Exit.isFailure(exit))
      return { asked, steps, written: writtenBy(steps) }
    })
  it.effect("leaves a guard with its time, or without an end", () =>
    Effect.gen(function* () {
      const { asked, steps, written } = yield* refusing(undefined)
      assert.deepStrictEqual(asked, [{ hasWorked: false, refusals: 0 }])
      assert.deepStrictEqual(written, [
        JSON.parse(json(recordOf({ guard: { fingerprint: "of ada", reason: refused, refusals: 1, millis: 60_000 } })))
      ])
      assert.strictEqual(steps.written[0]?.id, "")
      const endless = yield* refusing(undefined, { guardOf: () => Infinity })
      assert.deepStrictEqual(
        endless.written[0]?.guard,
        JSON.parse(json(recordOf({ guard: guard({ refusals: 1 }) }))).guard
      )
    })
  )

  it.effect(
    "leaves none where the failure says nothing of the credentials, or no key hides them, or it is a defect",
    () =>
      Effect.gen(function* () {
        assert.deepStrictEqual((yield* refusing(undefined, { guardOf: () => undefined })).written, [])
        const keyless = { fingerprint: () => Effect.undefined }
        assert.deepStrictEqual((yield* refusing(undefined, {}, keyless)).written, [])
        const defect = yield* refusing(undefined, { login: Effect.die("broken") })
        assert.deepStrictEqual([defect.written, defect.asked], [[], []])
        assert.include(defect.steps.taken, "0 release slot 0")
      })
  )

  it.effect("counts what is known of the same credentials, and of no other", () =>
    Effect.gen(function* () {
      const histories = [
        [recordOf({ proven: "of ada" }), { hasWorked: true, refusals: 0 }],
        [recordOf({ proven: "of eve" }), { hasWorked: false, refusals: 0 }],
        [recordOf({ session: kept("a") }), { hasWorked: true, refusals: 0 }],
        [recordOf({ session: kept("a", { fingerprint: "of eve" }) }), { hasWorked: false, refusals: 0 }],
        [recordOf({ guard: guard() }), { hasWorked: false, refusals: 2 }],
        [recordOf({ guard: guard({ refusals: undefined }) }), { hasWorked: false, refusals: 1 }],
        [recordOf({ guard: guard({ fingerprint: "of eve" }) }), { hasWorked: false, refusals: 0 }]
      ] as const
      for (const [record, history] of histories) {
        const { asked, written } = yield* refusing(record)
        assert.deepStrictEqual(asked, [history])
        assert.strictEqual(written[0]?.guard?.refusals, history.refusals + 1)
        assert.strictEqual(written[0]?.proven, history.hasWorked ? "of ada" : undefined)
      }
    })
  )

  it.effect("leaves a session of these credentials beside the guard while a process may serve it", () =>
    Effect.gen(function* () {
      const current = { id: "a", value: "value of a", issuedAt: 0, lifetime: {} }
      const ours = recordOf({ session: kept("a") })
      const served = yield* refusing(ours, { current })
      assert.deepStrictEqual([served.written[0]?.session, served.steps.written[0]?.id], [kept("a"), "a"])
      for (const [record, change] of [
        [ours, {}],
        [ours, { current: { ...current, id: "b" } }]
      ] as const) {
        const { steps, written } = yield* refusing(record, change)
        assert.deepStrictEqual([written[0]?.session, steps.written[0]?.id], [undefined, ""])
      }
      // A process with other credentials may serve it.
      const ofEve = kept("a", { fingerprint: "of eve" })
      const others = yield* refusing(recordOf({ session: ofEve }))
      assert.deepStrictEqual([others.written[0]?.session, others.steps.written[0]?.id], [ofEve, "a"])
      // Any process may serve it where another session of the account was to be made.
      const further = yield* refusing(ours, { index: 1 })
      assert.deepStrictEqual([further.written[0]?.session, further.steps.written[0]?.id], [kept("a"), "a"])
      assert.include(further.steps.taken, "0 write slot 0")
    })
  )
})

describe("a process that waits for another one's login", () => {
  it.effect(
    "looks with growing pauses, reaches for the lease every third time, and every time once they are long",
    () =>
      Effect.gen(function* () {
        const steps = new Steps()
        steps.acquires = () => Effect.succeed(false)
        const waiting = yield* Effect.forkChild(start(steps))
        yield* TestClock.adjust(2500)
        assert.deepStrictEqual(steps.taken, [
          "0 read slot 0",
          "0 acquire slot 0",
          "18 read slot 0",
          "48 read slot 0",
          "96 read slot 0",
          "96 acquire slot 0",
          "173 read slot 0",
          "296 read slot 0",
          "493 read slot 0",
          "493 acquire slot 0",
          "807 read slot 0",
          "807 acquire slot 0",
          "1310 read slot 0",
          "1310 acquire slot 0",
          "2060 read slot 0",
          "2060 acquire slot 0"
        ])
        steps.slots.set("slot 0", { value: json(recordOf({ session: kept("a") })), ageMillis: 0 })
        yield* TestClock.adjust(1000)
        assert.strictEqual((yield* Fiber.join(waiting))._tag, "found")
        assert.strictEqual(steps.taken.at(-1), "2810 read slot 0")
      })
  )

  for (const [takes, millis] of [
    // Three steps of 4000 milliseconds are 12 seconds; the fourth one is more.
    [4000, 16_000],
    [1001, 13_000],
    [1000, Infinity]
  ] as const)
    it.effect(
      `logs in without a store whose steps take ${takes} milliseconds ${millis === Infinity ? "never" : "in the end"}`,
      () =>
        Effect.gen(function* () {
          const steps = new Steps()
          steps.acquires = () => Effect.succeed(false)
          steps.reads = () => Effect.delay(Effect.succeed({ found: undefined }), takes)
          const waiting = yield* Effect.forkChild(start(steps))
          const reads = () => steps.taken.filter((step) => step.includes("read")).length
          yield* TestClock.adjust("1 minute")
          assert.strictEqual(waiting.pollUnsafe() === undefined, millis === Infinity)
          if (millis === Infinity) return yield* Fiber.interrupt(waiting)
          assert.deepInclude(yield* Fiber.join(waiting), { _tag: "made", slot: undefined })
          assert.strictEqual(reads(), Math.floor(12_000 / takes) + 1)
        })
    )

  it.effect("tries a second time when reading took longer than its lease, and then goes on without the store", () =>
    Effect.gen(function* () {
      for (const slow of ["slot 0", "slot 1"]) {
        const steps = new Steps()
        let isHeld = false
        steps.acquires = () => Effect.sync(() => (isHeld = true))
        steps.extends = Effect.succeed(false)
        steps.reads = (slot) =>
          Effect.suspend(() => {
            const takes = isHeld && slot === slow ? leaseMillis : 0
            isHeld = false
            return Effect.delay(Effect.succeed({ found: undefined }), takes)
          })
        const login = yield* Effect.forkChild(start(steps, { index: slow === "slot 0" ? 0 : 1 }))
        yield* TestClock.adjust("30 seconds")
        assert.isDefined(login.pollUnsafe())
        assert.deepInclude(yield* Fiber.join(login), { _tag: "made", slot: undefined })
        assert.strictEqual(steps.taken.filter((step) => step.includes("acquire slot 0")).length, 2)
        assert.deepStrictEqual(steps.written, [])
      }
    })
  )
})

describe("a lease", () => {
  const logInFor = (seconds: number, extend: Effect.Effect<boolean>) =>
    Effect.gen(function* () {
      const steps = new Steps()
      steps.extends = extend
      const login = Effect.as(Effect.sleep(Duration.seconds(seconds)), { value: "value of new", lifetime: {} })
      const obtaining = yield* Effect.forkChild(start(steps, { login }))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(obtaining)
      return steps.taken.filter((step) => step.includes("extend"))
    })

  it.effect("is extended every third of its time, for as long as a login takes", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(
        yield* logInFor(10, Effect.succeed(true)),
        [3000, 6000, 9000].map((at) => `${at} extend slot 0`)
      )
    })
  )

  for (const [name, extended, isSure] of [
    ["that is extended is sure for as long again", Effect.succeed(true), true],
    ["that is not extended may have run out after its time", Effect.succeed(false), false],
    [
      "whose extension took longer than it lasts may have run out",
      Effect.delay(Effect.succeed(true), "7 seconds"),
      false
    ]
  ] as const)
    it.effect(name, () =>
      Effect.gen(function* () {
        const { now } = yield* requestOf()
        const steps = new Steps()
        steps.extends = extended
        const holding = leases(clear, steps, leaseMillis)
        const seen: Array<boolean> = []
        const look = (lease: Lease) => Effect.sync(() => void seen.push(lease.isSure()))
        const use = (lease: Lease) =>
          Effect.sleep(leaseMillis - 1).pipe(
            Effect.andThen(look(lease)),
            Effect.andThen(Effect.sleep(1)),
            Effect.andThen(look(lease)),
            Effect.andThen(Effect.sleep(2000)),
            Effect.andThen(look(lease))
          )
        const held = yield* Effect.forkChild(holding({ now, report: () => undefined }, "slot 0", use))
        yield* TestClock.adjust("1 minute")
        yield* Fiber.join(held)
        assert.deepStrictEqual(seen, [true, isSure, isSure])
        assert.strictEqual(steps.taken.at(-1), "11000 release slot 0")
      })
    )
})
