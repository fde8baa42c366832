// Generated from kafinea.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
 * `Challenge` of the vendor's interface.
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
 * `Challenge` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Challenge = typeof Challenge.Type

/**
 * `ChallengeReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ChallengeReply = /*#__PURE__*/ Schema.Struct({
  success: /*#__PURE__*/ Schema.Literal(true),
  result: Challenge
})

/**
 * `ChallengeReply` of the vendor's interface.
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
 * `LoginResult` of the vendor's interface.
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
  /** The session id under the name that the page prints. */
  sessionId: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "sessionId"
    })
  ),
  /** The user's webservice id, such as `19x7`. */
  userId: Schema.String,
  /** The API's version. */
  version: /*#__PURE__*/ lenient(Schema.String),
  /** The product's version. */
  kafineaVersion: /*#__PURE__*/ lenient(Schema.String),
  /** The product's version under vtiger's name. */
  vtigerVersion: /*#__PURE__*/ lenient(Schema.String)
})

/**
 * `LoginResult` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginResult = typeof LoginResult.Type

/**
 * `LoginReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginReply = /*#__PURE__*/ Schema.Struct({
  success: /*#__PURE__*/ Schema.Literal(true),
  result: LoginResult
})

/**
 * `LoginReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginReply = typeof LoginReply.Type

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LogoutInput = /*#__PURE__*/ Schema.Struct({
  /** The session id, whatever name it came under. */
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
 * What `extendSession` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ExtendSessionInput = /*#__PURE__*/ Schema.Struct({
  /** The session id. */
  sessionName: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `extendSession` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ExtendSessionInput = typeof ExtendSessionInput.Type

/**
 * `ExtendResult` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ExtendResult = /*#__PURE__*/ Schema.Struct({
  /** The session id. */
  sessionName: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "sessionName"
    })
  ),
  /** The session id under the name that the page prints. */
  sessionId: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "sessionId"
    })
  ),
  userId: /*#__PURE__*/ lenient(Schema.String),
  version: /*#__PURE__*/ lenient(Schema.String),
  kafineaVersion: /*#__PURE__*/ lenient(Schema.String),
  vtigerVersion: /*#__PURE__*/ lenient(Schema.String)
})

/**
 * `ExtendResult` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ExtendResult = typeof ExtendResult.Type

/**
 * `ExtendReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ExtendReply = /*#__PURE__*/ Schema.Struct({
  success: /*#__PURE__*/ Schema.Literal(true),
  result: /*#__PURE__*/ lenient(ExtendResult)
})

/**
 * `ExtendReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ExtendReply = typeof ExtendReply.Type

/**
 * What `extendSessionByGet` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ExtendSessionByGetInput = /*#__PURE__*/ Schema.Struct({})

/**
 * What `extendSessionByGet` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ExtendSessionByGetInput = typeof ExtendSessionByGetInput.Type

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
 * `TypesReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TypesReply = /*#__PURE__*/ Schema.Struct({
  success: /*#__PURE__*/ Schema.Literal(true),
  result: /*#__PURE__*/ Schema.Struct({
    /** Names of modules. */
    types: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Schema.String)),
    /** Module by name. */
    information: /*#__PURE__*/ lenient(
      /*#__PURE__*/ Schema.Record(
        Schema.String,
        /*#__PURE__*/ Schema.Struct({
          isEntity: /*#__PURE__*/ lenient(Schema.Boolean),
          label: /*#__PURE__*/ lenient(Schema.String),
          singular: /*#__PURE__*/ lenient(Schema.String)
        })
      )
    )
  })
})

/**
 * `TypesReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export type TypesReply = typeof TypesReply.Type
