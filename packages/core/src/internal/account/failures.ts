/**
 * Where what is needed once something has failed is loaded: what reads a refusal, the memory of failed logins and their
 * log. Most programs never need it. For a login it is loaded inside the login that failed, so that it is there when the
 * failure is settled.
 */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { Reason } from "../../Reason.ts"
import { CallerResponse } from "../client/CallerResponse.ts"
import { isSame } from "../comparable.ts"
import { lazyModule } from "../lazy.ts"
import type { EarlyRejections, FailureLog, FailureMemory, FailureSide } from "./failureSide.ts"

const side = /*#__PURE__*/ lazyModule((): Promise<FailureSide> =>
  import("./failureSide.ts").then(({ makeFailureSide }) => makeFailureSide(Reason.members, CallerResponse))
)

/** Loads it. Never fails: where it cannot be loaded, an account whose login failed stays blocked (see `AccountState`). */
export const loadFailures: Effect.Effect<unknown> = /*#__PURE__*/ Effect.exit(side.load)

/** Waits while it is being loaded: what a vendor answered is known by then. */
export const failuresSettled: Effect.Effect<void> = side.settled

/** What has been loaded, if it has. */
export const loadedFailures: () => FailureSide | undefined = side.loaded

const notLoaded = /*#__PURE__*/ new Error("the code that reads a refusal could not be loaded")

/** What reads a refusal. Where it cannot be loaded, what was refused stays unknown: that is a defect. */
export const failureSide: Effect.Effect<FailureSide> = /*#__PURE__*/ Effect.catchCause(side.load, () =>
  Effect.die(notLoaded)
)

/** Whether the vendor answered, and nothing could read the answer. */
export const isUnread = ({ reasons }: Cause.Cause<unknown>): boolean =>
  reasons.some((reason) => reason._tag === "Die" && reason.defect === notLoaded)

/** A memory of failures; `undefined` before it is loaded. */
export const newMemory = <C>(): FailureMemory<C> | undefined => {
  const loaded = loadedFailures()
  return loaded && new loaded.FailureMemory(isSame)
}

/** A count of sessions that are rejected early; `undefined` before it is loaded. */
export const newRejections = (): EarlyRejections | undefined => {
  const loaded = loadedFailures()
  return loaded && new loaded.EarlyRejections()
}

/** A log of failures; `undefined` before it is loaded. */
export const newLog = (): FailureLog | undefined => {
  const loaded = loadedFailures()
  return loaded && new loaded.FailureLog()
}
