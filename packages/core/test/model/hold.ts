/**
 * Holds programs to what they promise. `MODEL_RUNS` sets how many (for invariants half as many, they take twice as
 * long), `MODEL_SEED` which.
 */
import { afterAll, assert, beforeAll, it } from "@effect/vitest"
import * as fc from "fast-check"
import type { Program } from "./program.ts"

export const runs = Number(process.env["MODEL_RUNS"] ?? 10_000)
const seed = Number(process.env["MODEL_SEED"] ?? 20_261_122)

/** The number of runs that make one test, so that a long run shows how far it is. */
const block = 20_000

/** A block may take so long: a hundred times what it takes on a quiet machine. */
const timeout = 1_200_000

/** `numRuns` programs, each of which `play` throws at when it breaks a promise. */
export const hold = (
  what: string,
  programs: fc.Arbitrary<Program>,
  play: (program: Program) => void,
  numRuns: number
): void => {
  // Every expected failure is an error: its stack costs more than the rest of a program.
  const { stackTraceLimit } = Error
  beforeAll(() => void (Error.stackTraceLimit = 0))
  afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

  const rejections: Array<unknown> = []
  const onRejection = (reason: unknown) => void rejections.push(reason)
  beforeAll(() => void process.on("unhandledRejection", onRejection))
  afterAll(() => void process.off("unhandledRejection", onRejection))

  for (let first = 0; first < numRuns; first += block) {
    const many = Math.min(block, numRuns - first)
    const blockSeed = seed + first / block
    it(
      `${what}: ${many} random programs of ${numRuns}, from the ${first + 1}th on (seed ${blockSeed})`,
      async () => {
        fc.assert(fc.property(programs, play), { numRuns: many, seed: blockSeed })
        // Unhandled rejections are reported when everything else has had its turn.
        await new Promise(setImmediate)
        assert.deepStrictEqual(rejections, [])
        if (numRuns > block) process.stderr.write(`${what}: ${first + many} of ${numRuns} programs hold\n`)
      },
      timeout
    )
  }
}
