/**
 * An account's side of sharing sessions with other processes through a store. Owns what an account knows of the sessions
 * in it, and whether the account ignores its guards.
 */
import * as Effect from "effect/Effect"
import { AuthError } from "../../AuthError.ts"
import * as Metrics from "../../Metrics.ts"
import type { StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import { observe } from "../account/observe.ts"
import { nextId } from "../account/runtime.ts"
import { isSame } from "../comparable.ts"
import type {
  AccountSharing,
  SessionQuery,
  SharedSessions,
  SharingAccount,
  SharingAttempt,
  SharingSlot,
  StoreOutcome,
  UsedSession,
  UsingAccount
} from "./SharedSessions.ts"

interface Shared<A, C> {
  readonly store: SharedSessions
  /** What is looked for in the store, in the place of this session or of another one of the account. */
  readonly query: (credentials: C, index?: number) => SessionQuery<A>
}

/** Maximum number of discarded ids, and of found sessions, that are remembered of one slot. */
const rememberedLimit = 8

/** By slot: the ids of sessions that must not be taken from a store again, latest first. */
const discarded = /*#__PURE__*/ new WeakMap<object, ReadonlyArray<string>>()

/** By slot: the latest sessions that other processes had made. */
const found = /*#__PURE__*/ new WeakMap<object, ReadonlyArray<Session<unknown>>>()

/**
 * Accounts that ignore what a store tells of refused credentials, because failures were forgotten on purpose, each with
 * a mark of the reset. They do so for one login that is sent: what it is told is news, and so is what others are told.
 */
const ignoring = /*#__PURE__*/ new WeakMap<object, object>()

const none: ReadonlyArray<never> = []

const discardedIds = (slot: object): ReadonlyArray<string> => discarded.get(slot) ?? none

type Telling = Pick<UsingAccount, "driver" | "publish"> & { readonly runtime: Pick<UsingAccount["runtime"], "context"> }

/** Tells of a failure of the store. */
const storeFailed = (account: Telling, reason: StoreFailure): void => {
  observe(Metrics.storeFailures, 1, account.driver, account.runtime.context)
  account.publish({ _tag: "StoreFailed", reason })
}

/** `undefined` if the vendor's sessions cannot be shared. */
const sharedBy = <A, C>(slot: SharingSlot<A, C>): Shared<A, C> | undefined => {
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
      isUnwanted: (id) => discardedIds(slot).includes(id),
      ignoreGuard: ignoring.has(account),
      now: runtime.now,
      attempt:
        keepAlive === undefined
          ? undefined
          : (session) => Effect.match(keepAlive(session), { onFailure: () => false, onSuccess: () => true }),
      report: (reason) => storeFailed(account, reason)
    })
  }
}

/** Takes in what the store, or a login under its lease, gave. */
const settle = <A, C>(
  slot: SharingSlot<A, C>,
  attempt: SharingAttempt<A, C>,
  outcome: StoreOutcome<A>,
  credentials: C
): Effect.Effect<Login<A>, AuthError> => {
  const { account } = slot
  attempt.note({ outcome })
  if (outcome._tag === "refused") {
    attempt.note({ tried: { credentials, isProven: account.isProven(credentials) } })
    const { vendor } = account.driver
    return Effect.fail(new AuthError({ vendor, operation: "login", reason: outcome.reason }))
  }
  ignoring.delete(account)
  if (outcome._tag === "found") {
    found.set(slot, [outcome.session, ...(found.get(slot) ?? none)].slice(0, rememberedLimit))
    account.prove(credentials)
  }
  return Effect.succeed(outcome.session)
}

/** With the account's credentials, if they can be read. */
const withCredentials = <A, C>({ driver }: SharingAccount<A, C>, use: (credentials: C) => Effect.Effect<void>) =>
  Effect.flatMap(driver.credentials, use).pipe(Effect.exit, Effect.asVoid)

/** How many times in a session's idle time the store is told that the session is in use. */
const writesPerIdleTime = 4

/** The last use of each session that was written to the store. */
const written = /*#__PURE__*/ new WeakMap<UsedSession, number>()

