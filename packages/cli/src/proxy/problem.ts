/** Failures as RFC 9457 problem documents. */
import type { AuthError } from "@crm-auth/core"
import { codeOf, retryAfterOf } from "../authFailure.ts"

/** A problem, before it is written. */
export interface Problem {
  readonly status: number
  readonly title: string
  readonly detail: string
  /** The tag of the engine's reason. */
  readonly reason?: string
  readonly vendor?: string
  /** The vendor's own code. */
  readonly code?: string
  /** Seconds. */
  readonly retryAfter?: number
  readonly headers?: { readonly [name: string]: string }
}

const statuses: { readonly [reason: string]: number } = {
  AccessDenied: 403,
  RateLimited: 429,
  ReplayImpossible: 409,
  Unavailable: 503,
  Transport: 503,
  ChallengeRejected: 503,
  CredentialsUnavailable: 503,
  Closed: 503,
  CapacityExceeded: 503,
  StoreFailure: 500
}

const statusOf = ({ reason }: AuthError): number => {
  if (reason._tag !== "InvalidConfiguration") return statuses[reason._tag] ?? 502
  // The request's own fault: where it leads, or a body that cannot carry the session.
  const own: { readonly [field: string]: number } = { url: 403, body: 415, credentials: 502 }
  return own[reason.field] ?? 400
}

/** What a failure of the engine is to the caller. A login that failed is the proxy's trouble with the vendor: 502. */
export const problemOf = (error: AuthError): Problem => {
  const { reason, vendor } = error
  const code = codeOf(reason)
  const retryAfter = retryAfterOf(reason)
  return {
    status: statusOf(error),
    title: reason._tag.replace(/(?<=[a-z])(?=[A-Z])/g, " "),
    detail: error.message,
    reason: reason._tag,
    vendor,
    ...(code === undefined ? undefined : { code }),
    ...(retryAfter === undefined ? undefined : { retryAfter })
  }
}

/** The document. Its type names the reason; a problem of the proxy itself has none. */
export const document = ({ code, detail, reason, retryAfter, status, title, vendor }: Problem): string =>
  JSON.stringify({
    type: reason === undefined ? "about:blank" : `urn:crm-auth:reason:${reason}`,
    title,
    status,
    detail,
    ...(reason === undefined ? undefined : { reason }),
    ...(vendor === undefined ? undefined : { vendor }),
    ...(code === undefined ? undefined : { code }),
    ...(retryAfter === undefined ? undefined : { retryAfter })
  })

/** The headers of the document. */
export const documentHeaders = ({ headers, retryAfter }: Problem): { readonly [name: string]: string } => ({
  "content-type": "application/problem+json",
  "cache-control": "no-store",
  ...headers,
  ...(retryAfter === undefined ? undefined : { "retry-after": String(retryAfter) })
})
