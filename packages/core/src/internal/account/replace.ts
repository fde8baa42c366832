/** Replacing a session: because the vendor rejected it or may have broken it, or because the application wants so. */
import * as Effect from "effect/Effect"
import type { AuthError } from "../../AuthError.ts"
import { SessionRejected } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import { rejected } from "./events.ts"
import { loadedFailures, loadFailures } from "./failures.ts"
import { join, sessionOf } from "./login.ts"
import type { SessionSlot } from "./SessionSlot.ts"
import { discard } from "./sharing.ts"

/** The vendor rejected `seen`. Compare, then renew: late rejections of one session make one login. */
export const reject = <A, C>(slot: SessionSlot<A, C>, seen: Session<A>): Effect.Effect<Session<A>, AuthError> =>
  Effect.suspend(() => {
    drop(slot, seen)
    return slot.live === undefined ? join(slot, "rejected") : sessionOf(slot)
  })

/** Forgets a session that the vendor ended. If sessions keep being rejected soon after login, logins back off. */
export const drop = <A, C>(slot: SessionSlot<A, C>, seen: Session<A>): void => {
  const { account } = slot
  slot.retire(slot.retired.filter(({ session }) => session !== seen))
  if (slot.live?.session !== seen) return
  const now = account.runtime.now()
  slot.empty()
  discard(slot, seen)
  const gate = account.openGate()
  const pause = gate.noteRejection(seen, account.sessions, now)
  // Further ones may make logins pause, and nothing can be waited for then.
  if (loadedFailures() === undefined) account.runtime.fork(loadFailures)
  if (pause !== undefined) {
    const reason = new SessionRejected({ detail: "sessions of this account keep being rejected soon after login" })
    gate.openMemory()?.pause(reason, account.fail(reason), now, pause)
  }
  account.tidyGate()
  rejected(account, seen)
}

/** Replaces `seen` now, unless it is replaced already. It is handed out until the new one is there. */
export const renew = <A, C>(slot: SessionSlot<A, C>, seen: Session<A>): Effect.Effect<Session<A>, AuthError> =>
  Effect.suspend(() => (slot.live?.session === seen ? join(slot, "forced") : sessionOf(slot)))

/** Forgets `seen`; the next use logs in. */
export const invalidate = <A, C>(slot: SessionSlot<A, C>, seen: Session<A>): void => {
  const { live } = slot
  if (live?.session !== seen) return
  slot.retireLive()
  discard(slot, seen)
  slot.account.runtime.changed?.(slot, true)
}
