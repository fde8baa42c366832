/**
 * The releases of the protocol's server that vendors build on: those of vtiger CRM, from which all others come.
 *
 * @since 0.1.0
 */
import { crash, type Refusal, type WebserviceDialect } from "./Dialect.ts"

const authenticationRequired: Refusal = { code: "AUTHENTICATION_REQUIRED", message: "Authencation required" }

/**
 * The server of vtiger CRM 7.2.
 *
 * @category dialects
 * @since 0.1.0
 */
export const release72: WebserviceDialect = {
  vendor: "webservice",
  parameters: "registered",
  readsJson: false,
  moreinfo: false,
  errorMembers: "code-first",
  challenge: { seconds: 300, reused: false, times: "numbers" },
  users: {
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
    cookies: false,
    anonymous: "dies"
  },
  login: { sessionMember: "sessionName", versionMember: "vtigerVersion", productVersion: "7.2.0", userMembers: false },
  logout: "works",
  badBytes: "read",
  unknownFormat: "empty",
  queries: { semicolon: true, anyCase: false },
  logoutChecksVerb: true,
  extendSession: "browser",
  extendRefused: { code: "AUTHENTICATION_FAILURE", message: "Authencation Failed" },
  portalLogin: false,
  unknownOperation: crash
}

/**
 * The server of vtiger CRM 8.2, as a fork of it was seen: extendsession accepts a session of the API as well, a login
 * tells about the user, and errors have their message first.
 *
 * @category dialects
 * @since 0.1.0
 */
export const release82: WebserviceDialect = {
  ...release72,
  errorMembers: "message-first",
  login: { ...release72.login, productVersion: "8.2.0", userMembers: true },
  extendSession: "any"
}

/**
 * The server of vtiger CRM 8.2 on PHP 8: as `release82`, and its logout fails, so that sessions end only by idleness.
 *
 * @category dialects
 * @since 0.1.0
 */
export const release82OnPhp8: WebserviceDialect = {
  ...release82,
  logout: "dies",
  badBytes: "error",
  unknownFormat: "dies"
}
