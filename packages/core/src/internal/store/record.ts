/** What a store holds for an account: its session, or who must not log in. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Reason, StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { SessionLifetime } from "../../SessionLifetime.ts"

/** Times are differences, in milliseconds: no two processes have to agree on the hour. */
const Kept = Schema.Struct({
  /** Where it belongs: a record that was moved is not read. */
  slot: Schema.String,
  /** The writer's clock, for stores that have none. */
  writtenAt: Schema.Finite,
  session: Schema.optionalKey(
    Schema.Struct({
      id: Schema.String,
      value: Schema.Unknown,
      fingerprint: Schema.optionalKey(Schema.String),
      /** How old it was when this was written. */
      age: Schema.Finite,
      idleTimeout: Schema.optionalKey(Schema.Finite),
      absoluteTimeout: Schema.optionalKey(Schema.Finite)
    })
  ),
  guard: Schema.optionalKey(
    Schema.Struct({
      fingerprint: Schema.String,
      reason: Schema.toCodecJson(Reason),
      /** For how long from when this was written; without it, until somebody succeeds. */
      millis: Schema.optionalKey(Schema.Finite)
    })
  )
})

export type KeptRecord = typeof Kept.Type
export type KeptSession = NonNullable<KeptRecord["session"]>

const KeptText = Schema.fromJsonString(Kept)

export const emptyRecord = (slot: string): KeptRecord => ({ slot, writtenAt: 0 })

const unreadable = () => new StoreFailure({ detail: "a record is damaged" })

export const parseRecord = (slot: string, text: string): Effect.Effect<KeptRecord, StoreFailure> =>
  Schema.decodeEffect(KeptText)(text).pipe(
    Effect.filterOrFail((record) => record.slot === slot, unreadable),
    Effect.mapError(unreadable)
  )

export const printRecord = (record: KeptRecord): Effect.Effect<string, StoreFailure> =>
  Effect.mapError(
    Schema.encodeEffect(KeptText)(record),
    () => new StoreFailure({ detail: "a session has no JSON form" })
  )

/** A lifetime's limits; one that never comes is left out. */
export const limitsOf = ({ absoluteTimeout, idleTimeout }: SessionLifetime) => ({
  ...(idleTimeout === undefined || !Duration.isFinite(idleTimeout)
    ? undefined
    : { idleTimeout: Duration.toMillis(idleTimeout) }),
  ...(absoluteTimeout === undefined || !Duration.isFinite(absoluteTimeout)
    ? undefined
    : { absoluteTimeout: Duration.toMillis(absoluteTimeout) })
})

const lifetimeOf = ({ absoluteTimeout, idleTimeout }: KeptSession): SessionLifetime => ({
  ...(idleTimeout === undefined ? undefined : { idleTimeout: Duration.millis(idleTimeout) }),
  ...(absoluteTimeout === undefined ? undefined : { absoluteTimeout: Duration.millis(absoluteTimeout) })
})

/** A kept session as this process sees it. `writtenAt` is by this process's clock. */
export const revive = <A>(
  kept: KeptSession,
  codec: Schema.Codec<A, unknown>,
  writtenAt: number
): Effect.Effect<Session<A>, StoreFailure> =>
  Effect.map(
    Effect.mapError(Schema.decodeUnknownEffect(Schema.toCodecJson(codec))(kept.value), unreadable),
    (value) => ({ id: kept.id, value, issuedAt: writtenAt - kept.age, lifetime: lifetimeOf(kept) })
  )

export const keep = <A>(
  session: Session<A>,
  codec: Schema.Codec<A, unknown>,
  now: number,
  fingerprint: string | undefined
): Effect.Effect<KeptSession, StoreFailure> =>
  Schema.encodeEffect(Schema.toCodecJson(codec))(session.value).pipe(
    Effect.mapError(() => new StoreFailure({ detail: "a session has no JSON form" })),
    Effect.map((value) => ({
      id: session.id,
      value,
      age: Math.max(0, now - session.issuedAt),
      ...limitsOf(session.lifetime),
      ...(fingerprint === undefined ? undefined : { fingerprint })
    }))
  )
