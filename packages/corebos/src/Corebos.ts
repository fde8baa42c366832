/**
 * coreBOS's `webservice.php`: log in once, stay logged in.
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
  CorebosConfigOptions,
  CorebosCredentials,
  CorebosCredentialTokenOptions,
  CorebosInsecurePasswordOptions,
  CorebosOptions,
  CorebosServerOptions
} from "./CorebosOptions.ts"
import type { CorebosSession } from "./CorebosSession.ts"
import { byAccessKey, makeCorebos, makeCorebosCredentialToken, makeCorebosInsecurePassword } from "./managers.ts"

/**
 * A coreBOS session, kept: see `SessionManager`.
 *
 * A request with an expired session is refused before anything is done, so any request is sent again automatically. The
 * server binds a session to the User-Agent of its login, so `client` sends that one, whatever a request says. It runs
 * the requests of one session one after the other.
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

  /**
   * A layer of one account whose address and credentials are read from `Config`s; by default from `COREBOS_URL`,
   * `COREBOS_USERNAME` and `COREBOS_ACCESS_KEY`. Fails with `InvalidConfiguration`, which names every missing variable.
   */
  static readonly layerConfig = (
    options: CorebosConfigOptions = {}
  ): Layer.Layer<Corebos, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Corebos, Effect.flatMap(readAccountConfig(byAccessKey, options), makeCorebos))

  /** The account of `layerConfig` as one `Config`, such as `Config.nested(Corebos.config, "EU")` for a second one. */
  static get config(): Config.Config<CorebosServerOptions & CorebosCredentials> {
    return accountConfig(byAccessKey)
  }

  /**
   * A layer of one account, with the password in place of the access key. It is refused together with
   * `allowInsecureHttp`.
   *
   * @deprecated Dangerous: every login sends the password in clear text, and anyone who can read the connection, or what a
   * proxy or the server logs of it, has the password. Use `Corebos.layer` with an access key.
   */
  static readonly layerInsecurePassword = (
    options: CorebosInsecurePasswordOptions
  ): Layer.Layer<Corebos, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Corebos, makeCorebosInsecurePassword(options))

  /** A layer of a static token. */
  static readonly layerCredentialToken = (
    options: CorebosCredentialTokenOptions
  ): Layer.Layer<Corebos, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Corebos, makeCorebosCredentialToken(options))
}
