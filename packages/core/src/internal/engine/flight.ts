/** One login or renewal on its way. */
import * as Cause from "effect/Cause"
import type * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import type * as Tracer from "effect/Tracer"
import { AuthError } from "../../AuthError.ts"
import { Transport } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login, SessionDriver } from "../../SessionDriver.ts"
import type { Cause as LoginCause } from "../../SessionEvent.ts"

export interface Flight<A, C> {
  readonly cause: LoginCause
  readonly deferred: Deferred.Deferred<Session<A>, AuthError>
  readonly startedAt: number
  fiber: Fiber.Fiber<Login<A>, AuthError> | undefined
  /** The credentials that were tried; `undefined` until they were read. */
  credentials: C | undefined
  /** When the request was sent; `undefined` when none was. */
  sentAt: number | undefined
}

/** What the engine knows when it sends a flight off. */
export interface Departure<A, C> {
  readonly driver: SessionDriver<A, C>
  readonly flight: Flight<A, C>
  readonly now: () => number
  /** Stops a flight whose credentials are known bad. */
  readonly check: (credentials: C) => Effect.Effect<void, AuthError>
  readonly onSend: () => void
  /** The session that may be renewed instead of replaced. */
  readonly renewable: Session<A> | undefined
  readonly timeout: Duration.Duration
  readonly caller: Tracer.AnySpan | undefined
}

/**
 * Reads the credentials, checks them against what is remembered, and logs in, under a deadline of its own. A renewal
 * that fails falls back to a login in the same flight.
 */
export const fly = <A, C>(departure: Departure<A, C>): Effect.Effect<Login<A>, AuthError> => {
  const { driver, flight, timeout } = departure
  const login = Effect.gen(function* () {
    const credentials = yield* driver.credentials
    flight.credentials = credentials
    yield* departure.check(credentials)
    departure.onSend()
    flight.sentAt = departure.now()
    const fresh = Effect.suspend(() => {
      flight.sentAt = departure.now()
      return driver.login(credentials)
    })
    return yield* driver.renew === undefined || departure.renewable === undefined
      ? fresh
      : Effect.catch(driver.renew(departure.renewable), () => fresh)
  })
  return login.pipe(
    Effect.timeoutOrElse({
      duration: timeout,
      orElse: () => Effect.fail(late(driver.vendor, timeout))
    }),
    Effect.tapCause((cause) => logFailure(departure, cause)),
    Effect.withSpan(`${driver.vendor}.login`, {
      root: true,
      attributes: { "crm_auth.vendor": driver.vendor, "crm_auth.cause": flight.cause },
      links: departure.caller === undefined ? [] : [{ span: departure.caller, attributes: {} }]
    })
  )
}

const late = (vendor: string, timeout: Duration.Duration): AuthError =>
  new AuthError({
    vendor,
    operation: "login",
    reason: new Transport({ detail: `the login took longer than ${Duration.format(timeout)}` })
  })

const logFailure = <A, C>({ driver, flight, now }: Departure<A, C>, cause: Cause.Cause<AuthError>) => {
  const error = cause.reasons.find(Cause.isFailReason)?.error
  // A flight that sent nothing was answered from memory; that failure has been logged before.
  if (error === undefined || flight.sentAt === undefined) return Effect.void
  return Effect.logWarning("login failed").pipe(
    Effect.annotateLogs({
      vendor: driver.vendor,
      origin: driver.origin,
      outcome: error.reason._tag,
      millis: now() - flight.startedAt
    })
  )
}
