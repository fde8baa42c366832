/** One login or renewal on its way. */
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import type * as Tracer from "effect/Tracer"
import { AuthError } from "../../AuthError.ts"
import { LoginDeadline } from "../../LoginDeadline.ts"
import { InvalidConfiguration, type Reason, Transport } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login, SessionDriver } from "../../SessionDriver.ts"
import type { Cause as LoginCause } from "../../SessionEvent.ts"
import { isComparable } from "../comparable.ts"
import { unstacked } from "../span.ts"
import type { StoreOutcome } from "../store/SharedSessions.ts"
import type { Tried } from "./FailureMemory.ts"
import type { Surroundings } from "./runtime.ts"

export interface Flight<A, C> {
  readonly cause: LoginCause
  readonly deferred: Deferred.Deferred<Session<A>, AuthError>
  readonly startedAt: number
  /** Done when it is over, whatever those who wait for a session go on to wait for; made for the flight behind it. */
  over: Deferred.Deferred<void> | undefined
  fiber: Fiber.Fiber<Login<A>, AuthError> | undefined
  span: Tracer.Span | undefined
  /** How many callers' spans are linked. */
  links: number
  /** The credentials that were sent. */
  tried: Tried<C> | undefined
  /** For how long the credentials that were refused must not be sent again. */
  guardMillis: number | undefined
  /** When the login or renewal was sent; `undefined` when nothing was. */
  sentAt: number | undefined
  /** A failure in memory answered: these credentials were not sent. */
  forbidden: boolean
  /** What came of it where sessions are shared. */
  obtained: StoreOutcome<A> | undefined
  /** Somebody logged out meanwhile: its session is ended when it arrives. */
  unwanted: boolean
}

export const newFlight = <A, C>(cause: LoginCause, startedAt: number): Flight<A, C> => ({
  cause,
  deferred: Deferred.makeUnsafe(),
  startedAt,
  over: undefined,
  fiber: undefined,
  span: undefined,
  links: 0,
  tried: undefined,
  guardMillis: undefined,
  sentAt: undefined,
  forbidden: false,
  obtained: undefined,
  unwanted: false
})

/** What the engine knows when it sends a flight off. */
export interface Departure<A, C> {
  readonly driver: SessionDriver<A, C>
  readonly flight: Flight<A, C>
  readonly now: () => number
  /** Called before the credentials are read. */
  readonly onLook: () => void
  /** The failure that these credentials had, if they must not be sent. */
  readonly forbidden: (credentials: C) => Exit.Exit<never, AuthError> | undefined
  /** Whether a login with these credentials has worked before. */
  readonly isProven: (credentials: C) => boolean
  readonly onSend: () => void
  /** The session that may be renewed instead of replaced, when the turn has come. */
  readonly renewable: () => Session<A> | undefined
  /** Looks first whether another process has a session, and keeps others from logging in at the same time. */
  readonly share:
    | {
        readonly obtain: (
          credentials: C,
          make: Effect.Effect<Login<A>, AuthError>
        ) => Effect.Effect<Login<A>, AuthError>
        /** Only looks. */
        readonly look: (credentials: C) => Effect.Effect<Login<A> | undefined, AuthError>
      }
    | undefined
  readonly timeout: Duration.Duration
  readonly fork: Surroundings["fork"]
  readonly caller: Tracer.AnySpan | undefined
}

/** Span links are bounded, like those of OpenTelemetry: a thousand callers are not listed one by one. */
const mostLinks = 128

/** Links a caller's span to the login that it waits for. */
export const link = <A, C>(flight: Flight<A, C>, caller: Tracer.AnySpan | undefined): void => {
  if (caller === undefined || flight.span === undefined || flight.links >= mostLinks) return
  flight.links++
  flight.span.addLinks([{ span: caller, attributes: {} }])
}

/**
 * Reads the credentials, checks them against what is remembered, and logs in, under a deadline of its own. A renewal
 * that fails falls back to a login in the same flight. To be run in a fibre that cannot be interrupted.
 */
