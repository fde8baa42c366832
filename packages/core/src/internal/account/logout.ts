/** Ends sessions at the vendor: best effort, bounded, in fibres of their own, and never anybody's failure. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { Closed } from "../../Reason.ts"
import { lanesOf } from "./slots.ts"
import { unstacked } from "../span.ts"
import type { Engine } from "./Account.ts"
import { type Held, isOver } from "./LiveSession.ts"
import { isShared, others, spend } from "./sharing.ts"

/** How long the end of a manager may take, and how long a login on its way has to arrive. */
export const closeTimeout = "2 seconds"

/**
 * Ends a session, in two seconds at most, and says whether the vendor said so. A vendor that knows no logout, and a
 * session that is over, need nothing.
 */
export const ending = <A, C>(
  engine: Engine<A, C>,
  { session, ...held }: Held<A>
): Effect.Effect<boolean> | undefined => {
  const { logout, origin, vendor } = engine.driver
  const startedAt = engine.around.now()
  // A session that others may still use is not over because nobody here did.
  const isKept = held.slot !== undefined
  const forget = isKept ? forgetting(engine, { session, ...held }) : Effect.void
  if (logout === undefined || (!isKept && isOver({ session, ...held }, startedAt))) {
    return isKept ? Effect.as(forget, true) : undefined
  }
  return Effect.andThen(forget, logout(session)).pipe(
    Effect.timeout(closeTimeout),
    Effect.withSpan(`${vendor}.logout`, { root: true, attributes: { "crm_auth.vendor": vendor } }, unstacked),
    Effect.onExit((exit) => {
      const confirmed = Exit.isSuccess(exit)
      engine.publish({ _tag: "LoggedOut", session: session.id, confirmed })
      const outcome = confirmed ? "success" : "failure"
      return Effect.logDebug("logout").pipe(
        Effect.annotateLogs({ vendor, origin, session: session.id, outcome, millis: engine.around.now() - startedAt })
      )
    }),
    Effect.exit,
    Effect.map(Exit.isSuccess)
  )
}

/** Nobody may find a session that is about to end. */
const forgetting = <A, C>({ around: { store } }: Engine<A, C>, { session, slot }: Held<A>): Effect.Effect<void> =>
  store === undefined || slot === undefined ? Effect.void : store.forget(slot, session.id)

/** Ends a session in a fibre of its own. */
export const end = <A, C>(engine: Engine<A, C>, held: Held<A>): void => {
  const effect = ending(engine, held)
  if (effect === undefined) return
  const fiber = engine.around.fork(Effect.asVoid(effect))
  engine.ending = [...engine.ending, fiber]
  fiber.addObserver(() => {
    engine.ending = engine.ending.filter((other) => other !== fiber)
  })
}

/** Takes every session out of hand. */
const takeAll = <A, C>(engine: Engine<A, C>): ReadonlyArray<Held<A>> => {
  const all = engine.current === undefined ? engine.retired : [...engine.retired, engine.current]
  engine.current = undefined
  engine.retired = []
  engine.around.changed?.(engine, true)
  return all
}

/** Waits for a login on its way, and then for all logouts. */
export const ended = <A, C>(engine: Engine<A, C>): Effect.Effect<void> => {
  const arrived = engine.flight?.fiber === undefined ? Effect.void : Fiber.await(engine.flight.fiber)
  return Effect.andThen(
    arrived,
    Effect.suspend(() => Fiber.awaitAll(engine.ending))
  )
}

/**
 * Ends the sessions that the account has now, and those that other processes have put in the store. One whose login is
 * on its way is ended when it arrives, also when nobody waits for that here; who waits for the login gets another.
 */
export const logout = <A, C>(lead: Engine<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    for (const engine of lanesOf(lead)) {
      if (engine.flight !== undefined) engine.flight.unwanted = true
      for (const held of takeAll(engine)) {
        spend(engine, held.session)
        end(engine, held)
      }
    }
    const all = Effect.suspend(() => Effect.forEach(lanesOf(lead), ended, { concurrency: "unbounded", discard: true }))
    if (!isShared(lead)) return all
    const shared = others(lead, (held) => {
      spend(lead, held.session)
      end(lead, held)
    })
    return Effect.andThen(Fiber.await(lead.around.fork(Effect.timeoutOption(shared, closeTimeout))), all)
  })

/**
 * Shuts an account's door: those who wait fail with `Closed`. Its sessions are given to whoever ends them, except those
 * that other processes have, too.
 */
export const shut = <A, C>(lead: Engine<A, C>): ReadonlyArray<readonly [Engine<A, C>, Held<A>]> => {
  const lanes = lanesOf(lead)
  for (const lane of lanes) lane.closed = true
  const all = lanes.flatMap((lane) =>
    takeAll(lane).flatMap((held) => (held.slot === undefined ? [[lane, held] as const] : []))
  )
  for (const { flight } of lanes) {
    if (flight !== undefined) Deferred.doneUnsafe(flight.deferred, lead.fail(new Closed()))
  }
  return all
}

/** Gives up what has not arrived or ended. */
export const abandon = <A, C>(lead: Engine<A, C>): void => {
  for (const { ending, flight } of lanesOf(lead)) {
    flight?.fiber?.interruptUnsafe()
    for (const fiber of ending) fiber.interruptUnsafe()
  }
}

/**
 * Shuts the door, then logs out. A login on its way has as long to arrive as the logouts to end; what comes later dies
 * of its lifetime at the vendor.
 */
export const close = <A, C>(lead: Engine<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    for (const [engine, held] of shut(lead)) end(engine, held)
    return Effect.forEach(lanesOf(lead), ended, { concurrency: "unbounded", discard: true }).pipe(
      Effect.timeoutOption(closeTimeout),
      Effect.andThen(Effect.sync(() => abandon(lead)))
    )
  })
