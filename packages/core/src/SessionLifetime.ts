/**
 * How long a session lasts, and the arithmetic on it. Everything here is pure; times are milliseconds since the epoch.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import { deadlinesOf } from "./internal/deadlines.ts"
import { limitMillis } from "./internal/limitMillis.ts"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type AuthError, misconfigured } from "./AuthError.ts"

/**
 * A session's limits, in OWASP's terms. With neither limit, only the vendor knows when it expires: it is used until it
 * is rejected.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html
 * @category models
 * @since 0.1.0
 */
export interface SessionLifetime {
  /**
   * How long after its last use a session expires.
   *
   * @default no known limit
   */
  readonly idleTimeout?: Duration.Duration
  /**
   * How long after its login a session expires, used or not.
   *
   * @default no known limit
   */
  readonly absoluteTimeout?: Duration.Duration
}

/**
 * The lifetime of a session whose limits are unknown.
 *
 * @category constructors
 * @since 0.1.0
 */
export const unknownLifetime: SessionLifetime = {}

/**
 * The lifetime that a driver's option `idleTimeout` states; `unknownLifetime` without the option. Fails with
 * `InvalidConfiguration` of the field `idleTimeout` unless the option is a duration above zero.
 *
 * @category constructors
 * @since 0.1.0
 */
export const idleLifetime = (
  vendor: string,
  idleTimeout: Duration.Input | undefined
): Result.Result<SessionLifetime, AuthError> => {
  if (idleTimeout === undefined) return Result.succeed(unknownLifetime)
  return Option.match(Option.filter(Duration.fromInput(idleTimeout), Duration.isPositive), {
    onNone: () => {
      const detail = 'must be a time above zero, such as "20 minutes"'
      return Result.fail(misconfigured(vendor, "idleTimeout", detail))
    },
    onSome: (duration) => Result.succeed({ idleTimeout: duration })
  })
}

/**
 * The times at which the engine renews or replaces a session. All are whole milliseconds; `Infinity` stands for "never".
 *
 * @category models
 * @since 0.1.0
 */
export interface Deadlines {
  /** When renewal starts, since the epoch. The session is still handed out while one renewal runs. */
  readonly softAt: number
  /** When the session stops being handed out, since the epoch. Callers wait for the renewal from then on. */
  readonly hardAt: number
  /** How long without use makes the session count as expired. */
  readonly idleFor: number
  /** A clock before this time was set back after the login, so that the session's age is not known. */
  readonly startsAt: number
}

/**
 * The deadlines of a session issued at `issuedAt`. Renewal starts a fifth of the life, at most five minutes, before
 * the hard point; `jitter` (0 to 1) moves that by ±10 %, so that many sessions of one age don't renew at once.
 *
 * @category combinators
 * @since 0.1.0
 */
export const deadlines = (lifetime: SessionLifetime, issuedAt: number, jitter: number): Deadlines =>
  deadlinesOf(limitMillis(lifetime), issuedAt, jitter)

/**
 * The shorter of two lifetimes, limit by limit.
 *
 * @category combinators
 * @since 0.1.0
 */
export const shortest = (self: SessionLifetime, that: SessionLifetime): SessionLifetime => {
  const least = (a: Duration.Duration | undefined, b: Duration.Duration | undefined) =>
    a === undefined ? b : b === undefined ? a : Duration.min(a, b)
  const idleTimeout = least(self.idleTimeout, that.idleTimeout)
  const absoluteTimeout = least(self.absoluteTimeout, that.absoluteTimeout)
  return {
    ...(idleTimeout === undefined ? undefined : { idleTimeout }),
    ...(absoluteTimeout === undefined ? undefined : { absoluteTimeout })
  }
}
