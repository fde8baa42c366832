/**
 * Many coreBOS accounts.
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
import type {
  CorebosCredentials,
  CorebosPasswordCredentials,
  CorebosServerOptions,
  CorebosTokenCredentials,
  CorebosTokenServerOptions
} from "./Corebos.ts"
import type { CorebosSession } from "./CorebosSession.ts"
import { makeDriver, makeTokenDriver } from "./internal/driver.ts"
import { sourceOf, tokenSourceOf } from "./internal/sources.ts"

/**
 * What a map needs to know of one account: as `CorebosOptions`, without what holds for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosAccountOptions = Omit<CorebosServerOptions, keyof SessionManagerOptions> &
  (
    | ({ readonly insecurePasswordLogin?: false | undefined } & CredentialOptions<CorebosCredentials>)
    | ({ readonly insecurePasswordLogin: true } & CredentialOptions<CorebosPasswordCredentials>)
  )

/**
 * What a map needs to know of one token: as `CorebosTokenOptions`, without what holds for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosTokenAccountOptions = Omit<CorebosTokenServerOptions, keyof SessionManagerOptions> &
  CredentialOptions<CorebosTokenCredentials>

type Made<K, R> = Effect.Effect<SessionMap<K, CorebosSession>, AuthError, HttpClient.HttpClient | Scope.Scope | R>

/**
 * Makes a map of many accounts, of any installations: see `SessionMap`. `account` says what is known of the one with
 * that key; it is asked when the account is used first, and again after it was dropped. Fails as `makeSessionMap` does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebosMap = <K, R = never>(
  account: (key: K) => Effect.Effect<CorebosAccountOptions, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(makeDriver)
    return makeSessionMap({
      ...options,
      vendor: "corebos",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        const { allowInsecureHttp, freshChallengeRetry, idleTimeout, refine, sessionIn, url, userAgent } = found
        const server = { allowInsecureHttp, freshChallengeRetry, idleTimeout, refine, sessionIn, url, userAgent }
        return yield* drivers({ ...server, propagateTraces: options.propagateTraces }, yield* sourceOf(found))
      })
    })
  })

/**
 * Makes a map of many static tokens: see `makeCorebosMap` and `makeCorebosCredentialToken`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeCorebosCredentialTokenMap = <K, R = never>(
  account: (key: K) => Effect.Effect<CorebosTokenAccountOptions, AuthError, R>,
  options: SessionMapOptions = {}
): Made<K, R> =>
  Effect.suspend(() => {
    const drivers = serverDrivers(makeTokenDriver)
    return makeSessionMap({
      ...options,
      vendor: "corebos",
      lookup: Effect.fnUntraced(function* (key: K) {
        const found = yield* account(key)
        const { allowInsecureHttp, refine, url, userAgent } = found
        return yield* drivers({ allowInsecureHttp, refine, url, userAgent }, yield* tokenSourceOf(found))
      })
    })
  })
