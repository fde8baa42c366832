/**
 * The engine held by a model: random programs of callers, time, failures and closing never break its invariants.
 * `MODEL_RUNS` sets how many programs run against the reference, and half as many for invariants; `MODEL_SEED` which.
 */
import { afterAll, assert, beforeAll, it } from "@effect/vitest"
import * as fc from "fast-check"
import { busyProgram, type Program, program } from "./model/program.ts"
import { run, runBusy } from "./model/run.ts"

const runs = Number(process.env["MODEL_RUNS"] ?? 10_000)
/** Programs of several sessions take twice as long. */
const half = Math.ceil(runs / 2)
const seed = Number(process.env["MODEL_SEED"] ?? 20_261_122)

// Every expected failure is an error: its stack costs more than the rest of a program.
const { stackTraceLimit } = Error
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

const rejections: Array<unknown> = []
const onRejection = (reason: unknown) => void rejections.push(reason)
beforeAll(() => void process.on("unhandledRejection", onRejection))
afterAll(() => void process.off("unhandledRejection", onRejection))

const holds = async (programs: fc.Arbitrary<Program>, play: (program: Program) => void, numRuns: number) => {
  fc.assert(fc.property(programs, play), { numRuns, seed })
  // Rejections that nobody handles are told of when everything else has had its turn.
  await new Promise(setImmediate)
  assert.deepStrictEqual(rejections, [])
}

const timeout = Math.max(120_000, runs * 20)

it(`${runs} random programs end as the reference says (seed ${seed})`, () => holds(program, run, runs), timeout)

it(
  `${half} random programs with several sessions, warm ones and maps hold every invariant (seed ${seed})`,
  () => holds(busyProgram, runBusy, half),
  timeout
)
