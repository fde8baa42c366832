/**
 * Kayako Classic's StaffAPI: log in once, stay logged in.
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
import type { KayakoConfigOptions, KayakoCredentials, KayakoOptions, KayakoServerOptions } from "./KayakoOptions.ts"
import type { KayakoSession } from "./KayakoSession.ts"
import { byPassword, makeKayako } from "./managers.ts"

/**
 * A Kayako session, kept: see `SessionManager`. A desk that wants a one-time key needs a `SecondFactor`.
 *
 * The session goes into POST requests with a form body, or without a body, to a route written in the URL. A query
 * parameter beside the route, or a form field `e` with a route of its own, would lead elsewhere and is refused with
 * `InvalidConfiguration`. A request with an expired session runs in part before the desk refuses it, so only reads are
 * sent again automatically; others fail with `ReplayImpossible`.
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

  /**
   * A layer of one account whose address and credentials are read from `Config`s; by default from `KAYAKO_URL`,
   * `KAYAKO_USERNAME` and `KAYAKO_PASSWORD`. Fails with `InvalidConfiguration`, which names every missing variable.
   */
  static readonly layerConfig = (
    options: KayakoConfigOptions = {}
  ): Layer.Layer<Kayako, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Kayako, Effect.flatMap(readAccountConfig(byPassword, options), makeKayako))

  /** The account of `layerConfig` as one `Config`, such as `Config.nested(Kayako.config, "EU")` for a second one. */
  static get config(): Config.Config<KayakoServerOptions & KayakoCredentials> {
    return accountConfig(byPassword)
  }
}
