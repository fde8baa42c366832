// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import {
  inJson,
  inPath,
  inQuery,
  operation,
  type Operation,
  sessionOperation,
  type SessionOperation
} from "@crm-auth/core/Driver"
import * as Schemas from "./schemas.ts"
import { protocol } from "./protocol.ts"

/**
 * Exchange an external token.
 *
 * `GET /sessiontoken`
 *
 * Exchanges a token of the vendor's own sign-on for a session token. Known from the vendor's Swagger document only,
 * and rarely of use to others.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `InvalidConfiguration`, `RateLimited`,
 * `SubscriptionExpired`, `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kashflow.com/developers/rest-api/sessiontoken/
 * @category operations
 * @since 0.1.0
 */
export const exchangeExternalToken: Operation<Schemas.ExchangeExternalTokenInput, Schemas.SessionToken> =
  /*#__PURE__*/ operation(protocol, {
    id: "exchangeExternalToken",
    method: "GET",
    target: "/sessiontoken",
    input: Schemas.ExchangeExternalTokenInput,
    parts: [/*#__PURE__*/ inQuery(["externalToken", "uid"])],
    output: Schemas.SessionToken
  })

/**
 * Log in, first step.
 *
 * `POST /sessiontoken`
 *
 * Exchanges a user's name and password for a temporary token and the positions of the memorable word that
 * `createSessionToken` has to answer. It is the password of the web login.
 *
 * Positions count from 1. Do the second step at once: how long a temporary token is valid is unknown, and the
 * positions belong to the token of the same reply. Never repeat a refused login: failures lock the account, after how
 * many is unknown, and only its administrator can unlock it.
 *
 * The vendor's Swagger document has a query parameter `oldApp` too. Nothing says what it does, so it is never sent.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `InvalidConfiguration`,
 * `InvalidCredentials`, `PasswordExpired`, `RateLimited`, `SubscriptionExpired`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kashflow.com/developers/rest-api/sessiontoken/
 * @category operations
 * @since 0.1.0
 */
export const createTemporaryToken: Operation<Schemas.CreateTemporaryTokenInput, Schemas.TemporaryToken> =
  /*#__PURE__*/ operation(protocol, {
    id: "createTemporaryToken",
    method: "POST",
    target: "/sessiontoken",
    input: Schemas.CreateTemporaryTokenInput,
    parts: [/*#__PURE__*/ inJson(["UserName", "Password"])],
    output: Schemas.TemporaryToken
  })

/**
 * Log in, second step.
 *
 * `PUT /sessiontoken`
 *
 * Exchanges the temporary token and the wanted characters of the memorable word for a session token. It ends after
 * more than 60 minutes without use (a server can be set up otherwise); no absolute limit is documented.
 *
 * Send the characters as they are stored, in the order in which the positions came. A word too short for a position is
 * better found before this is sent: assume that wrong characters count towards a lockout.
 *
 * A success does not mean a healthy account: look at `SubscriptionExpired`, `HasTemporaryPassword`, `IsLockedOut` and
 * `Disabled`. What a wrong character or a stale temporary token gets is unknown.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `InvalidConfiguration`, `RateLimited`,
 * `SubscriptionExpired`, `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kashflow.com/developers/rest-api/sessiontoken/
 * @category operations
 * @since 0.1.0
 */
export const createSessionToken: Operation<Schemas.CreateSessionTokenInput, Schemas.SessionToken> =
  /*#__PURE__*/ operation(protocol, {
    id: "createSessionToken",
    method: "PUT",
    target: "/sessiontoken",
    input: Schemas.CreateSessionTokenInput,
    parts: [/*#__PURE__*/ inJson(["TemporaryToken", "MemorableWordList", "KeepUserLoggedIn"])],
    output: Schemas.SessionToken
  })

/**
 * End a session.
 *
 * `DELETE /sessiontoken/{sessionToken}`
 *
 * Ends the session at once. The token stands in the path, so keep the URL out of logs; whether the header alone would
 * do is unknown, so it goes along. A session that is gone already counts as ended. Nothing of the reply is read.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`,
 * `SubscriptionExpired`, `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kashflow.com/developers/rest-api/sessiontoken/
 * @category operations
 * @since 0.1.0
 */
export const deleteSessionToken: Operation<Schemas.DeleteSessionTokenInput, void> = /*#__PURE__*/ operation(protocol, {
  id: "deleteSessionToken",
  method: "DELETE",
  target: "/sessiontoken/{sessionToken}",
  input: Schemas.DeleteSessionTokenInput,
  parts: [/*#__PURE__*/ inPath(["sessionToken"])],
  session: true
})

/**
 * List customers.
 *
 * `GET /customers`
 *
 * Lists customers, page by page. With one customer per page it is the cheapest request with a session, and so the one
 * to keep a session alive with. Large pages have taken 45 seconds. Only the envelope of the list is decoded.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `InvalidConfiguration`, `RateLimited`,
 * `SessionRejected`, `SubscriptionExpired`, `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kashflow.com/developers/rest-api/authentication/
 * @category operations
 * @since 0.1.0
 */
export const listCustomers: SessionOperation<
  Schemas.ListCustomersInput,
  Schemas.CustomerList,
  typeof Schemas.ListCustomersInput.Encoded,
  typeof Schemas.CustomerList.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "listCustomers",
  method: "GET",
  target: "/customers",
  input: Schemas.ListCustomersInput,
  parts: [/*#__PURE__*/ inQuery(["page", "perpage"])],
  session: true,
  output: Schemas.CustomerList
})

/**
 * Create a customer.
 *
 * `POST /customers`
 *
 * Creates a customer, as an example of a write with a session. Of a customer's many fields only the first two are
 * offered here.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `InvalidConfiguration`, `RateLimited`,
 * `SessionRejected`, `SubscriptionExpired`, `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kashflow.com/developers/rest-api/authentication/
 * @category operations
 * @since 0.1.0
 */
export const createCustomer: SessionOperation<
  Schemas.CreateCustomerInput,
  Schemas.Customer,
  typeof Schemas.CreateCustomerInput.Encoded,
  typeof Schemas.Customer.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "createCustomer",
  method: "POST",
  target: "/customers",
  input: Schemas.CreateCustomerInput,
  parts: [/*#__PURE__*/ inJson(["Name", "Code"])],
  session: true,
  output: Schemas.Customer
})
