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
  KftokenExternalToken,
  KftokenServerOptions,
  KftokenSessionToken,
  KftokenSessionTokenServerOptions
} from "./KftokenOptions.ts"
import type { KftokenSession } from "./KftokenSession.ts"

export { AuthError } from "@crm-auth/core"
export type {
  AccountCheck,
  AccountConnection,
  CallOptions,
  CloseOptions,
  Connection,
  ConnectionInit,
  ConnectionLog,
  ConnectionLogEntry,
  ConnectionMap,
  ConnectionStore,
  PlainSession
} from "@crm-auth/core/Promise"

/**
 * The options of `connect`: the server, the user name and password of a user, and characters of the memorable word, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenConnectOptions = ConnectOptions<KftokenServerOptions, KftokenCredentials>

/**
 * The options of one account of `connectMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenConnectAccountOptions = ConnectAccountOptions<KftokenServerOptions, KftokenCredentials>

/**
 * Connects one account with the user name and password of a user, and characters of the memorable word. Nothing is sent before the first use. Rejects with
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
 * The options of `connectExternalToken`: the server, an external token, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenExternalTokenConnectOptions = ConnectOptions<KftokenServerOptions, KftokenExternalToken>

/**
 * The options of one account of `connectExternalTokenMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenExternalTokenConnectAccountOptions = ConnectAccountOptions<
  KftokenServerOptions,
  KftokenExternalToken
>

/**
 * Connects one account with an external token. Nothing is sent before the first use. Rejects with
 * `InvalidConfiguration` for an option that is unknown, wrong or missing.
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
 * The options of `connectSessionToken`: the server, a session token that another program made, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenConnectOptions = ConnectOptions<KftokenSessionTokenServerOptions, KftokenSessionToken>

/**
 * The options of one account of `connectSessionTokenMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenConnectAccountOptions = ConnectAccountOptions<
  KftokenSessionTokenServerOptions,
  KftokenSessionToken
>

/**
 * Connects one account with a session token that another program made. Nothing is sent before the first use. Rejects with
 * `InvalidConfiguration` for an option that is unknown, wrong or missing.
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
