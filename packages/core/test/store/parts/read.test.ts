/** Reading what a store holds for an account. */
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as TestClock from "effect/testing/TestClock"
import { type StoreRead, storeReader } from "../../../src/internal/store/read.ts"
import type { SessionRecord } from "../../../src/internal/store/record.ts"
import type { SessionQuery } from "../../../src/internal/store/SharedSessions.ts"
import { clear, guard, kept, queryOf, recordOf, refused, reported, Steps } from "./parts.ts"

const now = 100_000_000

/** A reader, and how many records it has opened. */
const open = (change: Partial<SessionQuery<string>> = {}, only?: "guard") =>
  Effect.gen(function* () {
    yield* TestClock.setTime(now)
    const steps = new Steps()
    let opened = 0
    const cipher = {
      ...clear,
      open: (_slot: string, sealed: string) => {
        opened++
        return Effect.succeed(sealed)
      }
    }
    const read = storeReader({ cipher, steps }, yield* queryOf(change), "slot 0", only)
    const hold = (record: SessionRecord, ageMillis?: number) =>
      void steps.slots.set("slot 0", {
        value: JSON.stringify({
          ...record,
          guard: record.guard && { ...record.guard, reason: { _tag: "InvalidCredentials" } }
        }),
        ageMillis
      })
    return { hold, opened: () => opened, read, steps }
  })

