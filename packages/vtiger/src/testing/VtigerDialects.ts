/**
 * The releases of vtiger CRM.
 *
 * @since 0.1.0
 */
import { release7, release82, type WebserviceDialect } from "@crm-auth/webservice/testing"

/**
 * vtiger CRM 7 (seen on 7.2).
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger7: WebserviceDialect = { ...release7, vendor: "vtiger" }

/**
 * vtiger CRM 8.2: as 7, and extendsession accepts an API session as well.
 *
 * @category dialects
 * @since 0.1.0
 */
export const vtiger82: WebserviceDialect = { ...release82, vendor: "vtiger" }

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
