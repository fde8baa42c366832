// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import {
  asBasicUser,
  inJson,
  inQuery,
  operation,
  type Operation,
  sessionOperation,
  type SessionOperation
} from "@crm-auth/core/Driver"
import * as Schemas from "./schemas.ts"
import { protocol } from "./protocol.ts"

/**
 * Log in with user name and password.
 *
 * `POST /authentication/token`
 *
 * Exchanges a user's name and password for a token.
 *
 * Before R12 the token ends after one hour without use; from R12 on it ends two hours after the login, used or not.
 * With the release unknown, whichever comes first counts. Tokens are opaque text: 32 hex characters or digits before
 * R12, a JWT from R12 on.
 *
 * Mind the spelling of `organisation`, and that it is a name here and an id elsewhere. A user may have many tokens.
 * Which code a refusal has is unknown. Administrators can set a lockout, so never repeat a refused login.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `Transport`,
 * `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=494531
 * @category operations
 * @since 0.1.0
 */
export const createToken: Operation<Schemas.CreateTokenInput, Schemas.TokenReply> = /*#__PURE__*/ operation(protocol, {
  id: "createToken",
  method: "POST",
  target: "/authentication/token",
  input: Schemas.CreateTokenInput,
  parts: [/*#__PURE__*/ inJson(["username", "password", "organisation", "unit"])],
  output: Schemas.TokenReply
})

/**
 * Release a token.
 *
 * `POST /authentication/token/release`
 *
 * Makes a token unusable, on R10 and R11. From R12 on the vendor deprecates it, and it probably has no effect: the
 * token expires without a logout. Release a token only when the last of those who share it is done. A refusal is no
 * failure: the token has ended, or will expire.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `Transport`, `UnexpectedResponse`,
 * `VendorFailure`.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/x/AX4H
 * @category operations
 * @since 0.1.0
 */
export const releaseToken: Operation<Schemas.ReleaseTokenInput, void> = /*#__PURE__*/ operation(protocol, {
  id: "releaseToken",
  method: "POST",
  target: "/authentication/token/release",
  input: Schemas.ReleaseTokenInput,
  parts: [/*#__PURE__*/ inJson(["token"])]
})

/**
 * Log in with a Web API key.
 *
 * `POST /authentication/web_api_key/token`
 *
 * Exchanges a Web API key for a token: the login that the vendor recommends. The key goes out as the user name of HTTP
 * Basic, with an empty password. It belongs to one user of one organisation, so no organisation is named.
 *
 * The token ends two hours after the login, used or not. Available from R10.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `Transport`,
 * `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=491003
 * @category operations
 * @since 0.1.0
 */
export const createTokenFromWebApiKey: Operation<Schemas.CreateTokenFromWebApiKeyInput, Schemas.TokenReply> =
  /*#__PURE__*/ operation(protocol, {
    id: "createTokenFromWebApiKey",
    method: "POST",
    target: "/authentication/web_api_key/token",
    input: Schemas.CreateTokenFromWebApiKeyInput,
    parts: [/*#__PURE__*/ inJson(["unit"]), /*#__PURE__*/ asBasicUser("key")],
    output: Schemas.TokenReply
  })

/**
 * Log in as a consumer.
 *
 * `POST /authentication/consumer_application_key/token`
 *
 * Exchanges a consumer's own credentials for a token that sees this consumer's data only.
 *
 * From R15 to R16.1 the application's key and `access_token_identifier` are both wanted. From R16.2 on it is either
 * the two of them, or `jwt` with `organisation` and no key; the vendor words the exact condition differently in
 * several places. The key goes out as the user name of HTTP Basic, with an empty password.
 *
 * The token ends two hours after the login, used or not.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `Transport`,
 * `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=491552
 * @category operations
 * @since 0.1.0
 */
export const createTokenFromConsumerApplicationKey: Operation<
  Schemas.CreateTokenFromConsumerApplicationKeyInput,
  Schemas.TokenReply
> = /*#__PURE__*/ operation(protocol, {
  id: "createTokenFromConsumerApplicationKey",
  method: "POST",
  target: "/authentication/consumer_application_key/token",
  input: Schemas.CreateTokenFromConsumerApplicationKeyInput,
  parts: [
    /*#__PURE__*/ inJson(["access_token_identifier", "jwt", "organisation", "unit"]),
    /*#__PURE__*/ asBasicUser("key")
  ],
  output: Schemas.TokenReply
})

/**
 * Log in as a device.
 *
 * `POST /authentication/device_application_key/token`
 *
 * Exchanges a device's identity, vouched for by a JWT of the middleware, for a token. Whether a key is wanted as well,
 * as the user name of HTTP Basic, is unknown, and so is which members `installed_item_identifier` may have; `number`
 * is concluded from like identifiers.
 *
 * The token ends two hours after the login, used or not. Available from R15.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `Transport`,
 * `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=489613
 * @category operations
 * @since 0.1.0
 */
export const createTokenFromDeviceApplicationKey: Operation<
  Schemas.CreateTokenFromDeviceApplicationKeyInput,
  Schemas.TokenReply
> = /*#__PURE__*/ operation(protocol, {
  id: "createTokenFromDeviceApplicationKey",
  method: "POST",
  target: "/authentication/device_application_key/token",
  input: Schemas.CreateTokenFromDeviceApplicationKeyInput,
  parts: [/*#__PURE__*/ inJson(["installed_item_identifier", "jwt_token"]), /*#__PURE__*/ asBasicUser("key")],
  output: Schemas.TokenReply
})

/**
 * Read one contact.
 *
 * `GET /contact_information/show`
 *
 * Reads one contact, as an example of a GET with a token. The identifier is a field and a value, such as
 * `number=CI000111`. Clients send its inner `=` as it is; whether the server takes it percent-encoded is unknown.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `Transport`,
 * `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=500027
 * @category operations
 * @since 0.1.0
 */
export const showContactInformation: SessionOperation<
  Schemas.ShowContactInformationInput,
  Schemas.ContactReply,
  typeof Schemas.ShowContactInformationInput.Encoded,
  typeof Schemas.ContactReply.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "showContactInformation",
  method: "GET",
  target: "/contact_information/show",
  input: Schemas.ShowContactInformationInput,
  parts: [/*#__PURE__*/ inQuery(["contact_information_identifier", "fields_set"])],
  session: true,
  output: Schemas.ContactReply
})

/**
 * Create a contact.
 *
 * `POST /contact_information/create`
 *
 * Creates a contact, as an example of a POST with a token. Of its many fields only the first few are offered here.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `Transport`,
 * `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://crmdevelopment.atlassian.net/wiki/pages/viewpage.action?pageId=500027
 * @category operations
 * @since 0.1.0
 */
export const createContactInformation: SessionOperation<
  Schemas.CreateContactInformationInput,
  Schemas.ContactReply,
  typeof Schemas.CreateContactInformationInput.Encoded,
  typeof Schemas.ContactReply.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "createContactInformation",
  method: "POST",
  target: "/contact_information/create",
  input: Schemas.CreateContactInformationInput,
  parts: [/*#__PURE__*/ inJson(["type", "first_name", "last_name", "company_name"])],
  session: true,
  output: Schemas.ContactReply
})
