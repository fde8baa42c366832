/**
 * Managers of Kafinea sessions, of one account and of many.
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
import { replacingBroken, webserviceOptionChecks } from "@crm-auth/webservice"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Scope from "effect/Scope"
import type * as Redacted from "effect/Redacted"
import { accessKeyCredentials, credentialWords, serverFields } from "./generated/credentials.ts"
import { protocol } from "./generated/session.ts"
import { makeAccessKeyDriver } from "./internal/driver.ts"
import type {
  KafineaAccountOptions,
  KafineaCredentials,
  KafineaOptions,
  KafineaServerOptions
} from "./KafineaOptions.ts"
import type { KafineaSession } from "./KafineaSession.ts"

/** The login with a user's access key. */
export const byAccessKey: LoginMethod<KafineaServerOptions, KafineaCredentials, KafineaSession> = {
  protocol,
  serverFields,
  credentials: accessKeyCredentials,
  serverOptions: {
    ...webserviceOptionChecks,
    renewBy: { oneOf: ["login", "extendSession", "extendSessionByGet"] }
  },
  driver: makeAccessKeyDriver,
  perAccount: replacingBroken
}

/**
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for an option that is unknown, wrong or
 * missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKafinea = (
  options: KafineaOptions
): Effect.Effect<SessionManager<KafineaSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeAccount(byAccessKey, options)

/**
 * Makes a map of many accounts, of any instances: see `SessionMap`. `account` gives the options of the account with a key;
 * it runs when the account is first used, and again after the account was dropped.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKafineaMap = <K, R = never, E = never>(
  account: (key: K) => Effect.Effect<KafineaAccountOptions, AuthError | E, R>,
  options?: SessionMapOptions
): Effect.Effect<SessionMap<K, KafineaSession, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  makeAccountMap(byAccessKey, account, options)

/** What requests carry of a session. */
export const secretOf = ({ sessionName }: KafineaSession): Redacted.Redacted => sessionName

/**
 * Kafinea as a value, for programs that work with any vendor.
 *
 * @category vendors
 * @since 0.1.0
 */
export const vendor: Vendor = /*#__PURE__*/ makeVendor<KafineaSession>({
  label: "Kafinea",
  protocol,
  serverFields,
  words: credentialWords,
  methods: [/*#__PURE__*/ vendorMethod(byAccessKey)],
  secret: secretOf
})
