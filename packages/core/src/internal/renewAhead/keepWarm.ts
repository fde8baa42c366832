/** What is loaded for a manager or map that does something between calls: the scheduler and the renewal of sessions ahead. */
import * as Duration from "effect/Duration"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import type { Runtime } from "../account/runtime.ts"
import { RenewAhead } from "./RenewAhead.ts"
import type { RenewalOptions } from "./RenewalOptions.ts"
import type { Scheduler } from "./Scheduler.ts"

export { keepAlive } from "./keepAlive.ts"
export { Scheduler } from "./Scheduler.ts"

/** Logins per second that every server can take. */
const defaultRate = 50

/** The runtime of accounts whose sessions are kept warm. */
export const keepWarm = (
  runtime: Runtime,
  scheduler: Scheduler,
  vendor: string,
  options: RenewalOptions,
  say: (event: SessionEventDetail) => void
): Runtime => {
  const keepWarmFor = Duration.toMillis(Duration.fromInputUnsafe(options.keepWarmFor ?? Duration.infinity))
  const rate = options.renewalRate ?? defaultRate
  const { changed } = new RenewAhead(runtime, scheduler, { vendor, rate, keepWarmFor }, say)
  return { ...runtime, changed }
}
