/**
 * Kayako Classic's StaffAPI: log in once, stay logged in.
 *
 * @since 0.1.0
 */
import {
  type AuthError,
  type BaseUrlOptions,
  type CredentialOptions,
  makeSessionManager,
  makeSessionMap,
  readCredentials,
  serverDrivers,
  type Refine,
  type SessionManager,
  type SessionManagerOptions,
  type SessionMap,
  type SessionMapOptions
} from "@crm-auth/core"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { checkCredentials, makeDriver } from "./internal/driver.ts"
import type { KayakoSession } from "./KayakoSession.ts"

/**
 * A member of staff. The name and password are those of the web desk, and a desk may count failures of both together.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoCredentials {
  readonly username: string
  readonly password: Redacted.Redacted
}

/**
 * - `url`: the desk's address, with its path (`https://desk.example/support`).
 * - `userAgent`: sent with every request. Default: `crm-auth-kayako`.
 * - `refine`: says what a desk's status and text mean. Texts differ by language and version.
 * - `decodesPasswordTwice`: set for a very old desk that refuses good passwords with `%` or `+`: it decodes a password
 *   twice, so that it has to be encoded twice. Default: `false`.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoServerOptions extends BaseUrlOptions, SessionManagerOptions {
  readonly url: string
  readonly userAgent?: string | undefined
  readonly refine?: Refine | undefined
  readonly decodesPasswordTwice?: boolean | undefined
}

/**
 * The desk, and `username` and `password`, or `credentials`: an effect that is run before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type KayakoOptions = KayakoServerOptions & CredentialOptions<KayakoCredentials>

/**
 * What a map needs to know of one account: as `KayakoOptions`, without what holds for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KayakoAccountOptions = Omit<KayakoServerOptions, keyof SessionManagerOptions> &
  CredentialOptions<KayakoCredentials>

const sourceOf = (options: KayakoAccountOptions) =>
  readCredentials<KayakoCredentials>("kayako", options, {
    pick: ({ password, username }) => ({ username, password }),
    required: ["username", "password"],
    check: checkCredentials
  })

/**
 * Makes a manager of one member of staff's session. Fails with `InvalidConfiguration` for a bad URL, or credentials
 * that are blank or exactly `0`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKayako = (
  options: KayakoOptions
): Effect.Effect<SessionManager<KayakoSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.flatMap(sourceOf(options), (source) =>
    Effect.flatMap(makeDriver(options), (driver) => makeSessionManager({ ...driver, ...source }, options))
  )

/**
 * Makes a map of many accounts, on any desks: see `SessionMap`. `account` says what is known of the one with that key;
 * it is asked when the account is used first, and again after it was dropped. Fails as `makeSessionMap` does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKayakoMap = <K, R = never>(
  account: (key: K) => Effect.Effect<KayakoAccountOptions, AuthError, R>,
  options: SessionMapOptions = {}
): Effect.Effect<SessionMap<K, KayakoSession>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(makeDriver)
    return makeSessionMap({
      ...options,
      vendor: "kayako",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        const { allowInsecureHttp, decodesPasswordTwice, refine, url, userAgent } = found
        const server = { allowInsecureHttp, decodesPasswordTwice, refine, url, userAgent }
        return yield* drivers({ ...server, propagateTraces: options.propagateTraces }, yield* sourceOf(found))
      })
    })
  })

/**
 * A Kayako session, kept: see `SessionManager`. A desk that wants a one-time key needs a `SecondFactor`.
 *
 * The session goes into POST requests with a form body, or none, to a route written in the URL: a query parameter beside
 * it, or a form field `e` with a route of its own, would lead elsewhere and is refused with `InvalidConfiguration`. A dead session's request runs in part before the desk
 * refuses it, so that only reads are sent again by themselves; others fail with `ReplayImpossible`.
 *
 * @see https://kayako.atlassian.net/wiki/display/DEV/StaffAPI+-+Logging+In
 * @category services
 * @since 0.1.0
 */
export class Kayako
  extends /*#__PURE__*/ Context.Service<Kayako, SessionManager<KayakoSession>>()("@crm-auth/kayako/Kayako")
{
  /** A layer of one account. */
  static readonly layer = (options: KayakoOptions): Layer.Layer<Kayako, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Kayako, makeKayako(options))

  /** A layer of the account in `KAYAKO_URL`, `KAYAKO_USERNAME` and `KAYAKO_PASSWORD`. */
  static readonly layerConfig = (
    options: Omit<KayakoServerOptions, "url"> = {}
  ): Layer.Layer<Kayako, AuthError | Config.ConfigError, HttpClient.HttpClient> =>
    Layer.effect(
      Kayako,
      Effect.flatMap(config(), (account) => makeKayako({ ...options, ...account }))
    )
}

// Made when it is read: importing the package must not cost what its user may not need.
const config = () =>
  Config.all({
    url: Config.String("URL"),
    username: Config.String("USERNAME"),
    password: Config.Redacted("PASSWORD")
  }).pipe(Config.nested("KAYAKO"))
