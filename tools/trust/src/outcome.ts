/** How an effect ended, in one word. */
import type { AuthError } from "@crm-auth/core"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"

/** `success`, the tag of a reason, or what it is instead: nothing but these two may ever come of a hostile server. */
export const outcomeOf = (exit: Exit.Exit<unknown, unknown>): string => {
  if (Exit.isSuccess(exit)) return "success"
  const error = exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error
  if (isAuthError(error)) return error.reason._tag
  return Predicate.isTagged(error, "HttpClientError") ? "HttpClientError" : `defect: ${Cause.pretty(exit.cause)}`
}

const isAuthError = (error: unknown): error is AuthError => Predicate.isTagged(error, "AuthError")
