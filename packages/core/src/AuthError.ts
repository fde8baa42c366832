/**
 * The one error of these packages.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { Reason } from "./Reason.ts"

/**
 * A session could not be had, kept or used. `vendor` and `operation` say where, `reason` says why; handle one reason
 * with `Effect.catchReason("AuthError", "AccountLocked", …)`.
 *
 * @category errors
 * @since 0.1.0
 */
export class AuthError extends Schema.TaggedError<AuthError>()("AuthError", {
  vendor: Schema.String,
  operation: Schema.String,
  reason: Reason
}) {
  override get message(): string {
    return `${this.vendor} ${this.operation}: ${this.reason.message}`
  }
}
