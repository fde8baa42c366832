/** A manager at this moment. */
import type { SessionStatus } from "../../SessionEvent.ts"
import type { Engine } from "./Account.ts"
import { isAlive } from "./LiveSession.ts"

export const statusOf = <A, C>(engine: Engine<A, C>): SessionStatus => {
  const now = engine.around.now()
  const held = engine.current !== undefined && isAlive(engine.current, now) ? engine.current : undefined
  const memory = engine.memory
  const state = engine.closed
    ? "closed"
    : held !== undefined
      ? "active"
      : engine.flight !== undefined
        ? "loggingIn"
        : memory?.isGuarded(now) === true
          ? "guarded"
          : "none"
  return {
    state,
    ...(held === undefined ? undefined : { session: held.session.id, ageMillis: now - held.session.issuedAt }),
    ...(held === undefined || !Number.isFinite(held.softAt) ? undefined : { nextRenewalAt: held.softAt }),
    ...(memory?.lastFailure === undefined ? undefined : { lastFailure: memory.lastFailure })
  }
}
