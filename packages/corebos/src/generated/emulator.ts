// Generated from corebos.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
          name: "newChallenge",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000000,"expireTime":1790007200},"moreinfo":null}',
          sent: []
        },
        {
          name: "sameChallengeLater",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000600,"expireTime":"1790007200"},"moreinfo":null}',
          sent: []
        },
        {
          name: "challengeOfOldReleases",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"token":"5f0c1d2e3a4b6","serverTime":1790000000,"expireTime":1790000300}}',
          sent: []
        },
        {
          name: "unknownUser",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user cannot be found: nobody"},"moreinfo":null}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "maintenance",
          status: 200,
          mediaType: "text/html",
          body: "Webservice - Service is not active",
          reason: "Unavailable",
          sent: []
        },
        { name: "notUtf8", status: 200, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
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
          name: "session",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionName":"q1w2e3r4t5y6u7i8o9p0a1s2d3","userId":"19x7","version":"0.22","vtigerVersion":"5.5.0"},"moreinfo":null}',
          sent: []
        },
        {
          name: "sessionWithoutVersions",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionName":"q1w2e3r4t5y6u7i8o9p0a1s2d3","userId":"19x7"}}',
          sent: []
        },
        {
          name: "sessionAsTheWikiNamesIt",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionId":"q1w2e3r4t5y6u7i8o9p0a1s2d3","userId":"19x7","version":"0.22","vtigerVersion":"5.5.0"}}',
          sent: []
        },
        {
          name: "noSession",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"userId":"19x7","version":"0.22"},"moreinfo":null}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "wrongKey",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_USER_CREDENTIALS","message":"Invalid username or password"},"moreinfo":null}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "challengeExpired",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_AUTH_TOKEN","message":"Specified token is invalid or expired"},"moreinfo":null}',
          reason: "ChallengeRejected",
          sent: []
        },
        {
          name: "noKey",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"ACCESSKEY_UNDEFINED","message":"Access key for the user is undefined"},"moreinfo":null}',
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "inactiveUser",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user is inactive"},"moreinfo":null}',
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
          name: "maintenance",
          status: 200,
          mediaType: "text/html",
          body: "Webservice - Service is not active",
          reason: "Unavailable",
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
      id: "loginWithPassword",
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
          name: "session",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"sessionName":"q1w2e3r4t5y6u7i8o9p0a1s2d3","userId":"19x7","version":"0.22","vtigerVersion":"5.5.0"},"moreinfo":null}',
          sent: []
        },
        {
          name: "noSession",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"userId":"19x7","version":"0.22"},"moreinfo":null}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "wrongPassword",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_USER_CREDENTIALS","message":"Invalid username or password"},"moreinfo":null}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "challengeExpired",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_AUTH_TOKEN","message":"Specified token is invalid or expired"},"moreinfo":null}',
          reason: "ChallengeRejected",
          sent: []
        },
        {
          name: "noKey",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"ACCESSKEY_UNDEFINED","message":"Access key for the user is undefined"},"moreinfo":null}',
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "inactiveUser",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Given user is inactive"},"moreinfo":null}',
          reason: "AccountLocked",
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
          body: '{"success":true,"result":{"message":"successfull"},"moreinfo":null}',
          sent: []
        },
        {
          name: "notEnded",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"message":"session error"},"moreinfo":null}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "otherMessage",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{"message":"done"},"moreinfo":null}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "alreadyGone",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authentication required"},"moreinfo":null}',
          reason: "none",
          sent: []
        },
        {
          name: "alreadyGoneOnOldReleases",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
          reason: "none",
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
          body: '{"success":true,"result":{"types":["Contacts","Users"],"information":{"Contacts":{"isEntity":true,"label":"Contacts","singular":"Contact"},"Users":{"isEntity":true,"label":"Users","singular":"User"}}},"moreinfo":null}',
          sent: []
        },
        {
          name: "withTotal",
          status: 200,
          mediaType: "application/json",
          body: '{"success":true,"result":{},"moreinfo":{"totalrows":"1"}}',
          sent: []
        },
        {
          name: "deadSession",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authentication required"},"moreinfo":null}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "staleToken",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_REQUIRED","message":"Authentication required"},"moreinfo":null}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "deadSessionOnOldReleases",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "notAdoptable",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"AUTHENTICATION_FAILURE","message":"Authentication Failed"},"moreinfo":null}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "noticeBeforeTheDocument",
          status: 200,
          mediaType: "application/json",
          body: '\nNotice: Undefined index: example in /var/www/crm/include/Webservices/Example.php on line 13\n{"success":false,"error":{"code":"AUTHENTICATION_FAILURE","message":"Authentication Failed"},"moreinfo":null}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "denied",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"ACCESS_DENIED","message":"Permission to perform the operation is denied"},"moreinfo":null}',
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "unknownOperation",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"UNKNOWN_OPERATION","message":"Unknown operation requested"},"moreinfo":null}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "serverException",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"error":{"code":"INTERNAL_SERVER_ERROR","message":"Internal server error"},"moreinfo":null}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noError",
          status: 200,
          mediaType: "application/json",
          body: '{"success":false,"result":"OTP code expired or invalid","moreinfo":null}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "maintenance",
          status: 200,
          mediaType: "text/html",
          body: "Webservice - Service is not active",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "restrictedFile",
          status: 200,
          mediaType: "text/html",
          body: "Attempt to access restricted file.",
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "emptyBody", status: 200, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        {
          name: "otherProtocol",
          status: 200,
          mediaType: "text/html",
          body: '{"status":"ok"}',
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
    },
    {
      id: "password",
      login: "loginWithPassword",
      fields: [
        { name: "username", secret: false, required: true, kind: "text" },
        { name: "password", secret: true, required: true, kind: "text" }
      ],
      makes: {
        username: { field: "username" },
        accessKey: { join: [{ reply: "getChallenge", at: "/result/token" }, { field: "password" }] }
      }
    },
    {
      id: "credentialToken",
      token: "credentialToken",
      fields: [{ name: "token", secret: true, required: true, kind: "text" }],
      makes: {}
    }
  ]
}
