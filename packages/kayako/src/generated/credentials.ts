// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { AccountField, CredentialWords, LoginCredentials } from "@crm-auth/core/Driver"
import type * as Redacted from "effect/Redacted"

/**
 * What a person says about the server: its address first.
 *
 * @category credentials
 * @since 0.1.0
 */
export const serverFields: ReadonlyArray<AccountField> = [
  { name: "url", kind: "text", secret: false, required: true, variable: "KAYAKO_URL" }
]

/**
 * A member of staff. A desk may count failed logins of this interface and of the web desk together.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface KayakoCredentials {
  /**
   * The staff member's user name.
   *
   * Where to find it: The name typed on the web desk's login page for staff.
   *
   * Environment variable: `KAYAKO_USERNAME`.
   */
  readonly username: string
  /**
   * The staff member's password.
   *
   * Where to find it: The password typed on the web desk's login page for staff.
   *
   * Environment variable: `KAYAKO_PASSWORD`.
   */
  readonly password: Redacted.Redacted
}

/**
 * The fields of `KayakoCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const passwordCredentials: LoginCredentials<KayakoCredentials> = {
  id: "password",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "KAYAKO_USERNAME" },
    { name: "password", kind: "text", secret: true, required: true, variable: "KAYAKO_PASSWORD" }
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
    url: {
      label: "Address of the desk",
      where: "The address of the desk in the browser, without `/staff` or `/staffapi` and what follows"
    }
  },
  methods: {
    password: {
      label: "User name and password",
      fields: {
        username: { label: "User name", where: "The name typed on the web desk's login page for staff" },
        password: { label: "Password", where: "The password typed on the web desk's login page for staff" }
      }
    }
  }
}
