/**
 * The login of a contact of the customer portal, which coreBOS has besides that of a user.
 *
 * @since 0.1.0
 */
import type { Refusal } from "./Dialect.ts"
import { type Call, type Installation, type Outcome, refuse, succeed } from "./Installation.ts"
import { challengeDead, wrongKey } from "./Login.ts"
import { md5 } from "./Tokens.ts"

const failureLimit = 5

const unknownContact: Refusal = { code: "AUTHENTICATION_REQUIRED", message: "Given contact cannot be found" }
const locked: Refusal = { code: "AUTHENTICATION_FAILURE", message: "Maximum number of failed logins reached" }
const inactiveUser: Refusal = { code: "INVALID_USER", message: "Given user is inactive" }

/**
 * Answers loginPortal: `password` is the md5 of token and password. A wrong one counts, and so does the lack of a
 * challenge.
 *
 * @category operations
 * @since 0.1.0
 */
export const loginPortal = (installation: Installation, call: Call): Outcome => {
  const { accounts, challenges, dialect, quirks, sessions, tokens } = installation
  const contact = accounts.find(call.input.get("username") ?? "")
  if (contact?.portalContact !== true || contact.inactive) return refuse(unknownContact)
  if (contact.webFailures > failureLimit) return refuse(locked)
  const token = challenges.active(contact, call.at)
  if (token === undefined || call.input.get("password") !== md5(token + (contact.password ?? ""))) {
    contact.webFailures++
    return refuse(token === undefined ? challengeDead : wrongKey)
  }
  const user = quirks.has("noPortalUser") ? undefined : accounts.portalUser
  if (user === undefined) return refuse(wrongKey)
  if (!accounts.isActive(user)) return refuse(inactiveUser)
  contact.webFailures = 0
  const id = tokens.sessionId(dialect.session.id)
  sessions.open(id, { user, origin: "api", userAgent: call.php.headers["user-agent"] }, call.at)
  return succeed({
    sessionName: id,
    user: { id: user.id, user_name: user.username, contactid: contact.id, language: "en_us" }
  })
}
