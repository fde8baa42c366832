// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { type OperationExample, replay, replayAll } from "@crm-auth/core/testing"
import * as Operations from "../../src/generated/operations.ts"
import * as Schemas from "../../src/generated/schemas.ts"

export const examples: ReadonlyArray<OperationExample> = [
  {
    operation: "createToken",
    name: "beforeR12",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"OK","message":null,"description":null},"data":{"token":"00112233445566778899AABBCCDDEEFF"}}',
    value: {
      status: { code: "OK", message: null, description: null },
      data: { token: "00112233445566778899AABBCCDDEEFF" }
    },
    input: { username: "username", password: "password", organisation: "organisation", unit: "unit" }
  },
  {
    operation: "createToken",
    name: "fromR12",
    status: 200,
    contentType: "application/json",
    body: '{"data":{"token":"eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ1c3IiOiJhcGl1c2VyIiwib3JnIjoiREVNT09SRyIsIm91biI6IjEiLCJleHAiOiIxNzYwMDA3MjAwIiwiaWF0IjoiMTc2MDAwMDAwMCIsImp0aSI6IkFBQUFCQkJCQ0NDQ0RERERFRUVFRkZGRjAwMDAxMTExIn0.c2lnbmF0dXJl"},"status":{"code":"OK","description":"","message":""}}',
    value: {
      data: {
        token:
          "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ1c3IiOiJhcGl1c2VyIiwib3JnIjoiREVNT09SRyIsIm91biI6IjEiLCJleHAiOiIxNzYwMDA3MjAwIiwiaWF0IjoiMTc2MDAwMDAwMCIsImp0aSI6IkFBQUFCQkJCQ0NDQ0RERERFRUVFRkZGRjAwMDAxMTExIn0.c2lnbmF0dXJl"
      },
      status: { code: "OK", description: "", message: "" }
    },
    input: { username: "username", password: "password", organisation: "organisation" }
  },
  {
    operation: "createToken",
    name: "refused",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "VendorFailure"
  },
  {
    operation: "createToken",
    name: "refusedWithoutData",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"SOME.OTHER.CODE"}}',
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "VendorFailure"
  },
  {
    operation: "createToken",
    name: "noData",
    status: 200,
    contentType: "text/html",
    body: '{"status":{"code":"OK","message":"","description":""},"data":null}',
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createToken",
    name: "noToken",
    status: 200,
    contentType: "text/html",
    body: '{"status":{"code":"OK","message":"","description":""},"data":{}}',
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createToken",
    name: "page",
    status: 200,
    contentType: "text/html",
    body: "<html><body>Welcome</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createToken",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "<html><body>Moved</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createToken",
    name: "page",
    status: 401,
    contentType: "text/html",
    body: "<html><body>Unauthorized</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "AccessDenied"
  },
  {
    operation: "createToken",
    name: "emptyBody",
    status: 401,
    contentType: "text/html",
    body: "",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "AccessDenied"
  },
  {
    operation: "createToken",
    name: "page",
    status: 403,
    contentType: "text/html",
    body: "<html><body>Forbidden</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "AccessDenied"
  },
  {
    operation: "createToken",
    name: "page",
    status: 404,
    contentType: "text/html",
    body: "<html><body>Not Found</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createToken",
    name: "page",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "RateLimited"
  },
  {
    operation: "createToken",
    name: "page",
    status: 500,
    contentType: "text/html",
    body: "<html><body>Internal Server Error</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "Unavailable"
  },
  {
    operation: "createToken",
    name: "page",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "Unavailable"
  },
  {
    operation: "createToken",
    name: "page",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "Unavailable"
  },
  {
    operation: "createToken",
    name: "page",
    status: 504,
    contentType: "text/html",
    body: "<html><body>Gateway Timeout</body></html>",
    input: { username: "username", password: "password", organisation: "organisation" },
    reason: "Unavailable"
  },
  {
    operation: "releaseToken",
    name: "released",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"message":"","description":"","code":"OK"},"data":{}}',
    input: { token: "token" }
  },
  {
    operation: "releaseToken",
    name: "alreadyGone",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
    input: { token: "token" },
    reason: "none"
  },
  {
    operation: "releaseToken",
    name: "badGateway",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { token: "token" },
    reason: "none"
  },
  {
    operation: "createTokenFromWebApiKey",
    name: "token",
    status: 200,
    contentType: "application/json",
    body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
    value: { data: { token: "0012345678" }, status: { code: "OK", description: "", message: "" } },
    input: { key: "key" }
  },
  {
    operation: "createTokenFromWebApiKey",
    name: "tokenOfAUnit",
    status: 200,
    contentType: "application/json",
    body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
    value: { data: { token: "0012345678" }, status: { code: "OK", description: "", message: "" } },
    input: { unit: "unit", key: "key" }
  },
  {
    operation: "createTokenFromWebApiKey",
    name: "refused",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
    input: { key: "key" },
    reason: "VendorFailure"
  },
  {
    operation: "createTokenFromWebApiKey",
    name: "noToken",
    status: 200,
    contentType: "text/html",
    body: '{"status":{"code":"OK","message":"","description":""},"data":{}}',
    input: { key: "key" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTokenFromWebApiKey",
    name: "page",
    status: 401,
    contentType: "text/html",
    body: "<html><body>Unauthorized</body></html>",
    input: { key: "key" },
    reason: "AccessDenied"
  },
  {
    operation: "createTokenFromWebApiKey",
    name: "emptyBody",
    status: 401,
    contentType: "text/html",
    body: "",
    input: { key: "key" },
    reason: "AccessDenied"
  },
  {
    operation: "createTokenFromWebApiKey",
    name: "page",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { key: "key" },
    reason: "Unavailable"
  },
  {
    operation: "createTokenFromConsumerApplicationKey",
    name: "tokenByKey",
    status: 200,
    contentType: "application/json",
    body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
    value: { data: { token: "0012345678" }, status: { code: "OK", description: "", message: "" } },
    input: { access_token_identifier: {}, key: "key" }
  },
  {
    operation: "createTokenFromConsumerApplicationKey",
    name: "tokenByJwt",
    status: 200,
    contentType: "application/json",
    body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
    value: { data: { token: "0012345678" }, status: { code: "OK", description: "", message: "" } },
    input: { jwt: "jwt", organisation: "organisation" }
  },
  {
    operation: "createTokenFromConsumerApplicationKey",
    name: "refused",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "createTokenFromConsumerApplicationKey",
    name: "noToken",
    status: 200,
    contentType: "text/html",
    body: '{"status":{"code":"OK","message":"","description":""},"data":{}}',
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTokenFromConsumerApplicationKey",
    name: "page",
    status: 401,
    contentType: "text/html",
    body: "<html><body>Unauthorized</body></html>",
    input: {},
    reason: "AccessDenied"
  },
  {
    operation: "createTokenFromConsumerApplicationKey",
    name: "emptyBody",
    status: 401,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "AccessDenied"
  },
  {
    operation: "createTokenFromConsumerApplicationKey",
    name: "page",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "createTokenFromDeviceApplicationKey",
    name: "token",
    status: 200,
    contentType: "application/json",
    body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
    value: { data: { token: "0012345678" }, status: { code: "OK", description: "", message: "" } },
    input: { installed_item_identifier: {}, jwt_token: "jwt_token" }
  },
  {
    operation: "createTokenFromDeviceApplicationKey",
    name: "tokenByKey",
    status: 200,
    contentType: "application/json",
    body: '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}',
    value: { data: { token: "0012345678" }, status: { code: "OK", description: "", message: "" } },
    input: { installed_item_identifier: {}, jwt_token: "jwt_token", key: "key" }
  },
  {
    operation: "createTokenFromDeviceApplicationKey",
    name: "refused",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
    input: { installed_item_identifier: {}, jwt_token: "jwt_token" },
    reason: "VendorFailure"
  },
  {
    operation: "createTokenFromDeviceApplicationKey",
    name: "noToken",
    status: 200,
    contentType: "text/html",
    body: '{"status":{"code":"OK","message":"","description":""},"data":{}}',
    input: { installed_item_identifier: {}, jwt_token: "jwt_token" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTokenFromDeviceApplicationKey",
    name: "page",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { installed_item_identifier: {}, jwt_token: "jwt_token" },
    reason: "Unavailable"
  },
  {
    operation: "showContactInformation",
    name: "contact",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"OK","message":null,"description":null},"data":{"id":"00000000000000000000000000000002","type":"PERSON","name":"Ann Lee","first_name":"Ann","last_name":"Lee","company_name":null}}',
    value: {
      status: { code: "OK", message: null, description: null },
      data: {
        id: "00000000000000000000000000000002",
        type: "PERSON",
        name: "Ann Lee",
        first_name: "Ann",
        last_name: "Lee",
        company_name: null
      }
    },
    input: { contact_information_identifier: "number=CI000111", fields_set: "fields_set" }
  },
  {
    operation: "showContactInformation",
    name: "businessFailure",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"COM.CRM.EXCEPTION.SUBSCRIPTIONS.SERVICEALREADYEXISTSONSUBSCRIPTIONEXCEPTION","message":"...","description":"..."},"data":{}}',
    input: { contact_information_identifier: "number=CI000111" },
    reason: "VendorFailure"
  },
  {
    operation: "showContactInformation",
    name: "deadToken",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
    input: { contact_information_identifier: "number=CI000111" },
    reason: "VendorFailure"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 200,
    contentType: "text/html",
    body: "<html><body>Welcome</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "showContactInformation",
    name: "emptyBody",
    status: 200,
    contentType: "text/html",
    body: "",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "showContactInformation",
    name: "otherProtocol",
    status: 200,
    contentType: "text/html",
    body: '{"code":"OK"}',
    input: { contact_information_identifier: "number=CI000111" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "showContactInformation",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "<html><body>Moved</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "showContactInformation",
    name: "failure",
    status: 400,
    contentType: "application/json",
    body: '{"status":{"code":"SOME.OTHER.CODE","message":"...","description":"..."},"data":null}',
    input: { contact_information_identifier: "number=CI000111" },
    reason: "VendorFailure"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 401,
    contentType: "text/html",
    body: "<html><body>Unauthorized</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "AccessDenied"
  },
  {
    operation: "showContactInformation",
    name: "emptyBody",
    status: 401,
    contentType: "text/html",
    body: "",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "AccessDenied"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 403,
    contentType: "text/html",
    body: "<html><body>Forbidden</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "AccessDenied"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 404,
    contentType: "text/html",
    body: "<html><body>Not Found</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "RateLimited"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 500,
    contentType: "text/html",
    body: "<html><body>Internal Server Error</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "Unavailable"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "Unavailable"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "Unavailable"
  },
  {
    operation: "showContactInformation",
    name: "page",
    status: 504,
    contentType: "text/html",
    body: "<html><body>Gateway Timeout</body></html>",
    input: { contact_information_identifier: "number=CI000111" },
    reason: "Unavailable"
  },
  {
    operation: "createContactInformation",
    name: "created",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"OK","message":"","description":""},"data":{"id":"00000000000000000000000000000002"}}',
    value: { status: { code: "OK", message: "", description: "" }, data: { id: "00000000000000000000000000000002" } },
    input: { type: "type", first_name: "first_name", last_name: "last_name" }
  },
  {
    operation: "createContactInformation",
    name: "refused",
    status: 200,
    contentType: "application/json",
    body: '{"status":{"code":"COM.CRM.EXCEPTION.EXAMPLE","message":"...","description":"..."},"data":{}}',
    input: { type: "type" },
    reason: "VendorFailure"
  },
  {
    operation: "createContactInformation",
    name: "page",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { type: "type" },
    reason: "Unavailable"
  }
]

