/**
 * The options of a Kafinea instance and of its accounts.
 *
 * @since 0.1.0
 */
import type { AccountOptions, ConfigOptions, CredentialOptions } from "@crm-auth/core/Driver"
import type { WebserviceServerOptions } from "@crm-auth/webservice"
import type { KafineaCredentials } from "./generated/credentials.ts"

export type { KafineaCredentials } from "./generated/credentials.ts"

/**
 * The server, and how to speak to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface KafineaServerOptions extends WebserviceServerOptions {
  /** The address with the instance's name, such as `https://apps.kafinea.com/acme`. */
  readonly url: string | URL
  /**
   * How `renew` replaces a session. `extendSession` is a POST that names the session, the form that can work where the
   * server is vtiger 8.2's; `extendSessionByGet` is the request as the vendor's page prints it, which names none. What
   * either does at Kafinea is unknown. When it fails, the manager logs in.
   *
   * @default "login"
   */
  readonly renewBy?: "login" | "extendSession" | "extendSessionByGet" | undefined
}

/**
 * The server, and `username` and `accessKey`, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type KafineaOptions = KafineaServerOptions & CredentialOptions<KafineaCredentials>

/**
 * The options of one account of a map: `KafineaOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KafineaAccountOptions = AccountOptions<KafineaServerOptions, KafineaCredentials>

/**
 * The options of `Kafinea.layerConfig`: `Config`s for the account, plain values for the rest.
 *
 * @category models
 * @since 0.1.0
 */
export type KafineaConfigOptions = ConfigOptions<KafineaServerOptions, KafineaCredentials>
