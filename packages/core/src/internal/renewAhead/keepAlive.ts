/** Keeps a session from idling out by the vendor's cheapest authenticated call. */
import * as Effect from "effect/Effect"
import type { spanAttributes } from "../account/events.ts"
import type { reject } from "../account/replace.ts"
import type { SessionSlot } from "../account/SessionSlot.ts"
import type { noteUse } from "../account/sharing.ts"
import type { unstacked } from "../span.ts"

/** What keeping sessions warm needs of the rest of core: it is handed in, so that the two share no code. */
export interface WarmTools {
  readonly noteUse: typeof noteUse
  readonly reject: typeof reject
  readonly spanAttributes: typeof spanAttributes
  readonly unstacked: typeof unstacked
}

/** `undefined` if the vendor has no such call. A session that turns out to be rejected is replaced. */
export const keepAlive = <A, C>(
  { noteUse, reject, spanAttributes, unstacked }: WarmTools,
  slot: SessionSlot<A, C>
): Effect.Effect<void> | undefined => {
  const { account, live } = slot
  const { driver, runtime } = account
  if (driver.keepAlive === undefined || live === undefined) return undefined
  const { session } = live
  const sentAt = runtime.now()
  live.noteSent(sentAt)
  return driver.keepAlive(session).pipe(
    Effect.timeout(runtime.loginTimeout),
    Effect.tap(() => Effect.sync(() => noteUse(slot, session, sentAt))),
    Effect.tapError((error) => {
      const isRejected = error._tag === "AuthError" && error.reason._tag === "SessionRejected"
      // A session that is no longer wanted is not replaced.
      return isRejected && slot.live?.session === session ? reject(slot, session) : Effect.void
    }),
    Effect.withSpan(`${driver.vendor}.keepAlive`, { root: true, attributes: spanAttributes(account) }, unstacked),
    Effect.exit,
    Effect.asVoid
  )
}
