/** A store as accounts see it, made of a backend and a cipher. */
import * as Effect from "effect/Effect"
import type { StoreFailure } from "../../Reason.ts"
import { accountSharing } from "./accountSharing.ts"
import type { SessionStoreBackend } from "./backend.ts"
import { leases } from "./lease.ts"
import { obtainer, slotsOf } from "./obtain.ts"
import { aged, storeReader } from "./read.ts"
import type { SessionRecord } from "./record.ts"
import type { CheckedOptions } from "./options.ts"
import { records } from "./records.ts"
import { resilient } from "./ResilientBackend.ts"
import type { SessionQuery, SharedSessions, StoreCaller } from "./SharedSessions.ts"

export const makeSharedSessions = (backend: SessionStoreBackend, options: CheckedOptions): SharedSessions => {
  const { cipher } = options
  const steps = resilient(backend, options)
  const { put, recordAt } = records(cipher, steps)
  const holding = leases(cipher, steps, options.leaseMillis)

  const look: SharedSessions["look"] = Effect.fnUntraced(function* (query) {
    const slots = yield* slotsOf(cipher, query)
    const read = slots === undefined ? undefined : yield* storeReader({ cipher, steps }, query, slots.session)
    return read?._tag === "found" ? read : undefined
  })

  /** A refusal of other credentials stays. */
  const lift = Effect.fnUntraced(function* <A>(query: SessionQuery<A>) {
    const slots = yield* slotsOf(cipher, query)
    if (slots === undefined) return
    const { guard, session } = (yield* recordAt(slots.account, query))?.record ?? {}
    if (guard === undefined || !(yield* cipher.matches(guard.fingerprint, query.credentials))) return
    yield* steps.remove(slots.account, session?.id ?? "", query.report)
  })

  /** Writing a record again renews its age. One with a guard keeps its age, because the guard must end in time. */
  const touch = Effect.fnUntraced(function* (slot: string, id: string, after: number, caller: StoreCaller) {
    const unnoted = Effect.map(recordAt(slot, caller), (found): SessionRecord | undefined => {
      if (found?.age === undefined || found.age < after) return undefined
      const { age, record } = found
      return record.session?.id === id && record.guard === undefined ? aged(record, age) : undefined
    })
    if ((yield* unnoted) === undefined) return
    yield* holding(caller, slot, ({ token }) =>
      Effect.flatMap(unnoted, (record) => (record === undefined ? Effect.void : put(caller, slot, token, id, record)))
    )
  })

  /** A record that cannot be read is reported here, and again at the next login, which replaces it. */
  const quietly = <E extends StoreFailure>(effect: Effect.Effect<void, E>, { report }: StoreCaller) =>
    Effect.catch(effect, (failure) => Effect.sync(() => report(failure)))

  return {
    sharing: accountSharing,
    obtain: obtainer(cipher, steps, options.leaseMillis),
    look,
    lift: (query) => quietly(lift(query), query),
    touch: (slot, id, after, caller) => quietly(touch(slot, id, after, caller), caller),
    isDown: steps.isDown,
    forget: (slot, id) => steps.remove(slot, id, () => {})
  }
}
