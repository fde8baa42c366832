// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { type OperationExample, replay, replayAll } from "@crm-auth/core/testing"
import * as Operations from "../../src/generated/operations.ts"
import * as Schemas from "../../src/generated/schemas.ts"

export const examples: ReadonlyArray<OperationExample> = [
  {
    operation: "exchangeExternalToken",
    name: "sessionToken",
    status: 200,
    contentType: "application/json",
    body: '{"SessionToken":"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE","TenantId":1,"CompanyId":10,"SubscriptionExpired":false}',
    value: {
      SessionToken: "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE",
      TenantId: 1,
      CompanyId: 10,
      SubscriptionExpired: false
    },
    input: { externalToken: "externalToken", uid: 1 }
  },
  {
    operation: "exchangeExternalToken",
    name: "noToken",
    status: 200,
    contentType: "text/html",
    body: '{"MemorableWordList":[{"Position":5,"Value":""}]}',
    input: { externalToken: "externalToken", uid: 1 },
    reason: "UnexpectedResponse"
  },
  {
    operation: "exchangeExternalToken",
    name: "refused",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: { externalToken: "externalToken", uid: 1 },
    reason: "VendorFailure"
  },
  {
    operation: "exchangeExternalToken",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { externalToken: "externalToken", uid: 1 },
    reason: "Unavailable"
  },
  {
    operation: "createTemporaryToken",
    name: "temporaryToken",
    status: 201,
    contentType: "application/json",
    body: '{"TemporaryToken":"11111111-2222-4333-8444-555555555555","MemorableWordList":[{"Position":5,"Value":""},{"Position":2,"Value":""},{"Position":8,"Value":""}],"HasTemporaryPassword":false,"IsAdmin":true,"PackageName":"Business","PartnerBrandingOptOut":true,"PartnerId":3,"SubscriptionExpired":false}',
    value: {
      TemporaryToken: "11111111-2222-4333-8444-555555555555",
      MemorableWordList: [
        { Position: 5, Value: "" },
        { Position: 2, Value: "" },
        { Position: 8, Value: "" }
      ],
      HasTemporaryPassword: false,
      IsAdmin: true,
      PackageName: "Business",
      PartnerBrandingOptOut: true,
      PartnerId: 3,
      SubscriptionExpired: false
    },
    input: { UserName: "UserName", Password: "Password" }
  },
  {
    operation: "createTemporaryToken",
    name: "positionsAsText",
    status: 201,
    contentType: "application/json",
    body: '{"TemporaryToken":"11111111-2222-4333-8444-555555555555","MemorableWordList":[{"Position":"5"},{"Position":"2"},{"Position":"8"}],"IsAdmin":null,"PackageName":null,"IsLockedOut":false,"Disabled":false}',
    value: {
      TemporaryToken: "11111111-2222-4333-8444-555555555555",
      MemorableWordList: [{ Position: "5" }, { Position: "2" }, { Position: "8" }],
      IsAdmin: null,
      PackageName: null,
      IsLockedOut: false,
      Disabled: false
    },
    input: { UserName: "UserName", Password: "Password" }
  },
  {
    operation: "createTemporaryToken",
    name: "noToken",
    status: 201,
    contentType: "text/html",
    body: '{"MemorableWordList":[]}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTemporaryToken",
    name: "emptyBody",
    status: 201,
    contentType: "text/html",
    body: "",
    input: { UserName: "UserName", Password: "Password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTemporaryToken",
    name: "page",
    status: 201,
    contentType: "text/html",
    body: "<html><body>Welcome</body></html>",
    input: { UserName: "UserName", Password: "Password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTemporaryToken",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "<html><body>Moved</body></html>",
    input: { UserName: "UserName", Password: "Password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTemporaryToken",
    name: "invalidCredentials",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"InvalidCredentials","Message":"Wrong login."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "InvalidCredentials"
  },
  {
    operation: "createTemporaryToken",
    name: "passwordExpired",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"PasswordExpired","Message":"Change it."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "PasswordExpired"
  },
  {
    operation: "createTemporaryToken",
    name: "accountLocked",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"AccountLocked","Message":"Locked."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "AccountLocked"
  },
  {
    operation: "createTemporaryToken",
    name: "databaseTimeout",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"-2146232060","Message":"Database timeout."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "Unavailable"
  },
  {
    operation: "createTemporaryToken",
    name: "unlistedCode",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "VendorFailure"
  },
  {
    operation: "createTemporaryToken",
    name: "accountLocked",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"AccountLocked","Message":"Locked."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "AccountLocked"
  },
  {
    operation: "createTemporaryToken",
    name: "subscriptionExpired",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"SubscriptionExpired","Message":"Lapsed."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "SubscriptionExpired"
  },
  {
    operation: "createTemporaryToken",
    name: "noCode",
    status: 404,
    contentType: "application/json",
    body: '{"Message":"No HTTP resource was found."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTemporaryToken",
    name: "page",
    status: 404,
    contentType: "text/html",
    body: "<html><body>Not Found</body></html>",
    input: { UserName: "UserName", Password: "Password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTemporaryToken",
    name: "notAllowed",
    status: 405,
    contentType: "text/html",
    body: "",
    input: { UserName: "UserName", Password: "Password" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createTemporaryToken",
    name: "tooMany",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: { UserName: "UserName", Password: "Password" },
    reason: "RateLimited"
  },
  {
    operation: "createTemporaryToken",
    name: "serverError",
    status: 500,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: { UserName: "UserName", Password: "Password" },
    reason: "Unavailable"
  },
  {
    operation: "createTemporaryToken",
    name: "emptyBody",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { UserName: "UserName", Password: "Password" },
    reason: "Unavailable"
  },
  {
    operation: "createTemporaryToken",
    name: "badGateway",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: { UserName: "UserName", Password: "Password" },
    reason: "Unavailable"
  },
  {
    operation: "createTemporaryToken",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { UserName: "UserName", Password: "Password" },
    reason: "Unavailable"
  },
  {
    operation: "createTemporaryToken",
    name: "timeout",
    status: 504,
    contentType: "text/html",
    body: "<html><body>Gateway Timeout</body></html>",
    input: { UserName: "UserName", Password: "Password" },
    reason: "Unavailable"
  },
  {
    operation: "createSessionToken",
    name: "sessionToken",
    status: 200,
    contentType: "application/json",
    body: '{"SessionToken":"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE","CompanyName":"Demo Ltd","IsAdmin":true,"SubscriptionExpired":false,"PackageName":"Business","StartPageUrl":"/start","SubscriptionExpiryDate":"2030-01-31"}',
    value: {
      SessionToken: "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE",
      CompanyName: "Demo Ltd",
      IsAdmin: true,
      SubscriptionExpired: false,
      PackageName: "Business",
      StartPageUrl: "/start",
      SubscriptionExpiryDate: "2030-01-31"
    },
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] }
  },
  {
    operation: "createSessionToken",
    name: "leastSessionToken",
    status: 200,
    contentType: "application/json",
    body: '{"SessionToken":"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE"}',
    value: { SessionToken: "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE" },
    input: {
      TemporaryToken: "TemporaryToken",
      MemorableWordList: [{ Position: 1, Value: "Value" }],
      KeepUserLoggedIn: true
    }
  },
  {
    operation: "createSessionToken",
    name: "noToken",
    status: 200,
    contentType: "text/html",
    body: '{"CompanyName":"Demo Ltd"}',
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] },
    reason: "UnexpectedResponse"
  },
  {
    operation: "createSessionToken",
    name: "wrongCharacters",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] },
    reason: "VendorFailure"
  },
  {
    operation: "createSessionToken",
    name: "accountLocked",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"AccountLocked","Message":"Locked."}',
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] },
    reason: "AccountLocked"
  },
  {
    operation: "createSessionToken",
    name: "databaseTimeout",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"-2146232060","Message":"Database timeout."}',
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] },
    reason: "Unavailable"
  },
  {
    operation: "createSessionToken",
    name: "staleTemporaryToken",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"InvalidSessionToken","Message":"Token not accepted."}',
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] },
    reason: "VendorFailure"
  },
  {
    operation: "createSessionToken",
    name: "serverError",
    status: 500,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] },
    reason: "Unavailable"
  },
  {
    operation: "createSessionToken",
    name: "emptyBody",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] },
    reason: "Unavailable"
  },
  {
    operation: "createSessionToken",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { TemporaryToken: "TemporaryToken", MemorableWordList: [{ Position: 1, Value: "Value" }] },
    reason: "Unavailable"
  },
  {
    operation: "deleteSessionToken",
    name: "emptyObject",
    status: 200,
    contentType: "text/plain",
    body: "{}",
    input: { sessionToken: "sessionToken" }
  },
  {
    operation: "deleteSessionToken",
    name: "alreadyGone",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"InvalidSessionToken","Message":"Token not accepted."}',
    input: { sessionToken: "sessionToken" },
    reason: "none"
  },
  {
    operation: "deleteSessionToken",
    name: "otherCode",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: { sessionToken: "sessionToken" },
    reason: "VendorFailure"
  },
  {
    operation: "deleteSessionToken",
    name: "noCode",
    status: 404,
    contentType: "application/json",
    body: '{"Message":"No HTTP resource was found."}',
    input: { sessionToken: "sessionToken" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "deleteSessionToken",
    name: "page",
    status: 404,
    contentType: "text/html",
    body: "<html><body>Not Found</body></html>",
    input: { sessionToken: "sessionToken" },
    reason: "UnexpectedResponse"
  },
  {
    operation: "deleteSessionToken",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: { sessionToken: "sessionToken" },
    reason: "Unavailable"
  },
  {
    operation: "listCustomers",
    name: "emptyPage",
    status: 200,
    contentType: "application/json",
    body: '{"Data":[],"MetaData":{"NextPageUrl":null}}',
    value: { Data: [], MetaData: { NextPageUrl: null } },
    input: { page: 1, perpage: 1 }
  },
  {
    operation: "listCustomers",
    name: "onePage",
    status: 200,
    contentType: "application/json",
    body: '{"Data":[{"Code":"DEMO","Name":"Demo Ltd"}],"MetaData":{"NextPageUrl":"https://api.kashflow.com/v2/customers?page=2&perpage=1"}}',
    value: {
      Data: [{ Code: "DEMO", Name: "Demo Ltd" }],
      MetaData: { NextPageUrl: "https://api.kashflow.com/v2/customers?page=2&perpage=1" }
    },
    input: {}
  },
  {
    operation: "listCustomers",
    name: "page",
    status: 200,
    contentType: "text/html",
    body: "<!doctype html><html><body>Welcome</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listCustomers",
    name: "redirect",
    status: 302,
    contentType: "text/html",
    body: "<html><body>Moved</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listCustomers",
    name: "databaseTimeout",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"-2146232060","Message":"Database timeout."}',
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listCustomers",
    name: "otherCode",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "listCustomers",
    name: "deadSession",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"InvalidSessionToken","Message":"Token not accepted."}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "listCustomers",
    name: "accountLocked",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"AccountLocked","Message":"Locked."}',
    input: {},
    reason: "AccountLocked"
  },
  {
    operation: "listCustomers",
    name: "subscriptionExpired",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"SubscriptionExpired","Message":"Lapsed."}',
    input: {},
    reason: "SubscriptionExpired"
  },
  {
    operation: "listCustomers",
    name: "notPermitted",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"Not allowed."}',
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "listCustomers",
    name: "noCode",
    status: 401,
    contentType: "application/json",
    body: '{"Message":"Authorization has been denied for this request."}',
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listCustomers",
    name: "emptyBody",
    status: 401,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listCustomers",
    name: "page",
    status: 401,
    contentType: "text/html",
    body: "<html><body>Unauthorized</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listCustomers",
    name: "withCode",
    status: 403,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "listCustomers",
    name: "withoutCode",
    status: 403,
    contentType: "application/json",
    body: '{"Message":"Forbidden"}',
    input: {},
    reason: "AccessDenied"
  },
  {
    operation: "listCustomers",
    name: "page",
    status: 403,
    contentType: "text/html",
    body: "<html><body>Forbidden</body></html>",
    input: {},
    reason: "AccessDenied"
  },
  {
    operation: "listCustomers",
    name: "emptyBody",
    status: 403,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "AccessDenied"
  },
  {
    operation: "listCustomers",
    name: "withCode",
    status: 404,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "listCustomers",
    name: "page",
    status: 404,
    contentType: "text/html",
    body: "<html><body>Not Found</body></html>",
    input: {},
    reason: "UnexpectedResponse"
  },
  {
    operation: "listCustomers",
    name: "tooMany",
    status: 429,
    contentType: "text/html",
    body: "Too Many Requests",
    input: {},
    reason: "RateLimited"
  },
  {
    operation: "listCustomers",
    name: "serverError",
    status: 500,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listCustomers",
    name: "emptyBody",
    status: 500,
    contentType: "text/html",
    body: "",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listCustomers",
    name: "badGateway",
    status: 502,
    contentType: "text/html",
    body: "<html><body>Bad Gateway</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listCustomers",
    name: "unavailable",
    status: 503,
    contentType: "text/html",
    body: "<html><body>Service Unavailable</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "listCustomers",
    name: "timeout",
    status: 504,
    contentType: "text/html",
    body: "<html><body>Gateway Timeout</body></html>",
    input: {},
    reason: "Unavailable"
  },
  {
    operation: "createCustomer",
    name: "created",
    status: 201,
    contentType: "application/json",
    body: '{"Code":"DEMO","Name":"Demo Ltd"}',
    value: { Code: "DEMO", Name: "Demo Ltd" },
    input: { Name: "Name", Code: "Code" }
  },
  {
    operation: "createCustomer",
    name: "databaseTimeout",
    status: 400,
    contentType: "application/json",
    body: '{"Error":"-2146232060","Message":"Database timeout."}',
    input: { Name: "Name" },
    reason: "Unavailable"
  },
  {
    operation: "createCustomer",
    name: "deadSession",
    status: 401,
    contentType: "application/json",
    body: '{"Error":"InvalidSessionToken","Message":"Token not accepted."}',
    input: { Name: "Name" },
    reason: "SessionRejected"
  },
  {
    operation: "createCustomer",
    name: "serverError",
    status: 500,
    contentType: "application/json",
    body: '{"Error":"SomeOtherCode","Message":"..."}',
    input: { Name: "Name" },
    reason: "Unavailable"
  },
  {
    operation: "createCustomer",
    name: "emptyBody",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { Name: "Name" },
    reason: "Unavailable"
  }
]

/** Each example with the effect that fails when its operation does not give what the example says. */
export const replays = /*#__PURE__*/ replayAll(examples, {
  exchangeExternalToken: /*#__PURE__*/ replay(
    Operations.exchangeExternalToken,
    Schemas.ExchangeExternalTokenInput,
    Schemas.SessionToken
  ),
  createTemporaryToken: /*#__PURE__*/ replay(
    Operations.createTemporaryToken,
    Schemas.CreateTemporaryTokenInput,
    Schemas.TemporaryToken
  ),
  createSessionToken: /*#__PURE__*/ replay(
    Operations.createSessionToken,
    Schemas.CreateSessionTokenInput,
    Schemas.SessionToken
  ),
  deleteSessionToken: /*#__PURE__*/ replay(Operations.deleteSessionToken, Schemas.DeleteSessionTokenInput),
  listCustomers: /*#__PURE__*/ replay(Operations.listCustomers, Schemas.ListCustomersInput, Schemas.CustomerList),
  createCustomer: /*#__PURE__*/ replay(Operations.createCustomer, Schemas.CreateCustomerInput, Schemas.Customer)
})
