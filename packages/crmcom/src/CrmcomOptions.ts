/**
 * The options of a CRM.COM server and of its accounts.
 *
 * @since 0.1.0
 */
import type { AccountOptions, ConfigOptions, CredentialOptions, ServerOptions } from "@crm-auth/core/Driver"
import type {
  CrmcomConsumerCredentials,
  CrmcomCredentials,
  CrmcomDeviceCredentials,
  CrmcomWebApiKeyCredentials
} from "./generated/credentials.ts"
import type { releases } from "./generated/session.ts"

export type {
  CrmcomConsumerByAuthenticationCode,
  CrmcomConsumerByJwt,
  CrmcomConsumerByPassCode,
  CrmcomConsumerCredentials,
  CrmcomCredentials,
  CrmcomDeviceCredentials,
  CrmcomWebApiKeyCredentials
} from "./generated/credentials.ts"

/**
 * The releases between which a session's lifetime differs. Name the newest that is not newer than the server: `R12` for
 * a server of release 14.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomRelease = (typeof releases)[number]

/**
 * The server, and how to speak to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomServerOptions extends ServerOptions {
  /** The server's address, without `/crmapi/rest/v2`, such as `https://crm.example`. */
  readonly url: string | URL
  /**
   * The server's release. Before R12 a user's token ends after one hour without use; from R12 on it ends two hours
   * after the login.
   *
   * @default the stricter of both rules holds
   */
  readonly release?: CrmcomRelease | undefined
}

/**
 * The server, and a user's `username`, `password`, `organisation` (its name) and optionally `unit` (its id), or
 * `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomOptions = CrmcomServerOptions & CredentialOptions<CrmcomCredentials>

/**
 * The server, and `webApiKey` and optionally `unit` (its id), or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomWebApiKeyOptions = CrmcomServerOptions & CredentialOptions<CrmcomWebApiKeyCredentials>

/**
 * The server, and the fields of a consumer, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConsumerOptions = CrmcomServerOptions & CredentialOptions<CrmcomConsumerCredentials>

/**
 * The server, and the fields of a device, or `credentials`: an effect that runs before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomDeviceOptions = CrmcomServerOptions & CredentialOptions<CrmcomDeviceCredentials>

/**
 * The options of one user of a map: `CrmcomOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomAccountOptions = AccountOptions<CrmcomServerOptions, CrmcomCredentials>

/**
 * The options of one Web API key of a map: `CrmcomWebApiKeyOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomWebApiKeyAccountOptions = AccountOptions<CrmcomServerOptions, CrmcomWebApiKeyCredentials>

/**
 * The options of one consumer of a map: `CrmcomConsumerOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConsumerAccountOptions = AccountOptions<CrmcomServerOptions, CrmcomConsumerCredentials>

/**
 * The options of one device of a map: `CrmcomDeviceOptions` without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomDeviceAccountOptions = AccountOptions<CrmcomServerOptions, CrmcomDeviceCredentials>

/**
 * The options of `Crmcom.layerConfig`: `Config`s for the account, of a Web API key or of a user, plain values for the
 * rest.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConfigOptions = ConfigOptions<CrmcomServerOptions, CrmcomCredentials & CrmcomWebApiKeyCredentials>
