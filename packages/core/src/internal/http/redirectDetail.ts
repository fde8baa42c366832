/** Describes a reply that is a redirect. Loaded on demand, with what judges failures. */
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { scrub } from "../redaction.ts"

/** A segment of a path that may be a session, a token or a code. */
const mayBeSecret = (segment: string): boolean => /\d/.test(segment) || segment.length >= 20

/** Describes a redirect: its target without the query, and without path segments that may be secrets. */
export const redirectDetail = (
  response: HttpClientResponse.HttpClientResponse,
  secrets: ReadonlyArray<string>
): string => {
  const location = response.headers["location"]
  const base = Option.getOrUndefined(HttpClientRequest.toUrl(response.request))
  const target = location === undefined ? undefined : Result.getOrUndefined(Result.try(() => new URL(location, base)))
  if (target === undefined || target.origin === "null") return "a redirect, which is not followed"
  const path = target.pathname.split("/").map((segment) => (mayBeSecret(segment) ? "…" : segment))
  return `a redirect to ${scrub(target.origin + path.join("/"), secrets)}, which is not followed`
}
