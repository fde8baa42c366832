/**
 * Kafinea's `webservice.php`: log in once, stay logged in.
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
import { byAccessKey, makeKafinea } from "./managers.ts"
import type {
  KafineaConfigOptions,
  KafineaCredentials,
  KafineaOptions,
  KafineaServerOptions
} from "./KafineaOptions.ts"
import type { KafineaSession } from "./KafineaSession.ts"

/**
 * A Kafinea session, kept: see `SessionManager`.
 *
 * The session goes into the query of GET requests, and into the form of POST requests. No error of Kafinea is
 * documented: those of vtiger, whose protocol its page describes, are assumed. Use `refine` to say what you know better.
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

  /**
   * A layer of one account whose address and credentials are read from `Config`s; by default from `KAFINEA_URL`,
   * `KAFINEA_USERNAME` and `KAFINEA_ACCESS_KEY`. Fails with `InvalidConfiguration`, which names every missing variable.
   */
  static readonly layerConfig = (
    options: KafineaConfigOptions = {}
  ): Layer.Layer<Kafinea, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Kafinea, Effect.flatMap(readAccountConfig(byAccessKey, options), makeKafinea))

  /** The account of `layerConfig` as one `Config`, such as `Config.nested(Kafinea.config, "EU")` for a second one. */
  static get config(): Config.Config<KafineaServerOptions & KafineaCredentials> {
    return accountConfig(byAccessKey)
  }
}
