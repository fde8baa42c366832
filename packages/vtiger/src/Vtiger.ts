/**
 * vtiger CRM's `webservice.php`: log in once, stay logged in.
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
import type { VtigerSession } from "./VtigerSession.ts"

/**
 * A user of the CRM. The access key is shown on the user's preferences page; it is not the password, and is sent, as a
 * hash, exactly as it is given.
 *
 * @category models
 * @since 0.1.0
 */
export interface VtigerCredentials {
  readonly username: string
  readonly accessKey: Redacted.Redacted
}

/**
 * `renewBy`: how `renew` replaces a session. `extendSession` works on vtiger 8.2 only, keeps the session's id and
 * lengthens nothing; sent for a session that the server has forgotten, it leaves an anonymous one behind. When it fails
 * there is a login. Default: `login`.
 *
 * @category models
 * @since 0.1.0
 */
export interface VtigerServerOptions extends WebserviceServerOptions {
  readonly renewBy?: "login" | "extendSession" | undefined
}

/**
 * The CRM, and `username` and `accessKey`, or `credentials`: an effect that is run before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type VtigerOptions = VtigerServerOptions & CredentialOptions<VtigerCredentials>

/**
 * What a map needs to know of one account: as `VtigerOptions`, without what holds for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type VtigerAccountOptions = Omit<VtigerServerOptions, keyof SessionManagerOptions> &
  CredentialOptions<VtigerCredentials>

const sourceOf = (options: VtigerAccountOptions) =>
  readCredentials<VtigerCredentials>("vtiger", options, {
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
export const makeVtiger = (
  options: VtigerOptions
): Effect.Effect<SessionManager<VtigerSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.flatMap(sourceOf(options), (source) =>
    Effect.flatMap(makeDriver(options), (driver) =>
      makeSessionManager({ ...driver, ...replacingBroken(driver), ...source }, options)
    )
  )

/**
 * Makes a map of many accounts, of any installations: see `SessionMap`. `account` says what is known of the one with that
 * key; it is asked when the account is used first, and again after it was dropped. Fails as `makeSessionMap` does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeVtigerMap = <K, R = never>(
  account: (key: K) => Effect.Effect<VtigerAccountOptions, AuthError, R>,
  options: SessionMapOptions = {}
): Effect.Effect<SessionMap<K, VtigerSession>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(makeDriver, replacingBroken)
    return makeSessionMap({
      ...options,
      vendor: "vtiger",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        const { allowInsecureHttp, freshChallengeRetry, idleTimeout, refine, renewBy, url, userAgent } = found
        const server = { allowInsecureHttp, freshChallengeRetry, idleTimeout, refine, renewBy, url, userAgent }
        return yield* drivers({ ...server, propagateTraces: options.propagateTraces }, yield* sourceOf(found))
      })
    })
  })

/**
 * A vtiger session, kept: see `SessionManager`.
 *
 * The session goes into the query of GET requests, and into the form of POST requests. A dead session is refused before
 * anything is done, so that any request is sent again by itself. The server runs the requests of one session one after
 * the other.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category services
 * @since 0.1.0
 */
export class Vtiger
  extends /*#__PURE__*/ Context.Service<Vtiger, SessionManager<VtigerSession>>()("@crm-auth/vtiger/Vtiger")
{
  /** A layer of one account. */
  static readonly layer = (options: VtigerOptions): Layer.Layer<Vtiger, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Vtiger, makeVtiger(options))

  /** A layer of the account in `VTIGER_URL`, `VTIGER_USERNAME` and `VTIGER_ACCESS_KEY`. */
  static readonly layerConfig = (
    options: Omit<VtigerServerOptions, "url"> = {}
  ): Layer.Layer<Vtiger, AuthError | Config.ConfigError, HttpClient.HttpClient> =>
    Layer.effect(
      Vtiger,
      Effect.flatMap(config(), (account) => makeVtiger({ ...options, ...account }))
    )
}

// Made when it is read: importing the package must not cost what its user may not need.
const config = () =>
  Config.all({
    url: Config.String("URL"),
    username: Config.String("USERNAME"),
    accessKey: Config.Redacted("ACCESS_KEY")
  }).pipe(Config.nested("VTIGER"))
