// Generated from kafinea.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { EmulatorSpec } from "@crm-auth/core/testing"
import { protocol } from "./protocol.ts"

/**
 * The vendor's server as its spec describes it: what `emulatorFromSpec` derives an emulator from.
 *
 * @category testing
 * @since 0.1.0
 */
export const emulatorSpec: EmulatorSpec = {
  protocol,
  operations: [
    {
      id: "getChallenge",
      method: "GET",
      target: "/webservice.php",
      session: false,
      body: "none",
      inputs: [{ name: "username", in: "query", required: true, schema: { type: "string" } }],
      constants: [{ in: "query", name: "operation", value: "getchallenge" }],
      examples: [
        {
          name: "asPrinted",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":"1790000000","expireTime":"1790000300"}}',
          sent: []
        },
        {
          name: "asVtigerSendsIt",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000000,"expireTime":1790000300}}',
          sent: []
        },
        {
          name: "unknownUser",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"ACCESS_DENIED","message":"username does not exists"}}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "noUserName",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"ACCESS_DENIED","message":"No username given"}}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "unknownUserOfCorebos",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user cannot be found: nobody"}}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "deadSessionSentAlong",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "redirect",
          status: 302,
          mediaType: "text/html",
          body: "<html><body>Moved</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "notFound",
          status: 404,
          mediaType: "text/html",
          body: "<!doctype html><html><body>Not Found</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "tooMany",
          status: 429,
          mediaType: "text/html",
          body: "Too Many Requests",
          reason: "RateLimited",
          sent: []
        },
        { name: "died", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
        {
          name: "page",
          status: 500,
          mediaType: "text/html",
          body: "<html><body>Internal Server Error</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "badGateway",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "unavailable",
          status: 503,
          mediaType: "text/html",
          body: "<html><body>Service Unavailable</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "timeout",
          status: 504,
          mediaType: "text/html",
          body: "<html><body>Gateway Timeout</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "login",
      method: "POST",
      target: "/webservice.php",
      session: false,
      body: "form",
      inputs: [
        { name: "username", in: "form", required: true, schema: { type: "string" } },
        { name: "accessKey", in: "form", required: true, schema: { type: "string" } }
      ],
      constants: [{ in: "form", name: "operation", value: "login" }],
      examples: [
        {
          name: "asPrinted",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionId":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","kafineaVersion":"1.0.0"}}',
          sent: []
        },
        {
          name: "withSessionName",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","kafineaVersion":"1.0.0"}}',
          sent: []
        },
        {
          name: "asVtigerSendsIt",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","vtigerVersion":"7.2.0"}}',
          sent: []
        },
        {
          name: "sessionWithoutVersions",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7"}}',
          sent: []
        },
        {
          name: "noSession",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"userId":"19x7","version":"0.22"}}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "wrongKey",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"message":"Invalid username or password","code":"INVALID_USER_CREDENTIALS"}}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "wrongKeyAsVtigerSendsIt",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_USER_CREDENTIALS","message":"Invalid username or password"}}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "challengeExpired",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_AUTH_TOKEN","message":"Specified token is invalid or expired"}}',
          reason: "ChallengeRejected",
          sent: []
        },
        {
          name: "noKey",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"ACCESSKEY_UNDEFINED","message":"Access key for the user is undefined"}}',
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "inactiveUser",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user is inactive"}}',
          reason: "AccountLocked",
          sent: []
        },
        {
          name: "deadSessionSentAlong",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "redirect",
          status: 302,
          mediaType: "text/html",
          body: "<html><body>Moved</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "notFound",
          status: 404,
          mediaType: "text/html",
          body: "<!doctype html><html><body>Not Found</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "tooMany",
          status: 429,
          mediaType: "text/html",
          body: "Too Many Requests",
          reason: "RateLimited",
          sent: []
        },
        { name: "died", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
        {
          name: "page",
          status: 500,
          mediaType: "text/html",
          body: "<html><body>Internal Server Error</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "badGateway",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "unavailable",
          status: 503,
          mediaType: "text/html",
          body: "<html><body>Service Unavailable</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "timeout",
          status: 504,
          mediaType: "text/html",
          body: "<html><body>Gateway Timeout</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "logout",
      method: "POST",
      target: "/webservice.php",
      session: false,
      carries: "sessionName",
      body: "form",
      inputs: [{ name: "sessionName", in: "form", required: true, schema: { type: "string" } }],
      constants: [{ in: "form", name: "operation", value: "logout" }],
      examples: [
        {
          name: "ended",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"message":"successfull"}}',
          sent: []
        },
        { name: "endedWithoutAWord", status: 200, mediaType: "application/json", body: '{"success":true}', sent: [] },
        {
          name: "notEnded",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"message":"session error"}}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "alreadyGone",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
          reason: "none",
          sent: []
        },
        {
          name: "noSession",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}',
          reason: "none",
          sent: []
        },
        {
          name: "sentByGet",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"OPERATION_NOT_SUPPORTED","message":"Permission to perform the operation is denied"}}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "serverException",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INTERNAL_SERVER_ERROR","message":"Internal server error"}}',
          reason: "VendorFailure",
          sent: []
        },
        { name: "died", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
        {
          name: "page",
          status: 500,
          mediaType: "text/html",
          body: "<html><body>Internal Server Error</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "extendSession",
      method: "POST",
      target: "/webservice.php",
      session: false,
      carries: "sessionName",
      body: "form",
      inputs: [{ name: "sessionName", in: "form", required: true, schema: { type: "string" } }],
      constants: [{ in: "form", name: "operation", value: "extendsession" }],
      examples: [
        {
          name: "extended",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionName":"3fa9c1d27b5e0c1d2e4f0","userId":"19x7","version":"0.22","vtigerVersion":"7.2.0"}}',
          sent: []
        },
        {
          name: "nothingToExtend",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "notAdoptable",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_FAILURE","message":"Authencation Failed"}}',
          reason: "SessionRejected",
          sent: []
        },
        { name: "died", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
        {
          name: "page",
          status: 500,
          mediaType: "text/html",
          body: "<html><body>Internal Server Error</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "unavailable",
          status: 503,
          mediaType: "text/html",
          body: "<html><body>Service Unavailable</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "extendSessionByGet",
      method: "GET",
      target: "/webservice.php",
      session: false,
      body: "none",
      inputs: [],
      constants: [{ in: "query", name: "operation", value: "extendsession" }],
      examples: [
        { name: "extended", status: 200, mediaType: "application/json", body: '{"success":true}', sent: [] },
        {
          name: "refused",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}',
          reason: "SessionRejected",
          sent: []
        },
        { name: "died", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
        {
          name: "page",
          status: 500,
          mediaType: "text/html",
          body: "<html><body>Internal Server Error</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "listTypes",
      method: "GET",
      target: "/webservice.php",
      session: true,
      body: "none",
      inputs: [],
      constants: [{ in: "query", name: "operation", value: "listtypes" }],
      examples: [
        {
          name: "types",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"types":["Contacts","Users"],"information":{"Contacts":{"isEntity":true,"label":"Contacts","singular":"Contact"},"Users":{"isEntity":true,"label":"Users","singular":"User"}}}}',
          sent: []
        },
        {
          name: "deadSession",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "noSession",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authencation required"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "sessionExpired",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"SESSION_EXPIRED","message":"Session has life span over please login again"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "sessionLeftIdle",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"SESSION_LEFT_IDLE","message":"Session has been invalidated to due lack activity"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "noticeBeforeTheDocument",
          status: 200,
          mediaType: "application/json",
          body: '\nNotice: Undefined index: example in /var/www/crm/include/Webservices/Example.php on line 13\n{"success":false,"error":{"code":"AUTHENTICATION_FAILURE","message":"Authentication Failed"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "denied",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"ACCESS_DENIED","message":"Permission to perform the operation is denied for query"}}',
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "unlistedCode",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"message":"Your plan has no API","code":"PLAN_WITHOUT_API"}}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noError",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false}',
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "emptyBody", status: 200, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        {
          name: "page",
          status: 200,
          mediaType: "text/html",
          body: "<!doctype html><html><body>No such instance</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "redirect",
          status: 302,
          mediaType: "text/html",
          body: "<html><body>Moved</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "notFound",
          status: 404,
          mediaType: "text/html",
          body: "<!doctype html><html><body>Not Found</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "tooMany",
          status: 429,
          mediaType: "text/html",
          body: "Too Many Requests",
          reason: "RateLimited",
          sent: []
        },
        { name: "died", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
        {
          name: "page",
          status: 500,
          mediaType: "text/html",
          body: "<html><body>Internal Server Error</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "badGateway",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "unavailable",
          status: 503,
          mediaType: "text/html",
          body: "<html><body>Service Unavailable</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "timeout",
          status: 504,
          mediaType: "text/html",
          body: "<html><body>Gateway Timeout</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    }
  ],
  methods: [
    {
      id: "accessKey",
      login: "login",
      fields: [
        { name: "username", secret: false, required: true, kind: "text" },
        { name: "accessKey", secret: true, required: true, kind: "text" }
      ],
      makes: {
        username: { field: "username" },
        accessKey: { md5: [{ reply: "getChallenge", at: "/result/token" }, { field: "accessKey" }] }
      }
    }
  ]
}
