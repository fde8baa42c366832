/** What a source of credentials that fails means. */
import * as Predicate from "effect/Predicate"
import { AuthError } from "../../AuthError.ts"
import { CredentialsUnavailable } from "../../Reason.ts"

/** A source that fails is an outage. Only the tag is told: the text of an error may hold anything. */
export const unreadable = (vendor: string, error: unknown, operation = "login"): AuthError => {
  if (error instanceof AuthError) return error
  const detail = Predicate.hasProperty(error, "_tag") ? String(error._tag) : "their effect failed"
  return new AuthError({ vendor, operation, reason: new CredentialsUnavailable({ detail }) })
}
