/** What happens when a login lands: its session is installed, or its failure remembered, and all who wait are told. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { AuthError } from "../../AuthError.ts"
import { Closed } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import { isSame } from "../comparable.ts"
import type { Engine } from "./Account.ts"
import { failureOf, type Flight, isGivenUp } from "./login.ts"
import { type Held, isAlive } from "./LiveSession.ts"
import { end } from "./logout.ts"
import { Memory } from "./FailureMemory.ts"
import { loginFailed, loginSucceeded, replaced } from "./events.ts"
import { heldOf } from "./sharing.ts"
import { isGrown } from "./LoginGate.ts"

/** A renewal that failed while its session still serves is tried again no more often than this. */
const renewalPause = 30_000

/** One list for all accounts that have replaced nothing, which are nearly all. */
const none: ReadonlyArray<never> = []

/** Puts a session in the place of the one before. */
const install = <A, C>(engine: Engine<A, C>, held: Held<A>, flight: Flight<A, C>): void => {
  const { current: before, retired } = engine
  // A vendor that answers with a session it has made before must not have it ended.
  const isOther = (old: Held<A>) => !isSame(old.session.value, held.session.value)
  engine.current = held
  engine.retired = before !== undefined && isOther(before) ? [before] : none
  if (before !== undefined && before.session !== held.session) {
    if (isGrown(before.session, engine.around.now())) engine.lead.youngDeaths = 0
    replaced(engine, before.session)
  }
  loginSucceeded(engine, flight, held.session)
  for (const old of retired) if (isOther(old) && old.slot === undefined) end(engine, old)
}

/** A session has come: it is kept, unless nobody wants it any more. */
const landed = <A, C>(
  engine: Engine<A, C>,
  flight: Flight<A, C>,
  login: Login<A>
): Effect.Effect<Session<A>, AuthError> => {
  const held = heldOf(engine, flight, login)
  const { lead } = engine
  if (flight.tried !== undefined) {
    lead.memory = undefined
    lead.prove(flight.tried.credentials)
  } else if (lead.memory !== undefined) lead.memory.outage = undefined
  engine.renewNotBefore = 0
  if (engine.closed || flight.unwanted) {
    loginSucceeded(engine, flight, held.session)
    // What others have too is ended on purpose only.
    if (flight.unwanted || held.slot === undefined) end(engine, held)
    // Those who wait ask again: after a logout they get a login of their own, after the end they get `Closed`.
    return engine.session
  }
  install(engine, held, flight)
  // One of the waiters may shut the door before the others are told.
  return Effect.suspend(() => (engine.closed ? engine.fail(new Closed()) : held.exit))
}

/** No session has come: what that teaches is remembered. */
const failed = <A, C>(
  engine: Engine<A, C>,
  flight: Flight<A, C>,
  { cause }: Exit.Failure<Login<A>, AuthError>
): Effect.Effect<Session<A>, AuthError> => {
  const now = engine.around.now()
  const closed = new Closed()
  const { exit, reason } = engine.closed
    ? { exit: engine.fail(closed), reason: closed }
    : failureOf(engine.driver.vendor, cause)
  if (flight.forbidden) return exit
  if (flight.unwanted && flight.tried === undefined && !engine.closed) {
    // It was given up before it came to a login, and says nothing of the next one.
    if (!isGivenUp(flight, cause)) loginFailed(engine, flight, reason, undefined)
    return engine.session
  }
  const memory = (engine.lead.memory ??= new Memory())
  const { obtained, tried } = flight
  const millis =
    obtained?._tag === "refused"
      ? obtained.millis
      : (flight.guardMillis ??
        (tried && memory.guardFor(reason, tried.credentials, tried.isProven, engine.around.random)))
  const set = memory.remember(reason, exit, tried, now, millis)
  const held = engine.current
  if (held !== undefined && isAlive(held, now)) engine.renewNotBefore = now + renewalPause
  loginFailed(engine, flight, reason, set)
  return exit
}

/** Ends a flight. Those who wait are told last. */
export const land = <A, C>(engine: Engine<A, C>, flight: Flight<A, C>, exit: Exit.Exit<Login<A>, AuthError>): void => {
  const { lead } = engine
  engine.flight = undefined
  if (lead.last === flight) lead.last = undefined
  const answer = Exit.isSuccess(exit) ? landed(engine, flight, exit.value) : failed(engine, flight, exit)
  engine.around.changed?.(engine)
  Deferred.doneUnsafe(flight.deferred, answer)
  if (flight.over !== undefined) Deferred.doneUnsafe(flight.over, Exit.void)
}
