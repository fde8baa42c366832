/**
 * One session for many processes. A process reads before it logs in, logs in under a lease, and reads again once it holds
 * the lease: another process may have been faster. It saves what it made before any caller gets it.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import type { AuthError } from "../../AuthError.ts"
import type { Reason, StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { RecordCipher } from "./cipher.ts"
import { type Lease, leases } from "./lease.ts"
import { storeReader, type StoreRead } from "./read.ts"
import { emptyRecord, keep, type SessionRecord } from "./record.ts"
import { records } from "./records.ts"
import type { ResilientBackend } from "./ResilientBackend.ts"
import type { LoginHistory, LoginRequest, SessionQuery, StoreOutcome } from "./SharedSessions.ts"

/**
 * Milliseconds between two reads of a process that waits for a lease, at first and at most. Until the pause has grown
 * to `eager`, it tries to take the lease on every third read only: it sees the result of a login without the lease.
 */
const patience = { first: 25, longest: 1000, eager: 500, everyThird: 3 }

/**
 * Milliseconds. Steps that take longer than `step` are slow. A process whose slow steps took longer than `all` together
 * logs in without the store: more of them would use up the login's deadline.
 */
const slow = { step: 1000, all: 12_000 }

/** Where an account's lease and guard are, and where the session is. For its first session this is one slot. */
export interface AccountSlots {
  readonly account: string
  readonly session: string
}

/** The leases of the two; one and the same for an account's first session. */
interface AccountLeases {
  readonly account: Lease
  readonly session: Lease
}

interface Reads<A> {
  /** Reads the session, and whether its account's credentials were refused. */
  readonly all: Effect.Effect<StoreRead<A>>
  /** Reads only whether the credentials were refused. */
  readonly guard: Effect.Effect<StoreRead<A>>
}

/** The slots of a query; `undefined` if the account cannot be named without giving a secret away. */
export const slotsOf = <A>(
  cipher: RecordCipher,
  { account, index, origin, vendor }: SessionQuery<A>
): Effect.Effect<AccountSlots | undefined> =>
  Effect.gen(function* () {
    const parts = [vendor, origin, ...account]
    const first = yield* cipher.slot(parts, 0)
    const session = yield* cipher.slot(parts, index)
    return first === undefined || session === undefined ? undefined : { account: first, session }
  })

