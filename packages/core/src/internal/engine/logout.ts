/** Ends sessions at the vendor: best effort, bounded, and never anybody's failure. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { Closed } from "../../Reason.ts"
import type { Engine } from "./Engine.ts"
import { type Held, isOver } from "./held.ts"

/** How long the end of a manager may take, and how long a login on its way has to arrive. */
const closeTimeout = "2 seconds"

/** Logs a session out. A vendor that knows no logout, and a session that is over, need no request. */
export const endSession = <A, C>(engine: Engine<A, C>, held: Held<A>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const { logout, vendor } = engine.driver
    if (logout === undefined || isOver(held, engine.around.now())) return Effect.void
    return Effect.exit(logout(held.session)).pipe(
      Effect.tap((exit) => (Exit.isFailure(exit) ? Effect.logDebug("logout failed", exit.cause) : Effect.void)),
      Effect.map((exit) => {
        engine.publish({ _tag: "LoggedOut", session: held.session.id, confirmed: Exit.isSuccess(exit) })
      }),
      Effect.timeoutOption(closeTimeout),
      Effect.withSpan(`${vendor}.logout`, { root: true }),
      Effect.asVoid
    )
  })

/** Takes every session out of the engine's hands. */
const takeAll = <A, C>(engine: Engine<A, C>): ReadonlyArray<Held<A>> => {
  const all = engine.current === undefined ? engine.retired : [...engine.retired, engine.current]
  engine.current = undefined
  engine.retired = []
  return all
}

const endAll = <A, C>(engine: Engine<A, C>): Effect.Effect<void> =>
  Effect.suspend(() =>
    Effect.forEach(takeAll(engine), (held) => endSession(engine, held), { concurrency: "unbounded", discard: true })
  )

/** Ends the sessions there are now. A login on its way is waited for, so that its session is ended as well. */
export const logout = <A, C>(engine: Engine<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const fiber = engine.flight?.fiber
    return fiber === undefined ? endAll(engine) : Effect.andThen(Fiber.await(fiber), endAll(engine))
  })

/**
 * Shuts the door, then logs out. A login on its way has as long to arrive as the logouts to end; what comes later dies
 * of its lifetime at the vendor.
 */
export const close = <A, C>(engine: Engine<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    if (engine.closed) return Effect.void
    engine.closed = true
    const flight = engine.flight
    if (flight !== undefined) Deferred.doneUnsafe(flight.deferred, engine.fail(new Closed()))
    const arriving =
      flight?.fiber === undefined ? Effect.void : Effect.andThen(Fiber.await(flight.fiber), endAll(engine))
    return Effect.all([endAll(engine), arriving], { concurrency: "unbounded", discard: true }).pipe(
      Effect.timeoutOption(closeTimeout),
      Effect.andThen(Effect.sync(() => flight?.fiber?.interruptUnsafe()))
    )
  })
