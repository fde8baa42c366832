/**
 * Records on Effect's `KeyValueStore`, which reads and writes but cannot compare. Processes that try to take a lease at
 * the same moment settle it by writing, waiting, and reading whose token stayed.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Schema from "effect/Schema"
import * as Semaphore from "effect/Semaphore"
import { StoreFailure } from "../../../Reason.ts"
import type { SessionStoreBackend } from "../backend.ts"

const Lease = /*#__PURE__*/ Schema.fromJsonString(Schema.Struct({ token: Schema.String, until: Schema.Finite }))
const KeptText = /*#__PURE__*/ Schema.fromJsonString(Schema.Struct({ id: Schema.String, value: Schema.String }))

/** How long a process waits, after writing its token, before it believes that no other process wrote after it. */
const settle = "50 millis"

/** A call that is never answered must not keep the calls after it waiting for their turn. */
const callTimeout = "5 seconds"

const failed = () => new StoreFailure({ detail: "the key-value store failed" })

export const keyValueBackend = (store: KeyValueStore.KeyValueStore, prefix: string): SessionStoreBackend => {
  const alone = Semaphore.makeUnsafe(1).withPermits(1)
  const run = <A>(effect: Effect.Effect<A, KeyValueStore.KeyValueStoreError>): Effect.Effect<A, StoreFailure> =>
    Effect.timeoutOrElse(Effect.mapError(effect, failed), {
      duration: callTimeout,
      orElse: () => Effect.fail(failed())
    })
  const recordOf = (key: string) => `${prefix}${key}`
  const leaseOf = (key: string) => `${prefix}${key}.lease`

  /** A value that cannot be decoded was cut short, or not written by this library: it counts as nothing. */
  const get = <A>(schema: Schema.Codec<A, string>, key: string) =>
    Effect.map(run(store.get(key)), (text) =>
      text === undefined ? undefined : Option.getOrUndefined(Schema.decodeOption(schema)(text))
    )
  const set = <A>(schema: Schema.Codec<A, string>, key: string, value: A) =>
    run(Effect.flatMap(Effect.orDie(Schema.encodeEffect(schema)(value)), (text) => store.set(key, text)))

  return {
    name: "key-value store",
    read: (key) =>
      Effect.map(get(KeptText, recordOf(key)), (kept) =>
        kept === undefined || kept.value === "" ? undefined : { value: kept.value, ageMillis: undefined }
      ),
    acquire: (key, token, millis) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const free = yield* alone(
          Effect.gen(function* () {
            const lease = yield* get(Lease, leaseOf(key))
            // A lease far in the future was written by a clock far ahead: it is not waited for.
            if (lease !== undefined && now < lease.until && lease.until - now <= 2 * millis) return false
            yield* set(Lease, leaseOf(key), { token, until: now + millis })
            return true
          })
        )
        if (!free) return false
        yield* Effect.sleep(settle)
        return (yield* get(Lease, leaseOf(key)))?.token === token
      }),
    extend: (key, token, millis) =>
      alone(
        Effect.gen(function* () {
          if ((yield* get(Lease, leaseOf(key)))?.token !== token) return
          yield* set(Lease, leaseOf(key), { token, until: (yield* Clock.currentTimeMillis) + millis })
        })
      ),
    write: (key, token, { id, value }) =>
      alone(
        Effect.gen(function* () {
          if ((yield* get(Lease, leaseOf(key)))?.token !== token) return false
          yield* set(KeptText, recordOf(key), { id, value })
          return true
        })
      ),
    release: (key, token) =>
      alone(
        Effect.gen(function* () {
          if ((yield* get(Lease, leaseOf(key)))?.token !== token) return
          yield* set(Lease, leaseOf(key), { token, until: 0 })
        })
      ),
    remove: (key, id) =>
      alone(
        Effect.gen(function* () {
          if ((yield* get(KeptText, recordOf(key)))?.id === id) yield* run(store.remove(recordOf(key)))
        })
      )
  }
}