export const fly = <A, C>(departure: Departure<A, C>): Effect.Effect<Login<A>, AuthError> => {
  const { caller, driver, flight, now } = departure
  const { renew, vendor } = driver
  const journey = Effect.gen(function* () {
    if (flight.unwanted) return yield* Effect.interrupt
    const deadline = now() + Duration.toMillis(departure.timeout)
    departure.onLook()
    const credentials = yield* driver.credentials
    if (!driver.fixedCredentials && !isComparable(credentials)) return yield* incomparable(vendor)
    const failure = departure.forbidden(credentials)
    const { share } = departure
    if (failure !== undefined) {
      const found = share === undefined ? undefined : yield* share.look(credentials)
      if (found !== undefined) return found
      flight.forbidden = true
      return yield* failure
    }
    const login = Effect.suspend(() => {
      // A renewal takes time: the door may be shut by now.
      const failure = departure.forbidden(credentials)
      if (failure !== undefined) return failure
      flight.sentAt = now()
      flight.tried = { credentials, isProven: departure.isProven(credentials) }
      return Effect.provideService(driver.login(credentials), LoginDeadline, deadline)
    })
    const make = Effect.suspend(() => {
      // Reading credentials and waiting for a lease take time: a logout in the meantime ends the attempt.
      if (flight.unwanted) return Effect.interrupt
      flight.sentAt = now()
      departure.onSend()
      const renewable = departure.renewable()
      return renew === undefined || renewable === undefined
        ? login
        : Effect.catch(Effect.withSpan(renew(renewable), `${vendor}.renew`, unstacked), (error) =>
            // After a logout, a session is for those who still ask for one.
            flight.unwanted ? Effect.fail(error) : login
          )
    })
    return yield* share === undefined ? make : share.obtain(credentials, make)
  })
  return Effect.useSpan(
    `${vendor}.login`,
    {
      root: true,
      attributes: { "crm_auth.vendor": vendor, "crm_auth.cause": flight.cause },
      links: caller === undefined ? [] : [{ span: caller, attributes: {} }]
    },
    (span) => {
      flight.span = span
      return Effect.withParentSpan(within(departure, journey), span, unstacked)
    }
  )
}

/**
 * Fails what takes longer than the deadline. The flight's fibre cannot be interrupted, but `journey` in it can: so what
 * interrupts it only has to leave word why. A race of two fibres would cost a login a tenth of its time.
 */
const within = <A, C, B>(
  departure: Departure<A, C>,
  journey: Effect.Effect<B, AuthError>
): Effect.Effect<B, AuthError> =>
  Effect.withFiber((fiber) => {
    const { driver, fork, timeout } = departure
    // Inside what can be interrupted: a manager that is closed meanwhile has nothing to complain of.
    const logged = <D>(effect: Effect.Effect<D, AuthError>) =>
      Effect.tapCause(effect, (cause) => logFailure(departure, cause))
    let overdue = false
    const timer = fork(
      Effect.andThen(
        Effect.sleep(timeout),
        Effect.sync(() => {
          overdue = true
          fiber.interruptUnsafe()
        })
      )
    )
    return Effect.ensuring(
      Effect.catchCauseIf(
        Effect.interruptible(logged(journey)),
        (cause) => overdue && Cause.hasInterruptsOnly(cause),
        () => logged(Effect.fail(late(driver.vendor, timeout)))
      ),
      Effect.sync(() => timer.interruptUnsafe())
    )
  })

/** Nothing could tell whether such credentials have changed since they were refused. */
const incomparable = (vendor: string): AuthError =>
  new AuthError({
    vendor,
    operation: "configure",
    reason: new InvalidConfiguration({
      field: "credentials",
      detail: "cannot be compared by value: give plain data, or a class that implements `Equal`"
    })
  })

const late = (vendor: string, timeout: Duration.Duration): AuthError =>
  new AuthError({
    vendor,
    operation: "login",
    reason: new Transport({ detail: `the login took longer than ${Duration.format(timeout)}` })
  })

/** What went wrong. Waiters are told of a defect as it is; an interrupted login must not interrupt them. */
export const failureOf = (
  vendor: string,
  cause: Cause.Cause<AuthError>
): { readonly reason: Reason; readonly exit: Exit.Exit<never, AuthError> } => {
  const error = cause.reasons.find((reason) => reason._tag === "Fail")?.error
  if (error !== undefined) return { reason: error.reason, exit: Exit.fail(error) }
  const died = cause.reasons.some((found) => found._tag === "Die")
  // A driver that dies or interrupts itself has failed, too, and must not be asked again by the next thousand callers.
  const reason = new Transport({ detail: "the login ended in a defect" })
  return {
    reason,
    exit: died ? Exit.failCause(cause) : Exit.fail(new AuthError({ vendor, operation: "login", reason }))
  }
}

/** Whether a logout ended the flight before it sent anything. */
export const isGivenUp = <A, C>(flight: Flight<A, C>, cause: Cause.Cause<AuthError>): boolean =>
  flight.unwanted && flight.sentAt === undefined && Cause.hasInterruptsOnly(cause)

const logFailure = <A, C>({ driver, flight, now }: Departure<A, C>, cause: Cause.Cause<AuthError>) =>
  flight.forbidden || flight.obtained !== undefined || isGivenUp(flight, cause)
    ? Effect.void
    : Effect.logWarning("login failed").pipe(
        Effect.annotateLogs({
          vendor: driver.vendor,
          origin: driver.origin,
          cause: flight.cause,
          outcome: failureOf(driver.vendor, cause).reason._tag,
          millis: now() - flight.startedAt
        })
      )
