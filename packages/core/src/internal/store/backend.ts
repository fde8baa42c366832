/** The place where records are kept, whatever they hold. */
import type * as Effect from "effect/Effect"
import type { StoreFailure } from "../../Reason.ts"

/**
 * A record as it is kept.
 *
 * @category models
 * @since 0.1.0
 */
export interface StoredRecord {
  /**
   * What was written.
   *
   * @since 0.1.0
   */
  readonly value: string
  /**
   * Milliseconds since it was written, by the store's own clock; negative if that clock was set back meanwhile,
   * `undefined` if the store has none.
   *
   * @since 0.1.0
   */
  readonly ageMillis: number | undefined
}

/**
 * A record to be written.
 *
 * @category models
 * @since 0.1.0
 */
export interface RecordToWrite {
  /**
   * Names what the record holds. It is no secret.
   *
   * @since 0.1.0
   */
  readonly id: string
  /**
   * The record: text of at most some kilobytes.
   *
   * @since 0.1.0
   */
  readonly value: string
  /**
   * The record may be dropped after this many milliseconds.
   *
   * @since 0.1.0
   */
  readonly keepMillis: number
}

/**
 * What a place to keep records has to do. Keys are lower-case hexadecimal, and times are milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionStoreBackend {
  /**
   * What logs call it.
   *
   * @since 0.1.0
   */
  readonly name: string
  /**
   * Reads the record of a key, if there is one.
   *
   * @since 0.1.0
   */
  readonly read: (key: string) => Effect.Effect<StoredRecord | undefined, StoreFailure>
  /**
   * Takes the lease of a key for `millis`, unless another process has it: then `false`. `token` is unique to this lease.
   * A lease that ends later than `millis` from now is damaged, and is not believed for longer than that.
   *
   * @since 0.1.0
   */
  readonly acquire: (key: string, token: string, millis: number) => Effect.Effect<boolean, StoreFailure>
  /**
   * Makes a lease last `millis` from now, unless it was lost.
   *
   * @since 0.1.0
   */
  readonly extend: (key: string, token: string, millis: number) => Effect.Effect<void, StoreFailure>
  /**
   * Writes a record, unless another process took the lease after `token` did: then `false`, and nothing changes. A lease
   * that ran out, and that no other process took since, still counts.
   *
   * @since 0.1.0
   */
  readonly write: (key: string, token: string, record: RecordToWrite) => Effect.Effect<boolean, StoreFailure>
  /**
   * Gives a lease back, if it is still this one.
   *
   * @since 0.1.0
   */
  readonly release: (key: string, token: string) => Effect.Effect<void, StoreFailure>
  /**
   * Removes the record, if it is still the one named `id`.
   *
   * @since 0.1.0
   */
  readonly remove: (key: string, id: string) => Effect.Effect<void, StoreFailure>
}
