// Generated from vtiger.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { AccountField, CredentialWords, LoginCredentials } from "@crm-auth/core/Driver"
import type * as Redacted from "effect/Redacted"

/**
 * What a person says about the server: its address first.
 *
 * @category credentials
 * @since 0.1.0
 */
export const serverFields: ReadonlyArray<AccountField> = [
  { name: "url", kind: "text", secret: false, required: true, variable: "VTIGER_URL" }
]

/**
 * A user of the CRM.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface VtigerCredentials {
  /**
   * The name with which the user logs in.
   *
   * Where to find it: The name typed on the CRM's login page.
   *
   * Environment variable: `VTIGER_USERNAME`.
   */
  readonly username: string
  /**
   * The access key, which is not the password. It is sent, as a hash, exactly as it is given: spaces and case count.
   *
   * Where to find it: The user's preferences page (My Preferences).
   *
   * Environment variable: `VTIGER_ACCESS_KEY`.
   */
  readonly accessKey: Redacted.Redacted
}

/**
 * The fields of `VtigerCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const accessKeyCredentials: LoginCredentials<VtigerCredentials> = {
  id: "accessKey",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "VTIGER_USERNAME" },
    { name: "accessKey", kind: "text", secret: true, required: true, variable: "VTIGER_ACCESS_KEY" }
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
    url: { label: "Address", where: "The address of the CRM in the browser, without `/index.php` and what follows" }
  },
  methods: {
    accessKey: {
      label: "User name and access key",
      fields: {
        username: { label: "User name", where: "The name typed on the CRM's login page" },
        accessKey: { label: "Access key", where: "The user's preferences page (My Preferences)" }
      }
    }
  }
}
