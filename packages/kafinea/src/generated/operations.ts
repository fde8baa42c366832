// Generated from kafinea.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
 * How long it is valid is unknown: `expireTime - serverTime` is how many seconds it stays fresh. On vtiger a challenge
 * replaces the user's last one, so ask for one per login, and let the logins of one user follow each other.
 *
 * The page prints both times as text; vtiger sends numbers. Either is read. Send no session with this request.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `ChallengeRejected`, `InvalidConfiguration`,
 * `InvalidCredentials`, `RateLimited`, `SessionRejected`, `Transport`, `Unavailable`, `UnexpectedResponse`,
 * `VendorFailure`.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-authentification/
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
 * `accessKey` (with a capital K) is the lower-case hex md5 of the challenge's `token` followed by the access key, with
 * nothing between them. The key is shown under "My Preferences". The page speaks of a password in passing; the user's
 * password is not what is hashed.
 *
 * The page prints the session id as `sessionId`, vtiger sends `sessionName`; either is read. A login that lost its
 * challenge to a parallel one may be refused like a wrong key: the one refusal that is worth a second try, with a
 * fresh challenge, once.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `ChallengeRejected`,
 * `InvalidConfiguration`, `InvalidCredentials`, `RateLimited`, `SessionRejected`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-authentification/
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
 * Ends the session that `sessionName` names. The page prints no reply; vtiger answers with the message `successfull`,
 * spelt so. A session that is gone already counts as ended.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `RateLimited`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-authentification/
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
 * Asks for a session to be extended, in the one form that can work on a vtiger server of version 8.2: a POST that
 * names the session. What Kafinea needs, and what it does then, is unknown; any other request with the session is the
 * surer way to keep it alive. A failure is no reason to give up: log in again.
 *
 * Send only an id that a login gave and that has not ended. If the reply has a session id, it replaces the one sent.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-authentification/
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
 * Ask for a session to be extended, as the vendor prints it.
 *
 * `GET /webservice.php`
 *
 * The request as the vendor's page prints it: a GET that names no session. It can only work through the cookie of a
 * browser, and vtiger refuses it. Use `extendSession`, or any other request with the session.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-authentification/
 * @category operations
 * @since 0.1.0
 */
export const extendSessionByGet: Operation<Schemas.ExtendSessionByGetInput, Schemas.ExtendReply> =
  /*#__PURE__*/ operation(protocol, {
    id: "extendSessionByGet",
    method: "GET",
    target: "/webservice.php",
    input: Schemas.ExtendSessionByGetInput,
    parts: [
      /*#__PURE__*/ inQuery([], {
        operation: "extendsession"
      })
    ],
    output: Schemas.ExtendReply
  })

/**
 * List the modules that the user may read.
 *
 * `GET /webservice.php`
 *
 * The cheapest request that needs a session, and so the one to keep a session alive with. How long an idle session
 * lasts is unknown; vtiger servers clear it away some time after 24 minutes.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://www.kafinea.com/en/help/api/api-rest-operations-crud/
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
