// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * Kayako Classic for programs that await promises and do not use Effect: plain texts for secrets, plain data for
 * answers.
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
import { byPassword, secretOf } from "./managers.ts"
import type { KayakoCredentials, KayakoServerOptions } from "./KayakoOptions.ts"
import type { KayakoSession } from "./KayakoSession.ts"

export type { KayakoCredentials, KayakoServerOptions } from "./KayakoOptions.ts"
export type { KayakoSession } from "./KayakoSession.ts"
// What programs need of core: they need not depend on it.
export { AuthError } from "@crm-auth/core"
export type * from "@crm-auth/core"
export type { SessionOperation } from "@crm-auth/core/Driver"
export type * from "@crm-auth/core/Promise"
export type { RenewalCause, SessionTrouble } from "@crm-auth/core/SessionManager"
export type { SessionMapEvent, SessionMapStatus } from "@crm-auth/core/SessionMap"

/**
 * The options of `connect` (user name and password): server, credentials, and what a connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type KayakoConnectOptions = ConnectOptions<KayakoServerOptions, KayakoCredentials>

/**
 * The options of one account of `connectMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type KayakoConnectAccountOptions = ConnectAccountOptions<KayakoServerOptions, KayakoCredentials>

/**
 * Connects one account by user name and password. A member of staff. A desk may count failed logins of this interface
 * and of the web desk together. Nothing is sent before the first use. Rejects with `InvalidConfiguration` for an
 * option that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connect = (options: KayakoConnectOptions): Promise<Connection<KayakoSession>> =>
  connectAccount({ method: byPassword, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectMap = <K>(
  account: (key: K) => KayakoConnectAccountOptions | PromiseLike<KayakoConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, KayakoSession>> =>
  connectAccounts({ method: byPassword, secret: secretOf }, account, options)
