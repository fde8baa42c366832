/**
 * One session for many processes. A process looks before it logs in, logs in with the lease in hand, and looks again
 * with it in hand: somebody may have been faster. What it made it keeps before anybody gets it.
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import type { AuthError } from "../../AuthError.ts"
import type { Reason, StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import type { SessionStoreBackend } from "./backend.ts"
import { leases } from "./lease.ts"
import { storeReader, older, type StoreRead } from "./read.ts"
import { emptyRecord, keep, type KeptSession } from "./record.ts"
import { records } from "./records.ts"
import type { RecordCipher } from "./cipher.ts"
import type { StoreCaller, StoreOutcome, SharedSessions, SessionQuery, LoginRequest } from "./SharedSessions.ts"
import { resilient } from "./ResilientBackend.ts"

/** How soon those who wait for a lease look again, at first and at most; and every so many looks they reach for it. */
const patience = { first: 25, longest: 1000, reach: 3 }

/** Where an account's lease and guard are, and where the session that is looked for is: one place for its first one. */
interface Places {
  readonly account: string
  readonly slot: string
}

interface Looks<A> {
  readonly all: Effect.Effect<StoreRead<A>>
  /** At what is known of the account. */
  readonly guard: Effect.Effect<StoreRead<A>>
}

interface Written<A> {
  readonly session: Session<A>
  readonly slot: string | undefined
}

