// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
  logoutUselessFrom: "R12",
  operations: [
    {
      id: "createToken",
      method: "POST",
      target: "/authentication/token",
      session: false,
      body: "json",
      inputs: [
        { name: "username", in: "json", required: true, schema: { type: "string" } },
        { name: "password", in: "json", required: true, schema: { type: "string" } },
        { name: "organisation", in: "json", required: true, schema: { type: "string" } },
        { name: "unit", in: "json", required: false, schema: { type: "string" } }
      ],
      constants: [],
      examples: [
        {
          name: "beforeR12",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"OK","message":null,"description":null},"data":{"token":"00112233445566778899AABBCCDDEEFF"}}',
          sent: ["unit"]
        },
        {
          name: "fromR12",
          status: 200,
          mediaType: "application/json",
          body: '{"data":{"token":"eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ1c3IiOiJhcGl1c2VyIiwib3JnIjoiREVNT09SRyIsIm91biI6IjEiLCJleHAiOiIxNzYwMDA3MjAwIiwiaWF0IjoiMTc2MDAwMDAwMCIsImp0aSI6IkFBQUFCQkJCQ0NDQ0RERERFRUVFRkZGRjAwMDAxMTExIn0.c2lnbmF0dXJl"},"status":{"code":"OK","description":"","message":""}}',
          sent: []
        },
        {
          name: "refused",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "refusedWithoutData",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"SOME.OTHER.CODE"}}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noData",
          status: 200,
          mediaType: "text/html",
          body: '{"status":{"code":"OK","message":"","description":""},"data":null}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "noToken",
          status: 200,
          mediaType: "text/html",
          body: '{"status":{"code":"OK","message":"","description":""},"data":{}}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "page",
          status: 200,
          mediaType: "text/html",
          body: "<html><body>Welcome</body></html>",
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
          name: "page",
          status: 401,
          mediaType: "text/html",
          body: "<html><body>Unauthorized</body></html>",
          reason: "AccessDenied",
          sent: []
        },
        { name: "emptyBody", status: 401, mediaType: "text/html", body: "", reason: "AccessDenied", sent: [] },
        {
          name: "page",
          status: 403,
          mediaType: "text/html",
          body: "<html><body>Forbidden</body></html>",
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "page",
          status: 404,
          mediaType: "text/html",
          body: "<html><body>Not Found</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "page",
          status: 429,
          mediaType: "text/html",
          body: "Too Many Requests",
          reason: "RateLimited",
          sent: []
        },
        {
          name: "page",
          status: 500,
          mediaType: "text/html",
          body: "<html><body>Internal Server Error</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "page",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "page",
          status: 503,
          mediaType: "text/html",
          body: "<html><body>Service Unavailable</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "page",
          status: 504,
          mediaType: "text/html",
          body: "<html><body>Gateway Timeout</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "releaseToken",
      method: "POST",
      target: "/authentication/token/release",
      session: false,
      carries: "token",
      body: "json",
      inputs: [{ name: "token", in: "json", required: true, schema: { type: "string" } }],
      constants: [],
      examples: [
        {
          name: "released",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"message":"","description":"","code":"OK"},"data":{}}',
          sent: []
        },
        {
          name: "alreadyGone",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
          reason: "none",
          sent: []
        },
        {
          name: "badGateway",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "none",
          sent: []
        }
      ]
    },
    {
      id: "createTokenFromWebApiKey",
      method: "POST",
      target: "/authentication/web_api_key/token",
      session: false,
      basic: { name: "key", required: true },
      body: "json",
      inputs: [{ name: "unit", in: "json", required: false, schema: { type: "string" } }],
      constants: [],
      examples: [
        {
          name: "token",
          status: 200,
          mediaType: "application/json",
          body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
          sent: []
        },
        {
          name: "tokenOfAUnit",
          status: 200,
          mediaType: "application/json",
          body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
          sent: ["unit"]
        },
        {
          name: "refused",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noToken",
          status: 200,
          mediaType: "text/html",
          body: '{"status":{"code":"OK","message":"","description":""},"data":{}}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "page",
          status: 401,
          mediaType: "text/html",
          body: "<html><body>Unauthorized</body></html>",
          reason: "AccessDenied",
          sent: []
        },
        { name: "emptyBody", status: 401, mediaType: "text/html", body: "", reason: "AccessDenied", sent: [] },
        {
          name: "page",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "createTokenFromConsumerApplicationKey",
      method: "POST",
      target: "/authentication/consumer_application_key/token",
      session: false,
      basic: { name: "key", required: false },
      body: "json",
      inputs: [
        {
          name: "access_token_identifier",
          in: "json",
          required: false,
          schema: {
            type: "object",
            properties: {
              authentication_code: { type: "string" },
              identifier: { type: "string" },
              pass_code: { type: "string" }
            }
          }
        },
        { name: "jwt", in: "json", required: false, schema: { type: "string" } },
        { name: "organisation", in: "json", required: false, schema: { type: "string" } },
        { name: "unit", in: "json", required: false, schema: { type: "string" } }
      ],
      constants: [],
      examples: [
        {
          name: "tokenByKey",
          status: 200,
          mediaType: "application/json",
          body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
          sent: ["key", "access_token_identifier"]
        },
        {
          name: "tokenByJwt",
          status: 200,
          mediaType: "application/json",
          body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
          sent: ["jwt", "organisation"]
        },
        {
          name: "refused",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noToken",
          status: 200,
          mediaType: "text/html",
          body: '{"status":{"code":"OK","message":"","description":""},"data":{}}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "page",
          status: 401,
          mediaType: "text/html",
          body: "<html><body>Unauthorized</body></html>",
          reason: "AccessDenied",
          sent: []
        },
        { name: "emptyBody", status: 401, mediaType: "text/html", body: "", reason: "AccessDenied", sent: [] },
        {
          name: "page",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "createTokenFromDeviceApplicationKey",
      method: "POST",
      target: "/authentication/device_application_key/token",
      session: false,
      basic: { name: "key", required: false },
      body: "json",
      inputs: [
        {
          name: "installed_item_identifier",
          in: "json",
          required: true,
          schema: { type: "object", properties: { number: { type: "string" } } }
        },
        { name: "jwt_token", in: "json", required: true, schema: { type: "string" } }
      ],
      constants: [],
      examples: [
        {
          name: "token",
          status: 200,
          mediaType: "application/json",
          body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
          sent: []
        },
        {
          name: "tokenByKey",
          status: 200,
          mediaType: "application/json",
          body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
          sent: ["key"]
        },
        {
          name: "refused",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noToken",
          status: 200,
          mediaType: "text/html",
          body: '{"status":{"code":"OK","message":"","description":""},"data":{}}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "page",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "showContactInformation",
      method: "GET",
      target: "/contact_information/show",
      session: true,
      body: "none",
      inputs: [
        { name: "contact_information_identifier", in: "query", required: true, schema: { type: "string" } },
        { name: "fields_set", in: "query", required: false, schema: { type: "string" } }
      ],
      constants: [],
      examples: [
        {
          name: "contact",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"OK","message":null,"description":null},"data":{"id":"00000000000000000000000000000002","type":"PERSON","name":"Ann Lee","first_name":"Ann","last_name":"Lee","company_name":null}}',
          sent: ["fields_set"]
        },
        {
          name: "businessFailure",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"COM.CRM.EXCEPTION.SUBSCRIPTIONS.SERVICEALREADYEXISTSONSUBSCRIPTIONEXCEPTION","message":"...","description":"..."},"data":{}}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "deadToken",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "page",
          status: 200,
          mediaType: "text/html",
          body: "<html><body>Welcome</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "emptyBody", status: 200, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        {
          name: "otherProtocol",
          status: 200,
          mediaType: "text/html",
          body: '{"code":"OK"}',
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
          name: "failure",
          status: 400,
          mediaType: "application/json",
          body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "page",
          status: 401,
          mediaType: "text/html",
          body: "<html><body>Unauthorized</body></html>",
          reason: "AccessDenied",
          sent: []
        },
        { name: "emptyBody", status: 401, mediaType: "text/html", body: "", reason: "AccessDenied", sent: [] },
        {
          name: "page",
          status: 403,
          mediaType: "text/html",
          body: "<html><body>Forbidden</body></html>",
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "page",
          status: 404,
          mediaType: "text/html",
          body: "<html><body>Not Found</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "page",
          status: 429,
          mediaType: "text/html",
          body: "Too Many Requests",
          reason: "RateLimited",
          sent: []
        },
        {
          name: "page",
          status: 500,
          mediaType: "text/html",
          body: "<html><body>Internal Server Error</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "page",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "page",
          status: 503,
          mediaType: "text/html",
          body: "<html><body>Service Unavailable</body></html>",
          reason: "Unavailable",
          sent: []
        },
        {
          name: "page",
          status: 504,
          mediaType: "text/html",
          body: "<html><body>Gateway Timeout</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    },
    {
      id: "createContactInformation",
      method: "POST",
      target: "/contact_information/create",
      session: true,
      body: "json",
      inputs: [
        { name: "type", in: "json", required: true, schema: { type: "string" } },
        { name: "first_name", in: "json", required: false, schema: { type: "string" } },
        { name: "last_name", in: "json", required: false, schema: { type: "string" } },
        { name: "company_name", in: "json", required: false, schema: { type: "string" } }
      ],
      constants: [],
      examples: [
        {
          name: "created",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"OK","message":"","description":""},"data":{"id":"00000000000000000000000000000002"}}',
          sent: ["first_name", "last_name"]
        },
        {
          name: "refused",
          status: 200,
          mediaType: "application/json",
          body: '{"status":{"code":"COM.CRM.EXCEPTION.EXAMPLE","message":"...","description":"..."},"data":{}}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "page",
          status: 502,
          mediaType: "text/html",
          body: "<html><body>Bad Gateway</body></html>",
          reason: "Unavailable",
          sent: []
        }
      ]
    }
  ],
  methods: [
    {
      id: "user",
      login: "createToken",
      fields: [
        { name: "username", secret: false, required: true, kind: "text" },
        { name: "password", secret: true, required: true, kind: "text" },
        { name: "organisation", secret: false, required: true, kind: "text" },
        { name: "unit", secret: false, required: false, kind: "text" }
      ],
      makes: {
        username: { field: "username" },
        password: { field: "password" },
        organisation: { field: "organisation" },
        unit: { field: "unit" }
      }
    },
    {
      id: "webApiKey",
      login: "createTokenFromWebApiKey",
      fields: [
        { name: "webApiKey", secret: true, required: true, kind: "text" },
        { name: "unit", secret: false, required: false, kind: "text" }
      ],
      makes: { unit: { field: "unit" }, key: { field: "webApiKey" } }
    },
    {
      id: "consumer",
      login: "createTokenFromConsumerApplicationKey",
      fields: [
        { name: "applicationKey", secret: true, required: true, kind: "text" },
        { name: "identifier", secret: true, required: true, kind: "text" },
        { name: "passCode", secret: true, required: true, kind: "text" },
        { name: "authenticationCode", secret: true, required: true, kind: "text" },
        { name: "jwt", secret: true, required: true, kind: "text" },
        { name: "organisationId", secret: false, required: true, kind: "text" },
        { name: "unit", secret: false, required: true, kind: "text" }
      ],
      variants: [
        { required: ["applicationKey", "identifier", "passCode"], optional: ["authenticationCode", "unit"] },
        { required: ["applicationKey", "authenticationCode"], optional: ["unit"] },
        { required: ["jwt", "organisationId"], optional: [] }
      ],
      makes: {
        access_token_identifier: {
          object: {
            identifier: { field: "identifier" },
            pass_code: { field: "passCode" },
            authentication_code: { field: "authenticationCode" }
          }
        },
        jwt: { field: "jwt" },
        organisation: { field: "organisationId" },
        unit: { field: "unit" },
        key: { field: "applicationKey" }
      }
    },
    {
      id: "device",
      login: "createTokenFromDeviceApplicationKey",
      fields: [
        { name: "installedItem", secret: false, required: true, kind: "text" },
        { name: "jwt", secret: true, required: true, kind: "text" },
        { name: "applicationKey", secret: true, required: false, kind: "text" }
      ],
      makes: {
        installed_item_identifier: { object: { number: { field: "installedItem" } } },
        jwt_token: { field: "jwt" },
        key: { field: "applicationKey" }
      }
    }
  ]
}
