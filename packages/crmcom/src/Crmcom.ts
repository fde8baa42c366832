/**
 * CRM.COM's V4 Web API: log in once, stay logged in.
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
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { CrmcomConsumer, CrmcomDevice, CrmcomUser, CrmcomWebApiKey } from "./CrmcomCredentials.ts"
import type { CrmcomSession } from "./CrmcomSession.ts"
import { releases } from "./generated/session.ts"
import { makeDriver, sourceOf } from "./internal/driver.ts"
import { byConsumer, byDevice, byUser, byWebApiKey, type CrmcomLogin } from "./internal/logins.ts"

/**
 * The releases between which a session's life differs. Name the newest that is not newer than the server: `R12` for a
 * server of release 14.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomRelease = (typeof releases)[number]

/**
 * - `url`: the server's address, without `/crmapi/rest/v2` (`https://crm.example`).
 * - `release`: the server's release. Without it the strictest rule holds: a user's token ends after one hour without
 *   use, or two hours after the login. Before R12 only the first is so, from R12 on only the second.
 * - `userAgent`: sent with every request. Default: `crm-auth-crmcom`.
 * - `refine`: says what a server's codes mean. None of those that concern logins and tokens is publicly known, so only
 *   this lets a dead token be renewed, and a wrong password be told from a locked user.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomServerOptions extends BaseUrlOptions, SessionManagerOptions {
  readonly url: string
  readonly release?: CrmcomRelease | undefined
  readonly userAgent?: string | undefined
  readonly refine?: Refine | undefined
}

/**
 * The server, and a user's `username`, `password`, `organisation` (its name) and maybe `unit` (its id), or
 * `credentials`: an effect that is run before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomOptions = CrmcomServerOptions & CredentialOptions<CrmcomUser>

/**
 * The server, and `webApiKey` and maybe `unit` (its id), or `credentials`: an effect that is run before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomWebApiKeyOptions = CrmcomServerOptions & CredentialOptions<CrmcomWebApiKey>

/**
 * The server, and what is known of a consumer, or `credentials`: an effect that is run before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConsumerOptions = CrmcomServerOptions & CredentialOptions<CrmcomConsumer>

/**
 * The server, and what is known of a device, or `credentials`: an effect that is run before each login.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomDeviceOptions = CrmcomServerOptions & CredentialOptions<CrmcomDevice>

type Made = Effect.Effect<SessionManager<CrmcomSession>, AuthError, HttpClient.HttpClient | Scope.Scope>

type CrmcomLayer = Layer.Layer<Crmcom, AuthError, HttpClient.HttpClient>

const make = <C>(options: CrmcomServerOptions & CredentialOptions<C>, login: CrmcomLogin<C>): Made =>
  Effect.flatMap(sourceOf(login, options), (source) =>
    Effect.flatMap(makeDriver(login)(options), (driver) => makeSessionManager({ ...driver, ...source }, options))
  )

/**
 * Makes a manager of one user's session. Fails with `InvalidConfiguration` for a bad URL, an unknown release, or
 * credentials that are missing or blank.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=494531
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcom = (options: CrmcomOptions): Made => make(options, byUser)

/**
 * Makes a manager of the session of a Web API key, the login that the vendor recommends. Available from R10. Fails with
 * `InvalidConfiguration` as `makeCrmcom` does.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=491003
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomWebApiKey = (options: CrmcomWebApiKeyOptions): Made => make(options, byWebApiKey)

/**
 * Makes a manager of one consumer's session. Available from R15, by JWT from R16.2. Fails with `InvalidConfiguration`
 * as `makeCrmcom` does, and for fields that do not go together.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=491552
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomConsumer = (options: CrmcomConsumerOptions): Made => make(options, byConsumer)

/**
 * Makes a manager of one device's session. Available from R15. Fails with `InvalidConfiguration` as `makeCrmcom` does.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=489613
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomDevice = (options: CrmcomDeviceOptions): Made => make(options, byDevice)

/**
 * A CRM.COM session, kept: see `SessionManager`.
 *
 * The session goes into the query of GET requests and into the JSON body of POST requests; CRM.COM knows no others.
 * A login refused with an unknown code is not asked again for an hour, or until the credentials change, for it may
 * count towards a lockout. Before R12 a token is released when its manager closes; later ones die by themselves.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/x/ppIH
 * @category services
 * @since 0.1.0
 */
export class Crmcom
  extends /*#__PURE__*/ Context.Service<Crmcom, SessionManager<CrmcomSession>>()("@crm-auth/crmcom/Crmcom")
{
  /** A layer of one user. */
  static readonly layer = (options: CrmcomOptions): CrmcomLayer => Layer.effect(Crmcom, makeCrmcom(options))

  /** A layer of one Web API key. */
  static readonly layerWebApiKey = (options: CrmcomWebApiKeyOptions): CrmcomLayer =>
    Layer.effect(Crmcom, makeCrmcomWebApiKey(options))

  /** A layer of one consumer. */
  static readonly layerConsumer = (options: CrmcomConsumerOptions): CrmcomLayer =>
    Layer.effect(Crmcom, makeCrmcomConsumer(options))

  /** A layer of one device. */
  static readonly layerDevice = (options: CrmcomDeviceOptions): CrmcomLayer =>
    Layer.effect(Crmcom, makeCrmcomDevice(options))

  /**
   * A layer of the server in `CRMCOM_URL` (and `CRMCOM_RELEASE`, if set) and of the Web API key in
   * `CRMCOM_WEB_API_KEY` or, where there is none, the user in `CRMCOM_USERNAME`, `CRMCOM_PASSWORD` and
   * `CRMCOM_ORGANISATION`. `CRMCOM_UNIT` may name a unit.
   */
  static readonly layerConfig = (
    options: Omit<CrmcomServerOptions, "url"> = {}
  ): Layer.Layer<Crmcom, AuthError | Config.ConfigError, HttpClient.HttpClient> =>
    Layer.effect(
      Crmcom,
      Effect.gen(function* () {
        const { release = options.release, ...server } = yield* serverConfig()
        const key = yield* keyConfig()
        return yield* key === undefined
          ? makeCrmcom({ ...options, ...server, release, ...(yield* userConfig()) })
          : makeCrmcomWebApiKey({ ...options, ...server, release, webApiKey: key })
      })
    )
}

const nested = <A>(config: Config.Config<A>): Config.Config<A> => Config.nested(config, "CRMCOM")

const optional = <A>(config: Config.Config<A>): Config.Config<A | undefined> =>
  Config.map(Config.option(config), Option.getOrUndefined)

// Made when it is read: importing the package must not cost what its user may not need.
const serverConfig = () =>
  Config.all({
    url: Config.String("URL"),
    release: optional(Config.Literals(releases, "RELEASE")),
    unit: optional(Config.String("UNIT"))
  }).pipe(nested)

const keyConfig = () => optional(Config.Redacted("WEB_API_KEY")).pipe(nested)

const userConfig = () =>
  Config.all({
    username: Config.String("USERNAME"),
    password: Config.Redacted("PASSWORD"),
    organisation: Config.String("ORGANISATION")
  }).pipe(nested)
