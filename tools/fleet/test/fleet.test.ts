/** Simulated fleets hold every promise, and a seed replays exactly. `pnpm fleet` plays many more. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { attempt, programOf } from "../src/run.ts"
import { play } from "../src/play.ts"
import { seedOfRun, usualSeries } from "../src/seeds.ts"

const runs = 500

// Every expected failure is an error: its stack costs more than the rest of a program.
const { stackTraceLimit } = Error
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

const logOf = (seed: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  play(programOf(seed), { onNote: (line) => lines.push(line) })
  return lines
}

describe("many processes", () => {
  it(`keep every promise in ${runs} random runs of series ${usualSeries}`, async () => {
    const broken: Array<string> = []
    for (let index = 0; index < runs; index++) {
      const seed = seedOfRun(usualSeries, index)
      const message = await attempt(programOf(seed))
      if (message !== undefined) broken.push(`pnpm fleet --replay ${seed}: ${message}`)
    }
    assert.deepStrictEqual(broken, [])
  })

  it("do the same again when a seed is replayed", () => {
    for (let index = 0; index < 10; index++) {
      const seed = seedOfRun(usualSeries, index)
      const first = logOf(seed)
      assert.isAbove(first.length, 10)
      assert.deepStrictEqual(logOf(seed), first)
    }
  })
})
