// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { type AccountField, checkVariants, type CredentialWords, type LoginCredentials } from "@crm-auth/core/Driver"
import type * as Redacted from "effect/Redacted"

/**
 * What a person says about the server: its address first.
 *
 * @category credentials
 * @since 0.1.0
 */
export const serverFields: ReadonlyArray<AccountField> = [
  { name: "url", kind: "text", secret: false, required: true, variable: "CRMCOM_URL" },
  { name: "release", kind: "text", secret: false, required: false, variable: "CRMCOM_RELEASE" }
]

/**
 * A user of one organisation.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CrmcomCredentials {
  /**
   * The name with which the user logs in.
   *
   * Environment variable: `CRMCOM_USERNAME`.
   */
  readonly username: string
  /**
   * The user's password.
   *
   * Environment variable: `CRMCOM_PASSWORD`.
   */
  readonly password: Redacted.Redacted
  /**
   * The organisation's name, not its id.
   *
   * Environment variable: `CRMCOM_ORGANISATION`.
   */
  readonly organisation: string
  /**
   * The id of a unit. By default the session is in the user's own unit.
   *
   * Environment variable: `CRMCOM_UNIT`.
   */
  readonly unit?: string | undefined
}

/**
 * The fields of `CrmcomCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const userCredentials: LoginCredentials<CrmcomCredentials> = {
  id: "user",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "CRMCOM_USERNAME" },
    { name: "password", kind: "text", secret: true, required: true, variable: "CRMCOM_PASSWORD" },
    { name: "organisation", kind: "text", secret: false, required: true, variable: "CRMCOM_ORGANISATION" },
    { name: "unit", kind: "text", secret: false, required: false, variable: "CRMCOM_UNIT" }
  ]
}

/**
 * A Web API key, which belongs to one user of one organisation.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CrmcomWebApiKeyCredentials {
  /**
   * The key alone, without a colon or a password.
   *
   * Environment variable: `CRMCOM_WEB_API_KEY`.
   */
  readonly webApiKey: Redacted.Redacted
  /**
   * The id of a unit. By default the session is in the user's own unit.
   *
   * Environment variable: `CRMCOM_UNIT`.
   */
  readonly unit?: string | undefined
}

/**
 * The fields of `CrmcomWebApiKeyCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const webApiKeyCredentials: LoginCredentials<CrmcomWebApiKeyCredentials> = {
  id: "webApiKey",
  fields: [
    { name: "webApiKey", kind: "text", secret: true, required: true, variable: "CRMCOM_WEB_API_KEY" },
    { name: "unit", kind: "text", secret: false, required: false, variable: "CRMCOM_UNIT" }
  ]
}

/**
 * A consumer, known by an identifier and its pass code.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CrmcomConsumerByPassCode {
  /**
   * The key of the application that the consumer uses.
   *
   * Environment variable: `CRMCOM_APPLICATION_KEY`.
   */
  readonly applicationKey: Redacted.Redacted
  /**
   * What identifies the consumer, such as the number of a card.
   *
   * Environment variable: `CRMCOM_IDENTIFIER`.
   */
  readonly identifier: Redacted.Redacted
  /**
   * The pass code that belongs to the identifier.
   *
   * Environment variable: `CRMCOM_PASS_CODE`.
   */
  readonly passCode: Redacted.Redacted
  /**
   * An authentication code of the consumer.
   *
   * Environment variable: `CRMCOM_AUTHENTICATION_CODE`.
   */
  readonly authenticationCode?: Redacted.Redacted | undefined
  /** Does not go with the fields of this type. */
  readonly jwt?: undefined
  /** Does not go with the fields of this type. */
  readonly organisationId?: undefined
  /**
   * The id of a unit. By default the session is in the user's own unit.
   *
   * Environment variable: `CRMCOM_UNIT`.
   */
  readonly unit?: string | undefined
}

/**
 * A consumer, known by an authentication code.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CrmcomConsumerByAuthenticationCode {
  /**
   * The key of the application that the consumer uses.
   *
   * Environment variable: `CRMCOM_APPLICATION_KEY`.
   */
  readonly applicationKey: Redacted.Redacted
  /** Does not go with the fields of this type. */
  readonly identifier?: undefined
  /** Does not go with the fields of this type. */
  readonly passCode?: undefined
  /**
   * An authentication code of the consumer.
   *
   * Environment variable: `CRMCOM_AUTHENTICATION_CODE`.
   */
  readonly authenticationCode: Redacted.Redacted
  /** Does not go with the fields of this type. */
  readonly jwt?: undefined
  /** Does not go with the fields of this type. */
  readonly organisationId?: undefined
  /**
   * The id of a unit. By default the session is in the user's own unit.
   *
   * Environment variable: `CRMCOM_UNIT`.
   */
  readonly unit?: string | undefined
}

