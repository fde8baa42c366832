/** Lets logins of one account follow each other. */
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Semaphore from "effect/Semaphore"

interface Turn {
  readonly semaphore: Semaphore.Semaphore
  /** How many run or wait. */
  users: number
}

type Turns = Map<string, Turn>

/**
 * The logins under way, by HTTP client: managers that share one, as those of one application do, take turns. What has
 * a client of its own (another runtime, another request of a worker, another test with its own clock) must not wait
 * for them, and is to them like another process. There is an entry per login that runs or waits, and no secret in it.
 */
const turnsByClient = /*#__PURE__*/ new WeakMap<HttpClient.HttpClient, Turns>()

const turnsOf = (http: HttpClient.HttpClient): Turns => {
  const turns: Turns = turnsByClient.get(http) ?? new Map()
  turnsByClient.set(http, turns)
  return turns
}

/** Runs effects of one client and one key one after the other. */
export const inTurn =
  (http: HttpClient.HttpClient, key: string) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      const turns = turnsOf(http)
      return Effect.acquireUseRelease(
        Effect.sync(() => {
          const turn = turns.get(key) ?? { semaphore: Semaphore.makeUnsafe(1), users: 0 }
          turns.set(key, turn)
          turn.users++
          return turn
        }),
        ({ semaphore }) => semaphore.withPermit(self),
        (turn) =>
          Effect.sync(() => {
            if (--turn.users === 0) turns.delete(key)
          })
      )
    })
