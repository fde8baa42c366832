/**
 * The releases of vtiger CRM.
 *
 * @since 0.1.0
 */
import { release72, release82, release82OnPhp8, type WebserviceDialect } from "@crm-auth/webservice/testing"

/**
 * vtiger CRM 7.2.
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger72: WebserviceDialect = { ...release72, vendor: "vtiger" }

/**
 * vtiger CRM 8.2, as a fork of it was seen: extendsession accepts a session of the API as well, a login tells about the
 * user, and errors have their message first.
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger82: WebserviceDialect = { ...release82, vendor: "vtiger" }

/**
 * vtiger CRM 8.2 on PHP 8: as `vtiger82`, and its logout fails, so that sessions end only by idleness.
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger82OnPhp8: WebserviceDialect = { ...release82OnPhp8, vendor: "vtiger" }

/**
 * vtiger CRM 5.4: an unknown user gets a token that is good for nothing, and an inactive user is told so.
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger54: WebserviceDialect = {
  ...vtiger72,
  users: {
    ...vtiger72.users,
    unknown: "uselessToken",
    unnamed: "uselessToken",
    inactive: { code: "AUTHENTICATION_REQUIRED", message: "Given user is inactive" }
  },
  login: { ...vtiger72.login, productVersion: "5.4.0" },
  logoutChecksVerb: false
}

/** The dialects by name, the current one first. */
export const dialects: { readonly [name: string]: WebserviceDialect } = {
  "8.2": vtiger82,
  "8.2-php8": vtiger82OnPhp8,
  "7.2": vtiger72,
  "5.4": vtiger54
}
