// Generated from vtiger.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { CredentialField, LoginCredentials } from "@crm-auth/core/Driver"
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
    label: "Address",
    kind: "text",
    secret: false,
    required: true,
    variable: "VTIGER_URL",
    where: "The address of the CRM in the browser, without `/index.php` and what follows"
  }
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
  label: "User name and access key",
  fields: [
    {
      name: "username",
      label: "User name",
      kind: "text",
      secret: false,
      required: true,
      variable: "VTIGER_USERNAME",
      where: "The name typed on the CRM's login page"
    },
    {
      name: "accessKey",
      label: "Access key",
      kind: "text",
      secret: true,
      required: true,
      variable: "VTIGER_ACCESS_KEY",
      where: "The user's preferences page (My Preferences)"
    }
  ]
}
