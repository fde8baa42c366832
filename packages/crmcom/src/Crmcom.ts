/**
 * CRM.COM's V4 Web API: log in once, stay logged in.
 *
 * @since 0.1.0
 */
import type { AuthError, SessionManager } from "@crm-auth/core"
import { accountConfig, readAccountConfig } from "@crm-auth/core/Driver"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type {
  CrmcomConfigOptions,
  CrmcomConsumerOptions,
  CrmcomCredentials,
  CrmcomDeviceOptions,
  CrmcomOptions,
  CrmcomServerOptions,
  CrmcomWebApiKeyCredentials,
  CrmcomWebApiKeyOptions
} from "./CrmcomOptions.ts"
import type { CrmcomSession } from "./CrmcomSession.ts"
import {
  byUser,
  byWebApiKey,
  makeCrmcom,
  makeCrmcomConsumer,
  makeCrmcomDevice,
  makeCrmcomWebApiKey
} from "./managers.ts"

/** A provider that cannot be read counts as one without a key; reading the user from it says what is wrong. */
const hasKey = ({ webApiKey = Config.Redacted("CRMCOM_WEB_API_KEY") }: CrmcomConfigOptions): Effect.Effect<boolean> =>
  Effect.match(Config.option(webApiKey), {
    onFailure: () => false,
    onSuccess: Option.exists((key) => Redacted.value(key).trim() !== "")
  })

/**
 * A CRM.COM session, kept: see `SessionManager`.
 *
 * The session goes into the query of GET requests and into the JSON body of POST requests; CRM.COM knows no others.
 * A login refused with an unknown code is not tried again for an hour, or until the credentials change, because it may
 * count towards a lockout. Before R12 a token is released when its manager closes; later ones end at their time.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/x/ppIH
 * @category services
 * @since 0.1.0
 */
export class Crmcom
  extends /*#__PURE__*/ Context.Service<Crmcom, SessionManager<CrmcomSession>>()("@crm-auth/crmcom/Crmcom")
{
  /** A layer of one user. */
  static readonly layer = (options: CrmcomOptions): Layer.Layer<Crmcom, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Crmcom, makeCrmcom(options))

  /**
   * A layer of one account whose address and credentials are read from `Config`s: of the Web API key, by default in
   * `CRMCOM_WEB_API_KEY`; without a key, of the user, by default in `CRMCOM_USERNAME`, `CRMCOM_PASSWORD` and
   * `CRMCOM_ORGANISATION`. `CRMCOM_URL` is the server; `CRMCOM_RELEASE` and `CRMCOM_UNIT` may name its release and a
   * unit. Fails with `InvalidConfiguration`, which names every missing variable.
   */
  static readonly layerConfig = (
    options: CrmcomConfigOptions = {}
  ): Layer.Layer<Crmcom, AuthError, HttpClient.HttpClient> =>
    Layer.effect(
      Crmcom,
      Effect.flatMap(hasKey(options), (isKey) =>
        isKey
          ? Effect.flatMap(readAccountConfig(byWebApiKey, options), makeCrmcomWebApiKey)
          : Effect.flatMap(readAccountConfig(byUser, options), makeCrmcom)
      )
    )

  /** The user of `layerConfig` as one `Config`, such as `Config.nested(Crmcom.config, "EU")` for a second one. */
  static get config(): Config.Config<CrmcomServerOptions & CrmcomCredentials> {
    return accountConfig(byUser)
  }

  /** A layer of one Web API key. */
  static readonly layerWebApiKey = (
    options: CrmcomWebApiKeyOptions
  ): Layer.Layer<Crmcom, AuthError, HttpClient.HttpClient> => Layer.effect(Crmcom, makeCrmcomWebApiKey(options))

  /** The Web API key of `layerConfig` as one `Config`, for `makeCrmcomWebApiKey`. */
  static get configWebApiKey(): Config.Config<CrmcomServerOptions & CrmcomWebApiKeyCredentials> {
    return accountConfig(byWebApiKey)
  }

  /** A layer of one consumer. */
  static readonly layerConsumer = (
    options: CrmcomConsumerOptions
  ): Layer.Layer<Crmcom, AuthError, HttpClient.HttpClient> => Layer.effect(Crmcom, makeCrmcomConsumer(options))

  /** A layer of one device. */
  static readonly layerDevice = (options: CrmcomDeviceOptions): Layer.Layer<Crmcom, AuthError, HttpClient.HttpClient> =>
    Layer.effect(Crmcom, makeCrmcomDevice(options))
}
