// Generated from kafinea.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { AccountField, CredentialWords, LoginCredentials } from "@crm-auth/core/Driver"
import type * as Redacted from "effect/Redacted"

/**
 * What a person says about the server: its address first.
 *
 * @category credentials
 * @since 0.1.0
 */
export const serverFields: ReadonlyArray<AccountField> = [
  { name: "url", kind: "text", secret: false, required: true, variable: "KAFINEA_URL" }
]

/**
 * A user of the instance.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface KafineaCredentials {
  /**
   * The name with which the user logs in.
   *
   * Where to find it: The name typed on Kafinea's login page.
   *
   * Environment variable: `KAFINEA_USERNAME`.
   */
  readonly username: string
  /**
   * The access key, which is not the password. It is sent, as a hash, exactly as it is given: spaces and case count.
   *
   * Where to find it: My Preferences, in the web interface.
   *
   * Environment variable: `KAFINEA_ACCESS_KEY`.
   */
  readonly accessKey: Redacted.Redacted
}

/**
 * The fields of `KafineaCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const accessKeyCredentials: LoginCredentials<KafineaCredentials> = {
  id: "accessKey",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "KAFINEA_USERNAME" },
    { name: "accessKey", kind: "text", secret: true, required: true, variable: "KAFINEA_ACCESS_KEY" }
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
    url: { label: "Address", where: "The address of Kafinea in the browser, up to and including the instance's name" }
  },
  methods: {
    accessKey: {
      label: "User name and access key",
      fields: {
        username: { label: "User name", where: "The name typed on Kafinea's login page" },
        accessKey: { label: "Access key", where: "My Preferences, in the web interface" }
      }
    }
  }
}
