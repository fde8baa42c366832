/**
 * coreBOS's `webservice.php`: log in once, stay logged in.
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
import type { WebserviceServerOptions } from "@crm-auth/webservice"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { CorebosSession } from "./CorebosSession.ts"
import { makeDriver, makeTokenDriver } from "./internal/driver.ts"
import { sourceOf, tokenSourceOf } from "./internal/sources.ts"

/**
 * A user. The access key is shown on the user's preferences page, and is sent, as a hash, exactly as it is given.
 * Changing the user's password replaces it.
 *
 * @category models
 * @since 0.1.0
 */
export interface CorebosCredentials {
  readonly username: string
  readonly accessKey: Redacted.Redacted
}

/**
 * A user with the password instead of the access key. Here the case of the name matters.
 *
 * @category models
 * @since 0.1.0
 */
export interface CorebosPasswordCredentials {
  readonly username: string
  readonly password: Redacted.Redacted
}

/**
 * A token of a Credentials record: good between the record's dates, without a login.
 *
 * @category models
 * @since 0.1.0
 */
export interface CorebosTokenCredentials {
  readonly token: Redacted.Redacted
}

/**
 * `sessionIn`: how a request carries the session. `parameter` is the query of a GET and the form of a POST, on every
 * release. `header` is `corebos-authorization`, which keeps it out of URLs and goes with any body, on newer releases.
 * Default: `parameter`.
 *
 * @category models
 * @since 0.1.0
 */
export interface CorebosServerOptions extends WebserviceServerOptions {
  readonly sessionIn?: "parameter" | "header" | undefined
}

/**
 * The installation, and `username` and `accessKey`, or `credentials`: an effect that is run before each login.
 *
 * With `insecurePasswordLogin` they are `username` and `password`, and every login sends the password in clear text:
 * whoever can read the connection, or what a proxy or the server logs of it, has the password. It is there for users
 * whose access key cannot be had, and is refused together with `allowInsecureHttp`.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosOptions = CorebosServerOptions &
  (
    | ({ readonly insecurePasswordLogin?: false | undefined } & CredentialOptions<CorebosCredentials>)
    | ({ readonly insecurePasswordLogin: true } & CredentialOptions<CorebosPasswordCredentials>)
  )

/**
 * The installation that a token is for.
 *
 * @category models
 * @since 0.1.0
 */
export interface CorebosTokenServerOptions extends BaseUrlOptions, SessionManagerOptions {
  readonly url: string
  readonly userAgent?: string | undefined
  readonly refine?: Refine | undefined
}

/**
 * The installation, and `token`, or `credentials`: an effect that is run again when a token was refused.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosTokenOptions = CorebosTokenServerOptions & CredentialOptions<CorebosTokenCredentials>

/**
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for a bad URL or idle timeout, or blank
 * credentials.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebos = (
  options: CorebosOptions
): Effect.Effect<SessionManager<CorebosSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.flatMap(sourceOf(options), (source) =>
    Effect.flatMap(makeDriver(options), (driver) => makeSessionManager({ ...driver, ...source }, options))
  )

/**
 * Makes a manager of a static token, which sends no login and no logout. A token that is refused twice in a row fails
 * the call with `SessionRejected`: it is unknown, or outside its dates.
 *
 * @see https://blog.evolutivo.it/blog/wscredentials
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebosCredentialToken = (
  options: CorebosTokenOptions
): Effect.Effect<SessionManager<CorebosSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.flatMap(tokenSourceOf(options), (source) =>
    Effect.flatMap(makeTokenDriver(options), (driver) => makeSessionManager({ ...driver, ...source }, options))
  )

/**
 * A coreBOS session, kept: see `SessionManager`.
 *
 * A dead session is refused before anything is done, so that any request is sent again by itself. The server binds a
 * session to the User-Agent of its login, so `client` sends that one, whatever a request says. It runs the requests of
 * one session one after the other.
 *
 * @see http://corebos.com/documentation/doku.php?id=en:devel:corebosws:login
 * @category services
 * @since 0.1.0
 */
export class Corebos
  extends /*#__PURE__*/ Context.Service<Corebos, SessionManager<CorebosSession>>()("@crm-auth/corebos/Corebos")
{
  /** A layer of one account. */
  static readonly layer = (options: CorebosOptions): Layer.Layer<Corebos, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Corebos, makeCorebos(options))

  /** A layer of the account in `COREBOS_URL`, `COREBOS_USERNAME` and `COREBOS_ACCESS_KEY`. */
  static readonly layerConfig = (
    options: Omit<CorebosServerOptions, "url"> = {}
  ): Layer.Layer<Corebos, AuthError | Config.ConfigError, HttpClient.HttpClient> =>
    Layer.effect(
      Corebos,
      Effect.flatMap(config(), (account) => makeCorebos({ ...options, ...account }))
    )

  /** A layer of a static token. */
  static readonly layerCredentialToken = (
    options: CorebosTokenOptions
  ): Layer.Layer<Corebos, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Corebos, makeCorebosCredentialToken(options))
}

// Made when it is read: importing the package must not cost what its user may not need.
const config = () =>
  Config.all({
    url: Config.String("URL"),
    username: Config.String("USERNAME"),
    accessKey: Config.Redacted("ACCESS_KEY")
  }).pipe(Config.nested("COREBOS"))
