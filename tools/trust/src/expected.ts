/** What must come of an answer that is none of the vendor's. */
import type { Call } from "./Subject.ts"

/**
 * The reason for a body that is no envelope (a page, nothing, junk, another vendor's document), by the status it came
 * under. A vendor's own rows make the differences:
 *
 * - CRM.COM's tokens die by themselves, so that whatever answers a release, it is done.
 * - An operation without a document is done when the server says 204.
 * - CRM.COM and KashFlow name the statuses of their gateways one by one; those of `webservice.php` and Kayako do not.
 */
export const expectedFor = ({ role, vendor }: Pick<Call, "role" | "vendor">, status: number): string => {
  if (status >= 300 && status < 400) return "UnexpectedResponse"
  if (role === "logout" && (vendor === "crmcom" || status === 204)) return "success"
  if (status === 429) return "RateLimited"
  if (status === 401) return vendor === "crmcom" ? "AccessDenied" : "UnexpectedResponse"
  if (status === 403) return vendor === "crmcom" || vendor === "kftoken" ? "AccessDenied" : "UnexpectedResponse"
  if (vendor === "crmcom" || vendor === "kftoken") {
    return [500, 502, 503, 504].includes(status) ? "Unavailable" : "UnexpectedResponse"
  }
  return status >= 500 ? "Unavailable" : "UnexpectedResponse"
}

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