describe("reading a slot", () => {
  it.effect("tells a store that does not answer from one that holds nothing", () =>
    Effect.gen(function* () {
      const { read, steps } = yield* open()
      assert.deepStrictEqual(yield* read, { _tag: "nothing", record: undefined })
      steps.slots.set("slot 0", "down")
      assert.deepStrictEqual(yield* read, { _tag: "down" })
    })
  )

  it.effect("finds a session that is as old as the store says, or else as the writer's clock says", () =>
    Effect.gen(function* () {
      const { hold, read } = yield* open()
      const found = (writtenAt: number): StoreRead<string> => ({
        _tag: "found",
        slot: "slot 0",
        session: { id: "a", value: "value of a", issuedAt: writtenAt - 500, lifetime: {} },
        usedAt: writtenAt
      })
      const record = recordOf({ writtenAt: now - 7000, session: kept("a", { age: 500 }) })
      hold(record, 4000)
      assert.deepStrictEqual(yield* read, found(now - 4000))
      hold(record)
      assert.deepStrictEqual(yield* read, found(now - 7000))
    })
  )

  it.effect("gives the session that is in hand if it is the same", () =>
    Effect.gen(function* () {
      const current = { id: "a", value: "in hand", issuedAt: now - 1, lifetime: {} }
      const { hold, read } = yield* open({ current })
      hold(recordOf({ session: kept("a") }), 0)
      const same = yield* read
      assert.strictEqual(same._tag === "found" && same.session, current)
      hold(recordOf({ session: kept("b") }), 0)
      const other = yield* read
      assert.strictEqual(other._tag === "found" && other.session.value, "value of b")
    })
  )

  it.effect("believes a clock that is ten minutes ahead, and says of a record further off that it is of no use", () => {
    const logged: Array<unknown> = []
    const logger = Logger.make(({ fiber, message }) => {
      logged.push([message, fiber.getRef(References.CurrentLogAnnotations)])
    })
    return Effect.gen(function* () {
      const { hold, read } = yield* open()
      hold(recordOf({ session: kept("a") }), -600_000)
      assert.strictEqual((yield* read)._tag, "found")
      hold(recordOf({ session: kept("b") }), -600_001)
      assert.deepStrictEqual(yield* read, { _tag: "nothing", record: undefined })
      assert.deepStrictEqual(reported, ["a record is from the future"])
      assert.deepStrictEqual(logged, [
        [["what the session store holds is not used"], { vendor: "acme", detail: "a record is from the future" }]
      ])
    }).pipe(Effect.provide(Logger.layer([logger])))
  })

  it.effect("asks the vendor about a session that has idled, from that millisecond on, and of each session once", () =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      let isGood = true
      const { hold, read } = yield* open({
        attempt: ({ id }) =>
          Effect.sync(() => {
            asked.push(id)
            return isGood
          })
      })
      const idleTimeout = Duration.toMillis("20 minutes")
      const session = kept("a", { idleTimeout })
      // Five seconds of it are not relied on.
      hold(recordOf({ session }), idleTimeout - 5001)
      const before = yield* read
      assert.strictEqual(before._tag === "found" && before.usedAt, now - idleTimeout + 5001)
      assert.deepStrictEqual(asked, [])
      hold(recordOf({ session }), idleTimeout - 5000)
      const at = yield* read
      assert.strictEqual(at._tag === "found" && at.usedAt, now)
      assert.deepStrictEqual(asked, ["a"])
      isGood = false
      assert.strictEqual((yield* read)._tag, "nothing")
      // The same session in another record: the vendor has rejected it.
      hold(recordOf({ session, writtenAt: 1 }), idleTimeout - 5000)
      assert.strictEqual((yield* read)._tag, "nothing")
      assert.deepStrictEqual(asked, ["a", "a"])
    })
  )

  it.effect("opens a record of no use once, and counts how old it becomes", () =>
    Effect.gen(function* () {
      const { hold, opened, read } = yield* open({ isUnwanted: () => true })
      hold(recordOf({ session: kept("a", { age: 10 }) }), 1000)
      const ageOf = Effect.map(read, (found) => found._tag === "nothing" && found.record?.session?.age)
      assert.strictEqual(yield* ageOf, 1010)
      yield* TestClock.adjust(5000)
      assert.strictEqual(yield* ageOf, 6010)
      assert.strictEqual(opened(), 1)
      // Without a session, there is nothing that grows old.
      const others = recordOf({ guard: guard({ fingerprint: "of eve" }) })
      hold(others, 1000)
      const found = yield* read
      assert.deepInclude(found._tag === "nothing" && found.record?.guard, { fingerprint: "of eve", refusals: 2 })
      assert.notProperty(found._tag === "nothing" && found.record, "session")
      assert.strictEqual(opened(), 2)
    })
  )

  it.effect("opens a record that is of use each time", () =>
    Effect.gen(function* () {
      const { hold, opened, read } = yield* open()
      hold(recordOf({ session: kept("a") }), 0)
      assert.strictEqual((yield* read)._tag, "found")
      assert.strictEqual((yield* read)._tag, "found")
      assert.strictEqual(opened(), 2)
    })
  )

  it.effect("heeds a guard until its end, unless it is of other credentials or not wanted", () =>
    Effect.gen(function* () {
      const { hold, read } = yield* open()
      hold(recordOf({ guard: guard({ millis: 10_000 }) }), 4000)
      assert.deepStrictEqual(yield* read, { _tag: "refused", reason: refused, millis: 6000 })
      hold(recordOf({ guard: guard({ millis: 10_000 }) }), 10_000)
      assert.strictEqual((yield* read)._tag, "nothing")
      hold(recordOf({ guard: guard() }), 1e9)
      assert.deepStrictEqual(yield* read, { _tag: "refused", reason: refused, millis: undefined })
      hold(recordOf({ guard: guard({ fingerprint: "of eve" }) }), 0)
      assert.strictEqual((yield* read)._tag, "nothing")
      const careless = yield* open({ ignoreGuard: true })
      careless.hold(recordOf({ guard: guard() }), 0)
      assert.strictEqual((yield* careless.read)._tag, "nothing")
    })
  )

  it.effect("passes a session by where only the guard is asked for", () =>
    Effect.gen(function* () {
      const { hold, read } = yield* open({}, "guard")
      hold(recordOf({ session: kept("a") }), 0)
      assert.strictEqual((yield* read)._tag, "nothing")
      hold(recordOf({ session: kept("a"), guard: guard() }), 0)
      assert.strictEqual((yield* read)._tag, "refused")
    })
  )
})
