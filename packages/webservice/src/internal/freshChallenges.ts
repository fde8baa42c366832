/** Tries a login again whose challenge another client of the user may have ended. */
import type { AuthError } from "@crm-auth/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/** What the longest pause before a try is made of: see `longestPause`. */
const shortestPause = 500
const pausePerTry = 5

/**
 * The longest pause before the `k`th further try, in milliseconds. The clients that compete have to spread over much
 * more time than a try takes, and over more with each try.
 */
const longestPause = (k: number, took: number): number => 2 ** k * Math.max(shortestPause, pausePerTry * took)

export interface Tries {
  /** The most tries, the first one included. */
  readonly most: number
  /** When the login is given up, in milliseconds of the clock. */
  readonly deadline: number
  /** Lets a try wait for those of other logins of the user. */
  readonly inTurn: <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** Whether good credentials may be refused with this error. */
  readonly mayBeLost: (error: AuthError) => boolean
}

/**
 * Runs `attempt`, which asks for a challenge of its own, until it is not refused like a lost challenge, after a random
 * pause each time. It fails with the last refusal when no further try would end before the deadline.
 */
export const withFreshChallenges = /*#__PURE__*/ Effect.fnUntraced(function* <A, R>(
  attempt: Effect.Effect<A, AuthError, R>,
  { deadline, inTurn, mayBeLost, most }: Tries
): Effect.fn.Return<A, AuthError, R> {
  const timed = Effect.gen(function* () {
    const startedAt = yield* Clock.currentTimeMillis
    const outcome = yield* Effect.result(attempt)
    return { outcome, took: (yield* Clock.currentTimeMillis) - startedAt }
  })
  for (let further = 1; ; further++) {
    const { outcome, took } = yield* inTurn(timed)
    if (outcome._tag === "Success") return outcome.success
    if (further === most || !mayBeLost(outcome.failure)) return yield* outcome.failure
    const left = deadline - (yield* Clock.currentTimeMillis) - took
    if (left <= 0) return yield* outcome.failure
    yield* Effect.sleep((yield* Random.next) * Math.min(longestPause(further, took), left))
  }
})
