/** An account's side of sharing sessions with other processes through a store. Owns no state. */
import * as Effect from "effect/Effect"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import type { Sharing } from "../store/SharedSessions.ts"
import type { AccountState } from "./AccountState.ts"
import { LiveSession, sharedLifetime } from "./LiveSession.ts"
import type { LoginAttempt } from "./LoginAttempt.ts"
import { nextId } from "./runtime.ts"
import type { SessionSlot } from "./SessionSlot.ts"

/** Notes a session that must not be taken from a store again: it was rejected, or is not wanted. */
export const discard = <A, C>(slot: SessionSlot<A, C>, { id }: Session<A>): void => {
  slot.account.runtime.store?.sharing.discard(slot, id)
}

/** Notes that `seen` was used by a request sent at `at`. A store is told now and then. */
export const noteUse = <A, C>(slot: SessionSlot<A, C>, seen: Session<A>, at: number): void => {
  const { account } = slot
  const { now, store } = account.runtime
  const live = slot.find(seen)
  if (live?.touch(at, now()) === true && live === slot.live) store?.sharing.noteUse(account, live)
}

/** How an attempt shares. `undefined` if there is no store, or the vendor's sessions cannot be shared. */
export const sharingOf = <A, C>(slot: SessionSlot<A, C>, attempt: LoginAttempt<A, C>): Sharing<A, C> | undefined =>
  slot.account.runtime.store?.sharing.of(slot, attempt)

/** The session that a login, or another process, gave. */
export const liveOf = <A, C>(
  { account, live }: SessionSlot<A, C>,
  { notes: { madeWith, outcome, renews = live, sentAt }, startedAt }: LoginAttempt<A, C>,
  { lifetime, value }: Login<A>
): LiveSession<A> => {
  const { driver, runtime } = account
  const options = {
    jitter: runtime.random.nextDoubleUnsafe(),
    madeWith,
    trustsClock: driver.knowsRejections === false
  }
  if (outcome !== undefined && outcome._tag !== "refused") {
    return new LiveSession(outcome.session, { ...options, ...runtime.store?.sharing.placeOf(outcome, renews) })
  }
  const session = {
    id: nextId(runtime.random),
    value,
    issuedAt: sentAt ?? startedAt,
    lifetime: sharedLifetime(lifetime)
  }
  return new LiveSession(session, options)
}

/** Whether other processes may find out what this one does not know. */
export const isShared = <A, C>({ driver, runtime }: AccountState<A, C>): boolean =>
  runtime.store !== undefined && driver.sharing !== undefined

/** Whether the store of an account does not answer. It is asked once more. */
export const isStoreDown = <A, C>({ first, runtime }: AccountState<A, C>): Effect.Effect<boolean> =>
  Effect.suspend(() => runtime.store?.sharing.isDown(first) ?? Effect.succeed(false))

/** Makes an account forget failures, and the store that its credentials were refused. */
export const reset = <A, C>(account: AccountState<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    account.forgetFailures()
    return account.runtime.store?.sharing.lift(account.first) ?? Effect.void
  })

/** The account's sessions that are in the store now, and not in hand here. */
export const sessionsElsewhere = <A, C>(
  { first, runtime, slots }: AccountState<A, C>,
  take: (live: LiveSession<A>) => void
): Effect.Effect<void> =>
  runtime.store?.sharing.elsewhere(first, slots, ({ session, slot }) =>
    take(new LiveSession(session, { jitter: 0.5, place: slot }))
  ) ?? Effect.void
