/**
 * Says why no reply came, without the request that an HTTP client's error prints. Loaded on demand, with what judges
 * failures.
 */
import * as HttpClientError from "effect/http/HttpClientError"
import * as Predicate from "effect/Predicate"
import { scrub } from "../redaction.ts"

/** The errors of an `AggregateError`: one for each address that was tried. */
const membersOf = (cause: object): ReadonlyArray<unknown> =>
  Predicate.hasProperty(cause, "errors") && Array.isArray(cause.errors) ? cause.errors.slice(0, 4) : []

/** The innermost cause that says something: fetch wraps the socket's error twice, or all errors of a host's addresses. */
const innermost = (cause: unknown, depth = 0): string | undefined => {
  if (Predicate.isString(cause)) return cause === "" ? undefined : cause
  if (!Predicate.isObject(cause) || depth > 4) return undefined
  const inner = Predicate.hasProperty(cause, "cause") ? innermost(cause.cause, depth + 1) : undefined
  if (inner !== undefined) return inner
  const members = membersOf(cause).map((member) => innermost(member, depth + 1))
  const texts = [...new Set(members.filter((text) => text !== undefined))]
  if (texts.length > 0) return texts.join(", ")
  const message = Predicate.hasProperty(cause, "message") && Predicate.isString(cause.message) ? cause.message : ""
  const code = Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code) ? cause.code : ""
  // Node writes the code into most messages.
  const parts = message.includes(code) ? [message] : [code, message]
  return parts.filter((part) => part !== "").join(" ") || undefined
}

/** Says why no reply came. The failure of a body is not always an HTTP client's. */
export const failureDetail = (failure: unknown, secrets: ReadonlyArray<string>): string => {
  const reason = HttpClientError.isHttpClientError(failure) ? failure.reason : { cause: failure }
  const description = "description" in reason && Predicate.isString(reason.description) ? reason.description : undefined
  const cause = "cause" in reason ? innermost(reason.cause) : undefined
  return scrub(description ?? cause ?? "the connection failed", secrets).slice(0, 200)
}
