// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
      id: "exchangeExternalToken",
      method: "GET",
      target: "/sessiontoken",
      session: false,
      body: "none",
      inputs: [
        { name: "externalToken", in: "query", required: true, schema: { type: "string" } },
        { name: "uid", in: "query", required: true, schema: { type: "integer" } }
      ],
      constants: [],
      examples: [
        {
          name: "sessionToken",
          status: 200,
          mediaType: "application/json",
          body: '{"SessionToken":"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE","TenantId":1,"CompanyId":10,"SubscriptionExpired":false}',
          sent: []
        },
        {
          name: "noToken",
          status: 200,
          mediaType: "text/html",
          body: '{"MemorableWordList":[{"Position":5,"Value":""}]}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "refused",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
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
      id: "createTemporaryToken",
      method: "POST",
      target: "/sessiontoken",
      session: false,
      body: "json",
      inputs: [
        { name: "UserName", in: "json", required: true, schema: { type: "string" } },
        { name: "Password", in: "json", required: true, schema: { type: "string" } }
      ],
      constants: [],
      examples: [
        {
          name: "temporaryToken",
          status: 201,
          mediaType: "application/json",
          body: '{"TemporaryToken":"11111111-2222-4333-8444-555555555555","MemorableWordList":[{"Position":5,"Value":""},{"Position":2,"Value":""},{"Position":8,"Value":""}],"HasTemporaryPassword":false,"IsAdmin":true,"PackageName":"Business","PartnerBrandingOptOut":true,"PartnerId":3,"SubscriptionExpired":false}',
          sent: []
        },
        {
          name: "positionsAsText",
          status: 201,
          mediaType: "application/json",
          body: '{"TemporaryToken":"11111111-2222-4333-8444-555555555555","MemorableWordList":[{"Position":"5"},{"Position":"2"},{"Position":"8"}],"IsAdmin":null,"PackageName":null,"IsLockedOut":false,"Disabled":false}',
          sent: []
        },
        {
          name: "noToken",
          status: 201,
          mediaType: "text/html",
          body: '{"MemorableWordList":[]}',
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "emptyBody", status: 201, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        {
          name: "page",
          status: 201,
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
          name: "invalidCredentials",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"InvalidCredentials","Message":"Wrong login."}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "passwordExpired",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"PasswordExpired","Message":"Change it."}',
          reason: "PasswordExpired",
          sent: []
        },
        {
          name: "accountLocked",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"AccountLocked","Message":"Locked."}',
          reason: "AccountLocked",
          sent: []
        },
        {
          name: "databaseTimeout",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"-2146232060","Message":"Database timeout."}',
          reason: "Unavailable",
          sent: []
        },
        {
          name: "unlistedCode",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "accountLocked",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"AccountLocked","Message":"Locked."}',
          reason: "AccountLocked",
          sent: []
        },
        {
          name: "subscriptionExpired",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"SubscriptionExpired","Message":"Lapsed."}',
          reason: "SubscriptionExpired",
          sent: []
        },
        {
          name: "noCode",
          status: 404,
          mediaType: "application/json",
          body: '{"Message":"No HTTP resource was found."}',
          reason: "UnexpectedResponse",
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
        { name: "notAllowed", status: 405, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        {
          name: "tooMany",
          status: 429,
          mediaType: "text/html",
          body: "Too Many Requests",
          reason: "RateLimited",
          sent: []
        },
        {
          name: "serverError",
          status: 500,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "Unavailable",
          sent: []
        },
        { name: "emptyBody", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
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
      id: "createSessionToken",
      method: "PUT",
      target: "/sessiontoken",
      session: false,
      body: "json",
      inputs: [
        { name: "TemporaryToken", in: "json", required: true, schema: { type: "string" } },
        {
          name: "MemorableWordList",
          in: "json",
          required: true,
          schema: {
            type: "array",
            items: {
              type: "object",
              properties: { Position: { type: ["number", "string"], pattern: "^[0-9]+$" }, Value: { type: "string" } },
              required: ["Position", "Value"]
            }
          }
        },
        { name: "KeepUserLoggedIn", in: "json", required: false, schema: { type: "boolean" } }
      ],
      constants: [],
      examples: [
        {
          name: "sessionToken",
          status: 200,
          mediaType: "application/json",
          body: '{"SessionToken":"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE","CompanyName":"Demo Ltd","IsAdmin":true,"SubscriptionExpired":false,"PackageName":"Business","StartPageUrl":"/start","SubscriptionExpiryDate":"2030-01-31"}',
          sent: []
        },
        {
          name: "leastSessionToken",
          status: 200,
          mediaType: "application/json",
          body: '{"SessionToken":"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE"}',
          sent: ["KeepUserLoggedIn"]
        },
        {
          name: "noToken",
          status: 200,
          mediaType: "text/html",
          body: '{"CompanyName":"Demo Ltd"}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "wrongCharacters",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "accountLocked",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"AccountLocked","Message":"Locked."}',
          reason: "AccountLocked",
          sent: []
        },
        {
          name: "databaseTimeout",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"-2146232060","Message":"Database timeout."}',
          reason: "Unavailable",
          sent: []
        },
        {
          name: "staleTemporaryToken",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"InvalidSessionToken","Message":"Token not accepted."}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "serverError",
          status: 500,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "Unavailable",
          sent: []
        },
        { name: "emptyBody", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
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
      id: "deleteSessionToken",
      method: "DELETE",
      target: "/sessiontoken/{sessionToken}",
      session: true,
      carries: "sessionToken",
      body: "none",
      inputs: [{ name: "sessionToken", in: "path", required: true, schema: { type: "string" } }],
      constants: [],
      examples: [
        { name: "emptyObject", status: 200, mediaType: "text/plain", body: "{}", sent: [] },
        {
          name: "alreadyGone",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"InvalidSessionToken","Message":"Token not accepted."}',
          reason: "none",
          sent: []
        },
        {
          name: "otherCode",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noCode",
          status: 404,
          mediaType: "application/json",
          body: '{"Message":"No HTTP resource was found."}',
          reason: "UnexpectedResponse",
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
      id: "listCustomers",
      method: "GET",
      target: "/customers",
      session: true,
      body: "none",
      inputs: [
        { name: "page", in: "query", required: false, schema: { type: "integer" } },
        { name: "perpage", in: "query", required: false, schema: { type: "integer" } }
      ],
      constants: [],
      examples: [
        {
          name: "emptyPage",
          status: 200,
          mediaType: "application/json",
          body: '{"Data":[],"MetaData":{"NextPageUrl":null}}',
          sent: ["page", "perpage"]
        },
        {
          name: "onePage",
          status: 200,
          mediaType: "application/json",
          body: '{"Data":[{"Code":"DEMO","Name":"Demo Ltd"}],"MetaData":{"NextPageUrl":"https://api.kashflow.com/v2/customers?page=2&perpage=1"}}',
          sent: []
        },
        {
          name: "page",
          status: 200,
          mediaType: "text/html",
          body: "<!doctype html><html><body>Welcome</body></html>",
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
          name: "databaseTimeout",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"-2146232060","Message":"Database timeout."}',
          reason: "Unavailable",
          sent: []
        },
        {
          name: "otherCode",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "deadSession",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"InvalidSessionToken","Message":"Token not accepted."}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "accountLocked",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"AccountLocked","Message":"Locked."}',
          reason: "AccountLocked",
          sent: []
        },
        {
          name: "subscriptionExpired",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"SubscriptionExpired","Message":"Lapsed."}',
          reason: "SubscriptionExpired",
          sent: []
        },
        {
          name: "notPermitted",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"Not allowed."}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "noCode",
          status: 401,
          mediaType: "application/json",
          body: '{"Message":"Authorization has been denied for this request."}',
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "emptyBody", status: 401, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        {
          name: "page",
          status: 401,
          mediaType: "text/html",
          body: "<html><body>Unauthorized</body></html>",
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "withCode",
          status: 403,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "withoutCode",
          status: 403,
          mediaType: "application/json",
          body: '{"Message":"Forbidden"}',
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "page",
          status: 403,
          mediaType: "text/html",
          body: "<html><body>Forbidden</body></html>",
          reason: "AccessDenied",
          sent: []
        },
        { name: "emptyBody", status: 403, mediaType: "text/html", body: "", reason: "AccessDenied", sent: [] },
        {
          name: "withCode",
          status: 404,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "VendorFailure",
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
          name: "tooMany",
          status: 429,
          mediaType: "text/html",
          body: "Too Many Requests",
          reason: "RateLimited",
          sent: []
        },
        {
          name: "serverError",
          status: 500,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "Unavailable",
          sent: []
        },
        { name: "emptyBody", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] },
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
      id: "createCustomer",
      method: "POST",
      target: "/customers",
      session: true,
      body: "json",
      inputs: [
        { name: "Name", in: "json", required: true, schema: { type: "string" } },
        { name: "Code", in: "json", required: false, schema: { type: "string" } }
      ],
      constants: [],
      examples: [
        {
          name: "created",
          status: 201,
          mediaType: "application/json",
          body: '{"Code":"DEMO","Name":"Demo Ltd"}',
          sent: ["Code"]
        },
        {
          name: "databaseTimeout",
          status: 400,
          mediaType: "application/json",
          body: '{"Error":"-2146232060","Message":"Database timeout."}',
          reason: "Unavailable",
          sent: []
        },
        {
          name: "deadSession",
          status: 401,
          mediaType: "application/json",
          body: '{"Error":"InvalidSessionToken","Message":"Token not accepted."}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "serverError",
          status: 500,
          mediaType: "application/json",
          body: '{"Error":"SomeOtherCode","Message":"..."}',
          reason: "Unavailable",
          sent: []
        },
        { name: "emptyBody", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] }
      ]
    }
  ],
  methods: [
    {
      id: "password",
      login: "createSessionToken",
      fields: [
        { name: "username", secret: false, required: true, kind: "text" },
        { name: "password", secret: true, required: true, kind: "text" },
        { name: "memorableWord", secret: true, required: false, kind: "text" }
      ],
      makes: {
        UserName: { field: "username" },
        Password: { field: "password" },
        TemporaryToken: { reply: "createTemporaryToken", at: "/TemporaryToken" },
        MemorableWordList: {
          characters: { field: "memorableWord" },
          positions: { reply: "createTemporaryToken", at: "/MemorableWordList" },
          position: "Position",
          value: "Value"
        }
      }
    },
    {
      id: "externalToken",
      login: "exchangeExternalToken",
      fields: [
        { name: "externalToken", secret: true, required: true, kind: "text" },
        { name: "uid", secret: false, required: true, kind: "number" }
      ],
      makes: { externalToken: { field: "externalToken" }, uid: { field: "uid" } }
    },
    {
      id: "sessionToken",
      session: true,
      fields: [{ name: "sessionToken", secret: true, required: true, kind: "text" }],
      makes: {}
    }
  ]
}
