/**
 * The releases of the protocol's server that vendors build on: those of vtiger CRM, from which all others come.
 *
 * @since 0.1.0
 */
import { crash, type Refusal, type WebserviceDialect } from "./Dialect.ts"

const authenticationRequired: Refusal = { code: "AUTHENTICATION_REQUIRED", message: "Authencation required" }

/**
 * The server of vtiger CRM 7 (seen on 7.2).
 *
 * @category dialects
 * @since 0.1.0
 */
export const release7: WebserviceDialect = {
  vendor: "webservice",
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
 * The server of vtiger CRM 8.2: as 7, and extendsession accepts an API session as well.
 *
 * @category dialects
 * @since 0.1.0
 */
export const release82: WebserviceDialect = {
  ...release7,
  login: { ...release7.login, productVersion: "8.2.0" },
  extendSession: "any"
}
