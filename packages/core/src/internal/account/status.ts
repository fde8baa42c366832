/** An account at this moment. */
import * as Duration from "effect/Duration"
import type { SessionStatus } from "../../SessionEvent.ts"
import type { AccountState } from "./AccountState.ts"

export const statusOf = <A, C>({ first, gate, isClosed, runtime }: AccountState<A, C>): SessionStatus => {
  const now = runtime.now()
  const live = first.live?.isUsable(now) === true ? first.live : undefined
  const memory = gate?.memory
  const state = isClosed
    ? "closed"
    : live !== undefined
      ? "active"
      : first.isLoggingIn
        ? "loggingIn"
        : memory?.isGuarded(now) === true
          ? "guarded"
          : "none"
  return {
    state,
    ...(live === undefined
      ? undefined
      : { session: live.session.id, age: Duration.millis(now - live.session.issuedAt) }),
    ...(live === undefined || !Number.isFinite(live.softAt) ? undefined : { nextRenewalAt: live.softAt }),
    ...(memory?.lastFailure === undefined ? undefined : { lastFailure: memory.lastFailure })
  }
}
