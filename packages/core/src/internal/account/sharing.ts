/** The engine's side of sharing a session with other processes. Without a store it only makes sessions of logins. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { AuthError } from "../../AuthError.ts"
import type { StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import type { SessionLifetime } from "../../SessionLifetime.ts"
import type { StoreOutcome, SessionQuery } from "../store/SharedSessions.ts"
import { isSame } from "../comparable.ts"
import { lanesOf } from "./slots.ts"
import type { Engine } from "./Account.ts"
import type { Departure, Flight } from "./login.ts"
import { type Held, hold } from "./LiveSession.ts"
import { Memory } from "./FailureMemory.ts"
import { nextId } from "./runtime.ts"

/** So many sessions are remembered that must not come back. */
const spentLimit = 8

/** Notes a session that must not be taken from a store again: it is dead, or not wanted. */
export const spend = <A, C>(engine: Engine<A, C>, { id }: Session<A>): void => {
  if (engine.around.store !== undefined) engine.spent = [id, ...engine.spent].slice(0, spentLimit)
}

/** So many times in a session's idle time others are told that it is in use. */
const told = 4

/** Tells others now and then that a session is in use, so that they don't take it for an idle one. */
export const tellUse = <A, C>(engine: Engine<A, C>, held: Held<A>): void => {
  const { fork, now, store } = engine.around
  const after = held.idleFor / told
  if (held.slot === undefined || store === undefined || held.usedAt - (held.toldAt ?? 0) < after) return
  held.toldAt = held.usedAt
  const report = (reason: StoreFailure) => engine.publish({ _tag: "StoreFailed", reason })
  fork(store.touch(held.slot, held.session.id, after, { now, report }))
}

/** Sessions of one vendor mostly live alike: a hundred thousand of them share the object that says so. */
const alike = (lifetime: SessionLifetime): SessionLifetime => {
  const isLast =
    isSameTime(lifetime.absoluteTimeout, latest.absoluteTimeout) && isSameTime(lifetime.idleTimeout, latest.idleTimeout)
  if (!isLast) latest = lifetime
  return latest
}
let latest: SessionLifetime = {}

const isSameTime = (a: Duration.Duration | undefined, b: Duration.Duration | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && Duration.toMillis(a) === Duration.toMillis(b))

/** What a login or another process gave, in the engine's hands. */
export const heldOf = <A, C>(engine: Engine<A, C>, flight: Flight<A, C>, { lifetime, value }: Login<A>): Held<A> => {
  const { random } = engine.around
  const { obtained } = flight
  const jitter = random.nextDoubleUnsafe()
  const trustsClock = engine.driver.knowsRejections === false
  if (obtained?._tag === "found") return hold(obtained.session, jitter, { ...obtained, trustsClock })
  if (obtained?._tag === "made") {
    const { session } = obtained
    // The vendor's own session stays the same when it is extended: others have it, though it could not be saved again.
    const before = engine.current
    const isExtended = before !== undefined && isSame(before.session.value, session.value)
    return hold(session, jitter, { slot: obtained.slot ?? (isExtended ? before.slot : undefined), trustsClock })
  }
  const issuedAt = flight.sentAt ?? flight.startedAt
  return hold({ id: nextId(random), value, issuedAt, lifetime: alike(lifetime) }, jitter, { trustsClock })
}

/** What an engine looks for in the store that it has, if it has one. */
const soughtBy = <A, C>(engine: Engine<A, C>) => {
  const { around, current, driver, lead } = engine
  const { keepAlive, sharing } = driver
  const { store } = around
  if (store === undefined || sharing === undefined) return undefined
  const sought = (credentials: C, lane = lanesOf(lead).indexOf(engine)): SessionQuery<A> => ({
    vendor: driver.vendor,
    origin: driver.origin,
    account: sharing.account(credentials),
    credentials,
    lane,
    codec: sharing.codec,
    current: current?.session,
    isUnwanted: (id) => engine.spent.includes(id),
    ignoreGuard: lead.unguarded,
    now: around.now,
    attempt:
      keepAlive === undefined
        ? undefined
        : (session) => Effect.match(keepAlive(session), { onFailure: () => false, onSuccess: () => true }),
    report: (reason) => engine.publish({ _tag: "StoreFailed", reason })
  })
  return { store, sought }
}

