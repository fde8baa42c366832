/**
 * The one error of these packages.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Inspectable from "effect/Inspectable"
import * as Schema from "effect/Schema"
import { InvalidConfiguration, Reason, retryAfterOf } from "./Reason.ts"

/** The reason without its `Duration`, and the wait in milliseconds beside it. */
const plain = ({
  reason,
  retryAfterMillis
}: AuthError): { readonly retryAfterMillis?: number; readonly reason: object } => {
  if (retryAfterMillis === undefined) return { reason: { ...reason } }
  const { retryAfter: _, ...rest } = { retryAfter: undefined, ...reason }
  return { retryAfterMillis, reason: rest }
}

/**
 * A session could not be obtained, kept or used. Handle one reason with
 * `Effect.catchReason("AuthError", "AccountLocked", …)`, or a whole kind with `error.reason.kind`.
 *
 * @category errors
 * @since 0.1.0
 */
export class AuthError
  extends /*#__PURE__*/ Schema.TaggedError<AuthError>()("AuthError", {
    /** The vendor's name, such as `kayako`. */
    vendor: Schema.String,
    /** What was being done: the id of an operation, or `configure`, `login`, `session`, `call` or `check`. */
    operation: Schema.String,
    /** Why it failed. */
    reason: Reason
  })
{
  /** Where it failed, why, and what to do about it. */
  override readonly message: string = `${this.vendor} ${this.operation}: ${this.reason.message}`

  /**
   * Milliseconds to wait before the next try, or `undefined` where neither the vendor nor its specification says: what
   * `retryAfter` of the reason says, as a plain number.
   */
  get retryAfterMillis(): number | undefined {
    const wait = retryAfterOf(this.reason)
    return wait === undefined ? undefined : Duration.toMillis(wait)
  }

  /** The fields and the message, for `JSON.stringify`, with the wait in milliseconds. */
  override toJSON(): unknown {
    const { _tag, message, operation, vendor } = this
    return { _tag, vendor, operation, message, ...plain(this) }
  }

  /** What Node's `console` prints: the stack once, then the fields. */
  override [Inspectable.NodeInspectSymbol](
    _depth?: unknown,
    options?: unknown,
    inspect?: (value: unknown, options: unknown) => string
  ): unknown {
    if (inspect === undefined) return this.toJSON()
    const { operation, vendor } = this
    const { reason, ...wait } = plain(this)
    const { message: _, ...rest } = { message: "", ...reason }
    return `${this.stack} ${inspect({ vendor, operation, ...wait, reason: rest }, options)}`
  }
}

/**
 * The failure of a wrong option, variable or request: `field` names it, `detail` says what is wrong and what to write
 * instead.
 *
 * @category constructors
 * @since 0.1.0
 */
export const misconfigured = (vendor: string, field: string, detail: string, operation = "configure"): AuthError =>
  new AuthError({ vendor, operation, reason: new InvalidConfiguration({ field, detail }) })
