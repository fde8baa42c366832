/**
 * A form that is streamed, and takes a session's field in front of its own.
 *
 * @since 0.1.0
 */
import type * as HttpBody from "effect/http/HttpBody"
import * as Predicate from "effect/Predicate"
import type * as Redacted from "effect/Redacted"

/**
 * The name of the function that gives a streamed form another field.
 *
 * @category symbols
 * @since 0.1.0
 */
export const prependField = /*#__PURE__*/ Symbol.for("@crm-auth/core/FormStream/prependField")

/**
 * The body of a request that is a multipart form and is never held in memory as a whole. A vendor that wants its session
 * in a form gets it as the first field.
 *
 * @category models
 * @since 0.1.0
 */
export interface FormStream {
  /** The same form with one more field before its own. */
  readonly [prependField]: (name: string, value: Redacted.Redacted) => HttpBody.HttpBody
}

/**
 * Whether a body is such a form.
 *
 * @category guards
 * @since 0.1.0
 */
export const isFormStream = (body: HttpBody.HttpBody): body is HttpBody.HttpBody & FormStream =>
  Predicate.hasProperty(body, prependField)
