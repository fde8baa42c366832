// Generated from specs/crmcom.yaml by tools/codegen. Do not edit: change the spec and run `pnpm generate`.

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/**
 * An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login.
 */
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))

/**
 * What `createToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTokenInput = /*#__PURE__*/ Schema.Struct({
  username: Schema.String,
  password: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  organisation: Schema.String,
  unit: /*#__PURE__*/ Schema.optionalKey(Schema.String)
})

/**
 * `Succeeded` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Succeeded = /*#__PURE__*/ Schema.Struct({
  code: /*#__PURE__*/ Schema.Literal("OK"),
  message: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  description: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
})

/**
 * `TokenReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TokenReply = /*#__PURE__*/ Schema.Struct({
  status: Succeeded,
  data: /*#__PURE__*/ Schema.Struct({
    token: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String, {
      label: "token"
    })
  })
})

/**
 * What `releaseToken` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ReleaseTokenInput = /*#__PURE__*/ Schema.Struct({
  token: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `createTokenFromWebApiKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTokenFromWebApiKeyInput = /*#__PURE__*/ Schema.Struct({
  unit: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  key: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String)
})

/**
 * What `createTokenFromConsumerApplicationKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTokenFromConsumerApplicationKeyInput = /*#__PURE__*/ Schema.Struct({
  access_token_identifier: /*#__PURE__*/ Schema.optionalKey(
    /*#__PURE__*/ Schema.Struct({
      authentication_code: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String)),
      identifier: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String)),
      pass_code: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String))
    })
  ),
  jwt: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String)),
  organisation: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  unit: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  key: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String))
})

/**
 * What `createTokenFromDeviceApplicationKey` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateTokenFromDeviceApplicationKeyInput = /*#__PURE__*/ Schema.Struct({
  installed_item_identifier: /*#__PURE__*/ Schema.Struct({
    number: /*#__PURE__*/ Schema.optionalKey(Schema.String)
  }),
  jwt_token: /*#__PURE__*/ Schema.RedactedFromValue(Schema.String),
  key: /*#__PURE__*/ Schema.optionalKey(/*#__PURE__*/ Schema.RedactedFromValue(Schema.String))
})

/**
 * What `showContactInformation` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ShowContactInformationInput = /*#__PURE__*/ Schema.Struct({
  contact_information_identifier: Schema.String,
  fields_set: /*#__PURE__*/ Schema.optionalKey(Schema.String)
})

/**
 * `Contact` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Contact = /*#__PURE__*/ Schema.Struct({
  id: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  type: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  first_name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  last_name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String)),
  company_name: /*#__PURE__*/ lenient(/*#__PURE__*/ Schema.NullOr(Schema.String))
})

/**
 * `ContactReply` of the vendor's interface.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ContactReply = /*#__PURE__*/ Schema.Struct({
  status: Succeeded,
  data: Contact
})

/**
 * What `createContactInformation` sends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CreateContactInformationInput = /*#__PURE__*/ Schema.Struct({
  type: Schema.String,
  first_name: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  last_name: /*#__PURE__*/ Schema.optionalKey(Schema.String),
  company_name: /*#__PURE__*/ Schema.optionalKey(Schema.String)
})
