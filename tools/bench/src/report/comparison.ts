/** This build beside the base, as a table. */
import type { Comparison } from "../base/compare.ts"
import { micros, short, table } from "./text.ts"

export const comparisonTable = (comparisons: ReadonlyArray<Comparison>): string =>
  table(
    ["CPU, the least of the turns", "this build", "the base", "ratio, the middle one of the rounds"],
    comparisons.map(({ base, now, ratio, what }) => [what, micros(now), micros(base), short(ratio)])
  )
