/** The invariants of a record: each is broken by one record, and holds in the good one. */
import { assert, describe, it } from "@effect/vitest"
import { History, type Step } from "../src/history.ts"
import { violations } from "../src/invariants.ts"

const settings = { leaseMillis: 3000 }
const account = "jane"
const place = "ab"

const made = (process: string, at: number, session: string, obtain = 1): ReadonlyArray<Step> => [
  { at, process, step: "obtaining", obtain, account },
  { at: at + 10, process, step: "loggingIn", obtain, account },
  { at: at + 60, process: undefined, step: "session", account, session },
  { at: at + 90, process, step: "loggedIn", session, obtain, account },
  { at: at + 100, process, step: "obtained", outcome: "made", session, place, obtain, account }
]

const found = (process: string, from: number, to: number, session: string, obtain = 1): ReadonlyArray<Step> => [
  { at: from, process, step: "obtaining", obtain, account },
  { at: to, process, step: "obtained", outcome: "found", session, place, obtain, account }
]

const order = (process: string, from: number, to: number | undefined): ReadonlyArray<Step> => [
  { at: from, process, step: "ordered", order: 1, what: "ask" },
  ...(to === undefined ? [] : [{ at: to, process, step: "answered", order: 1 } as const])
]

const trouble = (at: number, on: boolean, process?: string, what = "cut"): Step => ({
  at,
  process,
  step: "trouble",
  what,
  on
})

/** One process logs in, and another finds its session; later the first renews it. */
const good: ReadonlyArray<Step> = [
  ...order("P1", 0, 110),
  ...made("P1", 0, "s1"),
  ...found("P2", 5, 120, "s1"),
  ...made("P1", 1000, "s2", 2),
  ...found("P2", 1200, 1210, "s2", 2),
  { at: 2000, process: "P1", step: "closed" }
]

const check = (...steps: ReadonlyArray<Step>) =>
  violations(
    steps.toSorted((a, b) => a.at - b.at),
    settings
  )

describe("the record of a scenario", () => {
  it("holds when all is well", () => {
    assert.deepStrictEqual(check(...good), [])
  })

  it("shows two logins at the same time", () => {
    const both = [...good, ...made("P3", 40, "s3")]
    assert.include(check(...both), "P1 and P3 log in to jane at the same time")
    // A store in trouble costs sharing.
    assert.deepStrictEqual(
      check(...made("P1", 0, "s1"), trouble(0, true), ...made("P3", 40, "s3"), trouble(50, false)),
      []
    )
    // So does a process that was stopped with the lease, and no other one's stop.
    const stopped = (process: string) =>
      check(...made("P1", 0, "s1"), trouble(0, true, process), ...made("P3", 40, "s3"))
    assert.deepStrictEqual([stopped("P1").length, stopped("P9").length], [0, 1])
  })

  it("counts a login that its process did not survive until it was killed", () => {
    const begun = made("P1", 0, "s1").slice(0, 2)
    const killed = trouble(20, true, "P1", "SIGKILL")
    assert.deepStrictEqual(check(...begun, killed, ...made("P2", 3100, "s2")), [])
    assert.deepStrictEqual(check(...begun, ...made("P2", 3100, "s2")), ["P1 and P2 log in to jane at the same time"])
  })

  it("shows refused credentials that were sent twice", () => {
    const refusal = (at: number): Step => ({ at, process: undefined, step: "refusal", account })
    assert.deepStrictEqual(check(...good, refusal(3000)), [])
    assert.deepStrictEqual(check(...good, refusal(3000), refusal(60_000)), ["jane was refused 2 times"])
  })

  it("shows a caller without an answer, or with a late one", () => {
    assert.deepStrictEqual(check(...good, ...order("P4", 0, undefined)), ['P4 never answered "ask"'])
    assert.deepStrictEqual(check(...good, ...order("P4", 0, 90_000)), ['P4 was too late to answer "ask"'])
    assert.deepStrictEqual(check(...good, ...order("P4", 0, undefined), trouble(10, true, "P4", "SIGKILL")), [])
  })

  it("shows a session of another account, and one that the desk never made", () => {
    const other: Step = { at: 0, process: undefined, step: "session", account: "joe", session: "s9" }
    assert.include(check(...good, other, ...found("P3", 300, 310, "s9")), "P3 of jane has session s9 of joe")
    assert.include(check(...good, ...found("P3", 300, 310, "s8")), "P3 of jane has session s8 of nobody")
  })

  it("shows a shared session that was logged out", () => {
    const logout: Step = { at: 2001, process: undefined, step: "logout", session: "s2" }
    assert.deepStrictEqual(check(...good, logout), ["s2 is shared, and was logged out"])
  })

  it("shows a session of a closed process that is left at the desk", () => {
    const alone = made("P3", 3000, "s3").map((step) => ("place" in step ? { ...step, place: undefined } : step))
    const closed: Step = { at: 4000, process: "P3", step: "closed" }
    const logout: Step = { at: 4000, process: undefined, step: "logout", session: "s3" }
    assert.deepStrictEqual(check(...alone, closed), ["s3 of P3 is left at the desk"])
    assert.deepStrictEqual(check(...alone, closed, logout), [])
    assert.deepStrictEqual(check(...alone, closed, { at: 3900, process: undefined, step: "expiry" }), [])
  })

  it("shows an older session that comes back after a newer one was saved", () => {
    assert.deepStrictEqual(check(...good, ...found("P3", 1300, 1310, "s1")), ["P3 finds s1, and s2 is newer"])
    // A look that began before the newer one was saved may find the older one.
    assert.deepStrictEqual(check(...good, ...found("P3", 1000, 1310, "s1")), [])
    assert.deepStrictEqual(check(...good, trouble(1250, true), ...found("P3", 1300, 1310, "s1")), [])
  })

  it("is written one step a line, in the order of time", () => {
    const history = new History()
    for (const step of good.toReversed()) history.add(step)
    const lines = history.text.trimEnd().split("\n")
    assert.strictEqual(lines.length, good.length)
    assert.match(lines[0] ?? "", /^0\.0 P1 \{"step":"ord|^0\.0 P1 \{"step":"obt/)
  })
})
