// Generated from specs/kayako.yaml by tools/codegen. Do not edit: change the spec and run `pnpm generate`.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/**
 * An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login.
 */
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))

/**
 * What `login` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginInput = /*#__PURE__*/ Schema.Struct({
  username: Schema.String,
  password: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  twofactorkey: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String)),
  initialstatus: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Union([Schema.String, Schema.Int]))
})

/**
 * `1`
 *
 * @category schemas
 * @since 0.1.0
 */
export const Succeeded = /*#__PURE__*/ Schema.String.check(/*#__PURE__*/ Schema.isPattern(/^\s*1\s*$/u))

/**
 * A setting that belongs to the session
 *
 * @category schemas
 * @since 0.1.0
 */
export const Named = /*#__PURE__*/ Schema.Struct({
  name: /*#__PURE__*/ lenient(Schema.String),
  value: Schema.String
})

/**
 * `LoginDocument` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginDocument = /*#__PURE__*/ Schema.Struct({
  status: Succeeded,
  error: /*#__PURE__*/ lenient(Schema.String),
  version: /*#__PURE__*/ lenient(Schema.String),
  sessionid: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
    label: "sessionid"
  }),
  sessiontimeout: /*#__PURE__*/ lenient(Schema.String),
  staffid: /*#__PURE__*/ lenient(Schema.String),
  uniqueid: /*#__PURE__*/ lenient(Schema.String),
  option: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Named)),
  permission: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Named)),
  variable: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Named))
})

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LogoutInput = /*#__PURE__*/ Schema.Struct({
  sessionid: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `getInfo` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const GetInfoInput = /*#__PURE__*/ Schema.Struct({
  wantticketdata: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1])),
  wantmacros: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1])),
  wantchatdata: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1])),
  wantstaff: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1])),
  wantavatars: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1]))
})

/**
 * `InfoDocument` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const InfoDocument = /*#__PURE__*/ Schema.Struct({
  status: Succeeded,
  error: /*#__PURE__*/ lenient(Schema.String),
  uniqueid: /*#__PURE__*/ lenient(Schema.String),
  version: /*#__PURE__*/ lenient(Schema.String),
  product: /*#__PURE__*/ lenient(Schema.String),
  companyname: /*#__PURE__*/ lenient(Schema.String)
})

/**
 * What `retrieveTickets` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const RetrieveTicketsInput = /*#__PURE__*/ Schema.Struct({
  departmentid: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Union([Schema.String, Schema.Int]))
})

/**
 * `StatusDocument` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const StatusDocument = /*#__PURE__*/ Schema.Struct({
  status: Succeeded,
  error: /*#__PURE__*/ lenient(Schema.String)
})
