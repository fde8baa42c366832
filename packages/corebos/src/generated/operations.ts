// Generated from corebos.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
 * Returns the text that a login of this user has to be made with.
 *
 * A challenge is valid for 7200 seconds from its creation. Asking again neither renews nor replaces it, so a reply may
 * have one second left; ask for one per login. Before 2018-06 each request made a new one, of 300 seconds.
 *
 * `expireTime - serverTime` is how many seconds it stays fresh. `expireTime` is a number when the challenge is new and
 * text when it was there already.
 *
 * Send no session and no cookie with this request.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `ChallengeRejected`, `InvalidConfiguration`,
 * `InvalidCredentials`, `RateLimited`, `SessionRejected`, `Transport`, `Unavailable`, `UnexpectedResponse`,
 * `VendorFailure`.
 *
 * @see http://corebos.com/documentation/doku.php?id=en:devel:corebosws:login
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
 * between them. The key is shown on the user's preferences page. Changing a user's password replaces it; open sessions
 * live on.
 *
 * The user's name is compared without regard to case. There is no lockout for this login. The reply sets a cookie,
 * which is not needed and must not be sent.
 *
 * Servers send the session id as `sessionName`; the wiki prints `sessionId`. A server may allow one session per user:
 * then every login ends the others.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `ChallengeRejected`,
 * `InvalidConfiguration`, `InvalidCredentials`, `RateLimited`, `SessionRejected`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see http://corebos.com/documentation/doku.php?id=en:devel:corebosws:login
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
 * Log in with the password (insecure).
 *
 * `POST /webservice.php`
 *
 * Exchanges a challenge and the user's password for a session. `accessKey` is the challenge's `token` followed by the
 * password, with nothing between them: the password goes out in clear text. Use it over TLS only, and prefer `login`.
 *
 * The user's name is compared with regard to case, unlike in `login`, and the user needs an access key all the same.
 * With LDAP or Active Directory set up, the password is checked there.
 *
 * A user whom the web interface locked after too many failures (5 by default) is refused as if the password were
 * wrong. Failures here are not counted. Available since 2014-12.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `ChallengeRejected`,
 * `InvalidConfiguration`, `InvalidCredentials`, `RateLimited`, `SessionRejected`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see http://corebos.com/documentation/doku.php?id=en:devel:corebosws:login
 * @category operations
 * @since 0.1.0
 */
export const loginWithPassword: Operation<Schemas.LoginWithPasswordInput, Schemas.LoginReply> = /*#__PURE__*/ operation(
  protocol,
  {
    id: "loginWithPassword",
    method: "POST",
    target: "/webservice.php",
    input: Schemas.LoginWithPasswordInput,
    parts: [
      /*#__PURE__*/ inForm(["username", "accessKey"], {
        operation: "login"
      })
    ],
    output: Schemas.LoginReply
  }
)

/**
 * End a session.
 *
 * `POST /webservice.php`
 *
 * Ends the session that `sessionName` names. Only a `message` of `successfull`, spelt so, proves that it ended; a
 * session named in the header alone gets `session error` and stays valid. A session that is gone already counts as
 * ended. The wiki calls the field `sessionId`, which does not work.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `RateLimited`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see http://corebos.com/documentation/doku.php?id=en:devel:corebosws:manual:session
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
 * List the modules that the user may read.
 *
 * `GET /webservice.php`
 *
 * The cheapest request that needs a session, and so the one to keep a session alive with. A session ends 7200 seconds
 * after its last request, or earlier where the server is set up so. coreBOS runs the requests of one session one after
 * the other, each waiting up to 60 seconds for the one before.
 *
 * Instead of a session, a static token may be sent in the header `corebos-authorization`. The first call after a pause
 * may be refused with it; repeat it once.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see http://corebos.com/documentation/doku.php?id=en:devel:corebosws:manual:session
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
