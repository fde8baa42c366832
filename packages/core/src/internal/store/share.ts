/**
 * One session for many processes. A process looks before it logs in, logs in with the lease in hand, and looks again
 * with it in hand: somebody may have been faster. What it made it keeps before anybody gets it.
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import type { AuthError } from "../../AuthError.ts"
import type { Reason } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"
import type { SessionStoreBackend } from "./backend.ts"
import { looker, type Sight } from "./look.ts"
import { emptyRecord, keep, type KeptRecord, type KeptSession, parseRecord, printRecord } from "./record.ts"
import type { Seal } from "./seal.ts"
import type { Obtained, SharedSessions, Sought, Wanted } from "./service.ts"
import { steady } from "./steady.ts"

/** A record is dropped this long after it was written, whatever it holds. */
const keepMillis = 30 * 86_400_000

/** How soon those who wait for a lease look again, at first and at most; and every so many looks they reach for it. */
const patience = { first: 25, longest: 1000, reach: 3 }

/** Where an account's lease and guard are, and where the session that is looked for is: one place for its first one. */
interface Places {
  readonly account: string
  readonly slot: string
}

interface Looks<A> {
  readonly all: Effect.Effect<Sight<A>>
  /** At what is known of the account. */
  readonly guard: Effect.Effect<Sight<A>>
}

interface Written<A> {
  readonly session: Session<A>
  readonly slot: string | undefined
}

export const sharedSessions = (
  backend: SessionStoreBackend,
  seal: Seal,
  options: { readonly leaseMillis: number; readonly timeout: Duration.Input }
): SharedSessions => {
  const steps = steady(backend, options)

  const logIn = <A>(wanted: Wanted<A>): Effect.Effect<Session<A>, AuthError> =>
    Effect.map(wanted.login, ({ lifetime, value }: Login<A>) => ({
      id: wanted.newId(),
      value,
      issuedAt: wanted.sentAt(),
      lifetime
    }))

  const alone = <A>(wanted: Wanted<A>): Effect.Effect<Obtained<A>, AuthError> =>
    Effect.map(logIn(wanted), (session) => ({ _tag: "made", session, slot: undefined }))

  /** Puts a record in place. `false`: it is not there, whatever the cause. */
  const put = <A>(wanted: Wanted<A>, slot: string, token: string, id: string, record: KeptRecord) =>
    printRecord({ ...record, writtenAt: wanted.now() }).pipe(
      Effect.flatMap((text) => seal.close(slot, text)),
      Effect.flatMap((value) => steps.write(slot, token, { id, value, keepMillis }, wanted.report)),
      Effect.map((done) => done === true),
      Effect.catch((failure) =>
        Effect.as(
          Effect.sync(() => wanted.report(failure)),
          false
        )
      )
    )

  const putSession = <A>(wanted: Wanted<A>, slot: string, token: string, session: Session<A>) =>
    Effect.flatMap(seal.fingerprint(wanted.credentials), (fingerprint) =>
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
    wanted: Wanted<A>,
    { account }: Places,
    token: string,
    kept: KeptSession | undefined,
    reason: Reason
  ) =>
    Effect.gen(function* () {
      const millis = wanted.guardOf(reason)
      const fingerprint = yield* seal.fingerprint(wanted.credentials)
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
    wanted: Wanted<A>,
    places: Places,
    tokens: { readonly account: string; readonly slot: string },
    looks: Looks<A>
  ): Effect.fn.Return<Obtained<A>, AuthError> {
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

  /** Keeps a lease while what is done under it takes its time. */
  const beat = <A>({ report }: Sought<A>, slot: string, token: string): Effect.Effect<never> =>
    Effect.forever(Effect.andThen(Effect.sleep(options.leaseMillis / 3), steps.extend(slot, token, report)))

  /** Does something with a lease in hand. `false`: somebody else has it. `undefined`: the store failed. */
  const holding = Effect.fnUntraced(function* <A, B, E>(
    wanted: Wanted<A>,
    slot: string,
    use: (token: string) => Effect.Effect<B, E>
  ): Effect.fn.Return<B | false | undefined, E> {
    const token = yield* seal.token
    const taken = yield* steps.acquire(slot, token, wanted.report)
    if (taken !== true) return taken
    return yield* Effect.ensuring(
      Effect.raceFirst(use(token), beat(wanted, slot, token)),
      steps.release(slot, token, wanted.report)
    )
  })

  /**
   * The account's lease keeps its logins one after another. A further session's slot has a lease of its own for its
   * fence; only who holds the account's reaches for it.
   */
  const leased = <A>(wanted: Wanted<A>, places: Places, looks: Looks<A>) =>
    holding(wanted, places.account, (account) =>
      wanted.lane === 0
        ? inLease(wanted, places, { account, slot: account }, looks)
        : holding(wanted, places.slot, (slot) => inLease(wanted, places, { account, slot }, looks))
    )

  /** Who must not log in is known of the account, whichever of its sessions is looked for. */
  const looksAt = <A>(wanted: Sought<A>, { account, slot }: Places): Looks<A> => {
    const session = looker({ seal, steps }, wanted, slot)
    if (wanted.lane === 0) return { all: session, guard: session }
    const guard = looker({ seal, steps }, wanted, account, "guard")
    const all = Effect.filterOrElse(
      session,
      ({ _tag }) => _tag !== "nothing",
      (sight) => Effect.map(guard, (seen) => (seen._tag === "nothing" ? sight : seen))
    )
    return { all, guard }
  }

  const placesOf = <A>({ account, lane, origin, vendor }: Sought<A>): Effect.Effect<Places | undefined> =>
    Effect.gen(function* () {
      const parts = [vendor, origin, ...account]
      const first = yield* seal.slot(parts, 0)
      const slot = yield* seal.slot(parts, lane)
      return first === undefined || slot === undefined ? undefined : { account: first, slot }
    })

  const obtain = Effect.fnUntraced(function* <A>(wanted: Wanted<A>): Effect.fn.Return<Obtained<A>, AuthError> {
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
    const sight = places === undefined ? undefined : yield* looker({ seal, steps }, sought, places.slot)
    return sight?._tag === "found" ? sight : undefined
  })

  /** What others saw refused with other credentials stays. */
  const lift = Effect.fnUntraced(function* <A>(sought: Sought<A>) {
    const places = yield* placesOf(sought)
    const answer = places === undefined ? undefined : yield* steps.read(places.account, sought.report)
    if (places === undefined || answer?.found === undefined) return
    const { guard, session } = yield* Effect.flatMap(seal.open(places.account, answer.found.value), (text) =>
      parseRecord(places.account, text)
    )
    if (guard === undefined || !(yield* seal.matches(guard.fingerprint, sought.credentials))) return
    yield* steps.remove(places.account, session?.id ?? "", sought.report)
  })

  return {
    obtain,
    look,
    lift: (sought) => Effect.catch(lift(sought), (failure) => Effect.sync(() => sought.report(failure))),
    forget: (slot, id) => steps.remove(slot, id, () => {})
  }
}
