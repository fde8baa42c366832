// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * The options of a server of SuiteCRM and of its accounts.
 *
 * @since 0.1.0
 */
import type { AccountOptions, ConfigOptions, CredentialOptions, ServerOptions } from "@crm-auth/core/Driver"
import type * as Duration from "effect/Duration"
import type { SuiteCrmCredentials, SuiteCrmDirectoryCredentials } from "./generated/credentials.ts"

export type { SuiteCrmCredentials, SuiteCrmDirectoryCredentials } from "./generated/credentials.ts"

/**
 * The server, and how to speak to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface SuiteCrmServerOptions extends ServerOptions {
  /**
   * The address of SuiteCRM, such as `https://crm.example`, with `/legacy` for SuiteCRM 8. An address of a script below
   * `/service` or `/custom/service` is taken as it is.
   */
  readonly url: string | URL
  /**
   * How long a session that is not used is trusted. The server keeps it at least for PHP's `session.gc_maxlifetime`, by
   * default 24 minutes, and then ends it at random.
   *
   * @default "20 minutes"
   */
  readonly idleTimeout?: Duration.Input | undefined
  /**
   * Whether the password was set in the web interface of SuiteCRM 7, which stores the hash of its HTML-encoded text. It
   * matters for passwords with quotes, angle brackets and back quotes only.
   *
   * @default false
   */
  readonly htmlEncodedPassword?: boolean | undefined
}

/**
 * The server, and user name and password, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type SuiteCrmOptions = SuiteCrmServerOptions & CredentialOptions<SuiteCrmCredentials>

/**
 * The options of one account of a map: `SuiteCrmOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type SuiteCrmAccountOptions = AccountOptions<SuiteCrmServerOptions, SuiteCrmCredentials>

/**
 * The server, and user name and password of a directory, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type SuiteCrmDirectoryOptions = SuiteCrmServerOptions & CredentialOptions<SuiteCrmDirectoryCredentials>

/**
 * The options of one account of a map: `SuiteCrmDirectoryOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type SuiteCrmDirectoryAccountOptions = AccountOptions<SuiteCrmServerOptions, SuiteCrmDirectoryCredentials>

/**
 * The options of `SuiteCrm.layerConfig`: `Config`s for the account, plain values for the rest.
 *
 * @category models
 * @since 0.1.0
 */
export type SuiteCrmConfigOptions = ConfigOptions<SuiteCrmServerOptions, SuiteCrmCredentials>
