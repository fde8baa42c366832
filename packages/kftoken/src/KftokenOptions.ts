/**
 * The options of a KashFlow server and of its accounts.
 *
 * @since 0.1.0
 */
import type { AccountOptions, ConfigOptions, CredentialOptions, ServerOptions } from "@crm-auth/core/Driver"
import type * as Duration from "effect/Duration"
import type {
  KftokenCredentials,
  KftokenExternalTokenCredentials,
  KftokenSessionTokenCredentials
} from "./generated/credentials.ts"

export type {
  KftokenCredentials,
  KftokenExternalTokenCredentials,
  KftokenSessionTokenCredentials
} from "./generated/credentials.ts"

/**
 * The server, and how to speak to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenServerOptions extends ServerOptions {
  /**
   * The API's address, with its version.
   *
   * @default "https://api.kashflow.com/v2"
   */
  readonly url?: string | URL | undefined
  /**
   * How long the server keeps a session that is not used. No reply says so, and a server can be set up differently from
   * what the vendor documents.
   *
   * @default "60 minutes"
   * @see https://www.kashflow.com/developers/rest-api/sessiontoken/
   */
  readonly idleTimeout?: Duration.Input | undefined
}

/**
 * The server that a user logs in to.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenUserServerOptions extends KftokenServerOptions {
  /**
   * Sent as `KeepUserLoggedIn` with the login. The vendor does not say what it does.
   *
   * @default nothing is sent
   */
  readonly keepUserLoggedIn?: boolean | undefined
}

/**
 * The server of a session token that was made elsewhere, of which it is unknown how long it has been idle.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenServerOptions = Omit<KftokenServerOptions, "idleTimeout">

/**
 * The server, and `username`, `password` and optionally `memorableWord`, or `credentials`: an effect that runs before
 * each login.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenOptions = KftokenUserServerOptions & CredentialOptions<KftokenCredentials>

/**
 * The server, and `externalToken` and `uid`, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenExternalTokenOptions = KftokenServerOptions & CredentialOptions<KftokenExternalTokenCredentials>

/**
 * The server, and `sessionToken`, or `credentials`: an effect that gives another token each time.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenOptions = KftokenSessionTokenServerOptions &
  CredentialOptions<KftokenSessionTokenCredentials>

/**
 * The options of one user of a map: `KftokenOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenAccountOptions = AccountOptions<KftokenUserServerOptions, KftokenCredentials>

/**
 * The options of one external token of a map: `KftokenExternalTokenOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenExternalTokenAccountOptions = AccountOptions<KftokenServerOptions, KftokenExternalTokenCredentials>

/**
 * The options of one session token of a map: `KftokenSessionTokenOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenAccountOptions = AccountOptions<
  KftokenSessionTokenServerOptions,
  KftokenSessionTokenCredentials
>

/**
 * The options of `Kftoken.layerConfig`: `Config`s for the account of a user, plain values for the rest.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenConfigOptions = ConfigOptions<KftokenUserServerOptions, KftokenCredentials>
