// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { checkVariants, type CredentialField, type LoginCredentials } from "@crm-auth/core/Driver"
import type * as Redacted from "effect/Redacted"

/**
 * What a person says about the server: its address first.
 *
 * @category credentials
 * @since 0.1.0
 */
export const serverFields: ReadonlyArray<CredentialField> = [
  {
    name: "url",
    label: "Address of the server",
    kind: "text",
    secret: false,
    required: true,
    variable: "CRMCOM_URL",
    where: "The address of CRM.COM in the browser, without the path"
  },
  {
    name: "release",
    label: "Release",
    kind: "text",
    secret: false,
    required: false,
    variable: "CRMCOM_RELEASE",
    where: "unknown"
  }
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
  label: "User name, password and organisation",
  fields: [
    {
      name: "username",
      label: "User name",
      kind: "text",
      secret: false,
      required: true,
      variable: "CRMCOM_USERNAME",
      where: "unknown"
    },
    {
      name: "password",
      label: "Password",
      kind: "text",
      secret: true,
      required: true,
      variable: "CRMCOM_PASSWORD",
      where: "unknown"
    },
    {
      name: "organisation",
      label: "Organisation",
      kind: "text",
      secret: false,
      required: true,
      variable: "CRMCOM_ORGANISATION",
      where: "unknown"
    },
    {
      name: "unit",
      label: "Unit",
      kind: "text",
      secret: false,
      required: false,
      variable: "CRMCOM_UNIT",
      where: "unknown"
    }
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
  label: "Web API key",
  fields: [
    {
      name: "webApiKey",
      label: "Web API key",
      kind: "text",
      secret: true,
      required: true,
      variable: "CRMCOM_WEB_API_KEY",
      where: "unknown"
    },
    {
      name: "unit",
      label: "Unit",
      kind: "text",
      secret: false,
      required: false,
      variable: "CRMCOM_UNIT",
      where: "unknown"
    }
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
  label: "Consumer",
  fields: [
    {
      name: "applicationKey",
      label: "Application key",
      kind: "text",
      secret: true,
      required: false,
      variable: "CRMCOM_APPLICATION_KEY",
      where: "unknown"
    },
    {
      name: "identifier",
      label: "Identifier",
      kind: "text",
      secret: true,
      required: false,
      variable: "CRMCOM_IDENTIFIER",
      where: "unknown"
    },
    {
      name: "passCode",
      label: "Pass code",
      kind: "text",
      secret: true,
      required: false,
      variable: "CRMCOM_PASS_CODE",
      where: "unknown"
    },
    {
      name: "authenticationCode",
      label: "Authentication code",
      kind: "text",
      secret: true,
      required: false,
      variable: "CRMCOM_AUTHENTICATION_CODE",
      where: "unknown"
    },
    {
      name: "jwt",
      label: "JWT",
      kind: "text",
      secret: true,
      required: false,
      variable: "CRMCOM_JWT",
      where: "unknown"
    },
    {
      name: "organisationId",
      label: "Organisation id",
      kind: "text",
      secret: false,
      required: false,
      variable: "CRMCOM_ORGANISATION_ID",
      where: "unknown"
    },
    {
      name: "unit",
      label: "Unit",
      kind: "text",
      secret: false,
      required: false,
      variable: "CRMCOM_UNIT",
      where: "unknown"
    }
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
  label: "Device",
  fields: [
    {
      name: "installedItem",
      label: "Installed item",
      kind: "text",
      secret: false,
      required: true,
      variable: "CRMCOM_INSTALLED_ITEM",
      where: "unknown"
    },
    { name: "jwt", label: "JWT", kind: "text", secret: true, required: true, variable: "CRMCOM_JWT", where: "unknown" },
    {
      name: "applicationKey",
      label: "Application key",
      kind: "text",
      secret: true,
      required: false,
      variable: "CRMCOM_APPLICATION_KEY",
      where: "unknown"
    }
  ]
}
