/**
 * What Kafinea's server may be. No reply of it was ever seen: it is closed source, and these are vtiger's behaviour
 * under the names of Kafinea's page.
 *
 * @since 0.1.0
 */
import { type Refusal, release72, release82, type WebserviceDialect } from "@crm-auth/webservice/testing"

/**
 * Kafinea as it is to be expected: vtiger's replies with the version member renamed.
 *
 * @category dialects
 * @since 0.1.0
 */
export const kafinea: WebserviceDialect = {
  ...release82,
  vendor: "kafinea",
  errorMembers: "code-first",
  login: { sessionMember: "sessionName", versionMember: "kafineaVersion", productVersion: "1.0.0", userMembers: false }
}

/**
 * Kafinea as its page prints it: `sessionId` in the login reply, times in quotes, `message` before `code`.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-authentification/
 * @category dialects
 * @since 0.1.0
 */
export const kafineaAsPrinted: WebserviceDialect = {
  ...kafinea,
  errorMembers: "message-first",
  challenge: { ...kafinea.challenge, times: "strings" },
  login: { ...kafinea.login, sessionMember: "sessionId" }
}

/**
 * Kafinea if it were at vtiger 7, where extendsession takes no session of the interface.
 *
 * @category dialects
 * @since 0.1.0
 */
export const kafineaLike7: WebserviceDialect = { ...kafinea, extendSession: release72.extendSession }

const authenticationRequired = (message: string): Refusal => ({ code: "AUTHENTICATION_REQUIRED", message })

/**
 * Kafinea if it told users and sessions apart as coreBOS does: one code for an unknown user, an inactive one and an expired
 * session.
 *
 * @category dialects
 * @since 0.1.0
 */
export const kafineaLikeCorebos: WebserviceDialect = {
  ...kafinea,
  users: {
    ...kafinea.users,
    unknown: authenticationRequired("Given user cannot be found: {username}"),
    unnamed: authenticationRequired("Given user cannot be found: {username}"),
    unknownAtLogin: authenticationRequired("Given user cannot be found"),
    inactive: authenticationRequired("Given user is inactive")
  },
  session: {
    ...kafinea.session,
    missing: authenticationRequired("Authentication required"),
    dead: authenticationRequired("Authentication required")
  }
}

/** The dialects by name, the current one first. */
export const dialects: { readonly [name: string]: WebserviceDialect } = {
  expected: kafinea,
  "as-printed": kafineaAsPrinted,
  "like-vtiger-7": kafineaLike7,
  "like-corebos": kafineaLikeCorebos
}
