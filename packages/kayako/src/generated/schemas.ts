// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login. */
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))

/**
 * What `login` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginInput = /*#__PURE__*/ Schema.Struct({
  /** The staff member's user name in UTF-8. */
  username: Schema.String,
  /** The staff member's password. */
  password: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  /** A one-time key, when the desk asked for it. */
  twofactorkey: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String)),
  /** For live chat only. The vendor lists no values, and one build never reads it. */
  initialstatus: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Union([Schema.String, Schema.Int]))
})

/**
 * What `login` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginInput = typeof LoginInput.Type

/**
 * `1`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Succeeded = /*#__PURE__*/ Schema.String.check(/*#__PURE__*/ Schema.isPattern(/^\s*1\s*$/u))

/**
 * `1`.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Succeeded = typeof Succeeded.Type

/**
 * A setting that belongs to the session.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Named = /*#__PURE__*/ Schema.Struct({
  /** The setting's name. */
  name: /*#__PURE__*/ lenient(Schema.String),
  /** The setting's value. */
  value: Schema.String
})

/**
 * A setting that belongs to the session.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Named = typeof Named.Type

/**
 * A session, and what belongs to it.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LoginDocument = /*#__PURE__*/ Schema.Struct({
  /** `1`. */
  status: Succeeded,
  /** Empty on success. */
  error: /*#__PURE__*/ lenient(Schema.String),
  /** The desk's version, for people; it neither sorts nor counts. */
  version: /*#__PURE__*/ lenient(Schema.String),
  /** The session id. Opaque text. */
  sessionid: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
    label: "sessionid"
  }),
  /** After how many whole seconds without a request the session ends. */
  sessiontimeout: /*#__PURE__*/ lenient(Schema.String),
  /** The id of the member of staff. */
  staffid: /*#__PURE__*/ lenient(Schema.String),
  /** The licence id of the installation. */
  uniqueid: /*#__PURE__*/ lenient(Schema.String),
  /** `recordphonecalls`, `chatqueuetype` (`roundrobin` or `queue`). */
  option: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Named)),
  /** `observechats` (`0` or `1`). */
  permission: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Named)),
  /** `maxuploadsize` in octets. */
  variable: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Named))
})

/**
 * A session, and what belongs to it.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LoginDocument = typeof LoginDocument.Type

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const LogoutInput = /*#__PURE__*/ Schema.Struct({
  /** The session id. */
  sessionid: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `logout` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type LogoutInput = typeof LogoutInput.Type

/**
 * What `getInfo` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const GetInfoInput = /*#__PURE__*/ Schema.Struct({
  /** Departments, statuses, priorities and the like. */
  wantticketdata: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1])),
  /** Macros; without effect when wantticketdata is 0. */
  wantmacros: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1])),
  /** Departments and canned replies of live chat. */
  wantchatdata: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1])),
  /** Staff. */
  wantstaff: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1])),
  /** Pictures of staff. */
  wantavatars: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Literals([0, 1]))
})

/**
 * What `getInfo` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type GetInfoInput = typeof GetInfoInput.Type

/**
 * What of the desk's document is decoded.
 *
 * @category schemas
 * @since 0.1.0
 */
export const InfoDocument = /*#__PURE__*/ Schema.Struct({
  /** `1`. */
  status: Succeeded,
  /** Empty on success. */
  error: /*#__PURE__*/ lenient(Schema.String),
  /** The licence id of the installation. */
  uniqueid: /*#__PURE__*/ lenient(Schema.String),
  /** The desk's version, for people. */
  version: /*#__PURE__*/ lenient(Schema.String),
  /** The product's name. */
  product: /*#__PURE__*/ lenient(Schema.String),
  /** The company's name. */
  companyname: /*#__PURE__*/ lenient(Schema.String)
})

/**
 * What of the desk's document is decoded.
 *
 * @category schemas
 * @since 0.1.0
 */
export type InfoDocument = typeof InfoDocument.Type

/**
 * What `retrieveTickets` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const RetrieveTicketsInput = /*#__PURE__*/ Schema.Struct({
  /** The department whose tickets are wanted. */
  departmentid: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.Union([Schema.String, Schema.Int]))
})

/**
 * What `retrieveTickets` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type RetrieveTicketsInput = typeof RetrieveTicketsInput.Type

/**
 * What of a ticket is decoded.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Ticket = /*#__PURE__*/ Schema.Struct({
  /** The ticket's id. */
  id: /*#__PURE__*/ lenient(Schema.String),
  /** The number that people see. */
  displayid: /*#__PURE__*/ lenient(Schema.String),
  /** The subject. */
  subject: /*#__PURE__*/ lenient(Schema.String)
})

/**
 * What of a ticket is decoded.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Ticket = typeof Ticket.Type

/**
 * The tickets of a department.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TicketsDocument = /*#__PURE__*/ Schema.Struct({
  /** `1`. */
  status: Succeeded,
  /** Empty on success. */
  error: /*#__PURE__*/ lenient(Schema.String),
  /** The tickets. */
  ticket: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Ticket))
})

/**
 * The tickets of a department.
 *
 * @category schemas
 * @since 0.1.0
 */
export type TicketsDocument = typeof TicketsDocument.Type
