// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * KashFlow for programs that await promises and do not use Effect: plain texts for secrets, plain data for answers.
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
import { byPassword, byExternalToken, bySessionToken, secretOf } from "./managers.ts"
import type {
  KftokenCredentials,
  KftokenExternalTokenCredentials,
  KftokenServerOptions,
  KftokenSessionTokenCredentials,
  KftokenSessionTokenServerOptions,
  KftokenUserServerOptions
} from "./KftokenOptions.ts"
import type { KftokenSession } from "./KftokenSession.ts"

export type {
  KftokenCredentials,
  KftokenExternalTokenCredentials,
  KftokenServerOptions,
  KftokenSessionTokenCredentials,
  KftokenSessionTokenServerOptions,
  KftokenUserServerOptions
} from "./KftokenOptions.ts"
export type { KftokenSession } from "./KftokenSession.ts"
// What programs need of core: they need not depend on it.
export { AuthError } from "@crm-auth/core"
export type * from "@crm-auth/core"
export type { SessionOperation } from "@crm-auth/core/Driver"
export type * from "@crm-auth/core/Promise"
export type { RenewalCause, SessionTrouble } from "@crm-auth/core/SessionManager"
export type { SessionMapEvent, SessionMapStatus } from "@crm-auth/core/SessionMap"

/**
 * The options of `connect` (user name, password and memorable word): server, credentials, and what a connection needs
 * beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenConnectOptions = ConnectOptions<KftokenUserServerOptions, KftokenCredentials>

/**
 * The options of one account of `connectMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenConnectAccountOptions = ConnectAccountOptions<KftokenUserServerOptions, KftokenCredentials>

/**
 * Connects one account by user name, password and memorable word. Nothing is sent before the first use. Rejects with
 * `InvalidConfiguration` for an option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connect = (options: KftokenConnectOptions): Promise<Connection<KftokenSession>> =>
  connectAccount({ method: byPassword, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectMap = <K>(
  account: (key: K) => KftokenConnectAccountOptions | PromiseLike<KftokenConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, KftokenSession>> =>
  connectAccounts({ method: byPassword, secret: secretOf }, account, options)

/**
 * The options of `connectExternalToken` (token of the vendor's sign-on): server, credentials, and what a connection
 * needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenExternalTokenConnectOptions = ConnectOptions<KftokenServerOptions, KftokenExternalTokenCredentials>

/**
 * The options of one account of `connectExternalTokenMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenExternalTokenConnectAccountOptions = ConnectAccountOptions<
  KftokenServerOptions,
  KftokenExternalTokenCredentials
>

/**
 * Connects one account by token of the vendor's sign-on. A token of the vendor's own sign-on, and the user's number.
 * Nothing is sent before the first use. Rejects with `InvalidConfiguration` for an option that is unknown, wrong or
 * missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectExternalToken = (
  options: KftokenExternalTokenConnectOptions
): Promise<Connection<KftokenSession>> => connectAccount({ method: byExternalToken, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectExternalTokenMap = <K>(
  account: (
    key: K
  ) => KftokenExternalTokenConnectAccountOptions | PromiseLike<KftokenExternalTokenConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, KftokenSession>> =>
  connectAccounts({ method: byExternalToken, secret: secretOf }, account, options)

/**
 * The options of `connectSessionToken` (session token): server, credentials, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenConnectOptions = ConnectOptions<
  KftokenSessionTokenServerOptions,
  KftokenSessionTokenCredentials
>

/**
 * The options of one account of `connectSessionTokenMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenConnectAccountOptions = ConnectAccountOptions<
  KftokenSessionTokenServerOptions,
  KftokenSessionTokenCredentials
>

/**
 * Connects one account by session token. A session token that was made elsewhere. Nothing is sent before the first
 * use. Rejects with `InvalidConfiguration` for an option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectSessionToken = (options: KftokenSessionTokenConnectOptions): Promise<Connection<KftokenSession>> =>
  connectAccount({ method: bySessionToken, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectSessionTokenMap = <K>(
  account: (key: K) => KftokenSessionTokenConnectAccountOptions | PromiseLike<KftokenSessionTokenConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, KftokenSession>> =>
  connectAccounts({ method: bySessionToken, secret: secretOf }, account, options)
