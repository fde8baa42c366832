/**
 * Managers of Kayako sessions, of one account and of many.
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
import { credentialWords, passwordCredentials, serverFields } from "./generated/credentials.ts"
import { protocol } from "./generated/session.ts"
import { makePasswordDriver } from "./internal/driver.ts"
import type { KayakoAccountOptions, KayakoCredentials, KayakoOptions, KayakoServerOptions } from "./KayakoOptions.ts"
import type { KayakoSession } from "./KayakoSession.ts"

/** The server takes a name or password of exactly `0` for a missing one, and counts it as a failed login. */
const checkZero = ({ password, username }: KayakoCredentials): InvalidConfiguration | undefined => {
  const field = username === "0" ? "username" : Redacted.value(password) === "0" ? "password" : undefined
  return field === undefined
    ? undefined
    : new InvalidConfiguration({ field, detail: "of exactly 0 counts as missing at the server; choose another" })
}

/** The login with the user name and password of the web desk. */
export const byPassword: LoginMethod<KayakoServerOptions, KayakoCredentials, KayakoSession> = {
  protocol,
  serverFields,
  credentials: passwordCredentials,
  serverOptions: { decodesPasswordTwice: "flag", initialStatus: "textOrNumber" },
  check: checkZero,
  driver: makePasswordDriver
}

/**
 * Makes a manager of one staff member's session. Fails with `InvalidConfiguration` for an option that is unknown, wrong
 * or missing, and for credentials of exactly `0`, which a desk takes for missing ones.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKayako = (
  options: KayakoOptions
): Effect.Effect<SessionManager<KayakoSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byPassword, options)

/**
 * Makes a map of many accounts, on any desks: see `SessionMap`. `account` gives the options of the account with a key; it
 * runs when the account is first used, and again after the account was dropped.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKayakoMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<KayakoAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, KayakoSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byPassword, account, options)

/** What requests carry of a session. */
export const secretOf = ({ sessionId }: KayakoSession): Redacted.Redacted => sessionId

/**
 * Kayako Classic as a value, for programs that work with any vendor.
 *
 * @category vendors
 * @since 0.1.0
 */
export const vendor: Vendor = /*#__PURE__*/ makeVendor<KayakoSession>({
  label: "Kayako Classic",
  protocol,
  serverFields,
  words: credentialWords,
  methods: [/*#__PURE__*/ vendorMethod(byPassword)],
  secret: secretOf
})
