/**
 * Where what is needed once a login has failed is loaded: the memory of failures and their log. Most programs never need
 * it. It is loaded inside the login that failed, so that it is there when the failure is settled.
 */
import * as Effect from "effect/Effect"
import { isSame } from "../comparable.ts"
import { lazyModule } from "../lazy.ts"
import type * as FailureSide from "./failureSide.ts"

const side = /*#__PURE__*/ lazyModule((): Promise<typeof FailureSide> => import("./failureSide.ts"))

/** Loads it. Never fails: where it cannot be loaded, an account whose login failed stays blocked (see `AccountState`). */
export const loadFailures: Effect.Effect<unknown> = /*#__PURE__*/ Effect.exit(side.load)

/** Whether it has been loaded. */
export const hasFailures = (): boolean => side.loaded() !== undefined

/** A memory of failures; `undefined` before it is loaded. */
export const newMemory = <C>(): FailureSide.FailureMemory<C> | undefined => {
  const loaded = side.loaded()
  return loaded && new loaded.FailureMemory(isSame)
}

/** A log of failures; `undefined` before it is loaded. */
export const newLog = (): FailureSide.FailureLog | undefined => {
  const loaded = side.loaded()
  return loaded && new loaded.FailureLog()
}
