/**
 * KashFlow's REST API: log in once, stay logged in.
 *
 * @since 0.1.0
 */
import {
  type AuthError,
  type BaseUrlOptions,
  type CredentialOptions,
  makeSessionManager,
  type Refine,
  type SessionManager,
  type SessionManagerOptions
} from "@crm-auth/core"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { externalTokenDriver, passwordDriver, sessionTokenDriver, takingOnce } from "./internal/driver.ts"
import { externalTokenSource, passwordSource, sessionTokenSource } from "./internal/sources.ts"
import type { KftokenSession } from "./KftokenSession.ts"

/**
 * A user. The password is that of the web login, without quotes or spaces around it. Of `memorableWord` only the
 * characters that the server wants are sent; without it, a `SecondFactor` is asked for the word.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenCredentials {
  readonly username: string
  readonly password: Redacted.Redacted
  readonly memorableWord?: Redacted.Redacted | undefined
}

/**
 * A token of the vendor's own sign-on, and the user's number.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenExternalToken {
  readonly externalToken: Redacted.Redacted
  readonly uid: number
}

/**
 * A session token that was made elsewhere.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenSessionToken {
  readonly sessionToken: Redacted.Redacted
}

/**
 * - `url`: the API's address, with its version. Default: `https://api.kashflow.com/v2`.
 * - `idleTimeout`: how long the server keeps a session that is not used. Default: 60 minutes, as the vendor says; a
 *   server can be set up otherwise.
 * - `userAgent`: sent with every request. Default: `crm-auth-kftoken`.
 * - `refine`: says what a server's codes mean. Those of a wrong memorable word, a missing permission, REST switched off
 *   and a refused address are not publicly known.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenServerOptions extends BaseUrlOptions, SessionManagerOptions {
  readonly idleTimeout?: Duration.Input | undefined
  readonly userAgent?: string | undefined
  readonly refine?: Refine | undefined
}

/**
 * The server, and `username`, `password` and maybe `memorableWord`, or `credentials`: an effect that is run before each
 * login.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenOptions = KftokenServerOptions & CredentialOptions<KftokenCredentials>

/**
 * The server, and `externalToken` and `uid`, or `credentials`: an effect that is run before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenExternalTokenOptions = KftokenServerOptions & CredentialOptions<KftokenExternalToken>

/**
 * The server, and `sessionToken`, or `credentials`: an effect that gives another one each time.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenOptions = Omit<KftokenServerOptions, "idleTimeout"> &
  CredentialOptions<KftokenSessionToken>

type Made = Effect.Effect<SessionManager<KftokenSession>, AuthError, HttpClient.HttpClient | Scope.Scope>

type KftokenLayer = Layer.Layer<Kftoken, AuthError, HttpClient.HttpClient>

/**
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for a bad URL, an idle timeout that is
 * none, or credentials that are blank.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftoken = (options: KftokenOptions): Made =>
  Effect.flatMap(passwordSource(options), (source) =>
    Effect.flatMap(passwordDriver(options), (driver) => makeSessionManager({ ...driver, ...source }, options))
  )

/**
 * Makes a manager of a session that an external token is exchanged for. Fails with `InvalidConfiguration` as
 * `makeKftoken` does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenExternalToken = (options: KftokenExternalTokenOptions): Made =>
  Effect.flatMap(externalTokenSource(options), (source) =>
    Effect.flatMap(externalTokenDriver(options), (driver) => makeSessionManager({ ...driver, ...source }, options))
  )

/**
 * Makes a manager of a ready-made session token, which is used until the server refuses it, and never ended here. Each
 * token is used once: from then on callers get `SessionRejected`, until `credentials` gives another. Fails with
 * `InvalidConfiguration` for a bad URL, or a token that no header can carry.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenSessionToken = (options: KftokenSessionTokenOptions): Made =>
  Effect.flatMap(sessionTokenSource(options), (source) =>
    Effect.flatMap(sessionTokenDriver(options), (driver) =>
      makeSessionManager({ ...driver, ...takingOnce(driver), ...source }, options)
    )
  )

/**
 * A KashFlow session, kept: see `SessionManager`.
 *
 * The session goes into the `Authorization` header. A dead one is refused before any work, so that every request whose
 * body can be read twice is sent again. A login refused with an unknown code is not asked again for an hour, or until
 * the credentials change: wrong characters may count towards a lockout that only an administrator ends.
 *
 * @see https://www.kashflow.com/developers/rest-api/sessiontoken/
 * @category services
 * @since 0.1.0
 */
export class Kftoken
  extends /*#__PURE__*/ Context.Service<Kftoken, SessionManager<KftokenSession>>()("@crm-auth/kftoken/Kftoken")
{
  /** A layer of one user. */
  static readonly layer = (options: KftokenOptions): KftokenLayer => Layer.effect(Kftoken, makeKftoken(options))

  /** A layer of one external token. */
  static readonly layerExternalToken = (options: KftokenExternalTokenOptions): KftokenLayer =>
    Layer.effect(Kftoken, makeKftokenExternalToken(options))

  /** A layer of a ready-made session token. */
  static readonly layerSessionToken = (options: KftokenSessionTokenOptions): KftokenLayer =>
    Layer.effect(Kftoken, makeKftokenSessionToken(options))

  /**
   * A layer of the user in `KFTOKEN_USERNAME`, `KFTOKEN_PASSWORD` and, unless a `SecondFactor` is to be asked,
   * `KFTOKEN_MEMORABLE_WORD`. `KFTOKEN_URL` may name another address.
   */
  static readonly layerConfig = (
    options: Omit<KftokenServerOptions, "url"> = {}
  ): Layer.Layer<Kftoken, AuthError | Config.ConfigError, HttpClient.HttpClient> =>
    Layer.effect(
      Kftoken,
      Effect.flatMap(config(), (account) => makeKftoken({ ...options, ...account }))
    )
}

const optional = <A>(config: Config.Config<A>): Config.Config<A | undefined> =>
  Config.map(Config.option(config), Option.getOrUndefined)

// Made when it is read: importing the package must not cost what its user may not need.
const config = () =>
  Config.all({
    url: optional(Config.String("URL")),
    username: Config.String("USERNAME"),
    password: Config.Redacted("PASSWORD"),
    memorableWord: optional(Config.Redacted("MEMORABLE_WORD"))
  }).pipe(Config.nested("KFTOKEN"))
