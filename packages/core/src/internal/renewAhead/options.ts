/** When sessions are renewed: on use, or ahead of it. */
import * as Duration from "effect/Duration"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import type { Runtime } from "../account/runtime.ts"
import { RenewAhead } from "./RenewAhead.ts"
import type { Scheduler } from "./Scheduler.ts"

export interface RenewalOptions {
  readonly renewal?: "onUse" | "ahead" | undefined
  readonly keepWarmFor?: Duration.Input | undefined
  readonly renewalRate?: number | undefined
}

/** Logins per second that every server can take. */
const defaultRate = 50

/** The runtime of accounts that are renewed as the options say. */
export const scheduled = (
  runtime: Runtime,
  scheduler: Scheduler,
  vendor: string,
  options: RenewalOptions,
  say: (event: SessionEventDetail) => void
): Runtime => {
  if (options.renewal !== "ahead") return runtime
  const keepWarmFor = Duration.toMillis(Duration.fromInputUnsafe(options.keepWarmFor ?? Duration.infinity))
  const rate = options.renewalRate ?? defaultRate
  const { changed } = new RenewAhead(runtime, scheduler, { vendor, rate, keepWarmFor }, say)
  return { ...runtime, changed }
}
