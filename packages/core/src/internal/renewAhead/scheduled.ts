/** Loads what does something between calls, for the options that ask for it: `renewal: "ahead"` and `idleTimeToLive`. */
import * as Effect from "effect/Effect"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import type { Runtime } from "../account/runtime.ts"
import { lazyModule } from "../lazy.ts"
import type * as KeepWarm from "./keepWarm.ts"
import type { RenewalOptions } from "./RenewalOptions.ts"
import type { Scheduler } from "./Scheduler.ts"

export interface Scheduled {
  readonly runtime: Runtime
  /** `undefined` where nothing happens between calls. */
  readonly scheduler: Scheduler | undefined
}

const keepWarmModule = /*#__PURE__*/ lazyModule((): Promise<typeof KeepWarm> => import("./keepWarm.ts"))

export const loadKeepWarm = /*#__PURE__*/ Effect.suspend(() => keepWarmModule.load)

/** What was loaded for them. */
export const loadedKeepWarm = (): typeof KeepWarm | undefined => keepWarmModule.loaded()

/** The runtime of accounts that are renewed as the options say. */
export const scheduled = (
  runtime: Runtime,
  vendor: string,
  options: RenewalOptions,
  say: (event: SessionEventDetail) => void
): Effect.Effect<Scheduled> => {
  const isAhead = options.renewal === "ahead"
  if (!isAhead && options.idleTimeToLive === undefined) return Effect.succeed({ runtime, scheduler: undefined })
  return Effect.map(loadKeepWarm, ({ keepWarm, Scheduler }) => {
    const scheduler = new Scheduler(runtime)
    return { runtime: isAhead ? keepWarm(runtime, scheduler, vendor, options, say) : runtime, scheduler }
  })
}
