// Generated from corebos.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * coreBOS for programs that await promises and do not use Effect: plain texts for secrets, plain data for answers.
 *
 * @since 0.1.0
 */
import {
  type ConnectAccountOptions,
  connectAccount,
  connectAccounts,
  type Connection,
  type ConnectionMap,
  type ConnectMapOptions,
  type ConnectOptions
} from "@crm-auth/core/Promise"
import { byAccessKey, byInsecurePassword, byCredentialToken, secretOf } from "./managers.ts"
import type {
  CorebosCredentialTokenCredentials,
  CorebosCredentialTokenServerOptions,
  CorebosCredentials,
  CorebosInsecurePasswordCredentials,
  CorebosServerOptions
} from "./CorebosOptions.ts"
import type { CorebosSession } from "./CorebosSession.ts"

export type {
  CorebosCredentialTokenCredentials,
  CorebosCredentialTokenServerOptions,
  CorebosCredentials,
  CorebosInsecurePasswordCredentials,
  CorebosServerOptions
} from "./CorebosOptions.ts"
export type { CorebosSession } from "./CorebosSession.ts"
// What programs need of core: they need not depend on it.
export { AuthError } from "@crm-auth/core"
export type * from "@crm-auth/core"
export type { SessionOperation } from "@crm-auth/core/Driver"
export type * from "@crm-auth/core/Promise"
export type { RenewalCause, SessionTrouble } from "@crm-auth/core/SessionManager"
export type { SessionMapEvent, SessionMapStatus } from "@crm-auth/core/SessionMap"

/**
 * The options of `connect` (user name and access key): server, credentials, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosConnectOptions = ConnectOptions<CorebosServerOptions, CorebosCredentials>

/**
 * The options of one account of `connectMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosConnectAccountOptions = ConnectAccountOptions<CorebosServerOptions, CorebosCredentials>

/**
 * Connects one account by user name and access key. Nothing is sent before the first use. Rejects with
 * `InvalidConfiguration` for an option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connect = (options: CorebosConnectOptions): Promise<Connection<CorebosSession>> =>
  connectAccount({ method: byAccessKey, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectMap = <K>(
  account: (key: K) => CorebosConnectAccountOptions | PromiseLike<CorebosConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, CorebosSession>> =>
  connectAccounts({ method: byAccessKey, secret: secretOf }, account, options)

/**
 * The options of `connectInsecurePassword` (user name and password): server, credentials, and what a connection needs
 * beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosInsecurePasswordConnectOptions = ConnectOptions<
  CorebosServerOptions,
  CorebosInsecurePasswordCredentials
>

/**
 * The options of one account of `connectInsecurePasswordMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosInsecurePasswordConnectAccountOptions = ConnectAccountOptions<
  CorebosServerOptions,
  CorebosInsecurePasswordCredentials
>

/**
 * Connects one account by user name and password. A user with the password in place of the access key. Every login
 * sends the password in clear text. Nothing is sent before the first use. Rejects with `InvalidConfiguration` for an
 * option that is unknown, wrong or missing.
 *
 * @deprecated Dangerous: the password goes out in clear text, readable for everyone who logs forms on the way. Use
 * `connect`.
 * @category constructors
 * @since 0.1.0
 */
export const connectInsecurePassword = (
  options: CorebosInsecurePasswordConnectOptions
): Promise<Connection<CorebosSession>> => connectAccount({ method: byInsecurePassword, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @deprecated Dangerous: the password goes out in clear text, readable for everyone who logs forms on the way. Use
 * `connectMap`.
 * @category constructors
 * @since 0.1.0
 */
export const connectInsecurePasswordMap = <K>(
  account: (
    key: K
  ) => CorebosInsecurePasswordConnectAccountOptions | PromiseLike<CorebosInsecurePasswordConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, CorebosSession>> =>
  connectAccounts({ method: byInsecurePassword, secret: secretOf }, account, options)

/**
 * The options of `connectCredentialToken` (token of a Credentials record): server, credentials, and what a connection
 * needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosCredentialTokenConnectOptions = ConnectOptions<
  CorebosCredentialTokenServerOptions,
  CorebosCredentialTokenCredentials
>

/**
 * The options of one account of `connectCredentialTokenMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosCredentialTokenConnectAccountOptions = ConnectAccountOptions<
  CorebosCredentialTokenServerOptions,
  CorebosCredentialTokenCredentials
>

/**
 * Connects one account by token of a Credentials record. A token of a Credentials record, valid between the record's
 * start and end dates, without a login. Nothing is sent before the first use. Rejects with `InvalidConfiguration` for
 * an option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectCredentialToken = (
  options: CorebosCredentialTokenConnectOptions
): Promise<Connection<CorebosSession>> => connectAccount({ method: byCredentialToken, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectCredentialTokenMap = <K>(
  account: (
    key: K
  ) => CorebosCredentialTokenConnectAccountOptions | PromiseLike<CorebosCredentialTokenConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, CorebosSession>> =>
  connectAccounts({ method: byCredentialToken, secret: secretOf }, account, options)
