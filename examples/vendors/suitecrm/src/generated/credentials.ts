// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { AccountField, CredentialWords, LoginCredentials } from "@crm-auth/core/Driver"
import type * as Redacted from "effect/Redacted"

/**
 * What a person says about the server: its address first.
 *
 * @category credentials
 * @since 0.1.0
 */
export const serverFields: ReadonlyArray<AccountField> = [
  { name: "url", kind: "text", secret: false, required: true, variable: "SUITECRM_URL" }
]

/**
 * A local user of SuiteCRM. The MD5 of the password is sent, which is as good as the password.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface SuiteCrmCredentials {
  /**
   * The name with which the user logs in.
   *
   * Where to find it: The login page.
   *
   * Environment variable: `SUITECRM_USERNAME`.
   */
  readonly username: string
  /**
   * The user's password.
   *
   * Where to find it: The login page.
   *
   * Environment variable: `SUITECRM_PASSWORD`.
   */
  readonly password: Redacted.Redacted
}

/**
 * The fields of `SuiteCrmCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const passwordCredentials: LoginCredentials<SuiteCrmCredentials> = {
  id: "password",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "SUITECRM_USERNAME" },
    { name: "password", kind: "text", secret: true, required: true, variable: "SUITECRM_PASSWORD" }
  ]
}

/**
 * A user of the LDAP directory that SuiteCRM is set up with. The password is sent as it is.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface SuiteCrmDirectoryCredentials {
  /**
   * The name with which the user logs in.
   *
   * Where to find it: The login page.
   *
   * Environment variable: `SUITECRM_USERNAME`.
   */
  readonly username: string
  /**
   * The user's password.
   *
   * Where to find it: The login page.
   *
   * Environment variable: `SUITECRM_PASSWORD`.
   */
  readonly password: Redacted.Redacted
}

/**
 * The fields of `SuiteCrmDirectoryCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const directoryCredentials: LoginCredentials<SuiteCrmDirectoryCredentials> = {
  id: "directory",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "SUITECRM_USERNAME" },
    { name: "password", kind: "text", secret: true, required: true, variable: "SUITECRM_PASSWORD" }
  ]
}

/**
 * What people are told about the fields: what each is called, and where to find it.
 *
 * @category credentials
 * @since 0.1.0
 */
export const credentialWords: CredentialWords = {
  server: { url: { label: "Address", where: "The address of SuiteCRM in the browser, without `index.php`" } },
  methods: {
    password: {
      label: "User name and password",
      fields: {
        username: { label: "User Name", where: "The login page" },
        password: { label: "Password", where: "The login page" }
      }
    },
    directory: {
      label: "User name and password of a directory",
      insecure: "The directory's password is sent as it is, and one wrong login may be several at the directory.",
      fields: {
        username: { label: "User Name", where: "The login page" },
        password: { label: "Password", where: "The login page" }
      }
    }
  }
}
