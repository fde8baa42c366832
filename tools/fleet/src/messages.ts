/** What the command and its workers tell each other. */
import type { Finding } from "./run.ts"

/** Plays every `stride`th run of a series, from `from` to before `to`. */
export interface Order {
  readonly series: number
  readonly from: number
  readonly to: number
  readonly stride: number
}

export type News =
  | { readonly kind: "progress"; readonly next: number }
  | { readonly kind: "finding"; readonly finding: Finding }
  | { readonly kind: "done" }
