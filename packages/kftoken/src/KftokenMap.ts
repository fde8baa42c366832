/**
 * Many KashFlow accounts.
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
import { externalTokenDriver, passwordDriver, sessionTokenDriver, takingOnce } from "./internal/driver.ts"
import { externalTokenSource, passwordSource, sessionTokenSource } from "./internal/sources.ts"
import type { KftokenCredentials, KftokenExternalToken, KftokenServerOptions, KftokenSessionToken } from "./Kftoken.ts"
import type { KftokenSession } from "./KftokenSession.ts"

/**
 * What a map needs to know of one account: the server, and its credentials, without what holds for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenAccountOptions<C = KftokenCredentials> = Omit<KftokenServerOptions, keyof SessionManagerOptions> &
  CredentialOptions<C>

/**
 * What a map needs to know of one session token: as `KftokenSessionTokenOptions`, without what holds for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type KftokenSessionTokenAccountOptions = Omit<
  KftokenServerOptions,
  keyof SessionManagerOptions | "idleTimeout"
> &
  CredentialOptions<KftokenSessionToken>

type Made<K, R> = Effect.Effect<SessionMap<K, KftokenSession>, AuthError, HttpClient.HttpClient | Scope.Scope | R>

const serverOf = (
  { allowInsecureHttp, idleTimeout, refine, url, userAgent }: KftokenServerOptions,
  { propagateTraces }: SessionMapOptions
): KftokenServerOptions => ({ allowInsecureHttp, idleTimeout, propagateTraces, refine, url, userAgent })

/**
 * Makes a map of many users: see `SessionMap`. `account` says what is known of the one with that key; it is asked when
 * the account is used first, and again after it was dropped. Fails as `makeSessionMap` does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenMap = <K, R = never>(
  account: (key: K) => Effect.Effect<KftokenAccountOptions, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(passwordDriver)
    return makeSessionMap({
      ...options,
      vendor: "kftoken",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        return yield* drivers(serverOf(found, options), yield* passwordSource(found))
      })
    })
  })

/**
 * Makes a map of many external tokens: see `makeKftokenMap` and `makeKftokenExternalToken`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenExternalTokenMap = <K, R = never>(
  account: (key: K) => Effect.Effect<KftokenAccountOptions<KftokenExternalToken>, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(externalTokenDriver)
    return makeSessionMap({
      ...options,
      vendor: "kftoken",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        return yield* drivers(serverOf(found, options), yield* externalTokenSource(found))
      })
    })
  })

/**
 * Makes a map of many ready-made session tokens: see `makeKftokenMap` and `makeKftokenSessionToken`. Each account takes
 * a token once, and once more after it was dropped.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeKftokenSessionTokenMap = <K, R = never>(
  account: (key: K) => Effect.Effect<KftokenSessionTokenAccountOptions, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(sessionTokenDriver, takingOnce)
    return makeSessionMap({
      ...options,
      vendor: "kftoken",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        return yield* drivers(serverOf(found, options), yield* sessionTokenSource(found))
      })
    })
  })
