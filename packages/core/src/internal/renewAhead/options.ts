/** When sessions are renewed: on use, or ahead of it. */
import * as Duration from "effect/Duration"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import { Ahead } from "./RenewAhead.ts"
import type { Scheduler } from "./Scheduler.ts"
import type { Surroundings } from "../account/runtime.ts"

export interface RenewalOptions {
  readonly renewal?: "onUse" | "ahead" | undefined
  readonly keepWarmFor?: Duration.Input | undefined
  readonly renewalRate?: number | undefined
}

const loginTimeout = /*#__PURE__*/ Duration.seconds(30)

/** How long a login may take in all. */
export const loginTimeoutOf = (options: { readonly loginTimeout?: Duration.Input | undefined }): Duration.Duration =>
  options.loginTimeout === undefined ? loginTimeout : Duration.fromInputUnsafe(options.loginTimeout)

/** Logins per second that no server minds. */
const defaultRate = 50

/** The surroundings of accounts that are renewed as the options say. */
export const scheduled = (
  around: Surroundings,
  scheduler: Scheduler,
  vendor: string,
  options: RenewalOptions,
  say: (event: SessionEventDetail) => void
): Surroundings => {
  if (options.renewal !== "ahead") return around
  const keepWarmFor = Duration.toMillis(Duration.fromInputUnsafe(options.keepWarmFor ?? Duration.infinity))
  const ahead = new Ahead(around, scheduler, { vendor, rate: options.renewalRate ?? defaultRate, keepWarmFor }, say)
  return { ...around, changed: ahead.changed }
}
