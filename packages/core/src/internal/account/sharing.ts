/** An account's side of sharing sessions with other processes through a store. Owns no state. */
import * as Effect from "effect/Effect"
import { AuthError } from "../../AuthError.ts"
import type { StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import { isSame } from "../comparable.ts"
import type { SessionQuery, SharedSessions, StoreOutcome } from "../store/SharedSessions.ts"
import type { AccountState } from "./AccountState.ts"
import { storeFailed } from "./events.ts"
import { LiveSession, sharedLifetime } from "./LiveSession.ts"
import type { LoginAttempt } from "./LoginAttempt.ts"
import { nextId } from "./runtime.ts"
import type { SessionSlot } from "./SessionSlot.ts"

/** Notes a session that must not be taken from a store again: it was rejected, or is not wanted. */
export const discard = <A, C>(slot: SessionSlot<A, C>, { id }: Session<A>): void => {
  if (slot.account.runtime.store !== undefined) slot.discard(id)
}

/** How many times in a session's idle time the store is told that the session is in use. */
const writesPerIdleTime = 4

/** Notes that `seen` was used by a request sent at `at`, and now and then tells the store. */
export const noteUse = <A, C>(slot: SessionSlot<A, C>, seen: Session<A>, at: number): void => {
  const { fork, now, store } = slot.account.runtime
  const live = slot.find(seen)
  if (live === undefined || !live.touch(at, now()) || live !== slot.live) return
  const after = live.idleFor / writesPerIdleTime
  if (store === undefined || live.place === undefined || !live.takesWriting(after)) return
  const report = (reason: StoreFailure) => storeFailed(slot.account, reason)
  fork(store.touch(live.place, seen.id, after, { now, report }))
}

interface Shared<A, C> {
  readonly store: SharedSessions
  /** What is looked for in the store, in the place of this session or of another one of the account. */
  readonly query: (credentials: C, index?: number) => SessionQuery<A>
}

/** `undefined` if there is no store, or the vendor's sessions cannot be shared. */
const sharedBy = <A, C>(slot: SessionSlot<A, C>): Shared<A, C> | undefined => {
  const { account } = slot
  const { driver, runtime } = account
  const { keepAlive, sharing } = driver
  const { store } = runtime
  if (store === undefined || sharing === undefined) return undefined
  return {
    store,
    query: (credentials, index = slot.index) => ({
      vendor: driver.vendor,
      origin: driver.origin,
      account: sharing.account(credentials),
      credentials,
      index,
      codec: sharing.codec,
      current: slot.live?.session,
      isUnwanted: (id) => slot.discardedIds.includes(id),
      ignoreGuard: account.ignoresStoredGuards,
      now: runtime.now,
      attempt:
        keepAlive === undefined
          ? undefined
          : (session) => Effect.match(keepAlive(session), { onFailure: () => false, onSuccess: () => true }),
      report: (reason) => storeFailed(account, reason)
    })
  }
}

/** How an attempt shares. Each of an account's sessions has its own place; what is known of its credentials has one. */
export interface Sharing<A, C> {
  /** Looks first whether another process has a session, and keeps others from logging in at the same time. */
  readonly obtain: (credentials: C, make: Effect.Effect<Login<A>, AuthError>) => Effect.Effect<Login<A>, AuthError>
  /** Only looks. */
  readonly look: (credentials: C) => Effect.Effect<Login<A> | undefined, AuthError>
}

export const sharingOf = <A, C>(slot: SessionSlot<A, C>, attempt: LoginAttempt<A, C>): Sharing<A, C> | undefined => {
  const shared = sharedBy(slot)
  if (shared === undefined) return undefined
  const { account, live } = slot
  const { driver, runtime } = account
  const { store } = shared
  // Other processes may have used a session that is past its hard point: what the store knows of it is looked at.
  const isReplaced = attempt.cause === "hard" ? live?.isAgeUnknown(runtime.now()) === true : attempt.cause !== "login"
  const replaces = isReplaced ? live?.session.id : undefined
  const query = (credentials: C): SessionQuery<A> => ({
    ...shared.query(credentials),
    isUnwanted: (id) => id === replaces || slot.discardedIds.includes(id)
  })
  const settle = (outcome: StoreOutcome<A>, credentials: C): Effect.Effect<Login<A>, AuthError> => {
    attempt.noteOutcome(outcome)
    if (outcome._tag === "refused") {
      attempt.noteTried({ credentials, isProven: account.isProven(credentials) })
      return Effect.fail(new AuthError({ vendor: driver.vendor, operation: "login", reason: outcome.reason }))
    }
    account.heedStoredGuards()
    if (outcome._tag === "found") {
      slot.noteFound(outcome.session)
      account.prove(credentials)
    }
    return Effect.succeed(outcome.session)
  }
  return {
    obtain: (credentials, make) =>
      Effect.flatMap(
        store.obtain({
          ...query(credentials),
          newId: () => nextId(runtime.random),
          login: make,
          sentAt: () => attempt.sentAt ?? attempt.startedAt,
          guardOf: (reason, { hasWorked, refusals }) => {
            const isProven = hasWorked || account.isProven(credentials)
            if (attempt.tried !== undefined) attempt.noteTried({ credentials, isProven })
            const memory = account.openGate().openMemory()
            const millis = memory.guardFor(reason, credentials, isProven, runtime.random, refusals)
            attempt.noteGuard(millis)
            return millis
          }
        }),
        (outcome) => settle(outcome, credentials)
      ),
    look: (credentials) =>
      Effect.flatMap(store.look(query(credentials)), (found) => {
        if (found === undefined) return Effect.undefined
        return settle(found, credentials)
      })
  }
}

/** The session that a login, or another process, gave. */
export const liveOf = <A, C>(
  { account, live: before }: SessionSlot<A, C>,
  { outcome, sentAt, startedAt }: LoginAttempt<A, C>,
  { lifetime, value }: Login<A>
): LiveSession<A> => {
  const { driver, runtime } = account
  const options = { jitter: runtime.random.nextDoubleUnsafe(), trustsClock: driver.knowsRejections === false }
  if (outcome?._tag === "found") {
    return new LiveSession(outcome.session, { ...options, place: outcome.slot, usedAt: outcome.usedAt })
  }
  if (outcome?._tag === "made") {
    // A session that was extended is the same one at the vendor: other processes have it, even if it was not saved again.
    const isExtended = before !== undefined && isSame(before.session.value, outcome.session.value)
    return new LiveSession(outcome.session, {
      ...options,
      place: outcome.slot ?? (isExtended ? before.place : undefined)
    })
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

/** With the account's credentials, if they can be read. */
const withCredentials = <A, C>({ driver }: AccountState<A, C>, use: (credentials: C) => Effect.Effect<void>) =>
  Effect.flatMap(driver.credentials, use).pipe(Effect.exit, Effect.asVoid)

/** Whether the store of an account does not answer. It is asked once more. */
export const isStoreDown = <A, C>(account: AccountState<A, C>): Effect.Effect<boolean> =>
  Effect.suspend(() => {
    const shared = sharedBy(account.first)
    if (shared === undefined) return Effect.succeed(false)
    return withCredentials(account, (credentials) =>
      Effect.asVoid(shared.store.look({ ...shared.query(credentials), attempt: undefined }))
    ).pipe(Effect.map(() => shared.store.isDown()))
  })

/** Makes an account forget failures, and the store that its credentials were refused. */
export const reset = <A, C>(account: AccountState<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    account.forgetFailures()
    const shared = sharedBy(account.first)
    return shared === undefined
      ? Effect.void
      : withCredentials(account, (credentials) => shared.store.lift(shared.query(credentials)))
  })

/** The account's sessions that are in the store now, and not in hand here. */
export const sessionsElsewhere = <A, C>(
  account: AccountState<A, C>,
  take: (live: LiveSession<A>) => void
): Effect.Effect<void> =>
  Effect.suspend(() => {
    const shared = sharedBy(account.first)
    if (shared === undefined) return Effect.void
    const discarded = new Set(account.slots.flatMap(({ discardedIds }) => discardedIds))
    return withCredentials(
      account,
      Effect.fnUntraced(function* (credentials) {
        for (let index = 0; ; index++) {
          const found = yield* shared.store.look({ ...shared.query(credentials, index), attempt: undefined })
          // Others may have opened more sessions than are open here, one after another.
          if (found === undefined && index >= account.slots.length) return
          if (found === undefined || discarded.has(found.session.id)) continue
          take(new LiveSession(found.session, { jitter: 0.5, place: found.slot }))
        }
      })
    )
  })
