// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * CRM.COM for programs that await promises and do not use Effect: plain texts for secrets, plain data for answers.
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
import { byUser, byWebApiKey, byConsumer, byDevice, secretOf } from "./managers.ts"
import type {
  CrmcomConsumerCredentials,
  CrmcomCredentials,
  CrmcomDeviceCredentials,
  CrmcomServerOptions,
  CrmcomWebApiKeyCredentials
} from "./CrmcomOptions.ts"
import type { CrmcomSession } from "./CrmcomSession.ts"

export type {
  CrmcomConsumerByAuthenticationCode,
  CrmcomConsumerByJwt,
  CrmcomConsumerByPassCode,
  CrmcomConsumerCredentials,
  CrmcomCredentials,
  CrmcomDeviceCredentials,
  CrmcomServerOptions,
  CrmcomWebApiKeyCredentials
} from "./CrmcomOptions.ts"
export type { CrmcomSession } from "./CrmcomSession.ts"
// What programs need of core: they need not depend on it.
export { AuthError } from "@crm-auth/core"
export type * from "@crm-auth/core"
export type { SessionOperation } from "@crm-auth/core/Driver"
export type * from "@crm-auth/core/Promise"
export type { RenewalCause, SessionTrouble } from "@crm-auth/core/SessionManager"
export type { SessionMapEvent, SessionMapStatus } from "@crm-auth/core/SessionMap"

/**
 * The options of `connect` (user name, password and organisation): server, credentials, and what a connection needs
 * beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConnectOptions = ConnectOptions<CrmcomServerOptions, CrmcomCredentials>

/**
 * The options of one account of `connectMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConnectAccountOptions = ConnectAccountOptions<CrmcomServerOptions, CrmcomCredentials>

/**
 * Connects one account by user name, password and organisation. A user of one organisation. Nothing is sent before the
 * first use. Rejects with `InvalidConfiguration` for an option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connect = (options: CrmcomConnectOptions): Promise<Connection<CrmcomSession>> =>
  connectAccount({ method: byUser, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectMap = <K>(
  account: (key: K) => CrmcomConnectAccountOptions | PromiseLike<CrmcomConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, CrmcomSession>> => connectAccounts({ method: byUser, secret: secretOf }, account, options)

/**
 * The options of `connectWebApiKey` (web API key): server, credentials, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomWebApiKeyConnectOptions = ConnectOptions<CrmcomServerOptions, CrmcomWebApiKeyCredentials>

/**
 * The options of one account of `connectWebApiKeyMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomWebApiKeyConnectAccountOptions = ConnectAccountOptions<
  CrmcomServerOptions,
  CrmcomWebApiKeyCredentials
>

/**
 * Connects one account by web API key. A Web API key, which belongs to one user of one organisation. Nothing is sent
 * before the first use. Rejects with `InvalidConfiguration` for an option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectWebApiKey = (options: CrmcomWebApiKeyConnectOptions): Promise<Connection<CrmcomSession>> =>
  connectAccount({ method: byWebApiKey, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectWebApiKeyMap = <K>(
  account: (key: K) => CrmcomWebApiKeyConnectAccountOptions | PromiseLike<CrmcomWebApiKeyConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, CrmcomSession>> =>
  connectAccounts({ method: byWebApiKey, secret: secretOf }, account, options)

/**
 * The options of `connectConsumer` (consumer): server, credentials, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConsumerConnectOptions = ConnectOptions<CrmcomServerOptions, CrmcomConsumerCredentials>

/**
 * The options of one account of `connectConsumerMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConsumerConnectAccountOptions = ConnectAccountOptions<CrmcomServerOptions, CrmcomConsumerCredentials>

/**
 * Connects one account by consumer. A consumer. Its token gives access to this consumer's data only. Nothing is sent
 * before the first use. Rejects with `InvalidConfiguration` for an option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectConsumer = (options: CrmcomConsumerConnectOptions): Promise<Connection<CrmcomSession>> =>
  connectAccount({ method: byConsumer, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectConsumerMap = <K>(
  account: (key: K) => CrmcomConsumerConnectAccountOptions | PromiseLike<CrmcomConsumerConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, CrmcomSession>> =>
  connectAccounts({ method: byConsumer, secret: secretOf }, account, options)

/**
 * The options of `connectDevice` (device): server, credentials, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomDeviceConnectOptions = ConnectOptions<CrmcomServerOptions, CrmcomDeviceCredentials>

/**
 * The options of one account of `connectDeviceMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomDeviceConnectAccountOptions = ConnectAccountOptions<CrmcomServerOptions, CrmcomDeviceCredentials>

/**
 * Connects one account by device. A device. Whether an application's key has to go with it is not publicly known.
 * Nothing is sent before the first use. Rejects with `InvalidConfiguration` for an option that is unknown, wrong or
 * missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectDevice = (options: CrmcomDeviceConnectOptions): Promise<Connection<CrmcomSession>> =>
  connectAccount({ method: byDevice, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectDeviceMap = <K>(
  account: (key: K) => CrmcomDeviceConnectAccountOptions | PromiseLike<CrmcomDeviceConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, CrmcomSession>> => connectAccounts({ method: byDevice, secret: secretOf }, account, options)
