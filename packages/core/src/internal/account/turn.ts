/** Logins of one account never overlap, however many sessions it has. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { AuthError } from "../../AuthError.ts"
import { Closed } from "../../Reason.ts"
import type { Login } from "../../SessionDriver.ts"
import type { Engine } from "./Account.ts"
import { type Flight, fly } from "./login.ts"
import { isAlive } from "./LiveSession.ts"
import { share } from "./sharing.ts"

/** A login that waits for another one of its account. What the first one learned holds for the second. */
const afterFlight = <A, C>(
  engine: Engine<A, C>,
  before: Flight<A, C>,
  flight: Flight<A, C>,
  departure: Effect.Effect<Login<A>, AuthError>
): Effect.Effect<Login<A>, AuthError> => {
  before.over ??= Deferred.makeUnsafe()
  return Effect.andThen(
    Effect.interruptible(Deferred.await(before.over)),
    Effect.suspend(() => {
      if (flight.unwanted) return Effect.interrupt
      const failure = engine.closed ? engine.fail(new Closed()) : engine.remembered(engine.around.now())
      flight.forbidden = failure !== undefined
      return failure ?? departure
    })
  )
}

/** What a flight does: its turn, then the login. */
export const depart = <A, C>(
  engine: Engine<A, C>,
  flight: Flight<A, C>,
  before: Flight<A, C> | undefined
): Effect.Effect<Login<A>, AuthError> => {
  const { around, driver, lead } = engine
  const departure = fly({
    driver,
    flight,
    now: around.now,
    onLook: () => {
      if (lead.memory !== undefined) lead.memory.lookedAt = around.now()
    },
    forbidden: (credentials) =>
      engine.closed ? engine.fail(new Closed()) : lead.memory?.forbids(credentials, around.now()),
    isProven: (credentials) => lead.isProven(credentials),
    onSend: () => engine.publish({ _tag: "LoginStarted", cause: flight.cause }),
    renewable: () => {
      const held = engine.current
      // A session that was rejected, or may be broken, is not renewed but replaced.
      if (flight.cause === "rejected") return undefined
      return held !== undefined && isAlive(held, around.now()) ? held.session : undefined
    },
    share: share(engine, flight),
    timeout: engine.loginTimeout,
    fork: around.fork,
    caller: Fiber.getCurrent()?.cache.span
  })
  return before === undefined ? departure : afterFlight(engine, before, flight, departure)
}
