/** Says in words why no answer came, without the request that an HTTP client's error prints. */
import type * as HttpClientError from "effect/http/HttpClientError"
import * as Predicate from "effect/Predicate"
import { scrub } from "../redaction.ts"

/** The innermost cause that says something: fetch wraps the socket's error twice. */
const innermost = (cause: unknown, depth = 0): string | undefined => {
  if (!Predicate.hasProperty(cause, "message") || depth > 4) return undefined
  const inner = Predicate.hasProperty(cause, "cause") ? innermost(cause.cause, depth + 1) : undefined
  const code = Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code) ? `${cause.code} ` : ""
  return inner ?? (Predicate.isString(cause.message) && cause.message !== "" ? code + cause.message : undefined)
}

export const transportDetail = (error: HttpClientError.HttpClientError, secrets: ReadonlyArray<string>): string => {
  const reason = error.reason
  const cause = "cause" in reason ? innermost(reason.cause) : undefined
  const description = "description" in reason && Predicate.isString(reason.description) ? reason.description : undefined
  return scrub(description ?? cause ?? "the connection failed", secrets).slice(0, 200)
}
