/**
 * All that core loads on demand. A test on a test clock loads it first: the clock may be moved only once, and a file that is
 * still being read would then wait for it.
 */
import * as Effect from "effect/Effect"
import { loadJudge } from "../AccountConfig.ts"
import { loadAlgorithms } from "../LoginFunctions.ts"
import { loadCheck, loadParallel } from "./account/Account.ts"
import { loadFailures } from "./account/failures.ts"
import { loadStart } from "./client/inspectBody.ts"
import { loadJudgeUrl } from "./http/loadJudgeUrl.ts"
import { loadSpans } from "./loadSpans.ts"
import { loadOptions } from "./options/loadOptions.ts"
import { loadKeepWarm } from "./renewAhead/scheduled.ts"
import { loadParser } from "./withBaseUrl.ts"

export const loadOnDemand: Effect.Effect<void> = /*#__PURE__*/ Effect.all(
  [
    loadAlgorithms,
    loadCheck,
    loadFailures,
    loadJudge,
    loadJudgeUrl,
    loadKeepWarm,
    loadOptions,
    loadParallel,
    loadParser,
    loadSpans,
    loadStart
  ],
  { concurrency: "unbounded", discard: true }
)
