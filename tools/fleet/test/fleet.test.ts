/** Simulated fleets hold every promise, and a seed replays exactly. `pnpm fleet` plays many more. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { attempt, programOf } from "../src/run.ts"
import { play, playWithPromises } from "../src/play.ts"
import { seedOfRun, usualSeries } from "../src/seeds.ts"

const runs = 500

// Every expected failure is an error: its stack costs more than the rest of a program.
const { stackTraceLimit } = Error
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

const logOf = async (seed: number): Promise<ReadonlyArray<string>> => {
  const lines: Array<string> = []
  const program = programOf(seed)
  const options = { onNote: (line: string) => lines.push(line) }
  if (program.cipher === "real") await playWithPromises(program, options)
  else play(program, options)
  return lines
}

describe("many processes", () => {
  it(`keep every promise in ${runs} random runs of series ${usualSeries}`, async () => {
    const broken: Array<string> = []
    for (let index = 0; index < runs; index++) {
      const seed = seedOfRun(usualSeries, index)
      const message = await attempt(programOf(seed))
      if (message !== undefined) broken.push(`pnpm fleet --replay=${seed}: ${message}`)
    }
    assert.deepStrictEqual(broken, [])
  })

  it("do the same again when a seed is replayed, with real ciphers and emulators, too", async () => {
    const seeds = Array.from({ length: 60 }, (_, index) => seedOfRun(usualSeries, index))
    const isReal = (seed: number) => programOf(seed).cipher === "real"
    const chosen = [...seeds.filter(isReal), ...seeds.slice(0, 8)]
    assert.isTrue(chosen.some(isReal))
    for (const seed of chosen) {
      const first = await logOf(seed)
      assert.isAbove(first.length, 10)
      assert.deepStrictEqual(await logOf(seed), first)
    }
  })
})
