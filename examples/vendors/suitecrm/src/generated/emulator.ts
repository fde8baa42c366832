// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
      id: "login",
      method: "POST",
      target: "/rest.php",
      session: false,
      body: "form",
      inputs: [
        {
          name: "rest_data",
          in: "form",
          required: true,
          json: true,
          schema: {
            type: "array",
            items: {
              anyOf: [
                {
                  type: "object",
                  properties: {
                    user_name: { type: "string" },
                    password: { type: "string" },
                    encryption: { const: "PLAIN" }
                  },
                  required: ["user_name", "password"]
                },
                { type: "string" },
                { type: "array", items: { type: "string" } }
              ]
            }
          }
        }
      ],
      constants: [
        { in: "form", name: "method", value: "login" },
        { in: "form", name: "input_type", value: "JSON" },
        { in: "form", name: "response_type", value: "JSON" }
      ],
      examples: [
        {
          name: "session",
          status: 200,
          mediaType: "application/json",
          body: '{"id":"00000000000000000000000000000abc","module_name":"Users","name_value_list":{"user_id":{"name":"user_id","value":"b1"},"user_is_admin":{"name":"user_is_admin","value":false},"user_currency_id":{"name":"user_currency_id","value":null},"user_default_dateformat":{"name":"user_default_dateformat","value":"m/d/Y"}}}',
          sent: []
        },
        { name: "sessionAlone", status: 200, mediaType: "application/json", body: '{"id":"abc"}', sent: [] },
        {
          name: "refused",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Invalid Login","number":10,"description":"Login attempt failed please check the username and password"}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "passwordExpired",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Password Expired","number":1008,"description":"Your password has expired. Please provide a new password."}',
          reason: "PasswordExpired",
          sent: []
        },
        {
          name: "lockedOut",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Password Expired","number":1009,"description":"You have been locked out"}',
          reason: "AccountLocked",
          sent: []
        },
        {
          name: "directoryRefused",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"LDAP Authentication Failed","number":1012,"description":"LDAP Authentication failed but supplied password was already encrypted."}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "withoutId",
          status: 200,
          mediaType: "application/json",
          body: '{"id":"","module_name":"Users"}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "unknownCode",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"An Undefined Error - invalid_call occurred","number":"-1","description":"There is no error definition for invalid_call"}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "formLost",
          status: 200,
          mediaType: "text/html",
          body: "<pre>/**",
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "empty", status: 200, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        { name: "empty", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] }
      ]
    },
    {
      id: "loginToDirectory",
      method: "POST",
      target: "/rest.php",
      session: false,
      body: "form",
      inputs: [
        {
          name: "rest_data",
          in: "form",
          required: true,
          json: true,
          schema: {
            type: "array",
            items: {
              anyOf: [
                {
                  type: "object",
                  properties: {
                    user_name: { type: "string" },
                    password: { type: "string" },
                    encryption: { const: "PLAIN" }
                  },
                  required: ["user_name", "password"]
                },
                { type: "string" },
                { type: "array", items: { type: "string" } }
              ]
            }
          }
        }
      ],
      constants: [
        { in: "form", name: "method", value: "login" },
        { in: "form", name: "input_type", value: "JSON" },
        { in: "form", name: "response_type", value: "JSON" }
      ],
      examples: [
        {
          name: "session",
          status: 200,
          mediaType: "application/json",
          body: '{"id":"00000000000000000000000000000abc","module_name":"Users","name_value_list":{"user_id":{"name":"user_id","value":"b1"},"user_is_admin":{"name":"user_is_admin","value":false},"user_currency_id":{"name":"user_currency_id","value":null},"user_default_dateformat":{"name":"user_default_dateformat","value":"m/d/Y"}}}',
          sent: []
        },
        { name: "sessionAlone", status: 200, mediaType: "application/json", body: '{"id":"abc"}', sent: [] },
        {
          name: "refused",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Invalid Login","number":10,"description":"Login attempt failed please check the username and password"}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "passwordExpired",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Password Expired","number":1008,"description":"Your password has expired. Please provide a new password."}',
          reason: "PasswordExpired",
          sent: []
        },
        {
          name: "lockedOut",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Password Expired","number":1009,"description":"You have been locked out"}',
          reason: "AccountLocked",
          sent: []
        },
        {
          name: "directoryRefused",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"LDAP Authentication Failed","number":1012,"description":"LDAP Authentication failed but supplied password was already encrypted."}',
          reason: "InvalidCredentials",
          sent: []
        },
        {
          name: "withoutId",
          status: 200,
          mediaType: "application/json",
          body: '{"id":"","module_name":"Users"}',
          reason: "UnexpectedResponse",
          sent: []
        },
        {
          name: "unknownCode",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"An Undefined Error - invalid_call occurred","number":"-1","description":"There is no error definition for invalid_call"}',
          reason: "VendorFailure",
          sent: []
        },
        {
          name: "formLost",
          status: 200,
          mediaType: "text/html",
          body: "<pre>/**",
          reason: "UnexpectedResponse",
          sent: []
        },
        { name: "empty", status: 200, mediaType: "text/html", body: "", reason: "UnexpectedResponse", sent: [] },
        { name: "empty", status: 500, mediaType: "text/html", body: "", reason: "Unavailable", sent: [] }
      ]
    },
    {
      id: "logout",
      method: "POST",
      target: "/rest.php",
      session: true,
      body: "form",
      inputs: [],
      constants: [
        { in: "form", name: "method", value: "logout" },
        { in: "form", name: "input_type", value: "JSON" },
        { in: "form", name: "response_type", value: "JSON" }
      ],
      examples: [
        { name: "done", status: 200, mediaType: "application/json", body: "null", sent: [] },
        {
          name: "gone",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Invalid Session ID","number":11,"description":"The session ID is invalid"}',
          reason: "none",
          sent: []
        }
      ]
    },
    {
      id: "getUserId",
      method: "POST",
      target: "/rest.php",
      session: true,
      body: "form",
      inputs: [],
      constants: [
        { in: "form", name: "method", value: "get_user_id" },
        { in: "form", name: "input_type", value: "JSON" },
        { in: "form", name: "response_type", value: "JSON" }
      ],
      examples: [
        { name: "id", status: 200, mediaType: "application/json", body: '"b1"', sent: [] },
        {
          name: "dead",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Invalid Session ID","number":11,"description":"The session ID is invalid"}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "deadElsewhere",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Invalid Login","number":10,"description":"Login attempt failed please check the username and password"}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "deleted",
          status: 200,
          mediaType: "application/json",
          body: "null",
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "denied",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Access Denied","number":40,"description":"You do not have access"}',
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "noModule",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Module Does Not Exist","number":20,"description":"This module is not available"}',
          reason: "VendorFailure",
          sent: []
        }
      ]
    },
    {
      id: "seamlessLogin",
      method: "POST",
      target: "/rest.php",
      session: true,
      body: "form",
      inputs: [],
      constants: [
        { in: "form", name: "method", value: "seamless_login" },
        { in: "form", name: "input_type", value: "JSON" },
        { in: "form", name: "response_type", value: "JSON" }
      ],
      examples: [
        { name: "live", status: 200, mediaType: "application/json", body: "1", sent: [] },
        { name: "dead", status: 200, mediaType: "application/json", body: "0", reason: "SessionRejected", sent: [] }
      ]
    },
    {
      id: "getEntryList",
      method: "POST",
      target: "/rest.php",
      session: true,
      body: "form",
      inputs: [
        {
          name: "rest_data",
          in: "form",
          required: true,
          json: true,
          schema: { type: "array", items: { type: "string" } }
        }
      ],
      constants: [
        { in: "form", name: "method", value: "get_entry_list" },
        { in: "form", name: "input_type", value: "JSON" },
        { in: "form", name: "response_type", value: "JSON" }
      ],
      examples: [
        {
          name: "one",
          status: 200,
          mediaType: "application/json",
          body: '{"result_count":1,"total_count":"1","entry_list":[{"id":"1"}]}',
          sent: []
        },
        {
          name: "dead",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Invalid Session ID","number":11,"description":"The session ID is invalid"}',
          reason: "SessionRejected",
          sent: []
        },
        {
          name: "withoutSession",
          status: 200,
          mediaType: "application/json",
          body: "null",
          reason: "UnexpectedResponse",
          sent: []
        }
      ]
    },
    {
      id: "setEntry",
      method: "POST",
      target: "/rest.php",
      session: true,
      body: "form",
      inputs: [
        {
          name: "rest_data",
          in: "form",
          required: true,
          json: true,
          schema: {
            type: "array",
            items: {
              anyOf: [
                { type: "string" },
                {
                  type: "array",
                  items: {
                    type: "object",
                    properties: { name: { type: "string" }, value: { type: "string" } },
                    required: ["name", "value"]
                  }
                }
              ]
            }
          }
        }
      ],
      constants: [
        { in: "form", name: "method", value: "set_entry" },
        { in: "form", name: "input_type", value: "JSON" },
        { in: "form", name: "response_type", value: "JSON" }
      ],
      examples: [
        { name: "saved", status: 200, mediaType: "application/json", body: '{"id":"1"}', sent: [] },
        {
          name: "denied",
          status: 200,
          mediaType: "application/json",
          body: '{"name":"Access Denied","number":40,"description":"You do not have access"}',
          reason: "AccessDenied",
          sent: []
        },
        {
          name: "database",
          status: 500,
          mediaType: "text/html",
          body: "Database failure. Please refer to the log",
          reason: "VendorFailure",
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
      makes: {
        rest_data: {
          list: [
            { object: { user_name: { field: "username" }, password: { md5: [{ field: "password" }] } } },
            { text: "crm-auth" },
            { list: [] }
          ]
        }
      }
    },
    {
      id: "directory",
      login: "loginToDirectory",
      fields: [
        { name: "username", secret: false, required: true, kind: "text" },
        { name: "password", secret: true, required: true, kind: "text" }
      ],
      makes: {
        rest_data: {
          list: [
            {
              object: {
                user_name: { field: "username" },
                password: { field: "password" },
                encryption: { text: "PLAIN" }
              }
            },
            { text: "crm-auth" },
            { list: [] }
          ]
        }
      }
    }
  ]
}
