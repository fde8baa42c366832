/** Harnesses fail logins on purpose: their warnings are no news. */
import * as Effect from "effect/Effect"
import * as References from "effect/References"

export const quiet = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.provideService(effect, References.MinimumLogLevel, "None")
