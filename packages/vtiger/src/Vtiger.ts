/**
 * vtiger CRM's `webservice.php`: log in once, stay logged in.
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
import { byAccessKey, makeVtiger } from "./managers.ts"
import type { VtigerConfigOptions, VtigerCredentials, VtigerOptions, VtigerServerOptions } from "./VtigerOptions.ts"
import type { VtigerSession } from "./VtigerSession.ts"

/**
 * A vtiger CRM session, kept: see `SessionManager`.
 *
 * The session goes into the query of GET requests, and into the form of POST requests. A request with an expired session
 * is refused before anything is done, so any request is sent again automatically. The server runs the requests of one
 * session one after the other.
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

  /**
   * A layer of one account whose address and credentials are read from `Config`s; by default from `VTIGER_URL`,
   * `VTIGER_USERNAME` and `VTIGER_ACCESS_KEY`. Fails with `InvalidConfiguration`, which names every missing variable.
   */
  static readonly layerConfig = (
    options: VtigerConfigOptions = {}
  ): Layer.Layer<Vtiger, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Vtiger, Effect.flatMap(readAccountConfig(byAccessKey, options), makeVtiger))

  /** The account of `layerConfig` as one `Config`, such as `Config.nested(Vtiger.config, "EU")` for a second one. */
  static get config(): Config.Config<VtigerServerOptions & VtigerCredentials> {
    return accountConfig(byAccessKey)
  }
}
