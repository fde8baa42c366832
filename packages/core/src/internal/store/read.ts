/** What a look into the store finds for an account. */
import * as Effect from "effect/Effect"
import { type Reason, StoreFailure } from "../../Reason.ts"
import { hold, isAlive } from "../account/LiveSession.ts"
import type { StoredRecord } from "./backend.ts"
import { type KeptRecord, type KeptSession, parseRecord, revive } from "./record.ts"
import type { RecordCipher } from "./cipher.ts"
import type { Found, SessionQuery } from "./SharedSessions.ts"
import type { ResilientBackend } from "./ResilientBackend.ts"

/**
 * - `down`: the store does not answer.
 * - `nothing`: nobody has left anything of use. `kept` is the session that is there, with its age of now.
 * - `found`: a session to use.
 * - `refused`: somebody saw these credentials refused, and for so much longer they must not be sent.
 */
export type StoreRead<A> =
  | { readonly _tag: "down" }
  | { readonly _tag: "nothing"; readonly kept: KeptSession | undefined }
  | Found<A>
  | { readonly _tag: "refused"; readonly reason: Reason; readonly millis: number | undefined }

/** A kept session, so much later. */
export const older = (kept: KeptSession | undefined, millis: number): KeptSession | undefined =>
  kept === undefined ? undefined : { ...kept, age: kept.age + millis }

/** Clocks of processes, and of a store, may differ by this much. */
const clockTolerance = 600_000

/**
 * The age of a record by the store's clock, or else by those of the processes. `undefined` if the record claims to be
 * from the future: its times say nothing.
 */
export const ageOf = (found: StoredRecord, record: KeptRecord, now: number): number | undefined => {
  const age = found.ageMillis ?? now - record.writtenAt
  return age < -clockTolerance ? undefined : Math.max(0, age)
}

/** With `only`, a session that is found there is nobody's business. */
export const storeReader = <A>(
  store: { readonly cipher: RecordCipher; readonly steps: ResilientBackend },
  wanted: SessionQuery<A>,
  slot: string,
  only?: "guard"
) => {
  const { cipher, steps } = store
  /** Sessions that were tried here and found dead. */
  const dead = new Set<string>()
  /** The record that was of no use the last time. */
  let useless: { readonly value: string; readonly kept: KeptSession | undefined; readonly at: number } | undefined

  const usable = Effect.fnUntraced(function* (kept: KeptSession, writtenAt: number, now: number) {
    if (dead.has(kept.id) || wanted.isUnwanted(kept.id)) return undefined
    const isOurs = wanted.anyCredentials === true || (yield* cipher.matches(kept.fingerprint, wanted.credentials))
    if (!isOurs) return undefined
    const session = wanted.current?.id === kept.id ? wanted.current : yield* revive(kept, wanted.codec, writtenAt)
    const held = hold(session, 0.5)
    if (!isAlive({ ...held, usedAt: now }, now)) return undefined
    if (now - writtenAt < held.idleFor) return { session, usedAt: writtenAt }
    // Others may have used it since they noted that last: only the vendor knows.
    if (wanted.attempt !== undefined && (yield* wanted.attempt(session))) return { session, usedAt: now }
    dead.add(kept.id)
    return undefined
  })

  return Effect.gen(function* (): Effect.fn.Return<StoreRead<A>> {
    const now = wanted.now()
    const answer = yield* steps.read(slot, wanted.report)
    if (answer === undefined) return { _tag: "down" }
    const { found } = answer
    if (found === undefined) return { _tag: "nothing", kept: undefined }
    if (found.value === useless?.value) return { _tag: "nothing", kept: older(useless.kept, now - useless.at) }
    const sight = yield* Effect.gen(function* (): Effect.fn.Return<StoreRead<A>, StoreFailure> {
      const record = yield* parseRecord(slot, yield* cipher.open(slot, found.value))
      const age = ageOf(found, record, now)
      if (age === undefined) return yield* new StoreFailure({ detail: "a record is from the future" })
      const writtenAt = now - age
      const { guard, session } = record
      const sight = session === undefined || only === "guard" ? undefined : yield* usable(session, writtenAt, now)
      if (sight !== undefined) return { _tag: "found", slot, ...sight }
      if (guard !== undefined && !wanted.ignoreGuard) {
        const left = guard.millis === undefined ? undefined : writtenAt + guard.millis - now
        const holds = (left === undefined || left > 0) && (yield* cipher.matches(guard.fingerprint, wanted.credentials))
        if (holds) return { _tag: "refused", reason: guard.reason, millis: left }
      }
      return {
        _tag: "nothing",
        kept: older(session, now - writtenAt)
      }
    }).pipe(
      Effect.catch((failure) =>
        Effect.sync(() => {
          // What cannot be trusted is as good as nothing, and is written over.
          wanted.report(failure)
          return { _tag: "nothing", kept: undefined } satisfies StoreRead<A>
        }).pipe(
          Effect.tap(
            Effect.annotateLogs(Effect.logWarning("what the session store holds is not used"), {
              vendor: wanted.vendor,
              detail: failure.detail
            })
          )
        )
      )
    )
    if (sight._tag === "nothing") useless = { value: found.value, kept: sight.kept, at: now }
    return sight
  })
}
