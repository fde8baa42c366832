/** Ends sessions at the vendor: best effort, bounded, in fibres of their own, and never anybody's failure. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { Closed } from "../../Reason.ts"
import type { Engine } from "./Engine.ts"
import { type Held, isOver } from "./held.ts"

/** How long the end of a manager may take, and how long a login on its way has to arrive. */
const closeTimeout = "2 seconds"

/** Ends a session. A vendor that knows no logout, and a session that is over, need no request. */
export const end = <A, C>(engine: Engine<A, C>, { session, ...held }: Held<A>): void => {
  const { logout, origin, vendor } = engine.driver
  const startedAt = engine.around.now()
  if (logout === undefined || isOver({ session, ...held }, startedAt)) return
  const fiber = engine.around.fork(
    logout(session).pipe(
      Effect.timeout(closeTimeout),
      Effect.withSpan(`${vendor}.logout`, { root: true, attributes: { "crm_auth.vendor": vendor } }),
      Effect.onExit((exit) => {
        const confirmed = Exit.isSuccess(exit)
        engine.publish({ _tag: "LoggedOut", session: session.id, confirmed })
        const outcome = confirmed ? "success" : "failure"
        return Effect.logDebug("logout").pipe(
          Effect.annotateLogs({ vendor, origin, session: session.id, outcome, millis: engine.around.now() - startedAt })
        )
      }),
      Effect.exit,
      Effect.asVoid
    )
  )
  engine.ending = [...engine.ending, fiber]
  fiber.addObserver(() => {
    engine.ending = engine.ending.filter((other) => other !== fiber)
  })
}

/** Takes every session out of hand, at once, and ends it. */
const endAll = <A, C>(engine: Engine<A, C>): void => {
  const all = engine.current === undefined ? engine.retired : [...engine.retired, engine.current]
  engine.current = undefined
  engine.retired = []
  for (const held of all) end(engine, held)
}

/** Waits for a login on its way, and then for all logouts. */
const ended = <A, C>(engine: Engine<A, C>): Effect.Effect<void> => {
  const arrived = engine.flight?.fiber === undefined ? Effect.void : Fiber.await(engine.flight.fiber)
  return Effect.andThen(
    arrived,
    Effect.suspend(() => Fiber.awaitAll(engine.ending))
  )
}

/**
 * Ends the sessions there are now. One whose login is on its way is ended when it arrives, also when nobody waits for
 * that here; who waits for the login gets another.
 */
export const logout = <A, C>(engine: Engine<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    if (engine.flight !== undefined) engine.flight.unwanted = true
    endAll(engine)
    return ended(engine)
  })

/**
 * Shuts the door, then logs out. A login on its way has as long to arrive as the logouts to end; what comes later dies
 * of its lifetime at the vendor.
 */
export const close = <A, C>(engine: Engine<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    engine.closed = true
    const flight = engine.flight
    endAll(engine)
    if (flight !== undefined) Deferred.doneUnsafe(flight.deferred, engine.fail(new Closed()))
    return ended(engine).pipe(
      Effect.timeoutOption(closeTimeout),
      Effect.andThen(
        Effect.sync(() => {
          flight?.fiber?.interruptUnsafe()
          for (const fiber of engine.ending) fiber.interruptUnsafe()
        })
      )
    )
  })
