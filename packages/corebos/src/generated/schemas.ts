// Generated from specs/corebos.yaml by tools/codegen. Do not edit: change the spec and run `pnpm generate`.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/**
 * An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login.
 */
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
 * Unix time in seconds on the server's clock, as a number or as text made of digits
 *
 * @category schemas
 * @since 0.1.0
 */
export const UnixSeconds = /*#__PURE__*/ Schema.Union([
  Schema.Finite,
  /*#__PURE__*/ Schema.String.check(/*#__PURE__*/ Schema.isPattern(/^[0-9]+$/u))
])

/**
 * `Challenge` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Challenge = /*#__PURE__*/ Schema.Struct({
  token: Schema.String,
  serverTime: UnixSeconds,
  expireTime: UnixSeconds
})

/**
 * There since 2020-05; null but for a query
 *
 * @category schemas
 * @since 0.1.0
 */
export const MoreInfo = /*#__PURE__*/ Schema.NullOr(
  /*#__PURE__*/ Schema.Struct({
    totalrows: /*#__PURE__*/ lenient(Schema.String)
  })
)

/**
 * `ChallengeReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ChallengeReply = /*#__PURE__*/ Schema.Struct({
  success: /*#__PURE__*/ Schema.Literal(true),
  result: Challenge,
  moreinfo: /*#__PURE__*/ lenient(MoreInfo)
})

/**
 * What `login` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginInput = /*#__PURE__*/ Schema.Struct({
  username: Schema.String,
  accessKey: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * `LoginResult` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginResult = /*#__PURE__*/ Schema.Struct({
  sessionName: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "sessionName"
    })
  ),
  sessionId: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "sessionId"
    })
  ),
  userId: Schema.String,
  version: /*#__PURE__*/ lenient(Schema.String),
  vtigerVersion: /*#__PURE__*/ lenient(Schema.String)
})

/**
 * `LoginReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginReply = /*#__PURE__*/ Schema.Struct({
  success: /*#__PURE__*/ Schema.Literal(true),
  result: LoginResult,
  moreinfo: /*#__PURE__*/ lenient(MoreInfo)
})

/**
 * What `loginWithPassword` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginWithPasswordInput = /*#__PURE__*/ Schema.Struct({
  username: Schema.String,
  accessKey: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LogoutInput = /*#__PURE__*/ Schema.Struct({
  sessionName: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `listTypes` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ListTypesInput = /*#__PURE__*/ Schema.Struct({})

/**
 * `TypesReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TypesReply = /*#__PURE__*/ Schema.Struct({
  success: /*#__PURE__*/ Schema.Literal(true),
  result: /*#__PURE__*/ Schema.Struct({
    types: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Schema.String)),
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
  }),
  moreinfo: /*#__PURE__*/ lenient(MoreInfo)
})
