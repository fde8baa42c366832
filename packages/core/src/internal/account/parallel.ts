/** Chooses one of an account's sessions for a request. Loaded for `parallelSessions`. Owns no state. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { AuthError } from "../../AuthError.ts"
import type { AccountState } from "./AccountState.ts"
import type { SessionSlot } from "./SessionSlot.ts"

const leastBusy = <A, C>(slots: ReadonlyArray<SessionSlot<A, C>>): SessionSlot<A, C> | undefined =>
  slots.reduce<SessionSlot<A, C> | undefined>(
    (least, slot) => (least === undefined || slot.busy < least.busy ? slot : least),
    undefined
  )

/** Waits for a login, or until a session is free again, whichever is first. `false`: the login failed. */
const loginOrFree = <A, C, B>(
  account: AccountState<A, C>,
  login: Effect.Effect<B, AuthError>
): Effect.Effect<boolean> =>
  Effect.raceFirst(Effect.map(Effect.exit(login), Exit.isSuccess), Effect.as(account.whenFree, true))

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
    const open = all.filter(({ isOpen }) => isOpen)
    const least = leastBusy(open)
    // A session that was over when it came is not looked at twice.
    if (least === undefined) {
      const { first } = account
      return Effect.flatMap(sessionOf(first), () => (first.isOpen ? again : Effect.sync(() => take(first))))
    }
    if (least.busy === 0 || open.length >= limit) return Effect.succeed(take(least))
    const attempt = account.gate?.last
    if (attempt !== undefined) return Effect.andThen(loginOrFree(account, attempt.answer), again)
    if (account.remembered(account.runtime.now()) !== undefined) return Effect.succeed(take(least))
    const another = all.find(({ isOpen }) => !isOpen) ?? account.addSlot()
    // A further session that cannot be had is no failure: there is one to queue on. Not every failure is remembered.
    const queued = choose(account, 1, take, sessionOf)
    return Effect.flatMap(loginOrFree(account, sessionOf(another)), (isOpen) => (isOpen ? again : queued))
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
      slot.take()
      return slot
    }
    return Effect.ensuring(
      Effect.flatMap(choose(account, limit, take, sessionOf), use),
      Effect.sync(() => {
        taken?.release()
        if (taken?.busy === 0) account.noteFree()
      })
    )
  })
