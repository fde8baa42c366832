/**
 * Kafinea's `webservice.php`: log in once, stay logged in.
 *
 * @since 0.1.0
 */
import {
  type AuthError,
  type CredentialOptions,
  makeSessionManager,
  makeSessionMap,
  readCredentials,
  serverDrivers,
  type SessionManager,
  type SessionManagerOptions,
  type SessionMap,
  type SessionMapOptions
} from "@crm-auth/core"
import { replacingBroken, type WebserviceServerOptions } from "@crm-auth/webservice"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { makeDriver } from "./internal/driver.ts"
import type { KafineaSession } from "./KafineaSession.ts"

/**
 * A user. The access key is shown under "My Preferences"; it is not the password, and is sent, as a hash, exactly as it
 * is given.
 *
 * @category models
 * @since 0.1.0
 */
export interface KafineaCredentials {
  readonly username: string
  readonly accessKey: Redacted.Redacted
}

/**
 * - `url`: the address with the instance's name: `https://apps.kafinea.com/acme`.
 * - `renewBy`: how `renew` replaces a session. `extendSession` is a POST that names the session, the form that can work
 *   where the server is vtiger 8.2's; `extendSessionByGet` the request as the vendor's page prints it, which names none.
 *   What either does at Kafinea is unknown. When it fails there is a login. Default: `login`.
 *
 * @category models
 * @since 0.1.0
 */
export interface KafineaServerOptions extends WebserviceServerOptions {
  readonly renewBy?: "login" | "extendSession" | "extendSessionByGet" | undefined
}

/**
 * The instance, and `username` and `accessKey`, or `credentials`: an effect that is run before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type KafineaOptions = KafineaServerOptions & CredentialOptions<KafineaCredentials>

/**
 * What a map needs to know of one account: as `KafineaOptions`, without what holds for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KafineaAccountOptions = Omit<KafineaServerOptions, keyof SessionManagerOptions> &
  CredentialOptions<KafineaCredentials>

const sourceOf = (options: KafineaAccountOptions) =>
  readCredentials<KafineaCredentials>("kafinea", options, {
    pick: ({ accessKey, username }) => ({ username, accessKey }),
    required: ["username", "accessKey"]
  })

/**
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for a bad URL or idle timeout, or blank
 * credentials.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKafinea = (
  options: KafineaOptions
): Effect.Effect<SessionManager<KafineaSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.flatMap(sourceOf(options), (source) =>
    Effect.flatMap(makeDriver(options), (driver) =>
      makeSessionManager({ ...driver, ...replacingBroken(driver), ...source }, options)
    )
  )

/**
 * Makes a map of many accounts, of any instances: see `SessionMap`. `account` says what is known of the one with that
 * key; it is asked when the account is used first, and again after it was dropped. Fails as `makeSessionMap` does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKafineaMap = <K, R = never>(
  account: (key: K) => Effect.Effect<KafineaAccountOptions, AuthError, R>,
  options: SessionMapOptions = {}
): Effect.Effect<SessionMap<K, KafineaSession>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(makeDriver, replacingBroken)
    return makeSessionMap({
      ...options,
      vendor: "kafinea",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        const { allowInsecureHttp, freshChallengeRetry, idleTimeout, refine, renewBy, url, userAgent } = found
        const server = { allowInsecureHttp, freshChallengeRetry, idleTimeout, refine, renewBy, url, userAgent }
        return yield* drivers({ ...server, propagateTraces: options.propagateTraces }, yield* sourceOf(found))
      })
    })
  })

/**
 * A Kafinea session, kept: see `SessionManager`.
 *
 * The session goes into the query of GET requests, and into the form of POST requests. No error of Kafinea is
 * documented: those of vtiger, whose protocol its page describes, are assumed. Say with `refine` what you know better.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-authentification/
 * @category services
 * @since 0.1.0
 */
export class Kafinea
  extends /*#__PURE__*/ Context.Service<Kafinea, SessionManager<KafineaSession>>()("@crm-auth/kafinea/Kafinea")
{
  /** A layer of one account. */
  static readonly layer = (options: KafineaOptions): Layer.Layer<Kafinea, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Kafinea, makeKafinea(options))

  /** A layer of the account in `KAFINEA_URL`, `KAFINEA_USERNAME` and `KAFINEA_ACCESS_KEY`. */
  static readonly layerConfig = (
    options: Omit<KafineaServerOptions, "url"> = {}
  ): Layer.Layer<Kafinea, AuthError | Config.ConfigError, HttpClient.HttpClient> =>
    Layer.effect(
      Kafinea,
      Effect.flatMap(config(), (account) => makeKafinea({ ...options, ...account }))
    )
}

// Made when it is read: importing the package must not cost what its user may not need.
const config = () =>
  Config.all({
    url: Config.String("URL"),
    username: Config.String("USERNAME"),
    accessKey: Config.Redacted("ACCESS_KEY")
  }).pipe(Config.nested("KAFINEA"))
