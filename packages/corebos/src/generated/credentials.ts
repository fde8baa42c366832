// Generated from corebos.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { AccountField, CredentialWords, LoginCredentials } from "@crm-auth/core/Driver"
import type * as Redacted from "effect/Redacted"

/**
 * What a person says about the server: its address first.
 *
 * @category credentials
 * @since 0.1.0
 */
export const serverFields: ReadonlyArray<AccountField> = [
  { name: "url", kind: "text", secret: false, required: true, variable: "COREBOS_URL" }
]

/**
 * A user.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CorebosCredentials {
  /**
   * The name with which the user logs in.
   *
   * Where to find it: The name typed on the installation's login page.
   *
   * Environment variable: `COREBOS_USERNAME`.
   */
  readonly username: string
  /**
   * The access key. It is sent, as a hash, exactly as it is given: spaces and case count. Changing the user's password
   * replaces it.
   *
   * Where to find it: The user's preferences page, also called the profile screen.
   *
   * Environment variable: `COREBOS_ACCESS_KEY`.
   */
  readonly accessKey: Redacted.Redacted
}

/**
 * The fields of `CorebosCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const accessKeyCredentials: LoginCredentials<CorebosCredentials> = {
  id: "accessKey",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "COREBOS_USERNAME" },
    { name: "accessKey", kind: "text", secret: true, required: true, variable: "COREBOS_ACCESS_KEY" }
  ]
}

/**
 * A user with the password in place of the access key. Every login sends the password in clear text.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CorebosInsecurePasswordCredentials {
  /**
   * The name with which the user logs in. Upper and lower case count, as they do not with an access key.
   *
   * Where to find it: The name typed on the installation's login page.
   *
   * Environment variable: `COREBOS_USERNAME`.
   */
  readonly username: string
  /**
   * The user's password. The user must have an access key all the same.
   *
   * Where to find it: The password typed on the installation's login page.
   *
   * Environment variable: `COREBOS_PASSWORD`.
   */
  readonly password: Redacted.Redacted
}

/**
 * The fields of `CorebosInsecurePasswordCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const passwordCredentials: LoginCredentials<CorebosInsecurePasswordCredentials> = {
  id: "password",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "COREBOS_USERNAME" },
    { name: "password", kind: "text", secret: true, required: true, variable: "COREBOS_PASSWORD" }
  ]
}

/**
 * A token of a Credentials record, valid between the record's start and end dates, without a login.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface CorebosCredentialTokenCredentials {
  /**
   * The record's token.
   *
   * Where to find it: The record in the Credentials module.
   *
   * Environment variable: `COREBOS_TOKEN`.
   */
  readonly token: Redacted.Redacted
}

/**
 * The fields of `CorebosCredentialTokenCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const credentialTokenCredentials: LoginCredentials<CorebosCredentialTokenCredentials> = {
  id: "credentialToken",
  fields: [{ name: "token", kind: "text", secret: true, required: true, variable: "COREBOS_TOKEN" }]
}

/**
 * What people are told about the fields: what each is called, and where to find it.
 *
 * @category credentials
 * @since 0.1.0
 */
export const credentialWords: CredentialWords = {
  server: {
    url: {
      label: "Address",
      where: "The address of the installation in the browser, without `/index.php` and what follows"
    }
  },
  methods: {
    accessKey: {
      label: "User name and access key",
      fields: {
        username: { label: "User name", where: "The name typed on the installation's login page" },
        accessKey: { label: "Access key", where: "The user's preferences page, also called the profile screen" }
      }
    },
    password: {
      label: "User name and password",
      insecure: "The password goes out in clear text, readable for everyone who logs forms on the way.",
      fields: {
        username: { label: "User name", where: "The name typed on the installation's login page" },
        password: { label: "Password", where: "The password typed on the installation's login page" }
      }
    },
    credentialToken: {
      label: "Token of a Credentials record",
      fields: { token: { label: "Token", where: "The record in the Credentials module" } }
    }
  }
}
