// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login. */
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))

/**
 * What `exchangeExternalToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ExchangeExternalTokenInput = /*#__PURE__*/ Schema.Struct({
  /** The external token, a GUID. */
  externalToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  /** The user's id. */
  uid: Schema.Int
})

/**
 * What `exchangeExternalToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ExchangeExternalTokenInput = typeof ExchangeExternalTokenInput.Type

/**
 * A session token, and what the server says of the account.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SessionToken = /*#__PURE__*/ Schema.Struct({
  /** The session token. Opaque text. */
  SessionToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
    label: "SessionToken"
  }),
  /** The company's name. */
  CompanyName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** By its name: whether the user is an administrator. */
  IsAdmin: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** Whether the subscription has lapsed; calls are then refused. */
  SubscriptionExpired: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** By its name: the number of the partner. */
  PartnerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Finite)),
  /** By its name: the package of the account. */
  PackageName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** By its name: the address of a page to start at. */
  StartPageUrl: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** In an unknown format. */
  SubscriptionExpiryDate: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** A flag; its meaning is unknown. */
  PartnerBrandingOptOut: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** Whether the password has to be changed. */
  HasTemporaryPassword: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** By its name: the number of the tenant. */
  TenantId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of the user in the company. */
  CompanyUserId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of the company. */
  CompanyId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of a connected user's partner. */
  ConnectedUserPartnerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of a client manager. */
  ClientManagerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of a partner's user. */
  PartnerCompanyUserId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** A flag; its meaning is unknown. */
  KeepUserLoggedIn: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** Whether the account is locked. */
  IsLockedOut: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** A flag; its meaning is unknown. */
  IsPackageRestricted: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** Whether the account is disabled. */
  Disabled: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** By its name: positions in the memorable word. In an unknown format. */
  MemorableWordPositions: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "MemorableWordPositions"
    })
  ),
  /** By its name: the full name of the user. */
  CompanyUserFullName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** By its name: a mail address, or the id of one. */
  EmailId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** An object; its members are unknown. */
  IntegrationsSettings: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.NullOr(/*#__PURE__*/ Schema.Record(Schema.String, Schema.Unknown))
  )
})

/**
 * A session token, and what the server says of the account.
 *
 * @category schemas
 * @since 0.1.0
 */
export type SessionToken = typeof SessionToken.Type

