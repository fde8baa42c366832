/**
 * The releases of vtiger CRM.
 *
 * @since 0.1.0
 */
import { crash, type Refusal, type WebserviceDialect } from "./Dialect.ts"

const authenticationRequired: Refusal = { code: "AUTHENTICATION_REQUIRED", message: "Authencation required" }

/**
 * vtiger CRM 7 (seen on 7.2).
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger7: WebserviceDialect = {
  vendor: "vtiger",
  parameters: "registered",
  readsJson: false,
  moreinfo: false,
  errorMembers: "code-first",
  challenge: { seconds: 300, reused: false, times: "numbers" },
  users: {
    ignoresTrailingSpaces: false,
    portalContacts: false,
    passwordLogin: false,
    statusFile: false,
    unknown: { code: "ACCESS_DENIED", message: "username does not exists" },
    unnamed: { code: "ACCESS_DENIED", message: "No username given" },
    inactive: { code: "INVALID_USER_CREDENTIALS", message: "Invalid username or password" }
  },
  session: {
    id: "hex",
    idleSeconds: 1440,
    missing: authenticationRequired,
    dead: { code: "INVALID_SESSIONID", message: "Session Identifier provided is Invalid" },
    preLogin: "checked",
    headers: [],
    boundToUserAgent: false,
    cookies: false
  },
  login: { sessionMember: "sessionName", versionMember: "vtigerVersion", productVersion: "7.2.0" },
  logoutChecksVerb: true,
  extendSession: "browser",
  extendRefused: { code: "AUTHENTICATION_FAILURE", message: "Authencation Failed" },
  portalLogin: false,
  unknownOperation: crash,
  malformedQuery: { code: "ACCESS_DENIED", message: "Permission to perform the operation is denied for query" }
}

/**
 * vtiger CRM 8.2: as 7, and extendsession accepts an API session as well.
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger82: WebserviceDialect = {
  ...vtiger7,
  login: { ...vtiger7.login, productVersion: "8.2.0" },
  extendSession: "any"
}

/**
 * vtiger CRM 5.4: an unknown user gets a token that is good for nothing, and an inactive user is told so.
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger54: WebserviceDialect = {
  ...vtiger7,
  users: {
    ...vtiger7.users,
    unknown: "uselessToken",
    unnamed: "uselessToken",
    inactive: { code: "AUTHENTICATION_REQUIRED", message: "Given user is inactive" }
  },
  login: { ...vtiger7.login, productVersion: "5.4.0" },
  logoutChecksVerb: false
}
