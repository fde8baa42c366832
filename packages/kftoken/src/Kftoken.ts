/**
 * KashFlow's REST API: log in once, stay logged in.
 *
 * @since 0.1.0
 */
import type { AuthError, SessionManager } from "@crm-auth/core"
import { accountConfig, readAccountConfig } from "@crm-auth/core/Driver"
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type {
  KftokenConfigOptions,
  KftokenCredentials,
  KftokenExternalTokenOptions,
  KftokenOptions,
  KftokenSessionTokenOptions,
  KftokenUserServerOptions
} from "./KftokenOptions.ts"
import type { KftokenSession } from "./KftokenSession.ts"
import { byPassword, makeKftoken, makeKftokenExternalToken, makeKftokenSessionToken } from "./managers.ts"

/**
 * A KashFlow session, kept: see `SessionManager`.
 *
 * The session goes into the `Authorization` header. A request with an expired session is refused before any work, so
 * every request whose body can be read twice is sent again. A login refused with an unknown code is not tried again for
 * an hour, or until the credentials change: wrong characters may count towards a lockout that only an administrator
 * ends.
 *
 * @see https://www.kashflow.com/developers/rest-api/sessiontoken/
 * @category services
 * @since 0.1.0
 */
export class Kftoken
  extends /*#__PURE__*/ Context.Service<Kftoken, SessionManager<KftokenSession>>()("@crm-auth/kftoken/Kftoken")
{
  /** A layer of one user. */
  static readonly layer = (options: KftokenOptions): Layer.Layer<Kftoken, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Kftoken, makeKftoken(options))

  /**
   * A layer of one user whose credentials are read from `Config`s; by default from `KFTOKEN_USERNAME`,
   * `KFTOKEN_PASSWORD` and, unless a `SecondFactor` is to be asked, `KFTOKEN_MEMORABLE_WORD`. `KFTOKEN_URL` may name
   * another address. Fails with `InvalidConfiguration`, which names every missing variable.
   */
  static readonly layerConfig = (
    options: KftokenConfigOptions = {}
  ): Layer.Layer<Kftoken, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Kftoken, Effect.flatMap(readAccountConfig(byPassword, options), makeKftoken))

  /** The user of `layerConfig` as one `Config`, such as `Config.nested(Kftoken.config, "EU")` for a second one. */
  static get config(): Config.Config<KftokenUserServerOptions & KftokenCredentials> {
    return accountConfig(byPassword)
  }

  /** A layer of one external token. */
  static readonly layerExternalToken = (
    options: KftokenExternalTokenOptions
  ): Layer.Layer<Kftoken, AuthError, HttpClient.HttpClient> => Layer.effect(Kftoken, makeKftokenExternalToken(options))

  /** A layer of a ready-made session token. */
  static readonly layerSessionToken = (
    options: KftokenSessionTokenOptions
  ): Layer.Layer<Kftoken, AuthError, HttpClient.HttpClient> => Layer.effect(Kftoken, makeKftokenSessionToken(options))
}
