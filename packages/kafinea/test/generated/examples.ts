// Generated from kafinea.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { type OperationExample, replay, replayAll } from "@crm-auth/core/testing"
import * as Operations from "../../src/generated/operations.ts"
import * as Schemas from "../../src/generated/schemas.ts"

export const examples: ReadonlyArray<OperationExample> = [
  {
    operation: "getChallenge",
    name: "asPrinted",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":"1790000000","expireTime":"1790000300"}}',
    value: { success: true, result: { token: "5f0c1d2e3a4b6", serverTime: "1790000000", expireTime: "1790000300" } },
    input: { username: "username" }
  },
  {
    operation: "getChallenge",
    name: "asVtigerSendsIt",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000000,"expireTime":1790000300}}',
    value: { success: true, result: { token: "5f0c1d2e3a4b6", serverTime: 1790000000, expireTime: 1790000300 } },
    input: { username: "username" }
  },
  {
    operation: "getChallenge",
    name: "unknownUser",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"ACCESS_DENIED","message":"username does not exists"}}',
    input: { username: "username" },
    reason: "InvalidCredentials"
  },
  {
    operation: "getChallenge",
    name: "noUserName",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"ACCESS_DENIED","message":"No username given"}}',
    input: { username: "username" },
    reason: "InvalidCredentials"
  },
  {
    operation: "getChallenge",
    name: "unknownUserOfCorebos",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user cannot be found: nobody"}}',
    input: { username: "username" },
    reason: "InvalidCredentials"
  },
  {
    operation: "getChallenge",
    name: "deadSessionSentAlong",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
    input: { username: "username" },
    reason: "SessionRejected"
  },
  {
    operation: "getChallenge",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "<html><body>Moved</body></html>",
    input: { username: "username" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "getChallenge",
    name: "notFound",
    status: 404,
    contentType: "text/html",
    body: "<!doctype html><html><body>Not Found</body></html>",
    input: { username: "username" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "getChallenge",
    name: "tooMany",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: { username: "username" },
    reason: "RateLimited"
  },
  {
    operation: "getChallenge",
    name: "died",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { username: "username" },
    reason: "Unavailable"
  },
  {
    operation: "getChallenge",
    name: "page",
    status: 500,
    contentType: "text/html",
    body: "<html><body>Internal Server Error</body></html>",
    input: { username: "username" },
    reason: "Unavailable"
  },
  {
    operation: "getChallenge",
    name: "badGateway",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { username: "username" },
    reason: "Unavailable"
  },
  {
    operation: "getChallenge",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { username: "username" },
    reason: "Unavailable"
  },
  {
    operation: "getChallenge",
    name: "timeout",
    status: 504,
    contentType: "text/html",
    body: "<html><body>Gateway Timeout</body></html>",
    input: { username: "username" },
    reason: "Unavailable"
  },
  {
    operation: "login",
    name: "asPrinted",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"sessionId":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","kafineaVersion":"1.0.0"}}',
    value: {
      success: true,
      result: { sessionId: "3fa9c1d27b5e0c1d2e4f0", userId: "19x7", version: "0.22", kafineaVersion: "1.0.0" }
    },
    input: { username: "username", accessKey: "accessKey" }
  },
  {
    operation: "login",
    name: "withSessionName",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","kafineaVersion":"1.0.0"}}',
    value: {
      success: true,
      result: { sessionName: "3fa9c1d27b5e0c1d2e4f0", userId: "19x7", version: "0.22", kafineaVersion: "1.0.0" }
    },
    input: { username: "username", accessKey: "accessKey" }
  },
  {
    operation: "login",
    name: "asVtigerSendsIt",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","vtigerVersion":"7.2.0"}}',
    value: {
      success: true,
      result: { sessionName: "3fa9c1d27b5e0c1d2e4f0", userId: "19x7", version: "0.22", vtigerVersion: "7.2.0" }
    },
    input: { username: "username", accessKey: "accessKey" }
  },
  {
    operation: "login",
    name: "sessionWithoutVersions",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7"}}',
    value: { success: true, result: { sessionName: "3fa9c1d27b5e0c1d2e4f0", userId: "19x7" } },
    input: { username: "username", accessKey: "accessKey" }
  },
  {
    operation: "login",
    name: "noSession",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"userId":"19x7","version":"0.22"}}',
    input: { username: "username", accessKey: "accessKey" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "wrongKey",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"message":"Invalid username or password","code":"INVALID_USER_CREDENTIALS"}}',
    input: { username: "username", accessKey: "accessKey" },
    reason: "InvalidCredentials"
  },
  {
    operation: "login",
    name: "wrongKeyAsVtigerSendsIt",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"INVALID_USER_CREDENTIALS","message":"Invalid username or password"}}',
    input: { username: "username", accessKey: "accessKey" },
    reason: "InvalidCredentials"
  },
  {
    operation: "login",
    name: "challengeExpired",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"INVALID_AUTH_TOKEN","message":"Specified token is invalid or expired"}}',
    input: { username: "username", accessKey: "accessKey" },
    reason: "ChallengeRejected"
  },
  {
    operation: "login",
    name: "noKey",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"ACCESSKEY_UNDEFINED","message":"Access key for the user is undefined"}}',
    input: { username: "username", accessKey: "accessKey" },
    reason: "AccessDenied"
  },
  {
    operation: "login",
    name: "inactiveUser",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user is inactive"}}',
    input: { username: "username", accessKey: "accessKey" },
    reason: "AccountLocked"
  },
  {
    operation: "login",
    name: "deadSessionSentAlong",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
    input: { username: "username", accessKey: "accessKey" },
    reason: "SessionRejected"
  },
  {
    operation: "login",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "<html><body>Moved</body></html>",
    input: { username: "username", accessKey: "accessKey" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "notFound",
    status: 404,
    contentType: "text/html",
    body: "<!doctype html><html><body>Not Found</body></html>",
    input: { username: "username", accessKey: "accessKey" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "tooMany",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: { username: "username", accessKey: "accessKey" },
    reason: "RateLimited"
  },
  {
    operation: "login",
    name: "died",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { username: "username", accessKey: "accessKey" },
    reason: "Unavailable"
  },
  {
    operation: "login",
    name: "page",
    status: 500,
    contentType: "text/html",
    body: "<html><body>Internal Server Error</body></html>",
    input: { username: "username", accessKey: "accessKey" },
    reason: "Unavailable"
  },
  {
    operation: "login",
    name: "badGateway",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { username: "username", accessKey: "accessKey" },
    reason: "Unavailable"
  },
  {
    operation: "login",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { username: "username", accessKey: "accessKey" },
    reason: "Unavailable"
  },
  {
    operation: "login",
    name: "timeout",
    status: 504,
    contentType: "text/html",
    body: "<html><body>Gateway Timeout</body></html>",
    input: { username: "username", accessKey: "accessKey" },
    reason: "Unavailable"
  },
  {
    operation: "logout",
    name: "ended",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"message":"successfull"}}',
    input: { sessionName: "sessionName" }
  },
  {
    operation: "logout",
    name: "endedWithoutAWord",
    status: 200,
    contentType: "application/json",
    body: '{"success":true}',
    input: { sessionName: "sessionName" }
  },
  {
    operation: "logout",
    name: "notEnded",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"message":"session error"}}',
    input: { sessionName: "sessionName" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "logout",
    name: "alreadyGone",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
    input: { sessionName: "sessionName" },
    reason: "none"
  },
  {
    operation: "logout",
    name: "noSession",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}',
    input: { sessionName: "sessionName" },
    reason: "none"
  },
  {
    operation: "logout",
    name: "sentByGet",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"OPERATION_NOT_SUPPORTED","message":"Permission to perform the operation is denied"}}',
    input: { sessionName: "sessionName" },
    reason: "VendorFailure"
  },
  {
    operation: "logout",
    name: "serverException",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"INTERNAL_SERVER_ERROR","message":"Internal server error"}}',
    input: { sessionName: "sessionName" },
    reason: "VendorFailure"
  },
  {
    operation: "logout",
    name: "died",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { sessionName: "sessionName" },
    reason: "Unavailable"
  },
  {
    operation: "logout",
    name: "page",
    status: 500,
    contentType: "text/html",
    body: "<html><body>Internal Server Error</body></html>",
    input: { sessionName: "sessionName" },
    reason: "Unavailable"
  },
  {
    operation: "extendSession",
    name: "extended",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","vtigerVersion":"7.2.0"}}',
    value: {
      success: true,
      result: { sessionName: "3fa9c1d27b5e0c1d2e4f0", userId: "19x7", version: "0.22", vtigerVersion: "7.2.0" }
    },
    input: { sessionName: "sessionName" }
  },
  {
    operation: "extendSession",
    name: "nothingToExtend",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}',
    input: { sessionName: "sessionName" },
    reason: "SessionRejected"
  },
  {
    operation: "extendSession",
    name: "notAdoptable",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"AUTHENTICATION_FAILURE","message":"Authencation Failed"}}',
    input: { sessionName: "sessionName" },
    reason: "SessionRejected"
  },
  {
    operation: "extendSession",
    name: "died",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { sessionName: "sessionName" },
    reason: "Unavailable"
  },
  {
    operation: "extendSession",
    name: "page",
    status: 500,
    contentType: "text/html",
    body: "<html><body>Internal Server Error</body></html>",
    input: { sessionName: "sessionName" },
    reason: "Unavailable"
  },
  {
    operation: "extendSession",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { sessionName: "sessionName" },
    reason: "Unavailable"
  },
  {
    operation: "extendSessionByGet",
    name: "extended",
    status: 200,
    contentType: "application/json",
    body: '{"success":true}',
    value: { success: true },
    input: {}
  },
  {
    operation: "extendSessionByGet",
    name: "refused",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "extendSessionByGet",
    name: "died",
    status: 500,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "extendSessionByGet",
    name: "page",
    status: 500,
    contentType: "text/html",
    body: "<html><body>Internal Server Error</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listTypes",
    name: "types",
    status: 200,
    contentType: "application/json",
    body: '{"success":true,"result":{"types":["Contacts","Users"],"information":{"Contacts":{"isEntity":true,"label":"Contacts","singular":"Contact"},"Users":{"isEntity":true,"label":"Users","singular":"User"}}}}',
    value: {
      success: true,
      result: {
        types: ["Contacts", "Users"],
        information: {
          Contacts: { isEntity: true, label: "Contacts", singular: "Contact" },
          Users: { isEntity: true, label: "Users", singular: "User" }
        }
      }
    },
    input: {}
  },
  {
    operation: "listTypes",
    name: "deadSession",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "listTypes",
    name: "noSession",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "listTypes",
    name: "sessionExpired",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"SESSION_EXPIRED","message":"Session has life span over please login again"}}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "listTypes",
    name: "sessionLeftIdle",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"SESSION_LEFT_IDLE","message":"Session has been invalidated to due lack activity"}}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "listTypes",
    name: "noticeBeforeTheDocument",
    status: 200,
    contentType: "application/json",
    body: '\nNotice: Undefined index: example in /var/www/crm/include/Webservices/Example.php on line 13\n{"success":false,"error":{"code":"AUTHENTICATION_FAILURE","message":"Authentication Failed"}}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "listTypes",
    name: "denied",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"code":"ACCESS_DENIED","message":"Permission to perform the operation is denied for query"}}',
    input: {},
    reason: "AccessDenied"
  },
  {
    operation: "listTypes",
    name: "unlistedCode",
    status: 200,
    contentType: "application/json",
    body: '{"success":false,"error":{"message":"Your plan has no API","code":"PLAN_WITHOUT_API"}}',
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "listTypes",
    name: "noError",
    status: 200,
    contentType: "application/json",
    body: '{"success":false}',
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listTypes",
    name: "emptyBody",
    status: 200,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listTypes",
    name: "page",
    status: 200,
    contentType: "text/html",
    body: "<!doctype html><html><body>No such instance</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listTypes",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "<html><body>Moved</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listTypes",
    name: "notFound",
    status: 404,
    contentType: "text/html",
    body: "<!doctype html><html><body>Not Found</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listTypes",
    name: "tooMany",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: {},
    reason: "RateLimited"
  },
  {
    operation: "listTypes",
    name: "died",
    status: 500,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listTypes",
    name: "page",
    status: 500,
    contentType: "text/html",
    body: "<html><body>Internal Server Error</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listTypes",
    name: "badGateway",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listTypes",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listTypes",
    name: "timeout",
    status: 504,
    contentType: "text/html",
    body: "<html><body>Gateway Timeout</body></html>",
    input: {},
    reason: "Unavailable"
  }
]

/** Each example with the effect that fails when its operation does not give what the example says. */
export const replays = /*#__PURE__*/ replayAll(examples, {
  getChallenge: /*#__PURE__*/ replay(Operations.getChallenge, Schemas.GetChallengeInput, Schemas.ChallengeReply),
  login: /*#__PURE__*/ replay(Operations.login, Schemas.LoginInput, Schemas.LoginReply),
  logout: /*#__PURE__*/ replay(Operations.logout, Schemas.LogoutInput),
  extendSession: /*#__PURE__*/ replay(Operations.extendSession, Schemas.ExtendSessionInput, Schemas.ExtendReply),
  extendSessionByGet: /*#__PURE__*/ replay(
    Operations.extendSessionByGet,
    Schemas.ExtendSessionByGetInput,
    Schemas.ExtendReply
  ),
  listTypes: /*#__PURE__*/ replay(Operations.listTypes, Schemas.ListTypesInput, Schemas.TypesReply)
})
