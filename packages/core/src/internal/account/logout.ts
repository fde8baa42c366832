/** Ends sessions at the vendor: best effort, bounded, in fibres of their own, and never a caller's failure. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { Closed } from "../../Reason.ts"
import { unstacked } from "../span.ts"
import type { AccountState } from "./AccountState.ts"
import { loggedOut, spanAttributes } from "./events.ts"
import type { LiveSession } from "./LiveSession.ts"
import type { SessionSlot } from "./SessionSlot.ts"
import { discard, isShared, sessionsElsewhere } from "./sharing.ts"

/** How long the logout of one session may take. */
const logoutTimeout = "2 seconds"

/** Whether there is something to do when a session ends: the vendor has a logout and it has not expired, or it is shared. */
export const hasEnding = <A, C>({ account }: SessionSlot<A, C>, live: LiveSession<A>): boolean =>
  // A shared session has not expired because this process did not use it.
  live.place !== undefined || (account.driver.logout !== undefined && !live.isExpiredAtVendor(account.runtime.now()))

/** Ends a session, and says whether the vendor confirmed it. `undefined`: there is nothing to do. */
export const ending = <A, C>(slot: SessionSlot<A, C>, live: LiveSession<A>): Effect.Effect<boolean> | undefined => {
  if (!hasEnding(slot, live)) return undefined
  const { account } = slot
  const { driver, runtime } = account
  const { logout, origin, vendor } = driver
  const { place, session } = live
  const startedAt = runtime.now()
  // No process may find a session that is about to end.
  const forget =
    place === undefined || runtime.store === undefined
      ? Effect.void
      : runtime.store.forget(place, session.id, runtime.now)
  if (logout === undefined) return Effect.as(forget, true)
  return Effect.andThen(forget, logout(session)).pipe(
    Effect.timeout(logoutTimeout),
    Effect.withSpan(`${vendor}.logout`, { root: true, attributes: spanAttributes(account) }, unstacked),
    Effect.onExit((exit) => {
      const confirmed = Exit.isSuccess(exit)
      loggedOut(account, session, confirmed)
      const outcome = confirmed ? "success" : "failure"
      return Effect.logDebug("logout").pipe(
        Effect.annotateLogs({ vendor, origin, session: session.id, outcome, millis: runtime.now() - startedAt })
      )
    }),
    Effect.exit,
    Effect.map(Exit.isSuccess)
  )
}

/** Ends a session in a fibre of its own. */
export const endSession = <A, C>(slot: SessionSlot<A, C>, live: LiveSession<A>): void => {
  const effect = ending(slot, live)
  if (effect !== undefined) slot.addLogout(slot.account.runtime.fork(Effect.asVoid(effect)))
}

/** Takes every session out of a slot, and tells the schedule of renewals. */
const takeAll = <A, C>(slot: SessionSlot<A, C>): ReadonlyArray<LiveSession<A>> => {
  const all = slot.emptyAll()
  slot.account.runtime.changed?.(slot, true)
  return all
}

/** Waits for a login under way, and then for all logouts. */
export const ended = <A, C>(slot: SessionSlot<A, C>): Effect.Effect<void> =>
  Effect.andThen(
    slot.attempt?.done ?? Effect.void,
    Effect.suspend(() => Fiber.awaitAll(slot.logouts))
  )

const allEnded = <A, C>(account: AccountState<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => Effect.forEach(account.slots, ended, { concurrency: "unbounded", discard: true }))

/**
 * Ends the sessions that the account has now, and those that other processes have put in the store. A session whose
 * login is under way is ended when it arrives; callers that wait for it get another one. A login that has not been sent
 * is not sent.
 */
export const logout = <A, C>(account: AccountState<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    for (const slot of account.slots) {
      slot.attempt?.note({ isUnwanted: true })
      for (const live of takeAll(slot)) {
        discard(slot, live.session)
        endSession(slot, live)
      }
    }
    if (!isShared(account)) return allEnded(account)
    const shared = sessionsElsewhere(account, (live) => {
      discard(account.first, live.session)
      endSession(account.first, live)
    })
    return Effect.andThen(
      Fiber.await(account.runtime.fork(Effect.timeoutOption(shared, logoutTimeout))),
      allEnded(account)
    )
  })

/** Closes an account to callers: those who wait, and later ones, fail with `Closed`. */
export const shut = <A, C>(account: AccountState<A, C>): void => {
  account.shut()
  for (const slot of account.slots) slot.retireLive()
  // Answers run at once: by now no slot has a session to hand out.
  for (const { attempt } of account.slots) attempt?.answerNow(account.fail(new Closed()))
}

/** Takes out the sessions that have to be ended. Those that other processes share stay at the vendor. */
export const takeUnshared = <A, C>(
  account: AccountState<A, C>
): ReadonlyArray<readonly [SessionSlot<A, C>, LiveSession<A>]> =>
  account.slots.flatMap((slot) =>
    takeAll(slot).flatMap((live) => (live.place === undefined ? [[slot, live] as const] : []))
  )

/** Gives up what has not arrived or ended. */
export const abandon = <A, C>(account: AccountState<A, C>): void => {
  for (const { attempt, logouts } of account.slots) {
    attempt?.interrupt()
    for (const fiber of logouts) fiber.interruptUnsafe()
  }
}

/**
 * Closes an account, then logs out. A login under way has as long to arrive as the logouts to end; the lifetime at the
 * vendor ends what comes later.
 */
export const close = <A, C>(account: AccountState<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const { timeout } = account.runtime.closing
    shut(account)
    const ending = Effect.suspend(() => {
      for (const [slot, live] of takeUnshared(account)) endSession(slot, live)
      return allEnded(account)
    }).pipe(Effect.timeoutOption(timeout), Effect.andThen(Effect.sync(() => abandon(account))))
    return account.inFlight === 0 ? ending : Effect.andThen(Effect.timeoutOption(account.whenDrained, timeout), ending)
  })
