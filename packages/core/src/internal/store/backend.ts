/** The place where records are kept, whatever they hold. */
import type * as Effect from "effect/Effect"
import type { StoreFailure } from "../../Reason.ts"

/**
 * A record as it is kept. `ageMillis` is the time since it was written, by the store's own clock, and negative when that
 * clock was set back meanwhile; `undefined` when the store has none.
 *
 * @category models
 * @since 0.1.0
 */
export interface StoredRecord {
  readonly value: string
  readonly ageMillis: number | undefined
}

/**
 * What a place to keep records has to do. Keys are lower-case hexadecimal, values are text of at most some kilobytes,
 * times are milliseconds.
 *
 * - `name`: how logs call it.
 * - `read`: the record, if there is one.
 * - `acquire`: takes the lease of a key, for `millis`, unless somebody has it. `token` is unique to this lease. A lease
 *   that ends later than `millis` from now is damaged, and is not believed for longer than that.
 * - `extend`: makes a lease last `millis` from now, unless it was lost.
 * - `write`: puts a record in place, unless somebody took the lease after `token` did: then `false`, and nothing
 *   changes. A lease that ran out, with nobody after it, still counts. `id` names what the record holds; it is no
 *   secret. The record may be dropped after `keepMillis`.
 * - `release`: ends a lease, if it is still this one.
 * - `remove`: removes the record, if it is still the one named `id`.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionStoreBackend {
  readonly name: string
  readonly read: (key: string) => Effect.Effect<StoredRecord | undefined, StoreFailure>
  readonly acquire: (key: string, token: string, millis: number) => Effect.Effect<boolean, StoreFailure>
  readonly extend: (key: string, token: string, millis: number) => Effect.Effect<void, StoreFailure>
  readonly write: (
    key: string,
    token: string,
    record: { readonly id: string; readonly value: string; readonly keepMillis: number }
  ) => Effect.Effect<boolean, StoreFailure>
  readonly release: (key: string, token: string) => Effect.Effect<void, StoreFailure>
  readonly remove: (key: string, id: string) => Effect.Effect<void, StoreFailure>
}