/**
 * A consumer that CRM.COM Identity Management has identified, from release R16.2 on.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CrmcomConsumerByJwt {
  /** Does not go with the fields of this type. */
  readonly applicationKey?: undefined
  /** Does not go with the fields of this type. */
  readonly identifier?: undefined
  /** Does not go with the fields of this type. */
  readonly passCode?: undefined
  /** Does not go with the fields of this type. */
  readonly authenticationCode?: undefined
  /**
   * A JWT that CRM.COM Identity Management made for the consumer, from release R16.2 on.
   *
   * Environment variable: `CRMCOM_JWT`.
   */
  readonly jwt: Redacted.Redacted
  /**
   * The organisation's id, not its name.
   *
   * Environment variable: `CRMCOM_ORGANISATION_ID`.
   */
  readonly organisationId: string
  /** Does not go with the fields of this type. */
  readonly unit?: undefined
}

/**
 * A consumer. Its token gives access to this consumer's data only.
 *
 * @category credentials
 * @since 0.1.0
 */
export type CrmcomConsumerCredentials =
  | CrmcomConsumerByPassCode
  | CrmcomConsumerByAuthenticationCode
  | CrmcomConsumerByJwt

/**
 * The fields of `CrmcomConsumerCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const consumerCredentials: LoginCredentials<CrmcomConsumerCredentials> = {
  id: "consumer",
  fields: [
    { name: "applicationKey", kind: "text", secret: true, required: false, variable: "CRMCOM_APPLICATION_KEY" },
    { name: "identifier", kind: "text", secret: true, required: false, variable: "CRMCOM_IDENTIFIER" },
    { name: "passCode", kind: "text", secret: true, required: false, variable: "CRMCOM_PASS_CODE" },
    { name: "authenticationCode", kind: "text", secret: true, required: false, variable: "CRMCOM_AUTHENTICATION_CODE" },
    { name: "jwt", kind: "text", secret: true, required: false, variable: "CRMCOM_JWT" },
    { name: "organisationId", kind: "text", secret: false, required: false, variable: "CRMCOM_ORGANISATION_ID" },
    { name: "unit", kind: "text", secret: false, required: false, variable: "CRMCOM_UNIT" }
  ],
  variants: [
    { required: ["applicationKey", "identifier", "passCode"], optional: ["authenticationCode", "unit"] },
    { required: ["applicationKey", "authenticationCode"], optional: ["unit"] },
    { required: ["jwt", "organisationId"], optional: [] }
  ],
  checkVariants: checkVariants
}

/**
 * A device. Whether an application's key has to go with it is not publicly known.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CrmcomDeviceCredentials {
  /**
   * The number of the installed item.
   *
   * Environment variable: `CRMCOM_INSTALLED_ITEM`.
   */
  readonly installedItem: string
  /**
   * The JWT of the middleware that identifies the device.
   *
   * Environment variable: `CRMCOM_JWT`.
   */
  readonly jwt: Redacted.Redacted
  /**
   * The key of an application.
   *
   * Environment variable: `CRMCOM_APPLICATION_KEY`.
   */
  readonly applicationKey?: Redacted.Redacted | undefined
}

/**
 * The fields of `CrmcomDeviceCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const deviceCredentials: LoginCredentials<CrmcomDeviceCredentials> = {
  id: "device",
  fields: [
    { name: "installedItem", kind: "text", secret: false, required: true, variable: "CRMCOM_INSTALLED_ITEM" },
    { name: "jwt", kind: "text", secret: true, required: true, variable: "CRMCOM_JWT" },
    { name: "applicationKey", kind: "text", secret: true, required: false, variable: "CRMCOM_APPLICATION_KEY" }
  ]
}

/**
 * What people are told about the fields: what each is called, and where to find it.
 *
 * @category credentials
 * @since 0.1.0
 */
export const credentialWords: CredentialWords = {
  server: {
    url: { label: "Address of the server", where: "The address of CRM.COM in the browser, without the path" },
    release: { label: "Release", where: "unknown" }
  },
  methods: {
    user: {
      label: "User name, password and organisation",
      fields: {
        username: { label: "User name", where: "unknown" },
        password: { label: "Password", where: "unknown" },
        organisation: { label: "Organisation", where: "unknown" },
        unit: { label: "Unit", where: "unknown" }
      }
    },
    webApiKey: {
      label: "Web API key",
      fields: { webApiKey: { label: "Web API key", where: "unknown" }, unit: { label: "Unit", where: "unknown" } }
    },
    consumer: {
      label: "Consumer",
      fields: {
        applicationKey: { label: "Application key", where: "unknown" },
        identifier: { label: "Identifier", where: "unknown" },
        passCode: { label: "Pass code", where: "unknown" },
        authenticationCode: { label: "Authentication code", where: "unknown" },
        jwt: { label: "JWT", where: "unknown" },
        organisationId: { label: "Organisation id", where: "unknown" },
        unit: { label: "Unit", where: "unknown" }
      }
    },
    device: {
      label: "Device",
      fields: {
        installedItem: { label: "Installed item", where: "unknown" },
        jwt: { label: "JWT", where: "unknown" },
        applicationKey: { label: "Application key", where: "unknown" }
      }
    }
  }
}