export const obtainer = (cipher: RecordCipher, steps: ResilientBackend, leaseMillis: number) => {
  const { put } = records(cipher, steps)
  const holding = leases(cipher, steps, leaseMillis)

  const logIn = <A>(request: LoginRequest<A>): Effect.Effect<Session<A>, AuthError> =>
    Effect.map(request.login, ({ lifetime, value }) => ({
      id: request.newId(),
      value,
      issuedAt: request.sentAt(),
      lifetime
    }))

  const withoutStore = <A>(request: LoginRequest<A>): Effect.Effect<StoreOutcome<A>, AuthError> =>
    Effect.map(logIn(request), (session) => ({ _tag: "made", session, slot: undefined }))

  /** A guard in its place stays if it is of other credentials: processes that have those must not send them again. */
  const saveSession = <A>(
    request: LoginRequest<A>,
    slot: string,
    token: string,
    guard: SessionRecord["guard"],
    session: Session<A>
  ): Effect.Effect<StoreOutcome<A>> =>
    Effect.gen(function* () {
      const fingerprint = yield* cipher.fingerprint(request.credentials)
      const kept = yield* keep(session, request.codec, request.now(), fingerprint)
      const isOfOthers = guard !== undefined && !(yield* cipher.matches(guard.fingerprint, request.credentials))
      return yield* put(request, slot, token, session.id, {
        ...emptyRecord(slot),
        session: kept,
        ...(fingerprint === undefined ? undefined : { proven: fingerprint }),
        ...(isOfOthers ? { guard } : undefined)
      })
    }).pipe(
      Effect.catch((failure: StoreFailure) =>
        Effect.as(
          Effect.sync(() => request.report(failure)),
          false
        )
      ),
      // A write that failed may still have been done: another process may have found the session.
      Effect.map((isSaved) => ({ _tag: "made", session, slot: isSaved === false ? undefined : slot }))
    )

  const historyOf = Effect.fnUntraced(function* (
    record: SessionRecord | undefined,
    credentials: unknown
  ): Effect.fn.Return<LoginHistory> {
    const { guard, proven, session } = record ?? {}
    const isTheirs = (fingerprint: string | undefined) =>
      fingerprint === undefined ? Effect.succeed(false) : cipher.matches(fingerprint, credentials)
    return {
      hasWorked: (yield* isTheirs(proven)) || (yield* isTheirs(session?.fingerprint)),
      refusals: (yield* isTheirs(guard?.fingerprint)) ? (guard?.refusals ?? 1) : 0
    }
  })

  /**
   * The account's guard is kept in the slot of its first session. That session stays beside it if a process may still be
   * serving it: one of these credentials, or of others.
   */
  const saveGuard = Effect.fnUntraced(function* <A>(
    request: LoginRequest<A>,
    { account }: AccountSlots,
    token: string,
    record: SessionRecord | undefined,
    reason: Reason
  ) {
    const history = yield* historyOf(record, request.credentials)
    const millis = request.guardOf(reason, history)
    const fingerprint = yield* cipher.fingerprint(request.credentials)
    if (millis === undefined || fingerprint === undefined) return
    const kept = record?.session
    const isServed = request.index > 0 || kept?.id === request.current?.id
    const stays = kept !== undefined && (isServed || !(yield* cipher.matches(kept.fingerprint, request.credentials)))
    yield* put(request, account, token, stays ? kept.id : "", {
      ...emptyRecord(account),
      guard: {
        fingerprint,
        reason,
        refusals: history.refusals + 1,
        ...(Number.isFinite(millis) ? { millis } : undefined)
      },
      ...(history.hasWorked ? { proven: fingerprint } : undefined),
      ...(stays ? { session: kept } : undefined)
    })
  })

  const underLeases = Effect.fnUntraced(function* <A>(
    request: LoginRequest<A>,
    slots: AccountSlots,
    held: AccountLeases,
    reads: Reads<A>
  ): Effect.fn.Return<StoreOutcome<A> | "late", AuthError> {
    const read = yield* reads.all
    if (read._tag === "found" || read._tag === "refused") return read
    // Reading took so long that another process may hold a lease by now, and log in.
    if (!held.account.isSure() || !held.session.isSure()) return "late"
    // What the vendor answered is saved, even if the login's deadline comes meanwhile: other processes need it.
    return yield* Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const exit = yield* Effect.exit(restore(logIn(request)))
        if (Exit.isSuccess(exit)) {
          const guard = read._tag === "nothing" ? read.record?.guard : undefined
          return yield* saveSession(request, slots.session, held.session.token, guard, exit.value)
        }
        const error = exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error
        if (error !== undefined) {
          const account = request.index === 0 ? read : yield* reads.guard
          const record = account._tag === "nothing" ? account.record : undefined
          yield* saveGuard(request, slots, held.account.token, record, error.reason)
        }
        return yield* Effect.failCause(exit.cause)
      })
    )
  })

  /**
   * Logs in under the account's lease, so that its sessions are made one after another. The slot of a further session
   * has a lease of its own, which fences what is written there.
   */
  const logInUnderLease = <A>(request: LoginRequest<A>, slots: AccountSlots, reads: Reads<A>) =>
    holding(request, slots.account, (account) =>
      request.index === 0
        ? underLeases(request, slots, { account, session: account }, reads)
        : holding(request, slots.session, (session) => underLeases(request, slots, { account, session }, reads))
    )

  /** A refusal is known of the account, whichever of its sessions is looked for. */
  const readsOf = <A>(query: SessionQuery<A>, slots: AccountSlots): Reads<A> => {
    const session = storeReader({ cipher, steps }, query, slots.session)
    if (query.index === 0) return { all: session, guard: session }
    const guard = storeReader({ cipher, steps }, query, slots.account, "guard")
    const all = Effect.filterOrElse(
      session,
      ({ _tag }) => _tag !== "nothing",
      (read) => Effect.map(guard, (known) => (known._tag === "nothing" ? read : known))
    )
    return { all, guard }
  }

  return Effect.fnUntraced(function* <A>(asked: LoginRequest<A>): Effect.fn.Return<StoreOutcome<A>, AuthError> {
    const { attempt, now } = asked
    const timed = <B, E>(step: Effect.Effect<B, E>, note: (millis: number) => void): Effect.Effect<B, E> =>
      Effect.suspend(() => {
        const startedAt = now()
        return Effect.tap(step, () => Effect.sync(() => note(now() - startedAt)))
      })
    /** For how long the vendor was asked about a session that was found: that time says nothing of the store. */
    let vendorTook = 0
    const request: LoginRequest<A> = {
      ...asked,
      attempt: attempt && ((session) => timed(attempt(session), (millis) => void (vendorTook += millis)))
    }
    const slots = yield* slotsOf(cipher, request)
    if (slots === undefined) return yield* withoutStore(request)
    const reads = readsOf(request, slots)
    let pause = patience.first
    let wasLate = false
    let slowFor = 0
    /** A step of a look. Its time counts where the store is slow. */
    const look = <B, E>(step: Effect.Effect<B, E>): Effect.Effect<B, E> =>
      Effect.suspend(() => {
        vendorTook = 0
        return timed(step, (millis) => {
          if (millis - vendorTook > slow.step) slowFor += millis - vendorTook
        })
      })
    for (let round = 0; ; round++) {
      const read = yield* look(reads.all)
      if (read._tag === "found" || read._tag === "refused") return read
      if (read._tag === "down" || slowFor > slow.all) return yield* withoutStore(request)
      const reachesForLease = pause >= patience.eager || round % patience.everyThird === 0
      const outcome = reachesForLease ? yield* look(logInUnderLease(request, slots, reads)) : false
      // A store that is always slower than a lease costs sharing, and not the login.
      if (outcome === undefined || (outcome === "late" && wasLate)) return yield* withoutStore(request)
      if (outcome === "late") wasLate = true
      else if (outcome !== false) return outcome
      yield* Effect.sleep(pause * (yield* Random.nextBetween(0.75, 1.25)))
      pause = Math.min(pause * 1.6, patience.longest)
    }
  })
}
