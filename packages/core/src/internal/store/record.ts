/** What a store holds for an account: its session, whether its credentials were refused, and whether they have worked. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Reason, StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { SessionLifetime } from "../../SessionLifetime.ts"

/** Times are differences, in milliseconds: no two processes have to agree on the hour. */
const RecordSchema = /*#__PURE__*/ Schema.Struct({
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
      /** How long the guard lasts, from the time of writing; without it, until the credentials change. */
      millis: Schema.optionalKey(Schema.Finite),
      /** How many logins in a row ended like this. Records of earlier versions have none. */
      refusals: Schema.optionalKey(Schema.Finite)
    })
  ),
  /** The fingerprint of credentials that have worked. */
  proven: Schema.optionalKey(Schema.String)
})

export type SessionRecord = typeof RecordSchema.Type
export type KeptSession = NonNullable<SessionRecord["session"]>
export type KeptGuard = NonNullable<SessionRecord["guard"]>

const RecordText = /*#__PURE__*/ Schema.fromJsonString(RecordSchema)

export const emptyRecord = (slot: string): SessionRecord => ({ slot, writtenAt: 0 })

/** How long a guard without an end of its own lasts if its refusal may have been a lost challenge. */
const doubtfulMillis = 3_600_000

/**
 * When a guard ends, in milliseconds since it was written; `undefined` if only other credentials end it. A refusal that
 * may have been a lost challenge always has an end; records of earlier versions do not say which refusals those are.
 */
export const endOf = ({ millis, reason, refusals }: KeptGuard): number | undefined => {
  const isDoubtful = reason._tag === "InvalidCredentials" && (refusals === undefined || reason.possiblyLostChallenge)
  return millis ?? (isDoubtful === true ? doubtfulMillis : undefined)
}

const unreadable = () => new StoreFailure({ detail: "a record is damaged" })

export const parseRecord = (slot: string, text: string): Effect.Effect<SessionRecord, StoreFailure> =>
  Schema.decodeEffect(RecordText)(text).pipe(
    Effect.filterOrFail((record) => record.slot === slot, unreadable),
    Effect.mapError(unreadable)
  )

export const printRecord = (record: SessionRecord): Effect.Effect<string, StoreFailure> =>
  Effect.mapError(
    Schema.encodeEffect(RecordText)(record),
    () => new StoreFailure({ detail: "a session has no JSON form" })
  )

/** A lifetime's limits. An infinite one is left out. */
const limitsOf = ({ absoluteTimeout, idleTimeout }: SessionLifetime) => ({
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