export const sharedSessions = (
  backend: SessionStoreBackend,
  cipher: RecordCipher,
  options: { readonly leaseMillis: number; readonly timeout: Duration.Input }
): SharedSessions => {
  const steps = resilient(backend, options)
  const { put, recordAt } = records(cipher, steps)
  const holding = leases(cipher, steps, options.leaseMillis)

  const logIn = <A>(wanted: LoginRequest<A>): Effect.Effect<Session<A>, AuthError> =>
    Effect.map(wanted.login, ({ lifetime, value }: Login<A>) => ({
      id: wanted.newId(),
      value,
      issuedAt: wanted.sentAt(),
      lifetime
    }))

  const alone = <A>(wanted: LoginRequest<A>): Effect.Effect<StoreOutcome<A>, AuthError> =>
    Effect.map(logIn(wanted), (session) => ({ _tag: "made", session, slot: undefined }))

  const putSession = <A>(wanted: LoginRequest<A>, slot: string, token: string, session: Session<A>) =>
    Effect.flatMap(cipher.fingerprint(wanted.credentials), (fingerprint) =>
      keep(session, wanted.codec, wanted.now(), fingerprint)
    ).pipe(
      Effect.flatMap((kept) => put(wanted, slot, token, session.id, { ...emptyRecord(slot), session: kept })),
      Effect.catch((failure) =>
        Effect.as(
          Effect.sync(() => wanted.report(failure)),
          false
        )
      ),
      Effect.map((kept): Written<A> => ({ session, slot: kept ? slot : undefined }))
    )

  /** The account's guard is kept with its first session, which stays beside it while anybody here is served it. */
  const putGuard = <A>(
    wanted: LoginRequest<A>,
    { account }: Places,
    token: string,
    kept: KeptSession | undefined,
    reason: Reason
  ) =>
    Effect.gen(function* () {
      const millis = wanted.guardOf(reason)
      const fingerprint = yield* cipher.fingerprint(wanted.credentials)
      if (millis === undefined || fingerprint === undefined) return
      const guard = { fingerprint, reason, ...(Number.isFinite(millis) ? { millis } : undefined) }
      const isServed = wanted.lane > 0 || kept?.id === wanted.current?.id
      const stays = kept !== undefined && isServed && kept.fingerprint === fingerprint
      yield* put(wanted, account, token, stays ? kept.id : "", {
        ...emptyRecord(account),
        guard,
        ...(stays ? { session: kept } : undefined)
      })
    })

  /** With the leases in hand. */
  const inLease = Effect.fnUntraced(function* <A>(
    wanted: LoginRequest<A>,
    places: Places,
    tokens: { readonly account: string; readonly slot: string },
    looks: Looks<A>
  ): Effect.fn.Return<StoreOutcome<A>, AuthError> {
    const sight = yield* looks.all
    if (sight._tag === "found" || sight._tag === "refused") return sight
    const exit = yield* Effect.exit(logIn(wanted))
    if (Exit.isSuccess(exit)) {
      return { _tag: "made", ...(yield* putSession(wanted, places.slot, tokens.slot, exit.value)) }
    }
    const error = exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error
    if (error !== undefined) {
      const beside = wanted.lane === 0 ? sight : yield* looks.guard
      const kept = beside._tag === "nothing" ? beside.kept : undefined
      yield* putGuard(wanted, places, tokens.account, kept, error.reason)
    }
    return yield* Effect.failCause(exit.cause)
  })

  /**
   * The account's lease keeps its logins one after another. A further session's slot has a lease of its own for its
   * fence; only who holds the account's reaches for it.
   */
  const leased = <A>(wanted: LoginRequest<A>, places: Places, looks: Looks<A>) =>
    holding(wanted, places.account, (account) =>
      wanted.lane === 0
        ? inLease(wanted, places, { account, slot: account }, looks)
        : holding(wanted, places.slot, (slot) => inLease(wanted, places, { account, slot }, looks))
    )

  /** Who must not log in is known of the account, whichever of its sessions is looked for. */
  const looksAt = <A>(wanted: SessionQuery<A>, { account, slot }: Places): Looks<A> => {
    const session = storeReader({ cipher, steps }, wanted, slot)
    if (wanted.lane === 0) return { all: session, guard: session }
    const guard = storeReader({ cipher, steps }, wanted, account, "guard")
    const all = Effect.filterOrElse(
      session,
      ({ _tag }) => _tag !== "nothing",
      (sight) => Effect.map(guard, (seen) => (seen._tag === "nothing" ? sight : seen))
    )
    return { all, guard }
  }

  const placesOf = <A>({ account, lane, origin, vendor }: SessionQuery<A>): Effect.Effect<Places | undefined> =>
    Effect.gen(function* () {
      const parts = [vendor, origin, ...account]
      const first = yield* cipher.slot(parts, 0)
      const slot = yield* cipher.slot(parts, lane)
      return first === undefined || slot === undefined ? undefined : { account: first, slot }
    })

  const obtain = Effect.fnUntraced(function* <A>(
    wanted: LoginRequest<A>
  ): Effect.fn.Return<StoreOutcome<A>, AuthError> {
    const places = yield* placesOf(wanted)
    if (places === undefined) return yield* alone(wanted)
    const looks = looksAt(wanted, places)
    let pause = patience.first
    for (let round = 0; ; round++) {
      const sight = yield* looks.all
      if (sight._tag === "found" || sight._tag === "refused") return sight
      if (sight._tag === "down") return yield* alone(wanted)
      // What a login leaves is seen without the lease.
      const reaches = round % patience.reach === 0
      const obtained = reaches ? yield* leased(wanted, places, looks) : false
      if (obtained === undefined) return yield* alone(wanted)
      if (obtained !== false) return obtained
      yield* Effect.sleep(pause * (yield* Random.nextBetween(0.75, 1.25)))
      pause = Math.min(pause * 1.6, patience.longest)
    }
  })

  const look: SharedSessions["look"] = Effect.fnUntraced(function* (sought) {
    const places = yield* placesOf(sought)
    const sight = places === undefined ? undefined : yield* storeReader({ cipher, steps }, sought, places.slot)
    return sight?._tag === "found" ? sight : undefined
  })

  /** What others saw refused with other credentials stays. */
  const lift = Effect.fnUntraced(function* <A>(sought: SessionQuery<A>) {
    const places = yield* placesOf(sought)
    if (places === undefined) return
    const { guard, session } = (yield* recordAt(places.account, sought))?.record ?? {}
    if (guard === undefined || !(yield* cipher.matches(guard.fingerprint, sought.credentials))) return
    yield* steps.remove(places.account, session?.id ?? "", sought.report)
  })

  /** Written anew, a record is young again; one with a guard keeps its age. */
  const touch = Effect.fnUntraced(function* (slot: string, id: string, after: number, asker: StoreCaller) {
    const worn = Effect.map(recordAt(slot, asker), (found) => {
      const { age, record: { guard, session } = {} } = found ?? {}
      if (age === undefined || age < after) return undefined
      return session?.id === id && guard === undefined ? older(session, age) : undefined
    })
    if ((yield* worn) === undefined) return
    yield* holding(asker, slot, (token) =>
      Effect.flatMap(worn, (session) =>
        session === undefined ? Effect.void : put(asker, slot, token, id, { ...emptyRecord(slot), session })
      )
    )
  })

  /** A record that can't be read is the next login's trouble, too. */
  const quietly = <E extends StoreFailure>(effect: Effect.Effect<void, E>, { report }: StoreCaller) =>
    Effect.catch(effect, (failure) => Effect.sync(() => report(failure)))

  return {
    obtain,
    look,
    lift: (sought) => quietly(lift(sought), sought),
    touch: (slot, id, after, asker) => quietly(touch(slot, id, after, asker), asker),
    forget: (slot, id) => steps.remove(slot, id, () => {})
  }
}
