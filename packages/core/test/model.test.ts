/**
 * The engine held by a model: random programs of callers, time, failures and closing never break its invariants.
 * `MODEL_RUNS` sets how many programs run, `MODEL_SEED` which.
 */
import { afterAll, beforeAll, it } from "@effect/vitest"
import * as fc from "fast-check"
import { program } from "./model/program.ts"
import { run } from "./model/run.ts"

const runs = Number(process.env["MODEL_RUNS"] ?? 10_000)
const seed = Number(process.env["MODEL_SEED"] ?? 20_261_122)

// Every expected failure is an error: its stack costs more than the rest of a program.
const { stackTraceLimit } = Error
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

it(
  `${runs} random programs hold every invariant (seed ${seed})`,
  () => fc.assert(fc.property(program, run), { numRuns: runs, seed }),
  Math.max(120_000, runs * 20)
)
