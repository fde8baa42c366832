/** A renewal wave: all sessions end within one minute, and the server limits the logins per second. On a TestClock. */
import { AuthError, RateLimited } from "@crm-auth/core"
import { make as makeSessionMap } from "@crm-auth/core/SessionMap"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Random from "effect/Random"
import * as TestClock from "effect/testing/TestClock"
import { driver, noHttp } from "./vendor.ts"

export interface Wave {
  readonly sessions: number
  /** Minutes that a session lasts. */
  readonly life: number
  /** Seconds from the first renewal to the first session's end. */
  readonly early: number
  /** Seconds from the first renewal to the last. */
  readonly lasts: number
  /** The most logins within a second, and those that the server refused for being too many. */
  readonly most: number
  readonly refused: number
  /** Sessions that were not renewed, and those renewed after their end. */
  readonly lost: number
  readonly late: number
  /** Seconds that the last caller waited: each account has one, who comes when its session is about to end. */
  readonly longestWait: number
  /** Logins per ten seconds, from the first renewal. */
  readonly course: ReadonlyArray<number>
}

const perSecond = 500
/** Milliseconds between two batches of callers. */
const batch = 250
const minute = 60_000
/** Before its end a session counts as over. */
const margin = 5000

export const wave = (sessions: number, life: number): Promise<Wave> =>
  Effect.gen(function* () {
    const started: Array<number> = []
    const renewed = new Map<number, number>()
    const seconds = new Map<number, number>()
    let filling = true
    let refused = 0
    const endOf = (index: number) => life * minute + Math.floor((index * minute) / sessions)

    const login = (index: number) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        if (filling) return { value: { id: index }, lifetime: { absoluteTimeout: Duration.millis(endOf(index)) } }
        started.push(now)
        const second = Math.floor(now / 1000)
        const count = (seconds.get(second) ?? 0) + 1
        seconds.set(second, count)
        if (count > perSecond) {
          refused++
          return yield* new AuthError({ vendor: "example", operation: "login", reason: new RateLimited({}) })
        }
        renewed.set(index, yield* Clock.currentTimeMillis)
        return { value: { id: -index }, lifetime: { absoluteTimeout: Duration.days(1) } }
      })

    const map = yield* makeSessionMap({
      vendor: "example",
      renewal: "ahead",
      renewalRate: perSecond,
      lookup: (index: number) => Effect.succeed(driver(login(index)))
    })
    for (let index = 0; index < sessions; index++) yield* map.session(index)
    filling = false

    // Each account's caller comes when its session counts as over.
    let longestWait = 0
    const call = (index: number) =>
      Effect.gen(function* () {
        const since = yield* Clock.currentTimeMillis
        yield* Effect.ignore(map.session(index))
        longestWait = Math.max(longestWait, (yield* Clock.currentTimeMillis) - since)
      })
    yield* Effect.forkChild(
      Effect.gen(function* () {
        for (let index = 0; index < sessions; index++) {
          const wait = endOf(index) - margin - (yield* Clock.currentTimeMillis)
          if (wait > 0) yield* Effect.sleep(Math.ceil(wait / batch) * batch)
          yield* Effect.forkChild(call(index), { startImmediately: true })
        }
      })
    )
    yield* TestClock.adjust(Duration.minutes(life + 6))

    const first = started[0] ?? Infinity
    const last = started.at(-1) ?? Infinity
    const course = Array.from({ length: Math.floor((last - first) / 10_000) + 1 }, () => 0)
    for (const at of started) {
      const step = Math.floor((at - first) / 10_000)
      course[step] = (course[step] ?? 0) + 1
    }
    return {
      sessions,
      life,
      early: (endOf(0) - first) / 1000,
      lasts: (last - first) / 1000,
      most: Math.max(...seconds.values()),
      refused,
      lost: sessions - renewed.size,
      late: [...renewed].filter(([index, at]) => at > endOf(index)).length,
      longestWait: longestWait / 1000,
      course
    }
  }).pipe(
    Effect.provideService(HttpClient.HttpClient, noHttp),
    Effect.scoped,
    Effect.provide(TestClock.layer({ warningDelay: "1 hour" })),
    // The same in every run, so that it can be compared.
    Random.withSeed("wave"),
    Effect.runPromise
  )
