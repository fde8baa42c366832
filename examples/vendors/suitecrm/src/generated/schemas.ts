// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login. */
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))

/**
 * A user and the password.
 *
 * @category schemas
 * @since 0.1.0
 */
export const UserAuth = /*#__PURE__*/ Schema.Struct({
  /** The user's name. */
  user_name: Schema.String,
  /** The MD5 of the password, or the password itself. */
  password: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  /** That the password is clear text. */
  encryption: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literal("PLAIN"))
})

/**
 * A user and the password.
 *
 * @category schemas
 * @since 0.1.0
 */
export type UserAuth = typeof UserAuth.Type

/**
 * What `login` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginInput = /*#__PURE__*/ Schema.Struct({
  /** The user, the application's name, and a list of settings. */
  rest_data: /*#__PURE__*/ Schema.Array(
    /*#__PURE__*/ Schema.Union([UserAuth, Schema.String, /*#__PURE__*/ Schema.Array(Schema.String)])
  )
})

/**
 * What `login` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginInput = typeof LoginInput.Type

/**
 * The session, and what is known of the user.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginReply = /*#__PURE__*/ Schema.Struct({
  /** The session. */
  id: /*#__PURE__*/ Schema.RedactedFromValue(
    /*#__PURE__*/ Schema.String.check(/*#__PURE__*/ Schema.isMinCodePoints(1)),
    {
      label: "id"
    }
  ),
  /** The module of users. */
  module_name: /*#__PURE__*/ lenient(Schema.String),
  /** What is known of the user, by name. */
  name_value_list: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.Record(
      Schema.String,
      /*#__PURE__*/ Schema.Struct({
        /** The name. */
        name: /*#__PURE__*/ lenient(Schema.String),
        /** The value. */
        value: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Union([Schema.String, Schema.Boolean, Schema.Null]))
      })
    )
  )
})

/**
 * The session, and what is known of the user.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginReply = typeof LoginReply.Type

/**
 * What `loginToDirectory` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginToDirectoryInput = /*#__PURE__*/ Schema.Struct({
  /** The user, the application's name, and a list of settings. */
  rest_data: /*#__PURE__*/ Schema.Array(
    /*#__PURE__*/ Schema.Union([UserAuth, Schema.String, /*#__PURE__*/ Schema.Array(Schema.String)])
  )
})

/**
 * What `loginToDirectory` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginToDirectoryInput = typeof LoginToDirectoryInput.Type

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LogoutInput = /*#__PURE__*/ Schema.Struct({})

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LogoutInput = typeof LogoutInput.Type

/**
 * What `getUserId` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const GetUserIdInput = /*#__PURE__*/ Schema.Struct({})

/**
 * What `getUserId` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type GetUserIdInput = typeof GetUserIdInput.Type

/**
 * A user's id.
 *
 * @category schemas
 * @since 0.1.0
 */
export const UserId = Schema.String

/**
 * A user's id.
 *
 * @category schemas
 * @since 0.1.0
 */
export type UserId = typeof UserId.Type

/**
 * What `seamlessLogin` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SeamlessLoginInput = /*#__PURE__*/ Schema.Struct({})

/**
 * What `seamlessLogin` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type SeamlessLoginInput = typeof SeamlessLoginInput.Type

/**
 * What `seamlessLogin` answers.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SeamlessLoginOutput = Schema.Int

/**
 * What `seamlessLogin` answers.
 *
 * @category schemas
 * @since 0.1.0
 */
export type SeamlessLoginOutput = typeof SeamlessLoginOutput.Type

/**
 * What `getEntryList` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const GetEntryListInput = /*#__PURE__*/ Schema.Struct({
  /** The arguments after the session. */
  rest_data: /*#__PURE__*/ Schema.Array(Schema.String)
})

/**
 * What `getEntryList` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type GetEntryListInput = typeof GetEntryListInput.Type

/**
 * The records that were found.
 *
 * @category schemas
 * @since 0.1.0
 */
export const EntryList = /*#__PURE__*/ Schema.Struct({
  /** How many records are here. */
  result_count: /*#__PURE__*/ lenient(Schema.Int),
  /** How many there are. */
  total_count: /*#__PURE__*/ lenient(Schema.String),
  /** The records. */
  entry_list: /*#__PURE__*/ Schema.Array(
    /*#__PURE__*/ Schema.Struct({
      /** The record's id. */
      id: Schema.String
    })
  )
})

/**
 * The records that were found.
 *
 * @category schemas
 * @since 0.1.0
 */
export type EntryList = typeof EntryList.Type

/**
 * What `setEntry` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SetEntryInput = /*#__PURE__*/ Schema.Struct({
  /** The module's name, and the fields. */
  rest_data: /*#__PURE__*/ Schema.Array(
    /*#__PURE__*/ Schema.Union([
      Schema.String,
      /*#__PURE__*/ Schema.Array(
        /*#__PURE__*/ Schema.Struct({
          /** The field's name. */
          name: Schema.String,
          /** The field's value. */
          value: Schema.String
        })
      )
    ])
  )
})

/**
 * What `setEntry` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type SetEntryInput = typeof SetEntryInput.Type

/**
 * The record that was saved.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SavedEntry = /*#__PURE__*/ Schema.Struct({
  /** The record's id. */
  id: Schema.String
})

/**
 * The record that was saved.
 *
 * @category schemas
 * @since 0.1.0
 */
export type SavedEntry = typeof SavedEntry.Type
