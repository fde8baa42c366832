/** Keeps a session from idling out by the vendor's cheapest authenticated call. */
import * as Effect from "effect/Effect"
import { unstacked } from "../span.ts"
import type { Engine } from "./Account.ts"

/** `undefined` when the vendor has no such call. A session that turns out to be dead is replaced. */
export const stayAlive = <A, C>(engine: Engine<A, C>): Effect.Effect<void> | undefined => {
  const { around, current, driver, loginTimeout } = engine
  if (driver.keepAlive === undefined || current === undefined) return undefined
  const { session } = current
  const sentAt = around.now()
  return driver.keepAlive(session).pipe(
    Effect.timeout(loginTimeout),
    Effect.tap(() => Effect.sync(() => engine.touch(session, sentAt))),
    Effect.tapError((error) => {
      const isDead = error._tag === "AuthError" && error.reason._tag === "SessionRejected"
      // One that is no longer wanted needs no successor.
      return isDead && engine.current?.session === session ? engine.reject(session) : Effect.void
    }),
    Effect.withSpan(
      `${driver.vendor}.keepAlive`,
      { root: true, attributes: { "crm_auth.vendor": driver.vendor } },
      unstacked
    ),
    Effect.exit,
    Effect.asVoid
  )
}