/**
 * What `createTemporaryToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTemporaryTokenInput = /*#__PURE__*/ Schema.Struct({
  /** The user's name. */
  UserName: Schema.String,
  /** The user's password, without quotes or spaces around it. */
  Password: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `createTemporaryToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CreateTemporaryTokenInput = typeof CreateTemporaryTokenInput.Type

/**
 * A position in the memorable word, counted from 1, as a number or as text made of digits.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Position = /*#__PURE__*/ Schema.Union([
  Schema.Finite,
  /*#__PURE__*/ Schema.String.check(/*#__PURE__*/ Schema.isPattern(/^[0-9]+$/u))
])

/**
 * A position in the memorable word, counted from 1, as a number or as text made of digits.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Position = typeof Position.Type

/**
 * A character of the memorable word that the second step has to send.
 *
 * @category schemas
 * @since 0.1.0
 */
export const WantedCharacter = /*#__PURE__*/ Schema.Struct({
  /** A position in the memorable word, counted from 1, as a number or as text made of digits. */
  Position: Position,
  /** Empty; the answer goes here. */
  Value: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
})

/**
 * A character of the memorable word that the second step has to send.
 *
 * @category schemas
 * @since 0.1.0
 */
export type WantedCharacter = typeof WantedCharacter.Type

/**
 * The reply to the first step of a login.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TemporaryToken = /*#__PURE__*/ Schema.Struct({
  /** The temporary token, for the second step only. Opaque text. */
  TemporaryToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
    label: "TemporaryToken"
  }),
  /** Which characters of the memorable word are wanted. */
  MemorableWordList: /*#__PURE__*/ Schema.Array(WantedCharacter),
  /** Whether the password has to be changed. */
  HasTemporaryPassword: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** By its name: whether the user is an administrator. */
  IsAdmin: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** A flag; its meaning is unknown. */
  PartnerBrandingOptOut: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** Whether the subscription has lapsed; calls are then refused. */
  SubscriptionExpired: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** By its name: the package of the account. */
  PackageName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** By its name: the number of the partner. */
  PartnerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Finite)),
  /** By its name: the number of the tenant. */
  TenantId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of the user in the company. */
  CompanyUserId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of the company. */
  CompanyId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of a connected user's partner. */
  ConnectedUserPartnerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of a client manager. */
  ClientManagerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** By its name: the number of a partner's user. */
  PartnerCompanyUserId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  /** A flag; its meaning is unknown. */
  KeepUserLoggedIn: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** Whether the account is locked. */
  IsLockedOut: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** A flag; its meaning is unknown. */
  IsPackageRestricted: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** Whether the account is disabled. */
  Disabled: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  /** By its name: positions in the memorable word. In an unknown format. */
  MemorableWordPositions: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "MemorableWordPositions"
    })
  ),
  /** By its name: the full name of the user. */
  CompanyUserFullName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** By its name: a mail address, or the id of one. */
  EmailId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** An object; its members are unknown. */
  IntegrationsSettings: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.NullOr(/*#__PURE__*/ Schema.Record(Schema.String, Schema.Unknown))
  )
})

/**
 * The reply to the first step of a login.
 *
 * @category schemas
 * @since 0.1.0
 */
export type TemporaryToken = typeof TemporaryToken.Type

/**
 * A character of the memorable word, and its position.
 *
 * @category schemas
 * @since 0.1.0
 */
export const MemorableCharacter = /*#__PURE__*/ Schema.Struct({
  /** A position in the memorable word, counted from 1, as a number or as text made of digits. */
  Position: Position,
  /** The one character at this position. */
  Value: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * A character of the memorable word, and its position.
 *
 * @category schemas
 * @since 0.1.0
 */
export type MemorableCharacter = typeof MemorableCharacter.Type

/**
 * What `createSessionToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateSessionTokenInput = /*#__PURE__*/ Schema.Struct({
  /** Of the first step's reply. */
  TemporaryToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  /** The wanted characters, in the order of the first step's reply. */
  MemorableWordList: /*#__PURE__*/ Schema.Array(MemorableCharacter),
  /** Its effect is unknown. */
  KeepUserLoggedIn: /*#__PURE__*/ Schema.optionalKey(Schema.Boolean)
})

/**
 * What `createSessionToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CreateSessionTokenInput = typeof CreateSessionTokenInput.Type

/**
 * What `deleteSessionToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const DeleteSessionTokenInput = /*#__PURE__*/ Schema.Struct({
  /** The session token. */
  sessionToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `deleteSessionToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type DeleteSessionTokenInput = typeof DeleteSessionTokenInput.Type

/**
 * What `listCustomers` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ListCustomersInput = /*#__PURE__*/ Schema.Struct({
  /** Which page, from 1. */
  page: /*#__PURE__*/ Schema.optionalKey(Schema.Int),
  /** How many customers per page. */
  perpage: /*#__PURE__*/ Schema.optionalKey(Schema.Int)
})

/**
 * What `listCustomers` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ListCustomersInput = typeof ListCustomersInput.Type

/**
 * What of a customer is decoded.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Customer = /*#__PURE__*/ Schema.Struct({
  /** The customer's code. */
  Code: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** The customer's name. */
  Name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
})

/**
 * What of a customer is decoded.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Customer = typeof Customer.Type

/**
 * A page of customers.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CustomerList = /*#__PURE__*/ Schema.Struct({
  /** The customers of this page. */
  Data: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Customer)),
  /** Where the next page is. */
  MetaData: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.Struct({
      /** The address of the next page. */
      NextPageUrl: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
    })
  )
})

/**
 * A page of customers.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CustomerList = typeof CustomerList.Type

/**
 * What `createCustomer` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateCustomerInput = /*#__PURE__*/ Schema.Struct({
  /** The customer's name. */
  Name: Schema.String,
  /** The customer's code. */
  Code: /*#__PURE__*/ Schema.optionalKey(Schema.String)
})

/**
 * What `createCustomer` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CreateCustomerInput = typeof CreateCustomerInput.Type
