/**
 * Lets a caller say that a request may be sent twice.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/**
 * Whether the requests of this effect may be sent again after their session was rejected, even if the vendor may have
 * done part of the work.
 *
 * @default false
 *
 * @category references
 * @since 0.1.0
 */
export const ReplaySafe = Context.Reference<boolean>("@crm-auth/core/ReplaySafe", { defaultValue: () => false })

/**
 * Marks the requests of an effect as safe to send twice.
 *
 * @category combinators
 * @since 0.1.0
 */
export const replaySafe: <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R> = Effect.provideService(
  ReplaySafe,
  true
)
