// Generated from vtiger.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import {
  inForm,
  inQuery,
  operation,
  type Operation,
  sessionOperation,
  type SessionOperation
} from "@crm-auth/core/Driver"
import * as Schemas from "./schemas.ts"
import { protocol } from "./protocol.ts"

/**
 * Ask for a challenge.
 *
 * `GET /webservice.php`
 *
 * Returns the text that the next `login` of this user has to be made with.
 *
 * vtiger stores one challenge per user. A new one replaces the last, whichever client asked for it, and is valid for
 * 300 seconds. So ask for one per login, and let the logins of one user follow each other. `expireTime - serverTime`
 * is how many seconds it stays fresh; never compare either with the local clock.
 *
 * An unknown user name is refused with `ACCESS_DENIED`; vtiger 5.4 answers it with a challenge that is of no use. Send
 * no session and no cookie with this request.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `ChallengeRejected`, `InvalidConfiguration`,
 * `InvalidCredentials`, `RateLimited`, `SessionRejected`, `Transport`, `Unavailable`, `UnexpectedResponse`,
 * `VendorFailure`.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category operations
 * @since 0.1.0
 */
export const getChallenge: Operation<Schemas.GetChallengeInput, Schemas.ChallengeReply> = /*#__PURE__*/ operation(
  protocol,
  {
    id: "getChallenge",
    method: "GET",
    target: "/webservice.php",
    input: Schemas.GetChallengeInput,
    parts: [
      /*#__PURE__*/ inQuery(["username"], {
        operation: "getchallenge"
      })
    ],
    output: Schemas.ChallengeReply
  }
)

/**
 * Log in with the access key.
 *
 * `POST /webservice.php`
 *
 * Exchanges a challenge and the user's access key for a session.
 *
 * `accessKey` is not the key but the lower-case hex md5 of the challenge's `token` followed by the key, with nothing
 * between them. Upper-case hex, the raw key, or a key that was trimmed or changed in case are refused, and so is the
 * user's password. Keys are letters and digits, up to 16 of them, often fewer.
 *
 * A login that lost its challenge to a parallel one of the same user gets the same `INVALID_USER_CREDENTIALS` as a
 * wrong key: the one refusal that is worth a second try, with a fresh challenge, once.
 *
 * Real servers send the session id as `sessionName`; older copies of the vendor's page print `sessionId`. Newer
 * versions add members about the user, which are left out here.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `ChallengeRejected`,
 * `InvalidConfiguration`, `InvalidCredentials`, `RateLimited`, `SessionRejected`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category operations
 * @since 0.1.0
 */
export const login: Operation<Schemas.LoginInput, Schemas.LoginReply> = /*#__PURE__*/ operation(protocol, {
  id: "login",
  method: "POST",
  target: "/webservice.php",
  input: Schemas.LoginInput,
  parts: [
    /*#__PURE__*/ inForm(["username", "accessKey"], {
      operation: "login"
    })
  ],
  output: Schemas.LoginReply
})

/**
 * End a session.
 *
 * `POST /webservice.php`
 *
 * Ends the session that `sessionName` names, and no other session of the user.
 *
 * Only a `message` of `successfull`, spelt so, proves that the session ended. A session that is gone already counts as
 * ended. Sent by GET, the request is refused and the session stays.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `RateLimited`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category operations
 * @since 0.1.0
 */
export const logout: Operation<Schemas.LogoutInput, void> = /*#__PURE__*/ operation(protocol, {
  id: "logout",
  method: "POST",
  target: "/webservice.php",
  input: Schemas.LogoutInput,
  parts: [
    /*#__PURE__*/ inForm(["sessionName"], {
      operation: "logout"
    })
  ]
})

/**
 * Ask for a session to be extended.
 *
 * `POST /webservice.php`
 *
 * Works on servers with the vtiger 8.2 handler only, and lengthens nothing there; up to 7.x it merely turns the
 * session of a browser into one of this API, and refuses any other with `AUTHENTICATION_FAILURE`. Any other request
 * with the session keeps it alive on every version, so treat this one as optional and log in again when it fails.
 *
 * Send only an id that a login gave and that has not ended: on 8.2 an unknown one leaves an anonymous session behind,
 * and later calls with it get an empty 500. If the reply has a session id, it replaces the one that was sent.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category operations
 * @since 0.1.0
 */
export const extendSession: Operation<Schemas.ExtendSessionInput, Schemas.ExtendReply> = /*#__PURE__*/ operation(
  protocol,
  {
    id: "extendSession",
    method: "POST",
    target: "/webservice.php",
    input: Schemas.ExtendSessionInput,
    parts: [
      /*#__PURE__*/ inForm(["sessionName"], {
        operation: "extendsession"
      })
    ],
    output: Schemas.ExtendReply
  }
)

/**
 * List the modules that the user may read.
 *
 * `GET /webservice.php`
 *
 * The cheapest request that needs a session, and so the one to keep a session alive with. vtiger runs the requests of
 * one session one after the other, so it waits behind a slow one.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category operations
 * @since 0.1.0
 */
export const listTypes: SessionOperation<
  Schemas.ListTypesInput,
  Schemas.TypesReply,
  typeof Schemas.ListTypesInput.Encoded,
  typeof Schemas.TypesReply.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "listTypes",
  method: "GET",
  target: "/webservice.php",
  input: Schemas.ListTypesInput,
  parts: [
    /*#__PURE__*/ inQuery([], {
      operation: "listtypes"
    })
  ],
  session: true,
  output: Schemas.TypesReply
})
