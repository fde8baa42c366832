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
import { emptyRecord, keep, type KeptRecord, printRecord } from "./record.ts"
import type { Seal } from "./seal.ts"
import type { Obtained, SharedSessions, Wanted } from "./service.ts"
import { steady } from "./steady.ts"

/** A record is dropped this long after it was written, whatever it holds. */
const keepMillis = 30 * 86_400_000

/** How soon those who wait for a lease look again, at first and at most; and every so many looks they reach for it. */
const patience = { first: 25, longest: 1000, reach: 3 }

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

  /** A session that is still served here stays beside the guard. */
  const putGuard = <A>(wanted: Wanted<A>, slot: string, token: string, sight: Sight<A>, reason: Reason) =>
    Effect.gen(function* () {
      const millis = wanted.guardOf(reason)
      const fingerprint = yield* seal.fingerprint(wanted.credentials)
      if (millis === undefined || fingerprint === undefined) return
      const guard = { fingerprint, reason, ...(Number.isFinite(millis) ? { millis } : undefined) }
      const kept = sight._tag === "nothing" ? sight.kept : undefined
      const stays = kept !== undefined && kept.id === wanted.current?.id && kept.fingerprint === fingerprint
      yield* put(wanted, slot, token, stays ? kept.id : "", {
        ...emptyRecord(slot),
        guard,
        ...(stays ? { session: kept } : undefined)
      })
    })

  /** With the lease in hand. */
  const inLease = Effect.fnUntraced(function* <A>(
    wanted: Wanted<A>,
    slot: string,
    token: string,
    look: Effect.Effect<Sight<A>>
  ): Effect.fn.Return<Obtained<A>, AuthError> {
    const sight = yield* look
    if (sight._tag === "found" || sight._tag === "refused") return sight
    const exit = yield* Effect.exit(logIn(wanted))
    if (Exit.isSuccess(exit)) {
      return { _tag: "made", ...(yield* putSession(wanted, slot, token, exit.value)) }
    }
    const error = exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error
    if (error !== undefined) yield* putGuard(wanted, slot, token, sight, error.reason)
    return yield* Effect.failCause(exit.cause)
  })

  /** Keeps a lease while what is done under it takes its time. */
  const beat = <A>({ report }: Wanted<A>, slot: string, token: string): Effect.Effect<never> =>
    Effect.forever(Effect.andThen(Effect.sleep(options.leaseMillis / 3), steps.extend(slot, token, report)))

  const obtain = Effect.fnUntraced(function* <A>(wanted: Wanted<A>): Effect.fn.Return<Obtained<A>, AuthError> {
    const slot = yield* seal.slot([wanted.vendor, wanted.origin, ...wanted.account])
    if (slot === undefined) return yield* alone(wanted)
    const look = looker({ seal, steps }, wanted, slot)
    let pause = patience.first
    for (let looks = 0; ; looks++) {
      const sight = yield* look
      if (sight._tag === "found" || sight._tag === "refused") return sight
      if (sight._tag === "down") return yield* alone(wanted)
      const token = yield* seal.token
      // What a login leaves is seen without the lease.
      const reaches = looks % patience.reach === 0
      const taken = reaches ? yield* steps.acquire(slot, token, wanted.report) : false
      if (taken === undefined) return yield* alone(wanted)
      if (taken) {
        return yield* Effect.ensuring(
          Effect.raceFirst(inLease(wanted, slot, token, look), beat(wanted, slot, token)),
          steps.release(slot, token, wanted.report)
        )
      }
      yield* Effect.sleep(pause * (yield* Random.nextBetween(0.75, 1.25)))
      pause = Math.min(pause * 1.6, patience.longest)
    }
  })

  return {
    obtain,
    forget: (slot, id) => steps.remove(slot, id, () => {})
  }
}
