/** Whoever breaks one guarantee is caught: by the first runs of a series, of at most 10,000. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { mutations } from "../src/mutations.ts"
import { attempt, programOf } from "../src/run.ts"
import { seedOfRun, usualSeries } from "../src/seeds.ts"

const mostRuns = 10_000

/** Which run of the series noticed each one when it was last searched for: it is tried first, and then all are. */
const noticedBy: Readonly<Record<string, number>> = {
  "a lease is renewed while a login takes its time": 7,
  "a lease ends when its process is killed": 17,
  "a process that lost its lease changes nothing": 348,
  "refused credentials are told to the others": 169,
  "each account has a place of its own": 479,
  "a shared session is not logged out by one of its processes": 60,
  "a step of the store has a deadline": 67,
  "the store is read again before a login": 183
}

function* runsFor(guarantee: string): Generator<number, void> {
  const known = noticedBy[guarantee]
  if (known !== undefined) yield known
  for (let index = 0; index < mostRuns; index++) yield index
}

const { stackTraceLimit } = Error
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

describe("the fleet notices at once when it is no longer true that", () => {
  for (const [guarantee, mutation] of Object.entries(mutations)) {
    it(
      guarantee,
      async () => {
        for (const index of runsFor(guarantee)) {
          const program = programOf(seedOfRun(usualSeries, index), ["redis"])
          if ((await attempt(program, { mutation })) === undefined) continue
          // The same program holds where nothing is broken.
          assert.isUndefined(await attempt(program))
          return
        }
        assert.fail(`not noticed in ${mostRuns} runs`)
      },
      600_000
    )
  }
})
