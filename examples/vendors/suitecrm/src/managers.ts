// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * Managers of sessions of SuiteCRM: for each login method, of one account and of many.
 *
 * @since 0.1.0
 */
import type { AuthError, SessionManager, SessionMap, SessionMapOptions } from "@crm-auth/core"
import {
  type LoginMethod,
  makeAccount,
  makeAccountMap,
  makeVendor,
  type Vendor,
  vendorMethod
} from "@crm-auth/core/Driver"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Scope from "effect/Scope"
import { credentialWords, directoryCredentials, passwordCredentials, serverFields } from "./generated/credentials.ts"
import { protocol } from "./generated/session.ts"
import { makeDirectoryDriver, makePasswordDriver, secretOf } from "./internal/driver.ts"
import type {
  SuiteCrmAccountOptions,
  SuiteCrmCredentials,
  SuiteCrmDirectoryAccountOptions,
  SuiteCrmDirectoryCredentials,
  SuiteCrmDirectoryOptions,
  SuiteCrmOptions,
  SuiteCrmServerOptions
} from "./SuiteCrmOptions.ts"
import type { SuiteCrmSession } from "./SuiteCrmSession.ts"

export { secretOf } from "./internal/driver.ts"

const serverOptions = {
  idleTimeout: "time",
  htmlEncodedPassword: "flag"
} as const

/** The login with user name and password. */
export const byPassword: LoginMethod<SuiteCrmServerOptions, SuiteCrmCredentials, SuiteCrmSession> = {
  protocol,
  serverFields,
  credentials: passwordCredentials,
  serverOptions,
  driver: makePasswordDriver
}

/** The login with user name and password of a directory. */
export const byDirectory: LoginMethod<SuiteCrmServerOptions, SuiteCrmDirectoryCredentials, SuiteCrmSession> = {
  protocol,
  serverFields,
  credentials: directoryCredentials,
  serverOptions,
  driver: makeDirectoryDriver
}

/**
 * Makes a manager of one session, logged in with user name and password. Fails with `InvalidConfiguration` for an
 * option that is unknown, wrong or missing. Nothing is sent before the first use.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeSuiteCrm = (
  options: SuiteCrmOptions
): Effect.Effect<SessionManager<SuiteCrmSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byPassword, options)

/**
 * Makes a map of many accounts, on any servers: see `SessionMap`. `account` gives the options of the account with a
 * key; it runs when the account is first used, and again after the account was dropped.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeSuiteCrmMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<SuiteCrmAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, SuiteCrmSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byPassword, account, options)

/**
 * Makes a manager of one session, logged in with user name and password of a directory. Fails with
 * `InvalidConfiguration` for an option that is unknown, wrong or missing. Nothing is sent before the first use.
 *
 * @deprecated Dangerous: the directory's password is sent as it is, and one wrong login may be several at the
 * directory. Use `makeSuiteCrm`.
 * @category constructors
 * @since 0.1.0
 */
export const makeSuiteCrmDirectory = (
  options: SuiteCrmDirectoryOptions
): Effect.Effect<SessionManager<SuiteCrmSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byDirectory, options)

/**
 * Makes a map of many accounts, on any servers: see `SessionMap`. `account` gives the options of the account with a
 * key; it runs when the account is first used, and again after the account was dropped.
 *
 * @deprecated Dangerous: the directory's password is sent as it is, and one wrong login may be several at the
 * directory. Use `makeSuiteCrmMap`.
 * @category constructors
 * @since 0.1.0
 */
export const makeSuiteCrmDirectoryMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<SuiteCrmDirectoryAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, SuiteCrmSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byDirectory, account, options)

/**
 * SuiteCRM as a value, for programs that work with any vendor.
 *
 * @category vendors
 * @since 0.1.0
 */
export const vendor: Vendor = /*#__PURE__*/ makeVendor<SuiteCrmSession>({
  label: "SuiteCRM",
  protocol,
  serverFields,
  words: credentialWords,
  methods: [/*#__PURE__*/ vendorMethod(byPassword), /*#__PURE__*/ vendorMethod(byDirectory)],
  secret: secretOf
})