/** Each example with the effect that fails when its operation does not give what the example says. */
export const replays = /*#__PURE__*/ replayAll(examples, {
  createToken: /*#__PURE__*/ replay(Operations.createToken, Schemas.CreateTokenInput, Schemas.TokenReply),
  releaseToken: /*#__PURE__*/ replay(Operations.releaseToken, Schemas.ReleaseTokenInput),
  createTokenFromWebApiKey: /*#__PURE__*/ replay(
    Operations.createTokenFromWebApiKey,
    Schemas.CreateTokenFromWebApiKeyInput,
    Schemas.TokenReply
  ),
  createTokenFromConsumerApplicationKey: /*#__PURE__*/ replay(
    Operations.createTokenFromConsumerApplicationKey,
    Schemas.CreateTokenFromConsumerApplicationKeyInput,
    Schemas.TokenReply
  ),
  createTokenFromDeviceApplicationKey: /*#__PURE__*/ replay(
    Operations.createTokenFromDeviceApplicationKey,
    Schemas.CreateTokenFromDeviceApplicationKeyInput,
    Schemas.TokenReply
  ),
  showContactInformation: /*#__PURE__*/ replay(
    Operations.showContactInformation,
    Schemas.ShowContactInformationInput,
    Schemas.ContactReply
  ),
  createContactInformation: /*#__PURE__*/ replay(
    Operations.createContactInformation,
    Schemas.CreateContactInformationInput,
    Schemas.ContactReply
  )
})
