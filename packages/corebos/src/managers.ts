/**
 * Managers of coreBOS sessions: for each login method, of one account and of many.
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
import { webserviceOptionChecks } from "@crm-auth/webservice"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Scope from "effect/Scope"
import type * as Redacted from "effect/Redacted"
import type {
  CorebosAccountOptions,
  CorebosCredentials,
  CorebosCredentialTokenAccountOptions,
  CorebosCredentialTokenCredentials,
  CorebosCredentialTokenOptions,
  CorebosCredentialTokenServerOptions,
  CorebosInsecurePasswordAccountOptions,
  CorebosInsecurePasswordCredentials,
  CorebosInsecurePasswordOptions,
  CorebosOptions,
  CorebosServerOptions
} from "./CorebosOptions.ts"
import type { CorebosSession } from "./CorebosSession.ts"
import {
  accessKeyCredentials,
  credentialTokenCredentials,
  credentialWords,
  passwordCredentials,
  serverFields
} from "./generated/credentials.ts"
import { protocol } from "./generated/session.ts"
import { makeAccessKeyDriver, makeCredentialTokenDriver, makeInsecurePasswordDriver } from "./internal/driver.ts"

const serverOptions = {
  ...webserviceOptionChecks,
  sessionIn: { oneOf: ["parameter", "header"] }
}

/** The login with a user's access key. */
export const byAccessKey: LoginMethod<CorebosServerOptions, CorebosCredentials, CorebosSession> = {
  protocol,
  serverFields,
  credentials: accessKeyCredentials,
  serverOptions,
  driver: makeAccessKeyDriver
}

/** The login with a user's password, which every login sends in clear text. */
export const byInsecurePassword: LoginMethod<CorebosServerOptions, CorebosInsecurePasswordCredentials, CorebosSession> =
  {
    protocol,
    serverFields,
    credentials: passwordCredentials,
    serverOptions,
    driver: makeInsecurePasswordDriver
  }

/** The use of a credential token, which is its own session. */
export const byCredentialToken: LoginMethod<
  CorebosCredentialTokenServerOptions,
  CorebosCredentialTokenCredentials,
  CorebosSession
> = {
  protocol,
  serverFields,
  credentials: credentialTokenCredentials,
  serverOptions: {},
  driver: makeCredentialTokenDriver
}

/**
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for an option that is unknown, wrong or
 * missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebos = (
  options: CorebosOptions
): Effect.Effect<SessionManager<CorebosSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byAccessKey, options)

/**
 * Makes a map of many accounts, of any installations: see `SessionMap`. `account` gives the options of the account with
 * a key; it runs when the account is first used, and again after the account was dropped.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebosMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<CorebosAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, CorebosSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byAccessKey, account, options)

/**
 * Makes a manager of one user's session, with the password in place of the access key. It is there for users whose
 * access key cannot be had, and is refused together with `allowInsecureHttp`.
 *
 * @deprecated Dangerous: every login sends the password in clear text, and anyone who can read the connection, or what a
 * proxy or the server logs of it, has the password. Use `makeCorebos` with an access key.
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebosInsecurePassword = (
  options: CorebosInsecurePasswordOptions
): Effect.Effect<SessionManager<CorebosSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byInsecurePassword, options)

/**
 * Makes a map of many accounts with passwords: see `makeCorebosMap` and `makeCorebosInsecurePassword`.
 *
 * @deprecated Dangerous: every login sends a password in clear text. Use `makeCorebosMap` with access keys.
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebosInsecurePasswordMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<CorebosInsecurePasswordAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, CorebosSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byInsecurePassword, account, options)

/**
 * Makes a manager of a static token, which sends no login and no logout. A token that is refused twice in a row fails
 * the call with `SessionRejected`: it is unknown, or outside its dates.
 *
 * @see https://blog.evolutivo.it/blog/wscredentials
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebosCredentialToken = (
  options: CorebosCredentialTokenOptions
): Effect.Effect<SessionManager<CorebosSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byCredentialToken, options)

/**
 * Makes a map of many static tokens: see `makeCorebosMap` and `makeCorebosCredentialToken`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebosCredentialTokenMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<CorebosCredentialTokenAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, CorebosSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byCredentialToken, account, options)

/** What requests carry of a session. */
export const secretOf = ({ sessionName }: CorebosSession): Redacted.Redacted => sessionName

/**
 * coreBOS as a value, for programs that work with any vendor.
 *
 * @category vendors
 * @since 0.1.0
 */
export const vendor: Vendor = /*#__PURE__*/ makeVendor<CorebosSession>({
  label: "coreBOS",
  protocol,
  serverFields,
  words: credentialWords,
  methods: [
    /*#__PURE__*/ vendorMethod(byAccessKey),
    /*#__PURE__*/ vendorMethod(byInsecurePassword),
    /*#__PURE__*/ vendorMethod(byCredentialToken)
  ],
  secret: secretOf
})
