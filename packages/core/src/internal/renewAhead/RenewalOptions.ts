/** What options say about renewal, after they were checked. */
import type * as Duration from "effect/Duration"

export interface RenewalOptions {
  readonly renewal?: "onUse" | "ahead" | undefined
  readonly keepWarmFor?: Duration.Input | undefined
  readonly renewalRate?: number | undefined
  readonly idleTimeToLive?: Duration.Input | undefined
}
