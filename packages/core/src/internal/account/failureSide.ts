/**
 * What is needed once something has failed: a login, or the answer to a request. Loaded then, and before the failure is
 * told: see `failures.ts`. What it needs of the rest is handed in, so that the two share no code.
 */
import type { CallerResponse } from "../client/CallerResponse.ts"
import { afterRejection, afterSuspicion } from "../client/replay.ts"
import { withoutSession } from "../client/withoutSession.ts"
import { backoff } from "../http/backoff.ts"
import { redirectDetail } from "../http/redirectDetail.ts"
import { retryAfter } from "../http/retryAfter.ts"
import { failureDetail } from "../http/transport.ts"
import { judging, type ReasonClasses } from "../protocol/judge.ts"
import { scrub } from "../redaction.ts"
import { EarlyRejections } from "./EarlyRejections.ts"
import { FailureLog } from "./FailureLog.ts"
import { FailureMemory } from "./FailureMemory.ts"

export const makeFailureSide = (classes: ReasonClasses, Response: typeof CallerResponse) => ({
  EarlyRejections,
  FailureLog,
  FailureMemory,
  afterRejection,
  afterSuspicion,
  backoff,
  failureDetail,
  judge: judging(classes),
  redirectDetail,
  retryAfter,
  scrub,
  withoutSession: withoutSession(Response)
})

export type FailureSide = ReturnType<typeof makeFailureSide>

export type { EarlyRejections, FailureLog, FailureMemory }
