/**
 * Reads what the store holds for an account, and judges whether it can be used. Remembers, for one login, which record
 * was of no use and which sessions turned out to be rejected.
 */
import * as Effect from "effect/Effect"
import { type Reason, StoreFailure } from "../../Reason.ts"
import { LiveSession } from "../account/LiveSession.ts"
import type { StoredRecord } from "./backend.ts"
import type { RecordCipher } from "./cipher.ts"
import { endOf, type KeptGuard, type KeptSession, parseRecord, type SessionRecord, revive } from "./record.ts"
import type { ResilientBackend } from "./ResilientBackend.ts"
import type { FoundSession, SessionQuery } from "./SharedSessions.ts"

/**
 * - `down`: the store does not answer.
 * - `nothing`: there is no session to use, and no guard that holds. `record` is what is there, as old as it is now.
 * - `found`: a session to use.
 * - `refused`: a process saw these credentials refused, and they must not be sent for `millis` more milliseconds
 *   (`undefined`: until they change).
 */
export type StoreRead<A> =
  | { readonly _tag: "down" }
  | { readonly _tag: "nothing"; readonly record: SessionRecord | undefined }
  | FoundSession<A>
  | { readonly _tag: "refused"; readonly reason: Reason; readonly millis: number | undefined }

/** A guard that is `millis` older. One that has ended still tells how many logins in a row were refused. */
const agedGuard = (guard: KeptGuard, millis: number): KeptGuard => {
  const end = endOf(guard)
  return end === undefined ? guard : { ...guard, millis: Math.max(0, end - millis) }
}

/** A record that is `millis` older: its session has aged by that time, and its guard has that much less left. */
export const aged = (record: SessionRecord, millis: number): SessionRecord => {
  const { guard, session } = record
  return {
    ...record,
    ...(session === undefined ? undefined : { session: { ...session, age: session.age + millis } }),
    ...(guard === undefined ? undefined : { guard: agedGuard(guard, millis) })
  }
}

/** Clocks of processes, and of a store, may differ by this much. */
const clockTolerance = 600_000

/**
 * The age of a record by the store's clock, or else by those of the processes. `undefined` if the record claims to be
 * from the future: its times say nothing.
 */
export const ageOf = (found: StoredRecord, record: SessionRecord, now: number): number | undefined => {
  const age = found.ageMillis ?? now - record.writtenAt
  return age < -clockTolerance ? undefined : Math.max(0, age)
}

/** Makes the effect that reads a slot. `only: "guard"` ignores a session that is found there. */
export const storeReader = <A>(
  store: { readonly cipher: RecordCipher; readonly steps: ResilientBackend },
  query: SessionQuery<A>,
  slot: string,
  only?: "guard"
): Effect.Effect<StoreRead<A>> => {
  const { cipher, steps } = store
  const rejected = new Set<string>()
  let useless: { readonly value: string; readonly record: SessionRecord | undefined; readonly at: number } | undefined

  const usable = Effect.fnUntraced(function* (kept: KeptSession, writtenAt: number, now: number) {
    if (rejected.has(kept.id) || query.isUnwanted(kept.id)) return undefined
    const isOurs = query.anyCredentials === true || (yield* cipher.matches(kept.fingerprint, query.credentials))
    if (!isOurs) return undefined
    const session = query.current?.id === kept.id ? query.current : yield* revive(kept, query.codec, writtenAt)
    const live = new LiveSession(session, { jitter: 0.5, usedAt: now })
    if (!live.isUsable(now)) return undefined
    if (now - writtenAt < live.idleFor) return { session, usedAt: writtenAt }
    // Other processes may have used it since the last note of use: only the vendor knows.
    if (query.attempt !== undefined && (yield* query.attempt(session))) return { session, usedAt: now }
    rejected.add(kept.id)
    return undefined
  })

  const judge = Effect.fnUntraced(function* (
    found: StoredRecord,
    now: number
  ): Effect.fn.Return<StoreRead<A>, StoreFailure> {
    const record = yield* parseRecord(slot, yield* cipher.open(slot, found.value))
    const age = ageOf(found, record, now)
    if (age === undefined) return yield* new StoreFailure({ detail: "a record is from the future" })
    const { guard, session } = record
    const usableSession = session === undefined || only === "guard" ? undefined : yield* usable(session, now - age, now)
    if (usableSession !== undefined) return { _tag: "found", slot, ...usableSession }
    if (guard !== undefined && !query.ignoreGuard) {
      const end = endOf(guard)
      const left = end === undefined ? undefined : end - age
      const holds = (left === undefined || left > 0) && (yield* cipher.matches(guard.fingerprint, query.credentials))
      if (holds) return { _tag: "refused", reason: guard.reason, millis: left }
    }
    return { _tag: "nothing", record: aged(record, age) }
  })

  /** A record that cannot be trusted is as good as nothing, and the next login writes over it. */
  const distrust = (failure: StoreFailure): Effect.Effect<StoreRead<A>> =>
    Effect.logWarning("what the session store holds is not used").pipe(
      Effect.annotateLogs({ vendor: query.vendor, detail: failure.detail }),
      Effect.andThen(Effect.sync(() => query.report(failure))),
      Effect.as({ _tag: "nothing", record: undefined })
    )

  return Effect.gen(function* (): Effect.fn.Return<StoreRead<A>> {
    const now = query.now()
    const answer = yield* steps.read(slot, query.report)
    if (answer === undefined) return { _tag: "down" }
    const { found } = answer
    if (found === undefined) return { _tag: "nothing", record: undefined }
    if (found.value === useless?.value) {
      return { _tag: "nothing", record: useless.record && aged(useless.record, now - useless.at) }
    }
    const read = yield* Effect.catch(judge(found, now), distrust)
    if (read._tag === "nothing") useless = { value: found.value, record: read.record, at: now }
    return read
  })
}