export const accountSharing: AccountSharing = {
  noteUse: (account, live) => {
    const { fork, now, store } = account.runtime
    const { idleFor, place, session, usedAt } = live
    const after = idleFor / writesPerIdleTime
    if (store === undefined || place === undefined || usedAt - (written.get(live) ?? session.issuedAt) < after) return
    written.set(live, usedAt)
    fork(store.touch(place, session.id, after, { now, report: (reason) => storeFailed(account, reason) }))
  },

  discard: (slot, id) => void discarded.set(slot, [id, ...discardedIds(slot)].slice(0, rememberedLimit)),

  wasFound: (slot, session) => found.get(slot)?.includes(session) === true,

  placeOf: (outcome, before) => {
    if (outcome._tag === "found") return { place: outcome.slot, usedAt: outcome.usedAt }
    // A session that was extended is the same one at the vendor: other processes have it, even if it was not saved again.
    const isExtended = before !== undefined && isSame(before.session.value, outcome.session.value)
    return { place: outcome.slot ?? (isExtended ? before.place : undefined) }
  },

  of: (slot, attempt) => {
    const shared = sharedBy(slot)
    if (shared === undefined) return undefined
    const { account, live } = slot
    const { random, now } = account.runtime
    const { store } = shared
    // Other processes may have used a session that is past its hard point: what the store knows of it is looked at.
    const isReplaced = attempt.cause === "hard" ? live?.isAgeUnknown(now()) === true : attempt.cause !== "login"
    const replaces = isReplaced ? live?.session.id : undefined
    const query: typeof shared.query = (credentials) => ({
      ...shared.query(credentials),
      isUnwanted: (id) => id === replaces || discardedIds(slot).includes(id)
    })
    /** A login that is sent and fails uses up the reset before it, and not one that comes meanwhile. */
    const usingUp = <B, E>(make: Effect.Effect<B, E>): Effect.Effect<B, E> =>
      Effect.suspend(() => {
        const reset = ignoring.get(account)
        return Effect.onError(make, () =>
          Effect.sync(() => {
            if (attempt.notes.tried !== undefined && ignoring.get(account) === reset) ignoring.delete(account)
          })
        )
      })
    return {
      obtain: (credentials, make) =>
        Effect.flatMap(
          store.obtain({
            ...query(credentials),
            newId: () => nextId(random),
            login: usingUp(make),
            sentAt: () => attempt.notes.sentAt ?? attempt.startedAt,
            guardOf: (reason, { hasWorked, refusals }) => {
              // A refusal that this process remembered sent nothing, and tells other processes nothing new.
              if (attempt.notes.tried === undefined) return undefined
              const isProven = hasWorked || account.isProven(credentials)
              attempt.note({ tried: { credentials, isProven } })
              const millis = account.openGate().openMemory()?.guardFor(reason, credentials, isProven, random, refusals)
              attempt.note({ guardMillis: millis })
              return millis
            }
          }),
          (outcome) => settle(slot, attempt, outcome, credentials)
        ),
      look: (credentials) =>
        Effect.flatMap(store.look(query(credentials)), (found) =>
          found === undefined ? Effect.undefined : settle(slot, attempt, found, credentials)
        )
    }
  },

  isDown: (slot) => {
    const shared = sharedBy(slot)
    if (shared === undefined) return Effect.succeed(false)
    const { query, store } = shared
    return withCredentials(slot.account, (credentials) =>
      Effect.asVoid(store.look({ ...query(credentials), attempt: undefined }))
    ).pipe(Effect.map(() => store.isDown()))
  },

  lift: (slot) => {
    ignoring.set(slot.account, {})
    const shared = sharedBy(slot)
    if (shared === undefined) return Effect.void
    return withCredentials(slot.account, (credentials) => shared.store.lift(shared.query(credentials)))
  },

  elsewhere: (first, slots, take) => {
    const shared = sharedBy(first)
    if (shared === undefined) return Effect.void
    const unwanted = new Set(slots.flatMap(discardedIds))
    return withCredentials(
      first.account,
      Effect.fnUntraced(function* (credentials) {
        for (let index = 0; ; index++) {
          const found = yield* shared.store.look({ ...shared.query(credentials, index), attempt: undefined })
          // Others may have opened more sessions than are open here, one after another.
          if (found === undefined && index >= slots.length) return
          if (found === undefined || unwanted.has(found.session.id)) continue
          take(found)
        }
      })
    )
  }
}
