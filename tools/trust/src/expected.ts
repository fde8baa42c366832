/** What must come of an answer that is not one of the vendor's. */
import type { ErrorRow, Protocol } from "@crm-auth/core/Driver"
import type { Call } from "./Subject.ts"

/** An answer whose body is not the vendor's envelope. */
export interface Foreign {
  readonly status: number
  /** Whether there is no body, or one of white space only. */
  readonly isEmpty: boolean
  /** How the body starts. */
  readonly text: string
}

const roles = { login: "@login", logout: "@logout", renew: "@renew", call: "@call" } as const

const matches = (row: ErrorRow, { id, role }: Pick<Call, "id" | "role">, answer: Foreign): boolean => {
  const { body, code, credential, location, network, operation, sent, status, text, where } = row
  // These say something of an envelope, of the request, or of a redirect.
  if ([code, credential, location, network, sent, where].some((condition) => condition !== undefined)) return false
  const isAbout = operation.some((name) => name === id || name === "*" || name === roles[role])
  const hasStatus =
    status?.some((one) => one === answer.status || one === `${Math.floor(answer.status / 100)}XX`) ?? true
  const isBody = body === undefined || body === "any" || body === (answer.isEmpty ? "empty" : "notEnvelope")
  return isAbout && hasStatus && isBody && (text === undefined || answer.text.trimStart().startsWith(text))
}

/** The reason that a vendor's rows give for it, by its status. */
export const expectedFor = (
  { id, protocol, role }: Pick<Call, "id" | "role"> & { readonly protocol: Pick<Protocol, "errors"> },
  answer: Foreign
): string => {
  if (answer.status >= 300 && answer.status < 400) return "UnexpectedResponse"
  // Nothing is read of what answers a logout: without a document it is done.
  if (role === "logout" && answer.status === 204) return "success"
  const reason = protocol.errors.find((row) => matches(row, { id, role }, answer))?.reason
  if (reason === "none" && role === "logout") return "success"
  return reason === undefined || reason === "none" ? "UnexpectedResponse" : reason
}

const junk: Foreign = { status: 200, isEmpty: false, text: "junk" }

/** The reason for a success that cannot be read: an unreadable answer to a logout may count as done. */
export const unreadableFor = (call: Call): string => expectedFor(call, junk)

/** All that a server's answer may lead to: what only this side can be at fault for is not among it. */
export const reasonsOfServers = [
  "InvalidCredentials",
  "AccountLocked",
  "AccessDenied",
  "SubscriptionExpired",
  "PasswordExpired",
  "SecondFactorRequired",
  "SecondFactorRejected",
  "ChallengeRejected",
  "SessionRejected",
  "RateLimited",
  "Unavailable",
  "Transport",
  "UnexpectedResponse",
  "VendorFailure"
]