/** How a flight shares. Each of an account's sessions has its own place; what is known of its credentials has one. */
export const share = <A, C>(engine: Engine<A, C>, flight: Flight<A, C>): Departure<A, C>["share"] => {
  const shared = soughtBy(engine)
  if (shared === undefined) return undefined
  const { around, driver, lead } = engine
  const { store } = shared
  const { current } = engine
  // A session past its hard point may have been used by others: what the store knows of it is looked at.
  const isReplaced =
    flight.cause === "hard" ? current !== undefined && around.now() < current.usableFrom : flight.cause !== "login"
  const replaces = isReplaced ? current?.session.id : undefined
  const sought = (credentials: C): SessionQuery<A> => ({
    ...shared.sought(credentials),
    isUnwanted: (id) => id === replaces || engine.spent.includes(id)
  })
  const settle = (obtained: StoreOutcome<A>, credentials: C): Effect.Effect<Login<A>, AuthError> => {
    flight.obtained = obtained
    if (obtained._tag === "found") engine.found = [obtained.session, ...engine.found].slice(0, spentLimit)
    if (obtained._tag !== "refused") {
      lead.unguarded = false
      if (obtained._tag === "found") lead.prove(credentials)
      return Effect.succeed(obtained.session)
    }
    flight.tried = { credentials, isProven: lead.isProven(credentials) }
    return Effect.fail(new AuthError({ vendor: driver.vendor, operation: "login", reason: obtained.reason }))
  }
  return {
    obtain: (credentials, make) =>
      Effect.flatMap(
        store.obtain({
          ...sought(credentials),
          newId: () => nextId(around.random),
          login: make,
          sentAt: () => flight.sentAt ?? flight.startedAt,
          guardOf: (reason, { hasWorked, refusals }) => {
            const isProven = hasWorked || lead.isProven(credentials)
            if (flight.tried !== undefined) flight.tried = { credentials, isProven }
            const memory = (lead.memory ??= new Memory())
            flight.guardMillis = memory.guardFor(reason, credentials, isProven, around.random, refusals)
            return flight.guardMillis
          }
        }),
        (obtained) => settle(obtained, credentials)
      ),
    look: (credentials) =>
      Effect.flatMap(store.look(sought(credentials)), (found) => {
        if (found === undefined) return Effect.undefined
        // Somebody logged in with them: they are not bad any more.
        lead.memory = undefined
        return settle(found, credentials)
      })
  }
}

/** Whether others may find out what this process does not know. */
export const isShared = <A, C>({ around, driver }: Engine<A, C>): boolean =>
  around.store !== undefined && driver.sharing !== undefined

/** With the account's credentials, if they are to be had. */
const withCredentials = <A, C>(engine: Engine<A, C>, use: (credentials: C) => Effect.Effect<void>) =>
  Effect.flatMap(engine.driver.credentials, use).pipe(Effect.exit, Effect.asVoid)

/** Makes an account forget failures, and the store that its credentials were refused. */
export const reset = <A, C>(lead: Engine<A, C>): Effect.Effect<void> =>
  Effect.suspend(() => {
    lead.reset()
    const shared = soughtBy(lead)
    return shared === undefined
      ? Effect.void
      : withCredentials(lead, (credentials) => shared.store.lift(shared.sought(credentials)))
  })

/** The account's sessions that are in the store now, and not in hand here. */
export const others = <A, C>(lead: Engine<A, C>, take: (held: Held<A>) => void): Effect.Effect<void> =>
  Effect.suspend(() => {
    const shared = soughtBy(lead)
    if (shared === undefined) return Effect.void
    const spent = new Set(lanesOf(lead).flatMap((lane) => lane.spent))
    return withCredentials(
      lead,
      Effect.fnUntraced(function* (credentials) {
        for (let lane = 0; ; lane++) {
          const found = yield* shared.store.look({ ...shared.sought(credentials, lane), attempt: undefined })
          // Others may have opened more sessions than are open here, one after another.
          if (found === undefined && lane >= lanesOf(lead).length) return
          if (found !== undefined && !spent.has(found.session.id)) take(hold(found.session, 0.5, { slot: found.slot }))
        }
      })
    )
  })
