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

  /**
   * Removes the guard or the session from a record and leaves the other. `undefined`: `isMeant` does not hold for the
   * record. `false`: it holds nothing else, or another process is logging in; the caller may remove the whole record.
   */
  const takeOut = Effect.fnUntraced(function* (
    caller: StoreCaller,
    slot: string,
    part: "guard" | "session",
    isMeant: (record: SessionRecord) => Effect.Effect<boolean>
  ) {
    const meant = Effect.gen(function* (): Effect.fn.Return<SessionRecord | undefined, StoreFailure> {
      const { age, record } = (yield* recordAt(slot, caller)) ?? {}
      return record !== undefined && (yield* isMeant(record)) ? aged(record, age ?? 0) : undefined
    })
    const found = yield* meant
    if (found === undefined) return undefined
    if (found[part === "guard" ? "session" : "guard"] === undefined) return false
    const isDone = yield* holding(caller, slot, ({ token }) =>
      Effect.flatMap(meant, (again) => {
        if (again === undefined) return Effect.succeed(true)
        const { guard, session, ...rest } = again
        return part === "guard"
          ? put(caller, slot, token, session?.id ?? "", { ...rest, ...(session && { session }) })
          : put(caller, slot, token, "", { ...rest, ...(guard && { guard }) })
      })
    )
    return isDone === true
  })

  /** A refusal of other credentials stays, and so does a session, unless a process logs in just now. */
  const lift = Effect.fnUntraced(function* <A>(query: SessionQuery<A>) {
    const slots = yield* slotsOf(cipher, query)
    if (slots === undefined) return
    let session = ""
    const isDone = yield* takeOut(query, slots.account, "guard", (record) => {
      session = record.session?.id ?? ""
      const { guard } = record
      return guard === undefined ? Effect.succeed(false) : cipher.matches(guard.fingerprint, query.credentials)
    })
    if (isDone === false) yield* steps.remove(slots.account, session, query.report)
  })

  /** A session that ends is not found any more, whatever happens to a guard beside it. */
  const forget = (slot: string, id: string, caller: StoreCaller) =>
    takeOut(caller, slot, "session", ({ session }) => Effect.succeed(session?.id === id)).pipe(
      Effect.orElseSucceed(() => false),
      Effect.flatMap((isDone) => (isDone === true ? Effect.void : steps.remove(slot, id, caller.report)))
    )

  /** Writing a record again renews its age. */
  const touch = Effect.fnUntraced(function* (slot: string, id: string, after: number, caller: StoreCaller) {
    const unnoted = Effect.map(recordAt(slot, caller), (found): SessionRecord | undefined => {
      if (found?.age === undefined || found.age < after) return undefined
      const { age, record } = found
      return record.session?.id === id ? aged(record, age) : undefined
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
    forget: (slot, id, now) => forget(slot, id, { now, report: () => {} })
  }
}
