// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { AccountField, CredentialWords, LoginCredentials } from "@crm-auth/core/Driver"
import type * as Redacted from "effect/Redacted"

/**
 * What a person says about the server: its address first.
 *
 * @category credentials
 * @since 0.1.0
 */
export const serverFields: ReadonlyArray<AccountField> = [
  { name: "url", kind: "text", secret: false, required: false, variable: "KFTOKEN_URL" }
]

/**
 * A user.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface KftokenCredentials {
  /**
   * The name with which the user logs in.
   *
   * Where to find it: The name typed on KashFlow's login page.
   *
   * Environment variable: `KFTOKEN_USERNAME`.
   */
  readonly username: string
  /**
   * The password of the web login, without quotes or spaces around it.
   *
   * Where to find it: The password typed on KashFlow's login page.
   *
   * Environment variable: `KFTOKEN_PASSWORD`.
   */
  readonly password: Redacted.Redacted
  /**
   * The memorable word, of which only the characters that the server asks for are sent. Without it, a `SecondFactor` is
   * asked for the word.
   *
   * Environment variable: `KFTOKEN_MEMORABLE_WORD`.
   */
  readonly memorableWord?: Redacted.Redacted | undefined
}

/**
 * The fields of `KftokenCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const passwordCredentials: LoginCredentials<KftokenCredentials> = {
  id: "password",
  fields: [
    { name: "username", kind: "text", secret: false, required: true, variable: "KFTOKEN_USERNAME" },
    { name: "password", kind: "text", secret: true, required: true, variable: "KFTOKEN_PASSWORD" },
    { name: "memorableWord", kind: "text", secret: true, required: false, variable: "KFTOKEN_MEMORABLE_WORD" }
  ]
}

/**
 * A token of the vendor's own sign-on, and the user's number.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface KftokenExternalTokenCredentials {
  /**
   * The token that the vendor's sign-on made.
   *
   * Environment variable: `KFTOKEN_EXTERNAL_TOKEN`.
   */
  readonly externalToken: Redacted.Redacted
  /**
   * The user's number.
   *
   * Environment variable: `KFTOKEN_UID`.
   */
  readonly uid: number
}

/**
 * The fields of `KftokenExternalTokenCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const externalTokenCredentials: LoginCredentials<KftokenExternalTokenCredentials> = {
  id: "externalToken",
  fields: [
    { name: "externalToken", kind: "text", secret: true, required: true, variable: "KFTOKEN_EXTERNAL_TOKEN" },
    { name: "uid", kind: "number", secret: false, required: true, variable: "KFTOKEN_UID" }
  ]
}

/**
 * A session token that was made elsewhere.
 *
 * @category credentials
 * @since 0.1.0
 */
export interface KftokenSessionTokenCredentials {
  /**
   * The session token, without the word `KfToken` in front of it.
   *
   * Environment variable: `KFTOKEN_SESSION_TOKEN`.
   */
  readonly sessionToken: Redacted.Redacted
}

/**
 * The fields of `KftokenSessionTokenCredentials`.
 *
 * @category credentials
 * @since 0.1.0
 */
export const sessionTokenCredentials: LoginCredentials<KftokenSessionTokenCredentials> = {
  id: "sessionToken",
  fields: [{ name: "sessionToken", kind: "text", secret: true, required: true, variable: "KFTOKEN_SESSION_TOKEN" }]
}

/**
 * What people are told about the fields: what each is called, and where to find it.
 *
 * @category credentials
 * @since 0.1.0
 */
export const credentialWords: CredentialWords = {
  server: { url: { label: "Address of the API", where: "unknown" } },
  methods: {
    password: {
      label: "User name, password and memorable word",
      fields: {
        username: { label: "User name", where: "The name typed on KashFlow's login page" },
        password: { label: "Password", where: "The password typed on KashFlow's login page" },
        memorableWord: { label: "Memorable word", where: "unknown" }
      }
    },
    externalToken: {
      label: "Token of the vendor's sign-on",
      fields: {
        externalToken: { label: "External token", where: "unknown" },
        uid: { label: "User number", where: "unknown" }
      }
    },
    sessionToken: { label: "Session token", fields: { sessionToken: { label: "Session token", where: "unknown" } } }
  }
}
