// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { type OperationExample, replay, replayAll } from "@crm-auth/core/testing"
import * as Operations from "../../src/generated/operations.ts"
import * as Schemas from "../../src/generated/schemas.ts"

export const examples: ReadonlyArray<OperationExample> = [
  {
    operation: "login",
    name: "asDocumented",
    status: 200,
    contentType: "text/xml",
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi><status>1</status><error></error><version>4.70.0</version><sessionid>00000000000000000000000000000123</sessionid><sessiontimeout>3600</sessiontimeout><staffid>7</staffid><uniqueid>LIC-1</uniqueid><option name="recordphonecalls">0</option><option name="chatqueuetype">roundrobin</option><permission name="observechats">1</permission><variable name="maxuploadsize">8388608</variable></kayako_staffapi>',
    value: {
      status: "1",
      error: "",
      version: "4.70.0",
      sessionid: "00000000000000000000000000000123",
      sessiontimeout: "3600",
      staffid: "7",
      uniqueid: "LIC-1",
      option: [
        { name: "recordphonecalls", value: "0" },
        { name: "chatqueuetype", value: "roundrobin" }
      ],
      permission: [{ name: "observechats", value: "1" }],
      variable: [{ name: "maxuploadsize", value: "8388608" }]
    },
    input: { username: "username", password: "password" }
  },
  {
    operation: "login",
    name: "asLateBuildsWriteIt",
    status: 200,
    contentType: "text/xml",
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi>\n<status><![CDATA[1]]></status>\n<error />\n<version><![CDATA[4.93.0]]></version>\n<sessionid><![CDATA[00000000000000000000000000000123]]></sessionid>\n<sessiontimeout><![CDATA[3600]]></sessiontimeout>\n<staffid><![CDATA[7]]></staffid>\n</kayako_staffapi>\n',
    value: {
      status: "1",
      error: "",
      version: "4.93.0",
      sessionid: "00000000000000000000000000000123",
      sessiontimeout: "3600",
      staffid: "7",
      option: [],
      permission: [],
      variable: []
    },
    input: { username: "username", password: "password" }
  },
  {
    operation: "login",
    name: "withSecondFactor",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>1</status><error></error><sessionid>00000000000000000000000000000123</sessionid><sessiontimeout>3600</sessiontimeout></kayako_staffapi>",
    value: {
      status: "1",
      error: "",
      sessionid: "00000000000000000000000000000123",
      sessiontimeout: "3600",
      option: [],
      permission: [],
      variable: []
    },
    input: { username: "username", password: "password", twofactorkey: "twofactorkey" }
  },
  {
    operation: "login",
    name: "oneNamelessOption",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>1</status><sessionid>00000000000000000000000000000123</sessionid><option>roundrobin</option></kayako_staffapi>",
    value: {
      status: "1",
      sessionid: "00000000000000000000000000000123",
      option: [{ value: "roundrobin" }],
      permission: [],
      variable: []
    },
    input: { username: "username", password: "password" }
  },
  {
    operation: "login",
    name: "junkBeforeTheDocument",
    status: 200,
    contentType: "text/xml",
    body: '\nNotice: Undefined index: example in /var/www/desk/example.php on line 13\n<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi><status>1</status><error></error><sessionid>00000000000000000000000000000123</sessionid></kayako_staffapi>',
    value: {
      status: "1",
      error: "",
      sessionid: "00000000000000000000000000000123",
      option: [],
      permission: [],
      variable: []
    },
    input: { username: "username", password: "password" }
  },
  {
    operation: "login",
    name: "secondFactorWanted",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>2</status><error>Second factor key needed.</error></kayako_staffapi>",
    input: { username: "username", password: "password" },
    reason: "SecondFactorRequired"
  },
  {
    operation: "login",
    name: "secondFactorStillWanted",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>2</status><error>Second factor key needed.</error></kayako_staffapi>",
    input: { username: "username", password: "password", twofactorkey: "twofactorkey" },
    reason: "SecondFactorRejected"
  },
  {
    operation: "login",
    name: "refused",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Login refused, attempt 1 of 3.]]></error></kayako_staffapi>",
    input: { username: "username", password: "password" },
    reason: "InvalidCredentials"
  },
  {
    operation: "login",
    name: "refusedWithKey",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Login refused, attempt 1 of 3.]]></error></kayako_staffapi>",
    input: { username: "username", password: "password", twofactorkey: "twofactorkey" },
    reason: "InvalidCredentials"
  },
  {
    operation: "login",
    name: "unknownStatus",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>3</status><error>Something else.</error></kayako_staffapi>",
    input: { username: "username", password: "password" },
    reason: "VendorFailure"
  },
  {
    operation: "login",
    name: "emptyStatus",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status /><error><![CDATA[Failed.]]></error></kayako_staffapi>",
    input: { username: "username", password: "password" },
    reason: "VendorFailure"
  },
  {
    operation: "login",
    name: "noSessionId",
    status: 200,
    contentType: "text/html",
    body: "<kayako_staffapi><status>1</status><error></error></kayako_staffapi>",
    input: { username: "username", password: "password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "exception",
    status: 200,
    contentType: "text/html",
    body: "Uncaught Exception\nRouter: /Core/Default\nSomething broke in /var/www/desk/example.php:13\n\n\n========================================\n",
    input: { username: "username", password: "password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "otherInterface",
    status: 200,
    contentType: "text/html",
    body: '<?xml version="1.0" encoding="UTF-8"?><kayako_livechat><status>1</status></kayako_livechat>',
    input: { username: "username", password: "password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "emptyBody",
    status: 200,
    contentType: "text/html",
    body: "",
    input: { username: "username", password: "password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "",
    input: { username: "username", password: "password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "badRoute",
    status: 400,
    contentType: "text/html",
    body: "The URI you submitted has disallowed characters.",
    input: { username: "username", password: "password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "notFound",
    status: 404,
    contentType: "text/html",
    body: "<!doctype html><html><body>Not Found</body></html>",
    input: { username: "username", password: "password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "tooMany",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: { username: "username", password: "password" },
    reason: "RateLimited"
  },
  {
    operation: "login",
    name: "serverError",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { username: "username", password: "password" },
    reason: "Unavailable"
  },
  {
    operation: "login",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { username: "username", password: "password" },
    reason: "Unavailable"
  },
  {
    operation: "logout",
    name: "ended",
    status: 200,
    contentType: "text/xml",
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi><status><![CDATA[1]]></status></kayako_staffapi>',
    input: { sessionid: "sessionid" }
  },
  {
    operation: "logout",
    name: "alreadyGone",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>\n<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>\n<kayako_staffapi><status><![CDATA[1]]></status></kayako_staffapi>",
    input: { sessionid: "sessionid" },
    reason: "none"
  },
  {
    operation: "logout",
    name: "alreadyGoneCutShort",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>\n<kayako_staffapi><status><![CDATA[-2]]></sta",
    input: { sessionid: "sessionid" },
    reason: "none"
  },
  {
    operation: "logout",
    name: "refused",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>-1</status><error>Not allowed.</error></kayako_staffapi>",
    input: { sessionid: "sessionid" },
    reason: "VendorFailure"
  },
  {
    operation: "logout",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { sessionid: "sessionid" },
    reason: "Unavailable"
  },
  {
    operation: "getInfo",
    name: "info",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>1</status><error /><uniqueid>LIC-1</uniqueid><version>4.93.0</version><product>Fusion</product><companyname><![CDATA[Desk Example Ltd]]></companyname></kayako_staffapi>",
    value: {
      status: "1",
      error: "",
      uniqueid: "LIC-1",
      version: "4.93.0",
      product: "Fusion",
      companyname: "Desk Example Ltd"
    },
    input: { wantticketdata: 1, wantmacros: 1, wantchatdata: 1, wantstaff: 1, wantavatars: 0 }
  },
  {
    operation: "getInfo",
    name: "deadSession",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>",
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "getInfo",
    name: "deadSessionAndMore",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>\n<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>",
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "getInfo",
    name: "notAllowed",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Not allowed.]]></error></kayako_staffapi>",
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "getInfo",
    name: "exception",
    status: 200,
    contentType: "text/html",
    body: "Uncaught Exception\nRouter: /Core/Default\nSomething broke in /var/www/desk/example.php:13\n\n\n========================================\n",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "getInfo",
    name: "otherInterface",
    status: 200,
    contentType: "text/html",
    body: '<?xml version="1.0" encoding="UTF-8"?><kayako_livechat><status>1</status></kayako_livechat>',
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "getInfo",
    name: "page",
    status: 200,
    contentType: "text/html",
    body: "<html><body>Down for maintenance</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "getInfo",
    name: "emptyBody",
    status: 200,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "getInfo",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "getInfo",
    name: "badRoute",
    status: 400,
    contentType: "text/html",
    body: "The URI you submitted has disallowed characters.",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "getInfo",
    name: "notFound",
    status: 404,
    contentType: "text/html",
    body: "<!doctype html><html><body>Not Found</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "getInfo",
    name: "tooMany",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: {},
    reason: "RateLimited"
  },
  {
    operation: "getInfo",
    name: "serverError",
    status: 500,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "getInfo",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "retrieveTickets",
    name: "tickets",
    status: 200,
    contentType: "text/xml",
    body: '<kayako_staffapi><status>1</status><error></error><ticket id="1"><displayid>ABC-123-45678</displayid><subject><![CDATA[Hello]]></subject><tags><tag>x</tag></tags></ticket><ticket id="2"/></kayako_staffapi>',
    value: { status: "1", error: "", ticket: [{ id: "1", displayid: "ABC-123-45678", subject: "Hello" }, { id: "2" }] },
    input: { departmentid: "6" }
  },
  {
    operation: "retrieveTickets",
    name: "noTickets",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>1</status><error></error></kayako_staffapi>",
    value: { status: "1", error: "", ticket: [] },
    input: {}
  },
  {
    operation: "retrieveTickets",
    name: "deadSession",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>",
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "retrieveTickets",
    name: "listFailed",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[0]]></status><error><![CDATA[Failed.]]></error></kayako_staffapi>",
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "retrieveTickets",
    name: "listFailedWithoutStatus",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status /><error><![CDATA[Failed.]]></error></kayako_staffapi>",
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "retrieveTickets",
    name: "idsMissing",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Ids missing.]]></error></kayako_staffapi>",
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "retrieveTickets",
    name: "unknownStatus",
    status: 200,
    contentType: "text/xml",
    body: "<kayako_staffapi><status>3</status><error>Something else.</error></kayako_staffapi>",
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "retrieveTickets",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: {},
    reason: "Unavailable"
  }
]

/** Each example with the effect that fails when its operation does not give what the example says. */
export const replays = /*#__PURE__*/ replayAll(examples, {
  login: /*#__PURE__*/ replay(Operations.login, Schemas.LoginInput, Schemas.LoginDocument),
  logout: /*#__PURE__*/ replay(Operations.logout, Schemas.LogoutInput),
  getInfo: /*#__PURE__*/ replay(Operations.getInfo, Schemas.GetInfoInput, Schemas.InfoDocument),
  retrieveTickets: /*#__PURE__*/ replay(
    Operations.retrieveTickets,
    Schemas.RetrieveTicketsInput,
    Schemas.TicketsDocument
  )
})
