/**
 * The releases of coreBOS.
 *
 * @since 0.1.0
 */
import { type Refusal, text, release72, type WebserviceDialect } from "@crm-auth/webservice/testing"

const authenticationRequired = (message: string): Refusal => ({ code: "AUTHENTICATION_REQUIRED", message })
const unknownUser = authenticationRequired("Given user cannot be found")
const namedUnknownUser = authenticationRequired("Given user cannot be found: {username}")
const invalidSession: Refusal = { code: "INVALID_SESSIONID", message: "Session Identifier provided is invalid" }

const ofJson = (body: string) => ({ status: 200, headers: { "content-type": "application/json" }, body })

/**
 * coreBOS at the head of its repository (2024-05): what a new installation is.
 *
 * @see http://corebos.com/documentation/doku.php?id=en:devel:corebosws:login
 * @category dialects
 * @since 0.1.0
 */
export const corebosHead: WebserviceDialect = {
  vendor: "corebos",
  parameters: "any",
  readsJson: true,
  moreinfo: true,
  errorMembers: "code-first",
  challenge: { seconds: 7200, reused: true, times: "stored" },
  users: {
    portalContacts: true,
    passwordLogin: true,
    statusFile: true,
    unknown: namedUnknownUser,
    unnamed: namedUnknownUser,
    unknownAtLogin: unknownUser,
    inactive: authenticationRequired("Given user is inactive")
  },
  session: {
    id: "base36",
    idleSeconds: 7200,
    missing: authenticationRequired("Authentication required"),
    dead: authenticationRequired("Authentication required"),
    preLogin: "adopted",
    headers: ["corebos_authorization", "corebos-authorization"],
    boundToUserAgent: true,
    cookies: true,
    anonymous: "dead"
  },
  login: { sessionMember: "sessionName", versionMember: "vtigerVersion", productVersion: "5.5.0", userMembers: false },
  logout: "works",
  badBytes: "empty",
  unknownFormat: "empty",
  queries: { semicolon: false, anyCase: true },
  logoutChecksVerb: false,
  extendSession: "cookie",
  extendRefused: { code: "AUTHENTICATION_FAILURE", message: "Authentication Failed" },
  portalLogin: true,
  unknownOperation: { code: "UNKNOWN_OPERATION", message: "Unknown operation requested" },
  maintenance: text("Webservice - Service is not active"),
  fixed: new Map([
    ["getotpaccess", ofJson(`{"success":false,"result":"OTP code expired or invalid","moreinfo":null}`)],
    ["loginsession", text("Attempt to access restricted file.")]
  ])
}

const { fixed: _fixed, ...withoutFixed } = corebosHead

/**
 * coreBOS from 2020-07 to 2022-05: an expired session is `INVALID_SESSIONID`; no session header, no binding to the
 * User-Agent, no cookies.
 *
 * @category dialects
 * @since 0.1.0
 */
export const corebos2020: WebserviceDialect = {
  ...withoutFixed,
  session: {
    ...corebosHead.session,
    idleSeconds: 1440,
    dead: invalidSession,
    preLogin: "checked",
    headers: [],
    boundToUserAgent: false,
    cookies: false
  }
}

/**
 * coreBOS from 2018-06 to 2020-05: as `corebos2020`, without `moreinfo`, and an unknown operation is answered in
 * plain text.
 *
 * @category dialects
 * @since 0.1.0
 */
export const corebos2018: WebserviceDialect = {
  ...corebos2020,
  moreinfo: false,
  unknownOperation: text("Unknown operation requested")
}

/**
 * coreBOS from 2014-12 to 2018-06: as `corebos2018`, with vtiger's challenges, which are valid for 300 seconds and end when the
 * next one is asked for, and another text about an unknown user.
 *
 * @category dialects
 * @since 0.1.0
 */
export const corebos2014: WebserviceDialect = {
  ...corebos2018,
  challenge: release72.challenge,
  users: { ...corebos2018.users, unknown: unknownUser, unnamed: unknownUser }
}

/** The dialects by name, the current one first. */
export const dialects: { readonly [name: string]: WebserviceDialect } = {
  head: corebosHead,
  "in-2020": corebos2020,
  "in-2018": corebos2018,
  "in-2014": corebos2014
}
