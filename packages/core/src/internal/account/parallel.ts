/**
 * Chooses one of an account's sessions for a request. Loaded for `parallelSessions`. Owns how many requests use each
 * session, and who waits for a free one.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { AuthError } from "../../AuthError.ts"
import type { AccountState } from "./AccountState.ts"
import type { SessionSlot } from "./SessionSlot.ts"

/** By slot: how many requests use its session. */
const requests = /*#__PURE__*/ new WeakMap<object, number>()

const busy = (slot: object): number => requests.get(slot) ?? 0

/** By account: what is done once one of its sessions is free again. */
const freed = /*#__PURE__*/ new WeakMap<object, Deferred.Deferred<void>>()

/** Waits until one of the account's sessions is free again. */
const whenFree = (account: object): Effect.Effect<void> => {
  const known = freed.get(account) ?? Deferred.makeUnsafe()
  freed.set(account, known)
  return Deferred.await(known)
}

/** A request has ended: those who wait are told if its session is free now. */
const release = <A, C>(slot: SessionSlot<A, C>): void => {
  const { account } = slot
  const left = busy(slot) - 1
  requests.set(slot, left)
  const waiting = freed.get(account)
  if (left > 0 || waiting === undefined) return
  freed.delete(account)
  Deferred.doneUnsafe(waiting, Exit.void)
}

/** Whether a slot's session may be handed out. */
const isOpen = <A, C>({ account, live }: SessionSlot<A, C>): boolean => live?.isUsable(account.runtime.now()) === true

const leastBusy = <A, C>(slots: ReadonlyArray<SessionSlot<A, C>>): SessionSlot<A, C> | undefined =>
  slots.reduce<SessionSlot<A, C> | undefined>(
    (least, slot) => (least === undefined || busy(slot) < busy(least) ? slot : least),
    undefined
  )

/** Waits for a login, or until a session is free again, whichever is first. `false`: the login failed. */
const loginOrFree = <A, C, B>(
  account: AccountState<A, C>,
  login: Effect.Effect<B, AuthError>
): Effect.Effect<boolean> =>
  Effect.raceFirst(Effect.map(Effect.exit(login), Exit.isSuccess), Effect.as(whenFree(account), true))

/** Logs in where a slot has no session. It is handed in: this file shares no code with what is always loaded. */
type SessionOf<A, C> = (slot: SessionSlot<A, C>) => Effect.Effect<unknown, AuthError>

/**
 * Chooses a session for a request: one that is open and free; else, where fewer than `limit` are open and nothing
 * speaks against a login, another one is opened; else the least busy. A request that finds a login under way waits, and
 * then looks again. The choice is taken in the same step.
 */
const choose = <A, C>(
  account: AccountState<A, C>,
  limit: number,
  take: (slot: SessionSlot<A, C>) => SessionSlot<A, C>,
  sessionOf: SessionOf<A, C>
): Effect.Effect<SessionSlot<A, C>, AuthError> =>
  Effect.suspend(() => {
    const again = choose(account, limit, take, sessionOf)
    const all = account.slots
    const open = all.filter(isOpen)
    const least = leastBusy(open)
    // A session that was over when it came is not looked at twice.
    if (least === undefined) {
      const { first } = account
      return Effect.flatMap(sessionOf(first), () => (isOpen(first) ? again : Effect.sync(() => take(first))))
    }
    if (busy(least) === 0 || open.length >= limit) return Effect.succeed(take(least))
    const attempt = account.gate?.last
    if (attempt !== undefined) return Effect.andThen(loginOrFree(account, attempt.answer), again)
    if (account.remembered(account.runtime.now()) !== undefined) return Effect.succeed(take(least))
    const another = all.find((slot) => !isOpen(slot)) ?? account.addSlot()
    // A further session that cannot be had is no failure: there is one to queue on. Not every failure is remembered.
    const queued = choose(account, 1, take, sessionOf)
    return Effect.flatMap(loginOrFree(account, sessionOf(another)), (isThere) => (isThere ? again : queued))
  })

/** Does something with one of an account's sessions, which counts as in use until it is done. */
export const withSlot = <A, C, B, E>(
  account: AccountState<A, C>,
  {
    limit,
    sessionOf,
    use
  }: {
    readonly limit: number
    readonly sessionOf: SessionOf<A, C>
    readonly use: (slot: SessionSlot<A, C>) => Effect.Effect<B, E>
  }
): Effect.Effect<B, E | AuthError> =>
  Effect.suspend(() => {
    let taken: SessionSlot<A, C> | undefined
    const take = (slot: SessionSlot<A, C>) => {
      taken = slot
      requests.set(slot, busy(slot) + 1)
      return slot
    }
    return Effect.ensuring(
      Effect.flatMap(choose(account, limit, take, sessionOf), use),
      Effect.sync(() => {
        if (taken !== undefined) release(taken)
      })
    )
  })
