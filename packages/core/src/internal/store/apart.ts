/** Effects whose interruption is not waited for. Owns no state. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

/** Runs an effect whose interruption is not waited for: its clean-up may hang like the effect itself. */
export const apart = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Effect.forkDetach(effect, { startImmediately: true }), (fiber) =>
    Effect.onInterrupt(Fiber.join(fiber), () => Effect.sync(() => fiber.interruptUnsafe()))
  )
