/**
 * The options of a vtiger CRM and of its accounts.
 *
 * @since 0.1.0
 */
import type { AccountOptions, ConfigOptions, CredentialOptions } from "@crm-auth/core/Driver"
import type { WebserviceServerOptions } from "@crm-auth/webservice"
import type { VtigerCredentials } from "./generated/credentials.ts"

export type { VtigerCredentials } from "./generated/credentials.ts"

/**
 * The server, and how to speak to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface VtigerServerOptions extends WebserviceServerOptions {
  /**
   * How `renew` replaces a session. `extendSession` works on vtiger 8.2 only, keeps the session's id and lengthens
   * nothing; sent for a session that the server has forgotten, it leaves an anonymous one behind. When it fails, the
   * manager logs in.
   *
   * @default "login"
   */
  readonly renewBy?: "login" | "extendSession" | undefined
}

/**
 * The server, and `username` and `accessKey`, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type VtigerOptions = VtigerServerOptions & CredentialOptions<VtigerCredentials>

/**
 * The options of one account of a map: `VtigerOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type VtigerAccountOptions = AccountOptions<VtigerServerOptions, VtigerCredentials>

/**
 * The options of `Vtiger.layerConfig`: `Config`s for the account, plain values for the rest.
 *
 * @category models
 * @since 0.1.0
 */
export type VtigerConfigOptions = ConfigOptions<VtigerServerOptions, VtigerCredentials>
