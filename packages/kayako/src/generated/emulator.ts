// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
  xmlRoot: "kayako_staffapi",
  operations: [
    {
      id: "login",
      method: "POST",
      target: "/staffapi/index.php?/Core/Default/Login",
      session: false,
      body: "form",
      inputs: [
        { name: "username", in: "form", required: true, schema: { type: "string" } },
        { name: "password", in: "form", required: true, schema: { type: "string" } },
        { name: "twofactorkey", in: "form", required: false, schema: { type: "string" } },
        { name: "initialstatus", in: "form", required: false, schema: { type: ["string", "integer"] } }
      ],
      constants: [],
      examples: [
        {
          name: "asDocumented",
          status: 200,
          mediaType: "text/xml",
          body: '<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi><status>1</status><error></error><version>4.70.0</version><sessionid>00000000000000000000000000000123</sessionid><sessiontimeout>3600</sessiontimeout><staffid>7</staffid><uniqueid>LIC-1</uniqueid><option name="recordphonecalls">0</option><option name="chatqueuetype">roundrobin</option><permission name="observechats">1</permission><variable name="maxuploadsize">8388608</variable></kayako_staffapi>',
          sent: []
        },
        {
          name: "asLateBuildsWriteIt",
          status: 200,
          mediaType: "text/xml",
          body: '<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi>\n<status><![CDATA[1]]></status>\n<error />\n<version><![CDATA[4.93.0]]></version>\n<sessionid><![CDATA[00000000000000000000000000000123]]></sessionid>\n<sessiontimeout><![CDATA[3600]]></sessiontimeout>\n<staffid><![CDATA[7]]></staffid>\n</kayako_staffapi>\n',
          sent: []
        },
        {
          name: "withSecondFactor",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>1</status><error></error><sessionid>00000000000000000000000000000123</sessionid><sessiontimeout>3600</sessiontimeout></kayako_staffapi>",
          sent: ["twofactorkey"]
        },
        {
          name: "oneNamelessOption",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>1</status><sessionid>00000000000000000000000000000123</sessionid><option>roundrobin</option></kayako_staffapi>",
          sent: []
        },
        {
          name: "junkBeforeTheDocument",
          status: 200,
          mediaType: "text/xml",
          body: '\nNotice: Undefined index: example in /var/www/desk/example.php on line 13\n<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi><status>1</status><error></error><sessionid>00000000000000000000000000000123</sessionid></kayako_staffapi>',
          sent: []
        },
        {
          name: "secondFactorWanted",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>2</status><error>Second factor key needed.</error></kayako_staffapi>",
          reason: "SecondFactorRequired",
          sent: []
        },
        {
          name: "secondFactorStillWanted",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>2</status><error>Second factor key needed.</error></kayako_staffapi>",
          reason: "SecondFactorRejected",
          sent: ["twofactorkey"]
        },
        {
          name: "refused",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Login refused, attempt 1 of 3.]]></error></kayako_staffapi>",
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "refusedWithKey",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Login refused, attempt 1 of 3.]]></error></kayako_staffapi>",
          reason: "InvalidCredentials",
          sent: ["twofactorkey"]
        },
        {
          name: "unknownStatus",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>3</status><error>Something else.</error></kayako_staffapi>",
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "emptyStatus",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status /><error><![CDATA[Failed.]]></error></kayako_staffapi>",
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noSessionId",
          status: 200,
          mediaType: "text/html",
          body: "<kayako_staffapi><status>1</status><error></error></kayako_staffapi>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "exception",
          status: 200,
          mediaType: "text/html",
          body: "Uncaught Exception\nRouter: /Core/Default\nSomething broke in /var/www/desk/example.php:13\n\n\n========================================\n",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "otherInterface",
          status: 200,
          mediaType: "text/html",
          body: '<?xml version="1.0" encoding="UTF-8"?><kayako_livechat><status>1</status></kayako_livechat>',
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "emptyBody", status: 200, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        { name: "redirect", status: 302, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        {
          name: "badRoute",
          status: 400,
          mediaType: "text/html",
          body: "The URI you submitted has disallowed characters.",
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
        { name: "serverError", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
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
      target: "/staffapi/index.php?/Core/Default/Logout",
      session: false,
      carries: "sessionid",
      body: "form",
      inputs: [{ name: "sessionid", in: "form", required: true, schema: { type: "string" } }],
      constants: [],
      examples: [
        {
          name: "ended",
          status: 200,
          mediaType: "text/xml",
          body: '<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi><status><![CDATA[1]]></status></kayako_staffapi>',
          sent: []
        },
        {
          name: "alreadyGone",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>\n<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>\n<kayako_staffapi><status><![CDATA[1]]></status></kayako_staffapi>",
          reason: "none",
          sent: []
        },
        {
          name: "alreadyGoneCutShort",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>\n<kayako_staffapi><status><![CDATA[-2]]></sta",
          reason: "none",
          sent: []
        },
        {
          name: "refused",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>-1</status><error>Not allowed.</error></kayako_staffapi>",
          reason: "VendorFailure",
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
      id: "getInfo",
      method: "POST",
      target: "/staffapi/index.php?/Core/Default/GetInfo",
      session: true,
      body: "form",
      inputs: [
        { name: "wantticketdata", in: "form", required: false, schema: { type: "integer", enum: [0, 1] } },
        { name: "wantmacros", in: "form", required: false, schema: { type: "integer", enum: [0, 1] } },
        { name: "wantchatdata", in: "form", required: false, schema: { type: "integer", enum: [0, 1] } },
        { name: "wantstaff", in: "form", required: false, schema: { type: "integer", enum: [0, 1] } },
        { name: "wantavatars", in: "form", required: false, schema: { type: "integer", enum: [0, 1] } }
      ],
      constants: [],
      examples: [
        {
          name: "info",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>1</status><error /><uniqueid>LIC-1</uniqueid><version>4.93.0</version><product>Fusion</product><companyname><![CDATA[Desk Example Ltd]]></companyname></kayako_staffapi>",
          sent: ["wantticketdata", "wantmacros", "wantchatdata", "wantstaff", "wantavatars"]
        },
        {
          name: "deadSession",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>",
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "deadSessionAndMore",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>\n<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>",
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "notAllowed",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Not allowed.]]></error></kayako_staffapi>",
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "exception",
          status: 200,
          mediaType: "text/html",
          body: "Uncaught Exception\nRouter: /Core/Default\nSomething broke in /var/www/desk/example.php:13\n\n\n========================================\n",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "otherInterface",
          status: 200,
          mediaType: "text/html",
          body: '<?xml version="1.0" encoding="UTF-8"?><kayako_livechat><status>1</status></kayako_livechat>',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "page",
          status: 200,
          mediaType: "text/html",
          body: "<html><body>Down for maintenance</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "emptyBody", status: 200, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        { name: "redirect", status: 302, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        {
          name: "badRoute",
          status: 400,
          mediaType: "text/html",
          body: "The URI you submitted has disallowed characters.",
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
        { name: "serverError", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
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
      id: "retrieveTickets",
      method: "POST",
      target: "/staffapi/index.php?/Tickets/Retrieve",
      session: true,
      body: "form",
      inputs: [{ name: "departmentid", in: "form", required: false, schema: { type: ["string", "integer"] } }],
      constants: [],
      examples: [
        {
          name: "tickets",
          status: 200,
          mediaType: "text/xml",
          body: '<kayako_staffapi><status>1</status><error></error><ticket id="1"><displayid>ABC-123-45678</displayid><subject><![CDATA[Hello]]></subject><tags><tag>x</tag></tags></ticket><ticket id="2"/></kayako_staffapi>',
          sent: ["departmentid"]
        },
        {
          name: "noTickets",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>1</status><error></error></kayako_staffapi>",
          sent: []
        },
        {
          name: "deadSession",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-2]]></status><error><![CDATA[Session over.]]></error></kayako_staffapi>",
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "listFailed",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[0]]></status><error><![CDATA[Failed.]]></error></kayako_staffapi>",
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "listFailedWithoutStatus",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status /><error><![CDATA[Failed.]]></error></kayako_staffapi>",
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "idsMissing",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status><![CDATA[-1]]></status><error><![CDATA[Ids missing.]]></error></kayako_staffapi>",
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "unknownStatus",
          status: 200,
          mediaType: "text/xml",
          body: "<kayako_staffapi><status>3</status><error>Something else.</error></kayako_staffapi>",
          reason: "VendorFailure",
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
    }
  ],
  methods: [
    {
      id: "password",
      login: "login",
      fields: [
        { name: "username", secret: false, required: true, kind: "text" },
        { name: "password", secret: true, required: true, kind: "text" }
      ],
      makes: { username: { field: "username" }, password: { field: "password" } },
      oneTimeKey: "twofactorkey"
    }
  ]
}
