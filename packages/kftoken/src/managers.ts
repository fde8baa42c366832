/**
 * Managers of KashFlow sessions: for each login method, of one account and of many.
 *
 * @since 0.1.0
 */
import {
  type AuthError,
  InvalidConfiguration,
  type SessionManager,
  type SessionMap,
  type SessionMapOptions
} from "@crm-auth/core"
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
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import {
  credentialWords,
  externalTokenCredentials,
  passwordCredentials,
  serverFields,
  sessionTokenCredentials
} from "./generated/credentials.ts"
import { protocol } from "./generated/session.ts"
import { makeExternalTokenDriver, makePasswordDriver, makeSessionTokenDriver, takingOnce } from "./internal/driver.ts"
import type {
  KftokenAccountOptions,
  KftokenCredentials,
  KftokenExternalTokenAccountOptions,
  KftokenExternalTokenCredentials,
  KftokenExternalTokenOptions,
  KftokenOptions,
  KftokenServerOptions,
  KftokenSessionTokenAccountOptions,
  KftokenSessionTokenCredentials,
  KftokenSessionTokenOptions,
  KftokenSessionTokenServerOptions,
  KftokenUserServerOptions
} from "./KftokenOptions.ts"
import type { KftokenSession } from "./KftokenSession.ts"

/** The login of a user. */
export const byPassword: LoginMethod<KftokenUserServerOptions, KftokenCredentials, KftokenSession> = {
  protocol,
  serverFields,
  credentials: passwordCredentials,
  serverOptions: { idleTimeout: "time", keepUserLoggedIn: "flag" },
  driver: makePasswordDriver
}

/** The login with a token of the vendor's own sign-on. */
export const byExternalToken: LoginMethod<KftokenServerOptions, KftokenExternalTokenCredentials, KftokenSession> = {
  protocol,
  serverFields,
  credentials: externalTokenCredentials,
  serverOptions: { idleTimeout: "time" },
  driver: makeExternalTokenDriver
}

const checkToken = ({ sessionToken }: KftokenSessionTokenCredentials): InvalidConfiguration | undefined =>
  /^[\x21-\x7e]+$/.test(Redacted.value(sessionToken))
    ? undefined
    : new InvalidConfiguration({ field: "sessionToken", detail: "holds a space, or what no header can carry" })

/** The use of a session token that was made elsewhere: nothing is sent to log in. */
export const bySessionToken: LoginMethod<
  KftokenSessionTokenServerOptions,
  KftokenSessionTokenCredentials,
  KftokenSession
> = {
  protocol,
  serverFields,
  credentials: sessionTokenCredentials,
  serverOptions: {},
  check: checkToken,
  driver: makeSessionTokenDriver,
  perAccount: takingOnce
}

/**
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for an option that is unknown, wrong or
 * missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftoken = (
  options: KftokenOptions
): Effect.Effect<SessionManager<KftokenSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byPassword, options)

/**
 * Makes a map of many users: see `SessionMap`. `account` gives the options of the user with a key; it runs when the
 * account is first used, and again after the account was dropped.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<KftokenAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, KftokenSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byPassword, account, options)

/**
 * Makes a manager of a session that an external token is exchanged for. Fails with `InvalidConfiguration` as
 * `makeKftoken` does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenExternalToken = (
  options: KftokenExternalTokenOptions
): Effect.Effect<SessionManager<KftokenSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byExternalToken, options)

/**
 * Makes a map of many external tokens: see `makeKftokenMap` and `makeKftokenExternalToken`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenExternalTokenMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<KftokenExternalTokenAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, KftokenSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byExternalToken, account, options)

/**
 * Makes a manager of a ready-made session token, which is used until the server refuses it, and never logged out. Each
 * token is used once: from then on callers get `SessionRejected`, until `credentials` gives another. Fails with
 * `InvalidConfiguration` as `makeKftoken` does, and for a token that no header can carry.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenSessionToken = (
  options: KftokenSessionTokenOptions
): Effect.Effect<SessionManager<KftokenSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(bySessionToken, options)

/**
 * Makes a map of many ready-made session tokens: see `makeKftokenMap` and `makeKftokenSessionToken`. Each account takes
 * a token once, and once more after it was dropped.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenSessionTokenMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<KftokenSessionTokenAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, KftokenSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(bySessionToken, account, options)

/** What requests carry of a session. */
export const secretOf = ({ sessionToken }: KftokenSession): Redacted.Redacted => sessionToken

/**
 * KashFlow as a value, for programs that work with any vendor.
 *
 * @category vendors
 * @since 0.1.0
 */
export const vendor: Vendor = /*#__PURE__*/ makeVendor<KftokenSession>({
  label: "KashFlow",
  protocol,
  serverFields,
  words: credentialWords,
  methods: [
    /*#__PURE__*/ vendorMethod(byPassword),
    /*#__PURE__*/ vendorMethod(byExternalToken),
    /*#__PURE__*/ vendorMethod(bySessionToken)
  ],
  secret: secretOf
})
