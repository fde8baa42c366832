/**
 * The options of a coreBOS installation and of its accounts.
 *
 * @since 0.1.0
 */
import type { AccountOptions, ConfigOptions, CredentialOptions, ServerOptions } from "@crm-auth/core/Driver"
import type { WebserviceServerOptions } from "@crm-auth/webservice"
import type {
  CorebosCredentials,
  CorebosCredentialTokenCredentials,
  CorebosInsecurePasswordCredentials
} from "./generated/credentials.ts"

export type {
  CorebosCredentials,
  CorebosCredentialTokenCredentials,
  CorebosInsecurePasswordCredentials
} from "./generated/credentials.ts"

/**
 * The installation, and how to speak to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface CorebosServerOptions extends WebserviceServerOptions {
  /**
   * How a request carries the session. `parameter` is the query of a GET and the form of a POST, on every release.
   * `header` is `corebos-authorization`, which keeps the session out of URLs and goes with any body, on newer releases.
   *
   * @default "parameter"
   */
  readonly sessionIn?: "parameter" | "header" | undefined
}

/**
 * The installation that a credential token is for, and how to speak to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface CorebosCredentialTokenServerOptions extends ServerOptions {
  /** The installation's address, with its path, such as `https://crm.example/corebos`. */
  readonly url: string | URL
}

/**
 * The installation, and `username` and `accessKey`, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosOptions = CorebosServerOptions & CredentialOptions<CorebosCredentials>

/**
 * The installation, and `username` and `password`, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosInsecurePasswordOptions = CorebosServerOptions &
  CredentialOptions<CorebosInsecurePasswordCredentials>

/**
 * The installation, and `token`, or `credentials`: an effect that runs again when a token was refused.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosCredentialTokenOptions = CorebosCredentialTokenServerOptions &
  CredentialOptions<CorebosCredentialTokenCredentials>

/**
 * The options of one account of a map: `CorebosOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosAccountOptions = AccountOptions<CorebosServerOptions, CorebosCredentials>

/**
 * The options of one account of a map with a password: `CorebosInsecurePasswordOptions` without those that hold for the
 * whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosInsecurePasswordAccountOptions = AccountOptions<
  CorebosServerOptions,
  CorebosInsecurePasswordCredentials
>

/**
 * The options of one token of a map: `CorebosCredentialTokenOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosCredentialTokenAccountOptions = AccountOptions<
  CorebosCredentialTokenServerOptions,
  CorebosCredentialTokenCredentials
>

/**
 * The options of `Corebos.layerConfig`: `Config`s for the account, plain values for the rest.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosConfigOptions = ConfigOptions<CorebosServerOptions, CorebosCredentials>
