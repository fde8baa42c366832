// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { type OperationExample, replay, replayAll } from "@crm-auth/core/testing"
import * as Operations from "../../src/generated/operations.ts"
import * as Schemas from "../../src/generated/schemas.ts"

export const examples: ReadonlyArray<OperationExample> = [
  {
    operation: "login",
    name: "session",
    status: 200,
    contentType: "application/json",
    body: '{"id":"00000000000000000000000000000abc","module_name":"Users","name_value_list":{"user_id":{"name":"user_id","value":"b1"},"user_is_admin":{"name":"user_is_admin","value":false},"user_currency_id":{"name":"user_currency_id","value":null},"user_default_dateformat":{"name":"user_default_dateformat","value":"m/d/Y"}}}',
    value: {
      id: "00000000000000000000000000000abc",
      module_name: "Users",
      name_value_list: {
        user_id: { name: "user_id", value: "b1" },
        user_is_admin: { name: "user_is_admin", value: false },
        user_currency_id: { name: "user_currency_id", value: null },
        user_default_dateformat: { name: "user_default_dateformat", value: "m/d/Y" }
      }
    },
    input: { rest_data: [{ user_name: "user_name", password: "password" }] }
  },
  {
    operation: "login",
    name: "sessionAlone",
    status: 200,
    contentType: "application/json",
    body: '{"id":"abc"}',
    value: { id: "abc" },
    input: { rest_data: [{ user_name: "user_name", password: "password" }] }
  },
  {
    operation: "login",
    name: "refused",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Invalid Login","number":10,"description":"Login attempt failed please check the username and password"}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "InvalidCredentials"
  },
  {
    operation: "login",
    name: "passwordExpired",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Password Expired","number":1008,"description":"Your password has expired. Please provide a new password."}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "PasswordExpired"
  },
  {
    operation: "login",
    name: "lockedOut",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Password Expired","number":1009,"description":"You have been locked out"}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "AccountLocked"
  },
  {
    operation: "login",
    name: "directoryRefused",
    status: 200,
    contentType: "application/json",
    body: '{"name":"LDAP Authentication Failed","number":1012,"description":"LDAP Authentication failed but supplied password was already encrypted."}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "InvalidCredentials"
  },
  {
    operation: "login",
    name: "withoutId",
    status: 200,
    contentType: "application/json",
    body: '{"id":"","module_name":"Users"}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "unknownCode",
    status: 200,
    contentType: "application/json",
    body: '{"name":"An Undefined Error - invalid_call occurred","number":"-1","description":"There is no error definition for invalid_call"}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "VendorFailure"
  },
  {
    operation: "login",
    name: "formLost",
    status: 200,
    contentType: "text/html",
    body: "<pre>/**",
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "empty",
    status: 200,
    contentType: "text/html",
    body: "",
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "UnexpectedResponse"
  },
  {
    operation: "login",
    name: "empty",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "Unavailable"
  },
  {
    operation: "loginToDirectory",
    name: "session",
    status: 200,
    contentType: "application/json",
    body: '{"id":"00000000000000000000000000000abc","module_name":"Users","name_value_list":{"user_id":{"name":"user_id","value":"b1"},"user_is_admin":{"name":"user_is_admin","value":false},"user_currency_id":{"name":"user_currency_id","value":null},"user_default_dateformat":{"name":"user_default_dateformat","value":"m/d/Y"}}}',
    value: {
      id: "00000000000000000000000000000abc",
      module_name: "Users",
      name_value_list: {
        user_id: { name: "user_id", value: "b1" },
        user_is_admin: { name: "user_is_admin", value: false },
        user_currency_id: { name: "user_currency_id", value: null },
        user_default_dateformat: { name: "user_default_dateformat", value: "m/d/Y" }
      }
    },
    input: { rest_data: [{ user_name: "user_name", password: "password" }] }
  },
  {
    operation: "loginToDirectory",
    name: "sessionAlone",
    status: 200,
    contentType: "application/json",
    body: '{"id":"abc"}',
    value: { id: "abc" },
    input: { rest_data: [{ user_name: "user_name", password: "password" }] }
  },
  {
    operation: "loginToDirectory",
    name: "refused",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Invalid Login","number":10,"description":"Login attempt failed please check the username and password"}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "InvalidCredentials"
  },
  {
    operation: "loginToDirectory",
    name: "passwordExpired",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Password Expired","number":1008,"description":"Your password has expired. Please provide a new password."}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "PasswordExpired"
  },
  {
    operation: "loginToDirectory",
    name: "lockedOut",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Password Expired","number":1009,"description":"You have been locked out"}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "AccountLocked"
  },
  {
    operation: "loginToDirectory",
    name: "directoryRefused",
    status: 200,
    contentType: "application/json",
    body: '{"name":"LDAP Authentication Failed","number":1012,"description":"LDAP Authentication failed but supplied password was already encrypted."}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "InvalidCredentials"
  },
  {
    operation: "loginToDirectory",
    name: "withoutId",
    status: 200,
    contentType: "application/json",
    body: '{"id":"","module_name":"Users"}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "UnexpectedResponse"
  },
  {
    operation: "loginToDirectory",
    name: "unknownCode",
    status: 200,
    contentType: "application/json",
    body: '{"name":"An Undefined Error - invalid_call occurred","number":"-1","description":"There is no error definition for invalid_call"}',
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "VendorFailure"
  },
  {
    operation: "loginToDirectory",
    name: "formLost",
    status: 200,
    contentType: "text/html",
    body: "<pre>/**",
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "UnexpectedResponse"
  },
  {
    operation: "loginToDirectory",
    name: "empty",
    status: 200,
    contentType: "text/html",
    body: "",
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "UnexpectedResponse"
  },
  {
    operation: "loginToDirectory",
    name: "empty",
    status: 500,
    contentType: "text/html",
    body: "",
    input: { rest_data: [{ user_name: "user_name", password: "password" }] },
    reason: "Unavailable"
  },
  { operation: "logout", name: "done", status: 200, contentType: "application/json", body: "null", input: {} },
  {
    operation: "logout",
    name: "gone",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Invalid Session ID","number":11,"description":"The session ID is invalid"}',
    input: {},
    reason: "none"
  },
  {
    operation: "getUserId",
    name: "id",
    status: 200,
    contentType: "application/json",
    body: '"b1"',
    value: "b1",
    input: {}
  },
  {
    operation: "getUserId",
    name: "dead",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Invalid Session ID","number":11,"description":"The session ID is invalid"}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "getUserId",
    name: "deadElsewhere",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Invalid Login","number":10,"description":"Login attempt failed please check the username and password"}',
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "getUserId",
    name: "deleted",
    status: 200,
    contentType: "application/json",
    body: "null",
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "getUserId",
    name: "denied",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Access Denied","number":40,"description":"You do not have access"}',
    input: {},
    reason: "AccessDenied"
  },
  {
    operation: "getUserId",
    name: "noModule",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Module Does Not Exist","number":20,"description":"This module is not available"}',
    input: {},
    reason: "VendorFailure"
  },
  {
    operation: "seamlessLogin",
    name: "live",
    status: 200,
    contentType: "application/json",
    body: "1",
    value: 1,
    input: {}
  },
  {
    operation: "seamlessLogin",
    name: "dead",
    status: 200,
    contentType: "application/json",
    body: "0",
    input: {},
    reason: "SessionRejected"
  },
  {
    operation: "getEntryList",
    name: "one",
    status: 200,
    contentType: "application/json",
    body: '{"result_count":1,"total_count":"1","entry_list":[{"id":"1"}]}',
    value: { result_count: 1, total_count: "1", entry_list: [{ id: "1" }] },
    input: { rest_data: ["rest_data"] }
  },
  {
    operation: "getEntryList",
    name: "dead",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Invalid Session ID","number":11,"description":"The session ID is invalid"}',
    input: { rest_data: ["rest_data"] },
    reason: "SessionRejected"
  },
  {
    operation: "getEntryList",
    name: "withoutSession",
    status: 200,
    contentType: "application/json",
    body: "null",
    input: { rest_data: ["rest_data"] },
    reason: "UnexpectedResponse"
  },
  {
    operation: "setEntry",
    name: "saved",
    status: 200,
    contentType: "application/json",
    body: '{"id":"1"}',
    value: { id: "1" },
    input: { rest_data: ["rest_data"] }
  },
  {
    operation: "setEntry",
    name: "denied",
    status: 200,
    contentType: "application/json",
    body: '{"name":"Access Denied","number":40,"description":"You do not have access"}',
    input: { rest_data: ["rest_data"] },
    reason: "AccessDenied"
  },
  {
    operation: "setEntry",
    name: "database",
    status: 500,
    contentType: "text/html",
    body: "Database failure. Please refer to the log",
    input: { rest_data: ["rest_data"] },
    reason: "VendorFailure"
  }
]

/** Each example with the effect that fails when its operation does not give what the example says. */
export const replays = /*#__PURE__*/ replayAll(examples, {
  login: /*#__PURE__*/ replay(Operations.login, Schemas.LoginInput, Schemas.LoginReply),
  loginToDirectory: /*#__PURE__*/ replay(
    Operations.loginToDirectory,
    Schemas.LoginToDirectoryInput,
    Schemas.LoginReply
  ),
  logout: /*#__PURE__*/ replay(Operations.logout, Schemas.LogoutInput),
  getUserId: /*#__PURE__*/ replay(Operations.getUserId, Schemas.GetUserIdInput, Schemas.UserId),
  seamlessLogin: /*#__PURE__*/ replay(
    Operations.seamlessLogin,
    Schemas.SeamlessLoginInput,
    Schemas.SeamlessLoginOutput
  ),
  getEntryList: /*#__PURE__*/ replay(Operations.getEntryList, Schemas.GetEntryListInput, Schemas.EntryList),
  setEntry: /*#__PURE__*/ replay(Operations.setEntry, Schemas.SetEntryInput, Schemas.SavedEntry)
})
