/**
 * Many CRM.COM accounts.
 *
 * @since 0.1.0
 */
import {
  type AuthError,
  type CredentialOptions,
  makeSessionMap,
  serverDrivers,
  type SessionManagerOptions,
  type SessionMap,
  type SessionMapOptions
} from "@crm-auth/core"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Scope from "effect/Scope"
import type { CrmcomServerOptions } from "./Crmcom.ts"
import type { CrmcomConsumer, CrmcomDevice, CrmcomUser, CrmcomWebApiKey } from "./CrmcomCredentials.ts"
import type { CrmcomSession } from "./CrmcomSession.ts"
import { makeDriver, sourceOf } from "./internal/driver.ts"
import { byConsumer, byDevice, byUser, byWebApiKey, type CrmcomLogin } from "./internal/logins.ts"

/**
 * What a map needs to know of one account: the server, and its credentials, without what holds for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomAccountOptions<C = CrmcomUser> = Omit<CrmcomServerOptions, keyof SessionManagerOptions> &
  CredentialOptions<C>

type Account<K, C, R> = (key: K) => Effect.Effect<CrmcomAccountOptions<C>, AuthError, R>

type Made<K, R> = Effect.Effect<SessionMap<K, CrmcomSession>, AuthError, HttpClient.HttpClient | Scope.Scope | R>

const make = <K, C, R>(login: CrmcomLogin<C>, account: Account<K, C, R>, options: SessionMapOptions): Made<K, R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(makeDriver(login))
    return makeSessionMap({
      ...options,
      vendor: "crmcom",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        const { allowInsecureHttp, refine, release, url, userAgent } = found
        const server = { allowInsecureHttp, refine, release, url, userAgent }
        return yield* drivers({ ...server, propagateTraces: options.propagateTraces }, yield* sourceOf(login, found))
      })
    })
  })

/**
 * Makes a map of many users, of any servers: see `SessionMap`. `account` says what is known of the one with that key; it
 * is asked when the account is used first, and again after it was dropped. Fails as `makeSessionMap` does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomMap = <K, R = never>(
  account: (key: K) => Effect.Effect<CrmcomAccountOptions, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> => make(byUser, account, options)

/**
 * Makes a map of many Web API keys: see `makeCrmcomMap` and `makeCrmcomWebApiKey`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomWebApiKeyMap = <K, R = never>(
  account: (key: K) => Effect.Effect<CrmcomAccountOptions<CrmcomWebApiKey>, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> => make(byWebApiKey, account, options)

/**
 * Makes a map of many consumers: see `makeCrmcomMap` and `makeCrmcomConsumer`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomConsumerMap = <K, R = never>(
  account: (key: K) => Effect.Effect<CrmcomAccountOptions<CrmcomConsumer>, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> => make(byConsumer, account, options)

/**
 * Makes a map of many devices: see `makeCrmcomMap` and `makeCrmcomDevice`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCrmcomDeviceMap = <K, R = never>(
  account: (key: K) => Effect.Effect<CrmcomAccountOptions<CrmcomDevice>, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> => make(byDevice, account, options)
