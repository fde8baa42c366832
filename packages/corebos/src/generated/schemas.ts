// Generated from corebos.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login. */
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))

/**
 * What `getChallenge` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const GetChallengeInput = /*#__PURE__*/ Schema.Struct({
  /** The user's name in UTF-8. */
  username: Schema.String
})

/**
 * What `getChallenge` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type GetChallengeInput = typeof GetChallengeInput.Type

/**
 * Unix time in seconds on the server's clock, as a number or as text made of digits.
 *
 * @category schemas
 * @since 0.1.0
 */
export const UnixSeconds = /*#__PURE__*/ Schema.Union([
  Schema.Finite,
  /*#__PURE__*/ Schema.String.check(/*#__PURE__*/ Schema.isPattern(/^[0-9]+$/u))
])

/**
 * Unix time in seconds on the server's clock, as a number or as text made of digits.
 *
 * @category schemas
 * @since 0.1.0
 */
export type UnixSeconds = typeof UnixSeconds.Type

/**
 * A challenge for a login.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Challenge = /*#__PURE__*/ Schema.Struct({
  /** The challenge. Use it byte for byte. */
  token: Schema.String,
  /** Unix time in seconds on the server's clock, as a number or as text made of digits. */
  serverTime: UnixSeconds,
  /** Unix time in seconds on the server's clock, as a number or as text made of digits. */
  expireTime: UnixSeconds
})

/**
 * A challenge for a login.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Challenge = typeof Challenge.Type

/**
 * There since 2020-05; null but for a query.
 *
 * @category schemas
 * @since 0.1.0
 */
export const MoreInfo = /*#__PURE__*/ Schema.NullOr(
  /*#__PURE__*/ Schema.Struct({
    /** How many rows a query found. */
    totalrows: /*#__PURE__*/ lenient(Schema.String)
  })
)

/**
 * There since 2020-05; null but for a query.
 *
 * @category schemas
 * @since 0.1.0
 */
export type MoreInfo = typeof MoreInfo.Type

/**
 * The reply to `getchallenge`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ChallengeReply = /*#__PURE__*/ Schema.Struct({
  /** `true`: the operation succeeded. */
  success: /*#__PURE__*/ Schema.Literal(true),
  /** A challenge for a login. */
  result: Challenge,
  /** There since 2020-05; null but for a query. */
  moreinfo: /*#__PURE__*/ lenient(MoreInfo)
})

/**
 * The reply to `getchallenge`.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ChallengeReply = typeof ChallengeReply.Type

/**
 * What `login` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginInput = /*#__PURE__*/ Schema.Struct({
  /** The user's name in UTF-8. */
  username: Schema.String,
  /**
   * Lower-case hex md5 of the challenge token followed by the user's access key. It can be replayed until the challenge
   * expires.
   */
  accessKey: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `login` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginInput = typeof LoginInput.Type

/**
 * The session, and what the server says of itself.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginResult = /*#__PURE__*/ Schema.Struct({
  /** The session id. */
  sessionName: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "sessionName"
    })
  ),
  /** The session id under the name that the wiki prints. */
  sessionId: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "sessionId"
    })
  ),
  /** The user's webservice id, such as `19x7`. */
  userId: Schema.String,
  /** The API's version, `0.22` on every server seen. */
  version: /*#__PURE__*/ lenient(Schema.String),
  /** The version of the database schema, such as `5.5.0`; not the product's. */
  vtigerVersion: /*#__PURE__*/ lenient(Schema.String)
})

/**
 * The session, and what the server says of itself.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginResult = typeof LoginResult.Type

/**
 * The reply to `login`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginReply = /*#__PURE__*/ Schema.Struct({
  /** `true`: the operation succeeded. */
  success: /*#__PURE__*/ Schema.Literal(true),
  /** The session, and what the server says of itself. */
  result: LoginResult,
  /** There since 2020-05; null but for a query. */
  moreinfo: /*#__PURE__*/ lenient(MoreInfo)
})

/**
 * The reply to `login`.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginReply = typeof LoginReply.Type

/**
 * What `loginWithPassword` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginWithPasswordInput = /*#__PURE__*/ Schema.Struct({
  /** The user's name in UTF-8, in its right case. */
  username: Schema.String,
  /** The challenge token followed by the user's password. */
  accessKey: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `loginWithPassword` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginWithPasswordInput = typeof LoginWithPasswordInput.Type

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LogoutInput = /*#__PURE__*/ Schema.Struct({
  /** The session id. */
  sessionName: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LogoutInput = typeof LogoutInput.Type

/**
 * What `listTypes` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ListTypesInput = /*#__PURE__*/ Schema.Struct({})

/**
 * What `listTypes` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ListTypesInput = typeof ListTypesInput.Type

/**
 * The reply to `listtypes`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TypesReply = /*#__PURE__*/ Schema.Struct({
  /** `true`: the operation succeeded. */
  success: /*#__PURE__*/ Schema.Literal(true),
  /** The modules. */
  result: /*#__PURE__*/ Schema.Struct({
    /** Names of modules. */
    types: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Schema.String)),
    /** Module by name. */
    information: /*#__PURE__*/ lenient(
      /*#__PURE__*/ Schema.Record(
        Schema.String,
        /*#__PURE__*/ Schema.Struct({
          /** A flag of the module; its meaning is unknown. */
          isEntity: /*#__PURE__*/ lenient(Schema.Boolean),
          /** The module's label, such as `Contacts`. */
          label: /*#__PURE__*/ lenient(Schema.String),
          /** The label of one record, such as `Contact`. */
          singular: /*#__PURE__*/ lenient(Schema.String)
        })
      )
    )
  }),
  /** There since 2020-05; null but for a query. */
  moreinfo: /*#__PURE__*/ lenient(MoreInfo)
})

/**
 * The reply to `listtypes`.
 *
 * @category schemas
 * @since 0.1.0
 */
export type TypesReply = typeof TypesReply.Type
