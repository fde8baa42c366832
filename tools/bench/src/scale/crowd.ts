/** Ten thousand callers come at once, and the session has just ended. */
import { make as makeSessionManager } from "@crm-auth/core/SessionManager"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import { driver, noHttp } from "./vendor.ts"

export interface Crowd {
  readonly callers: number
  readonly logins: number
  /** Milliseconds that the one login took, and that the fastest and the slowest caller waited. */
  readonly login: number
  readonly fastest: number
  readonly slowest: number
}

const takes = 100

export const crowd = (callers: number): Promise<Crowd> =>
  Effect.gen(function* () {
    let logins = 0
    let login = 0
    const manager = yield* makeSessionManager(
      driver(
        Effect.gen(function* () {
          const start = performance.now()
          logins++
          yield* Effect.sleep(takes)
          login = performance.now() - start
          const absoluteTimeout = logins === 1 ? Duration.millis(takes + 20) : Duration.hours(1)
          return { value: { id: logins }, lifetime: { absoluteTimeout } }
        })
      )
    )
    yield* manager.session
    yield* Effect.sleep(100)
    logins = 1
    const start = performance.now()
    const waits = yield* Effect.forEach(
      Array.from({ length: callers }),
      () => Effect.map(manager.session, () => performance.now() - start),
      { concurrency: "unbounded" }
    )
    return {
      callers,
      logins: logins - 1,
      login,
      fastest: waits.reduce((least, wait) => Math.min(least, wait), Infinity),
      slowest: waits.reduce((most, wait) => Math.max(most, wait), 0)
    }
  }).pipe(Effect.provideService(HttpClient.HttpClient, noHttp), Effect.scoped, Effect.runPromise)
