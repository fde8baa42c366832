// Generated from vtiger.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * vtiger CRM for programs that await promises and do not use Effect: plain texts for secrets, plain data for answers.
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
import { byAccessKey, secretOf } from "./managers.ts"
import type { VtigerCredentials, VtigerServerOptions } from "./VtigerOptions.ts"
import type { VtigerSession } from "./VtigerSession.ts"

export type { VtigerCredentials, VtigerServerOptions } from "./VtigerOptions.ts"
export type { VtigerSession } from "./VtigerSession.ts"
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
export type VtigerConnectOptions = ConnectOptions<VtigerServerOptions, VtigerCredentials>

/**
 * The options of one account of `connectMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type VtigerConnectAccountOptions = ConnectAccountOptions<VtigerServerOptions, VtigerCredentials>

/**
 * Connects one account by user name and access key. A user of the CRM. Nothing is sent before the first use. Rejects
 * with `InvalidConfiguration` for an option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connect = (options: VtigerConnectOptions): Promise<Connection<VtigerSession>> =>
  connectAccount({ method: byAccessKey, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectMap = <K>(
  account: (key: K) => VtigerConnectAccountOptions | PromiseLike<VtigerConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, VtigerSession>> =>
  connectAccounts({ method: byAccessKey, secret: secretOf }, account, options)
