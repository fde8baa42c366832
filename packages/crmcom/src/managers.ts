/**
 * Managers of CRM.COM sessions: for each login method, of one account and of many.
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
import type * as Redacted from "effect/Redacted"
import type {
  CrmcomAccountOptions,
  CrmcomConsumerAccountOptions,
  CrmcomConsumerCredentials,
  CrmcomConsumerOptions,
  CrmcomCredentials,
  CrmcomDeviceAccountOptions,
  CrmcomDeviceCredentials,
  CrmcomDeviceOptions,
  CrmcomOptions,
  CrmcomServerOptions,
  CrmcomWebApiKeyAccountOptions,
  CrmcomWebApiKeyCredentials,
  CrmcomWebApiKeyOptions
} from "./CrmcomOptions.ts"
import type { CrmcomSession } from "./CrmcomSession.ts"
import {
  consumerCredentials,
  credentialWords,
  deviceCredentials,
  serverFields,
  userCredentials,
  webApiKeyCredentials
} from "./generated/credentials.ts"
import { protocol, releases } from "./generated/session.ts"
import { makeConsumerDriver, makeDeviceDriver, makeUserDriver, makeWebApiKeyDriver } from "./internal/driver.ts"
import { checkLogin, consumerLogin, deviceLogin, userLogin, webApiKeyLogin } from "./internal/logins.ts"

const serverOptions = {
  release: { oneOf: releases, advice: "name the newest that is not newer than the server" }
}

/** The login of a user. */
export const byUser: LoginMethod<CrmcomServerOptions, CrmcomCredentials, CrmcomSession> = {
  protocol,
  serverFields,
  credentials: userCredentials,
  serverOptions,
  check: /*#__PURE__*/ checkLogin(userLogin),
  driver: makeUserDriver
}

/** The login of a Web API key. */
export const byWebApiKey: LoginMethod<CrmcomServerOptions, CrmcomWebApiKeyCredentials, CrmcomSession> = {
  protocol,
  serverFields,
  credentials: webApiKeyCredentials,
  serverOptions,
  check: /*#__PURE__*/ checkLogin(webApiKeyLogin, "webApiKey", ({ webApiKey }) => webApiKey),
  driver: makeWebApiKeyDriver
}

/** The login of a consumer. */
export const byConsumer: LoginMethod<CrmcomServerOptions, CrmcomConsumerCredentials, CrmcomSession> = {
  protocol,
  serverFields,
  credentials: consumerCredentials,
  serverOptions,
  check: /*#__PURE__*/ checkLogin(consumerLogin, "applicationKey", ({ applicationKey }) => applicationKey),
  driver: makeConsumerDriver
}

/** The login of a device. */
export const byDevice: LoginMethod<CrmcomServerOptions, CrmcomDeviceCredentials, CrmcomSession> = {
  protocol,
  serverFields,
  credentials: deviceCredentials,
  serverOptions,
  check: /*#__PURE__*/ checkLogin(deviceLogin, "applicationKey", ({ applicationKey }) => applicationKey),
  driver: makeDeviceDriver
}

/**
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for an option that is unknown, wrong or
 * missing.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=494531
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcom = (
  options: CrmcomOptions
): Effect.Effect<SessionManager<CrmcomSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byUser, options)

/**
 * Makes a map of many users, of any servers: see `SessionMap`. `account` gives the options of the user with a key; it
 * runs when the account is first used, and again after the account was dropped.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<CrmcomAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, CrmcomSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byUser, account, options)

/**
 * Makes a manager of the session of a Web API key, the login that the vendor recommends. Available from R10. Fails with
 * `InvalidConfiguration` as `makeCrmcom` does.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=491003
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomWebApiKey = (
  options: CrmcomWebApiKeyOptions
): Effect.Effect<SessionManager<CrmcomSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byWebApiKey, options)

/**
 * Makes a map of many Web API keys: see `makeCrmcomMap` and `makeCrmcomWebApiKey`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomWebApiKeyMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<CrmcomWebApiKeyAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, CrmcomSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byWebApiKey, account, options)

/**
 * Makes a manager of one consumer's session. Available from R15, by JWT from R16.2. Fails with `InvalidConfiguration`
 * as `makeCrmcom` does, and for fields that do not go together.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=491552
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomConsumer = (
  options: CrmcomConsumerOptions
): Effect.Effect<SessionManager<CrmcomSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byConsumer, options)

/**
 * Makes a map of many consumers: see `makeCrmcomMap` and `makeCrmcomConsumer`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomConsumerMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<CrmcomConsumerAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, CrmcomSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byConsumer, account, options)

/**
 * Makes a manager of one device's session. Available from R15. Fails with `InvalidConfiguration` as `makeCrmcom` does.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=489613
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomDevice = (
  options: CrmcomDeviceOptions
): Effect.Effect<SessionManager<CrmcomSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byDevice, options)

/**
 * Makes a map of many devices: see `makeCrmcomMap` and `makeCrmcomDevice`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomDeviceMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<CrmcomDeviceAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, CrmcomSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byDevice, account, options)

/** What requests carry of a session. */
export const secretOf = ({ token }: CrmcomSession): Redacted.Redacted => token

/**
 * CRM.COM as a value, for programs that work with any vendor.
 *
 * @category vendors
 * @since 0.1.0
 */
export const vendor: Vendor = /*#__PURE__*/ makeVendor<CrmcomSession>({
  label: "CRM.COM",
  protocol,
  serverFields,
  words: credentialWords,
  methods: [
    /*#__PURE__*/ vendorMethod(byUser),
    /*#__PURE__*/ vendorMethod(byWebApiKey),
    /*#__PURE__*/ vendorMethod(byConsumer),
    /*#__PURE__*/ vendorMethod(byDevice)
  ],
  secret: secretOf
})
