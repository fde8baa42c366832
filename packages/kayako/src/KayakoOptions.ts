/**
 * The options of a Kayako Classic desk and of its accounts.
 *
 * @since 0.1.0
 */
import type { AccountOptions, ConfigOptions, CredentialOptions, ServerOptions } from "@crm-auth/core/Driver"
import type { KayakoCredentials } from "./generated/credentials.ts"

export type { KayakoCredentials } from "./generated/credentials.ts"

/**
 * The desk, and how to speak to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoServerOptions extends ServerOptions {
  /** The desk's address with its path, such as `https://desk.example/support`. */
  readonly url: string | URL
  /**
   * Set this for a very old desk that refuses good passwords with `%` or `+`: it decodes a password twice, so the
   * password is encoded twice.
   *
   * @default false
   */
  readonly decodesPasswordTwice?: boolean | undefined
  /**
   * The status that the login sets in live chat, sent as `initialstatus`. The vendor lists no values, and at least one
   * build never reads it.
   *
   * @default nothing is sent
   * @see https://kayako.atlassian.net/wiki/display/DEV/StaffAPI+-+Logging+In
   */
  readonly initialStatus?: string | number | undefined
}

/**
 * The desk, and `username` and `password`, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type KayakoOptions = KayakoServerOptions & CredentialOptions<KayakoCredentials>

/**
 * The options of one account of a map: `KayakoOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KayakoAccountOptions = AccountOptions<KayakoServerOptions, KayakoCredentials>

/**
 * The options of `Kayako.layerConfig`: `Config`s for the account, plain values for the rest.
 *
 * @category models
 * @since 0.1.0
 */
export type KayakoConfigOptions = ConfigOptions<KayakoServerOptions, KayakoCredentials>
