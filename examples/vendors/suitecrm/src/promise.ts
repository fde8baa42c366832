// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * SuiteCRM for programs that await promises and do not use Effect: plain texts for secrets, plain data for answers.
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
import { byPassword, byDirectory, secretOf } from "./managers.ts"
import type { SuiteCrmCredentials, SuiteCrmDirectoryCredentials, SuiteCrmServerOptions } from "./SuiteCrmOptions.ts"
import type { SuiteCrmSession } from "./SuiteCrmSession.ts"

export type { SuiteCrmCredentials, SuiteCrmDirectoryCredentials, SuiteCrmServerOptions } from "./SuiteCrmOptions.ts"
export type { SuiteCrmSession } from "./SuiteCrmSession.ts"
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
export type SuiteCrmConnectOptions = ConnectOptions<SuiteCrmServerOptions, SuiteCrmCredentials>

/**
 * The options of one account of `connectMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type SuiteCrmConnectAccountOptions = ConnectAccountOptions<SuiteCrmServerOptions, SuiteCrmCredentials>

/**
 * Connects one account by user name and password. A local user of SuiteCRM. The MD5 of the password is sent, which is
 * as good as the password. Nothing is sent before the first use. Rejects with `InvalidConfiguration` for an option
 * that is unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connect = (options: SuiteCrmConnectOptions): Promise<Connection<SuiteCrmSession>> =>
  connectAccount({ method: byPassword, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectMap = <K>(
  account: (key: K) => SuiteCrmConnectAccountOptions | PromiseLike<SuiteCrmConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, SuiteCrmSession>> =>
  connectAccounts({ method: byPassword, secret: secretOf }, account, options)

/**
 * The options of `connectDirectory` (user name and password of a directory): server, credentials, and what a
 * connection needs beside them.
 *
 * @category models
 * @since 0.1.0
 */
export type SuiteCrmDirectoryConnectOptions = ConnectOptions<SuiteCrmServerOptions, SuiteCrmDirectoryCredentials>

/**
 * The options of one account of `connectDirectoryMap`.
 *
 * @category models
 * @since 0.1.0
 */
export type SuiteCrmDirectoryConnectAccountOptions = ConnectAccountOptions<
  SuiteCrmServerOptions,
  SuiteCrmDirectoryCredentials
>

/**
 * Connects one account by user name and password of a directory. A user of the LDAP directory that SuiteCRM is set up
 * with. The password is sent as it is. Nothing is sent before the first use. Rejects with `InvalidConfiguration` for
 * an option that is unknown, wrong or missing.
 *
 * @deprecated Dangerous: the directory's password is sent as it is, and one wrong login may be several at the
 * directory. Use `connect`.
 * @category constructors
 * @since 0.1.0
 */
export const connectDirectory = (options: SuiteCrmDirectoryConnectOptions): Promise<Connection<SuiteCrmSession>> =>
  connectAccount({ method: byDirectory, secret: secretOf }, options)

/**
 * Connects many such accounts on demand. `account` gives the options of the account with a key.
 *
 * @deprecated Dangerous: the directory's password is sent as it is, and one wrong login may be several at the
 * directory. Use `connectMap`.
 * @category constructors
 * @since 0.1.0
 */
export const connectDirectoryMap = <K>(
  account: (key: K) => SuiteCrmDirectoryConnectAccountOptions | PromiseLike<SuiteCrmDirectoryConnectAccountOptions>,
  options?: ConnectMapOptions
): Promise<ConnectionMap<K, SuiteCrmSession>> =>
  connectAccounts({ method: byDirectory, secret: secretOf }, account, options)
