/** Whoever breaks one guarantee is caught: by the first runs of a series, of at most 10,000. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { mutations } from "../src/mutations.ts"
import { attempt, programOf } from "../src/run.ts"
import { seedOfRun, usualSeries } from "../src/seeds.ts"

const mostRuns = 10_000

const { stackTraceLimit } = Error
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

describe("the fleet notices at once when it is no longer true that", () => {
  for (const [guarantee, mutation] of Object.entries(mutations)) {
    it(
      guarantee,
      async () => {
        for (let index = 0; index < mostRuns; index++) {
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
