// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login. */
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))

/**
 * What `createToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTokenInput = /*#__PURE__*/ Schema.Struct({
  /** The user's name. */
  username: Schema.String,
  /** The user's password. */
  password: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  /** The organisation's name. */
  organisation: Schema.String,
  /** The unit's id; by default the user's own unit. */
  unit: /*#__PURE__*/ Schema.optionalKey(Schema.String)
})

/**
 * What `createToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CreateTokenInput = typeof CreateTokenInput.Type

/**
 * The status of a success.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Succeeded = /*#__PURE__*/ Schema.Struct({
  /** `OK`: the call succeeded. */
  code: /*#__PURE__*/ Schema.Literal("OK"),
  /** For people; mostly empty. */
  message: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** For people; mostly empty. */
  description: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
})

/**
 * The status of a success.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Succeeded = typeof Succeeded.Type

/**
 * The reply to a login.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TokenReply = /*#__PURE__*/ Schema.Struct({
  /** The status of a success. */
  status: Succeeded,
  /** What the login gives. */
  data: /*#__PURE__*/ Schema.Struct({
    /** The token. Opaque text. */
    token: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "token"
    })
  })
})

/**
 * The reply to a login.
 *
 * @category schemas
 * @since 0.1.0
 */
export type TokenReply = typeof TokenReply.Type

/**
 * What `releaseToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ReleaseTokenInput = /*#__PURE__*/ Schema.Struct({
  /** The token to release. */
  token: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `releaseToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ReleaseTokenInput = typeof ReleaseTokenInput.Type

/**
 * What `createTokenFromWebApiKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTokenFromWebApiKeyInput = /*#__PURE__*/ Schema.Struct({
  /** The unit's id; by default the user's own unit. */
  unit: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  /** A Web API key as the user name, with an empty password. */
  key: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `createTokenFromWebApiKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CreateTokenFromWebApiKeyInput = typeof CreateTokenFromWebApiKeyInput.Type

/**
 * What `createTokenFromConsumerApplicationKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTokenFromConsumerApplicationKeyInput = /*#__PURE__*/ Schema.Struct({
  /** The consumer's credentials. */
  access_token_identifier: /*#__PURE__*/ Schema.optionalKey(
    /*#__PURE__*/ Schema.Struct({
      /** An authentication code. */
      authentication_code: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String)),
      /** The identifier of an access token, such as a card's number; with a pass code. */
      identifier: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String)),
      /** The pass code of the identifier. */
      pass_code: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String))
    })
  ),
  /** A JWT of CRM.COM Identity Management, from R16.2 on. */
  jwt: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String)),
  /** The organisation's id, with `jwt` only. */
  organisation: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  /** The unit's id. */
  unit: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  /** An application's key as the user name, with an empty password. */
  key: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String))
})

/**
 * What `createTokenFromConsumerApplicationKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CreateTokenFromConsumerApplicationKeyInput = typeof CreateTokenFromConsumerApplicationKeyInput.Type

/**
 * What `createTokenFromDeviceApplicationKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTokenFromDeviceApplicationKeyInput = /*#__PURE__*/ Schema.Struct({
  /** The device. */
  installed_item_identifier: /*#__PURE__*/ Schema.Struct({
    /** The installed item's number. */
    number: /*#__PURE__*/ Schema.optionalKey(Schema.String)
  }),
  /** A JWT of the middleware. */
  jwt_token: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  /** An application's key as the user name, with an empty password. */
  key: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String))
})

/**
 * What `createTokenFromDeviceApplicationKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CreateTokenFromDeviceApplicationKeyInput = typeof CreateTokenFromDeviceApplicationKeyInput.Type

/**
 * What `showContactInformation` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ShowContactInformationInput = /*#__PURE__*/ Schema.Struct({
  /** A field and its value, such as `number=CI000111`. */
  contact_information_identifier: Schema.String,
  /** Names of the fields that are wanted, with commas between them; by default all. */
  fields_set: /*#__PURE__*/ Schema.optionalKey(Schema.String)
})

/**
 * What `showContactInformation` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ShowContactInformationInput = typeof ShowContactInformationInput.Type

/**
 * What of a contact is decoded.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Contact = /*#__PURE__*/ Schema.Struct({
  /** The contact's id. */
  id: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** `PERSON` or `COMPANY`. */
  type: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** The full name. */
  name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** The first name. */
  first_name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** The last name. */
  last_name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  /** The company's name. */
  company_name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
})

/**
 * What of a contact is decoded.
 *
 * @category schemas
 * @since 0.1.0
 */
export type Contact = typeof Contact.Type

/**
 * The reply with a contact.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ContactReply = /*#__PURE__*/ Schema.Struct({
  /** The status of a success. */
  status: Succeeded,
  /** What of a contact is decoded. */
  data: Contact
})

/**
 * The reply with a contact.
 *
 * @category schemas
 * @since 0.1.0
 */
export type ContactReply = typeof ContactReply.Type

/**
 * What `createContactInformation` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateContactInformationInput = /*#__PURE__*/ Schema.Struct({
  /** `PERSON` or `COMPANY`. */
  type: Schema.String,
  /** Of a person. */
  first_name: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  /** Of a person. */
  last_name: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  /** Of a company. */
  company_name: /*#__PURE__*/ Schema.optionalKey(Schema.String)
})

/**
 * What `createContactInformation` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export type CreateContactInformationInput = typeof CreateContactInformationInput.Type
