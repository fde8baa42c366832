// Generated from specs/kftoken.yaml by tools/codegen. Do not edit: change the spec and run `pnpm generate`.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/**
 * An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login.
 */
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))

/**
 * What `exchangeExternalToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ExchangeExternalTokenInput = /*#__PURE__*/ Schema.Struct({
  externalToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  uid: Schema.Int
})

/**
 * `SessionToken` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SessionToken = /*#__PURE__*/ Schema.Struct({
  SessionToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
    label: "SessionToken"
  }),
  CompanyName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  IsAdmin: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  SubscriptionExpired: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  PartnerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Finite)),
  PackageName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  StartPageUrl: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  SubscriptionExpiryDate: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  PartnerBrandingOptOut: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  HasTemporaryPassword: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  TenantId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  CompanyUserId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  CompanyId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  ConnectedUserPartnerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  ClientManagerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  PartnerCompanyUserId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  KeepUserLoggedIn: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  IsLockedOut: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  IsPackageRestricted: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  Disabled: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  MemorableWordPositions: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "MemorableWordPositions"
    })
  ),
  CompanyUserFullName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  EmailId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  IntegrationsSettings: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.NullOr(/*#__PURE__*/ Schema.Record(Schema.String, Schema.Unknown))
  )
})

/**
 * What `createTemporaryToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTemporaryTokenInput = /*#__PURE__*/ Schema.Struct({
  oldApp: /*#__PURE__*/ Schema.optionalKey(Schema.Boolean),
  UserName: Schema.String,
  Password: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * A position in the memorable word, counted from 1, as a number or as text made of digits
 *
 * @category schemas
 * @since 0.1.0
 */
export const Position = /*#__PURE__*/ Schema.Union([
  Schema.Finite,
  /*#__PURE__*/ Schema.String.check(/*#__PURE__*/ Schema.isPattern(/^[0-9]+$/u))
])

/**
 * `WantedCharacter` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const WantedCharacter = /*#__PURE__*/ Schema.Struct({
  Position: Position,
  Value: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
})

/**
 * `TemporaryToken` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TemporaryToken = /*#__PURE__*/ Schema.Struct({
  TemporaryToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
    label: "TemporaryToken"
  }),
  MemorableWordList: /*#__PURE__*/ Schema.Array(WantedCharacter),
  HasTemporaryPassword: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  IsAdmin: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  PartnerBrandingOptOut: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  SubscriptionExpired: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  PackageName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  PartnerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Finite)),
  TenantId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  CompanyUserId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  CompanyId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  ConnectedUserPartnerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  ClientManagerId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  PartnerCompanyUserId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Int)),
  KeepUserLoggedIn: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  IsLockedOut: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  IsPackageRestricted: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  Disabled: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.Boolean)),
  MemorableWordPositions: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "MemorableWordPositions"
    })
  ),
  CompanyUserFullName: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  EmailId: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  IntegrationsSettings: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.NullOr(/*#__PURE__*/ Schema.Record(Schema.String, Schema.Unknown))
  )
})

/**
 * `MemorableCharacter` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const MemorableCharacter = /*#__PURE__*/ Schema.Struct({
  Position: Position,
  Value: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `createSessionToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateSessionTokenInput = /*#__PURE__*/ Schema.Struct({
  TemporaryToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  MemorableWordList: /*#__PURE__*/ Schema.Array(MemorableCharacter),
  KeepUserLoggedIn: /*#__PURE__*/ Schema.optionalKey(Schema.Boolean)
})

/**
 * What `deleteSessionToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const DeleteSessionTokenInput = /*#__PURE__*/ Schema.Struct({
  sessionToken: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `listCustomers` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ListCustomersInput = /*#__PURE__*/ Schema.Struct({
  page: /*#__PURE__*/ Schema.optionalKey(Schema.Int),
  perpage: /*#__PURE__*/ Schema.optionalKey(Schema.Int)
})

/**
 * `Customer` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Customer = /*#__PURE__*/ Schema.Struct({
  Code: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  Name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
})

/**
 * `CustomerList` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CustomerList = /*#__PURE__*/ Schema.Struct({
  Data: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.Array(Customer)),
  MetaData: /*#__PURE__*/ lenient(
    /*#__PURE__*/ Schema.Struct({
      NextPageUrl: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
    })
  )
})

/**
 * What `createCustomer` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateCustomerInput = /*#__PURE__*/ Schema.Struct({
  Name: Schema.String,
  Code: /*#__PURE__*/ Schema.optionalKey(Schema.String)
})
