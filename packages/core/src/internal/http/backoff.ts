/** Retries with growing pauses where the vendor's error row allows it. Loaded on demand, with what judges failures. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { Failure } from "../protocol/judge.ts"

/** A longer `Retry-After` is not waited for: the caller gets the failure, with the server's figure. */
const longest = /*#__PURE__*/ Duration.seconds(5)

const waitOf = (failure: unknown): Duration.Duration =>
  isFailure(failure) && "retryAfter" in failure.reason && failure.reason.retryAfter !== undefined
    ? failure.reason.retryAfter
    : Duration.zero

const isFailure = (error: unknown): error is Failure => typeof error === "object" && error !== null && "retry" in error

/** 250 ms, doubling, ±20 %, and never before the server's own `Retry-After`. */
const schedule = /*#__PURE__*/ Schedule.exponential("250 millis").pipe(
  Schedule.jittered,
  Schedule.modifyDelay(({ duration, input }) => Effect.succeed(Duration.max(duration, waitOf(input))))
)

const mayRetry = (error: unknown, tries: number): boolean =>
  isFailure(error) &&
  error.retry === "backoff" &&
  tries < error.tries &&
  Duration.isLessThanOrEqualTo(waitOf(error), longest)

/** Tries an exchange again that has failed once, where its failure allows it. */
export const backoff = <A, E, R>(
  self: Effect.Effect<A, E | Failure, R>,
  first: E | Failure
): Effect.Effect<A, E | Failure, R> => {
  let tries = 0
  return Effect.retry(
    Effect.suspend(() => (tries === 0 ? Effect.fail(first) : self)),
    { schedule, while: (error) => mayRetry(error, tries++) }
  )
}
