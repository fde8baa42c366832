/** All figures of a run, as they are committed in docs/benchmarks.json. Each part says what it was measured on. */
import { existsSync, readFileSync } from "node:fs"
import type { Alternatives } from "../alternatives/run.ts"
import type { Ratios } from "../ratios/index.ts"
import type { Many } from "../scale/many.ts"
import type { Scale } from "../scale/index.ts"
import type { Scoreboard } from "../scoreboard/run.ts"
import type { Machine } from "./machine.ts"

export interface Measured<A> {
  readonly on: Machine
  readonly figures: A
}

export interface Figures {
  /** The commit that was measured: later builds are compared with it. */
  readonly commit?: string
  readonly ratios?: Measured<Ratios>
  readonly scoreboard?: Measured<Scoreboard>
  readonly alternatives?: Measured<Alternatives>
  readonly scale?: Measured<Scale>
  readonly many?: Measured<Many>
}

export const root = new URL("../../../../", import.meta.url)
export const jsonFile = new URL("docs/benchmarks.json", root)
export const pageFile = new URL("docs/benchmarks.md", root)

export const committed = (): Figures => (existsSync(jsonFile) ? JSON.parse(readFileSync(jsonFile, "utf8")) : {})
