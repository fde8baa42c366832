/**
 * vtiger CRM's `webservice.php`: log in once, stay logged in.
 *
 * @since 0.1.0
 */
import {
  type AuthError,
  type CredentialOptions,
  makeSessionManager,
  readCredentials,
  type SessionManager
} from "@crm-auth/core"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { makeDriver } from "./internal/driver.ts"
import type { VtigerSession } from "./VtigerSession.ts"
import type { WebserviceServerOptions } from "./webservice.ts"

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
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for a bad URL or idle timeout, or blank
 * credentials.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeVtiger = (
  options: VtigerOptions
): Effect.Effect<SessionManager<VtigerSession>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  readCredentials<VtigerCredentials>("vtiger", options, {
    pick: ({ accessKey, username }) => ({ username, accessKey }),
    required: ["username", "accessKey"]
  }).pipe(
    Effect.flatMap((source) => makeDriver(options, source)),
    Effect.flatMap((driver) => makeSessionManager(driver, options))
  )

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
export class Vtiger extends Context.Service<Vtiger, SessionManager<VtigerSession>>()("@crm-auth/vtiger/Vtiger") {
  /** A layer of one account. */
  static readonly layer = (options: VtigerOptions): Layer.Layer<Vtiger, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Vtiger, makeVtiger(options))

  /** A layer of the account in `VTIGER_URL`, `VTIGER_USERNAME` and `VTIGER_ACCESS_KEY`. */
  static readonly layerConfig = (
    options: Omit<VtigerServerOptions, "url"> = {}
  ): Layer.Layer<Vtiger, AuthError | Config.ConfigError, HttpClient.HttpClient> =>
    Layer.effect(
      Vtiger,
      Effect.flatMap(config, (account) => makeVtiger({ ...options, ...account }))
    )
}

const config = Config.all({
  url: Config.String("URL"),
  username: Config.String("USERNAME"),
  accessKey: Config.Redacted("ACCESS_KEY")
}).pipe(Config.nested("VTIGER"))
