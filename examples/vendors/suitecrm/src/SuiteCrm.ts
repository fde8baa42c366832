// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * SuiteCRM: log in once, stay logged in.
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
  SuiteCrmConfigOptions,
  SuiteCrmCredentials,
  SuiteCrmDirectoryOptions,
  SuiteCrmOptions,
  SuiteCrmServerOptions
} from "./SuiteCrmOptions.ts"
import type { SuiteCrmSession } from "./SuiteCrmSession.ts"
import { byPassword, makeSuiteCrm, makeSuiteCrmDirectory } from "./managers.ts"

/**
 * A session of SuiteCRM, kept: see `SessionManager`.
 *
 * @see https://docs.suitecrm.com/developer/api/developer-setup-guide/
 * @category services
 * @since 0.1.0
 */
export class SuiteCrm
  extends /*#__PURE__*/ Context.Service<SuiteCrm, SessionManager<SuiteCrmSession>>()(
    "@crm-auth/example-suitecrm/SuiteCrm"
  )
{
  /** A layer of one account, logged in with user name and password. */
  static readonly layer = (options: SuiteCrmOptions): Layer.Layer<SuiteCrm, AuthError, HttpClient.HttpClient> =>
    Layer.effect(SuiteCrm, makeSuiteCrm(options))

  /**
   * A layer of one account whose address and credentials are read from `Config`s; by default from `SUITECRM_URL`,
   * `SUITECRM_USERNAME` and `SUITECRM_PASSWORD`. Fails with `InvalidConfiguration`, which names every missing variable.
   */
  static readonly layerConfig = (
    options: SuiteCrmConfigOptions = {}
  ): Layer.Layer<SuiteCrm, AuthError, HttpClient.HttpClient> =>
    Layer.effect(SuiteCrm, Effect.flatMap(readAccountConfig(byPassword, options), makeSuiteCrm))

  /** The account of `layerConfig` as one `Config`, such as `Config.nested(SuiteCrm.config, "EU")` for a second one. */
  static get config(): Config.Config<SuiteCrmServerOptions & SuiteCrmCredentials> {
    return accountConfig(byPassword)
  }

  /**
   * A layer of one account, logged in with user name and password of a directory.
   *
   * @deprecated Dangerous: the directory's password is sent as it is, and one wrong login may be several at the
   * directory. Use `SuiteCrm.layer`.
   */
  static readonly layerDirectory = (
    options: SuiteCrmDirectoryOptions
  ): Layer.Layer<SuiteCrm, AuthError, HttpClient.HttpClient> => Layer.effect(SuiteCrm, makeSuiteCrmDirectory(options))
}
