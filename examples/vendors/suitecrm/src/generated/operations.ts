// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { inForm, operation, type Operation, sessionOperation, type SessionOperation } from "@crm-auth/core/Driver"
import * as Schemas from "./schemas.ts"
import { protocol } from "./protocol.ts"

/**
 * Log in.
 *
 * `POST /rest.php`
 *
 * Exchanges a user name and the MD5 of a password for a session.
 *
 * Many sessions of a user live side by side. A failed login is counted and never locks the user, but each writes a log
 * line that firewalls may act on.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `InvalidConfiguration`,
 * `InvalidCredentials`, `PasswordExpired`, `RateLimited`, `Transport`, `Unavailable`, `UnexpectedResponse`,
 * `VendorFailure`.
 *
 * @category operations
 * @since 0.1.0
 */
export const login: Operation<Schemas.LoginInput, Schemas.LoginReply> = /*#__PURE__*/ operation(protocol, {
  id: "login",
  method: "POST",
  target: "/rest.php",
  input: Schemas.LoginInput,
  parts: [
    /*#__PURE__*/ inForm(["rest_data"], {
      method: "login",
      input_type: "JSON",
      response_type: "JSON"
    })
  ],
  output: Schemas.LoginReply
})

/**
 * Log in with a directory's password.
 *
 * `POST /rest.php`
 *
 * Exchanges a user name and a password in clear text for a session. `encryption` must be exactly `PLAIN`: another
 * spelling is ignored.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `AccountLocked`, `InvalidConfiguration`,
 * `InvalidCredentials`, `PasswordExpired`, `RateLimited`, `Transport`, `Unavailable`, `UnexpectedResponse`,
 * `VendorFailure`.
 *
 * @category operations
 * @since 0.1.0
 */
export const loginToDirectory: Operation<Schemas.LoginToDirectoryInput, Schemas.LoginReply> = /*#__PURE__*/ operation(
  protocol,
  {
    id: "loginToDirectory",
    method: "POST",
    target: "/rest.php",
    input: Schemas.LoginToDirectoryInput,
    parts: [
      /*#__PURE__*/ inForm(["rest_data"], {
        method: "login",
        input_type: "JSON",
        response_type: "JSON"
      })
    ],
    output: Schemas.LoginReply
  }
)

/**
 * Log out.
 *
 * `POST /rest.php`
 *
 * Ends the session that it names, and no other. The answer is `null`.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `RateLimited`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @category operations
 * @since 0.1.0
 */
export const logout: Operation<Schemas.LogoutInput, void> = /*#__PURE__*/ operation(protocol, {
  id: "logout",
  method: "POST",
  target: "/rest.php",
  input: Schemas.LogoutInput,
  parts: [
    /*#__PURE__*/ inForm([], {
      method: "logout",
      input_type: "JSON",
      response_type: "JSON"
    })
  ],
  session: true
})

/**
 * Whose session it is.
 *
 * `POST /rest.php`
 *
 * The cheapest call that proves a session, in about 3 ms.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @category operations
 * @since 0.1.0
 */
export const getUserId: SessionOperation<
  Schemas.GetUserIdInput,
  Schemas.UserId,
  typeof Schemas.GetUserIdInput.Encoded,
  typeof Schemas.UserId.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "getUserId",
  method: "POST",
  target: "/rest.php",
  input: Schemas.GetUserIdInput,
  parts: [
    /*#__PURE__*/ inForm([], {
      method: "get_user_id",
      input_type: "JSON",
      response_type: "JSON"
    })
  ],
  session: true,
  output: Schemas.UserId
})

/**
 * Whether a session is live.
 *
 * `POST /rest.php`
 *
 * Answers with 1 or 0, and changes nothing. That the user still exists is not looked at.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @category operations
 * @since 0.1.0
 */
export const seamlessLogin: SessionOperation<
  Schemas.SeamlessLoginInput,
  Schemas.SeamlessLoginOutput,
  typeof Schemas.SeamlessLoginInput.Encoded,
  typeof Schemas.SeamlessLoginOutput.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "seamlessLogin",
  method: "POST",
  target: "/rest.php",
  input: Schemas.SeamlessLoginInput,
  parts: [
    /*#__PURE__*/ inForm([], {
      method: "seamless_login",
      input_type: "JSON",
      response_type: "JSON"
    })
  ],
  session: true,
  output: Schemas.SeamlessLoginOutput
})

/**
 * List records.
 *
 * `POST /rest.php`
 *
 * Lists records of a module. `rest_data` holds the arguments after the session, in their declared order:
 * `module_name`, `query`, `order_by`, `offset`, `select_fields` and so on.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @category operations
 * @since 0.1.0
 */
export const getEntryList: SessionOperation<
  Schemas.GetEntryListInput,
  Schemas.EntryList,
  typeof Schemas.GetEntryListInput.Encoded,
  typeof Schemas.EntryList.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "getEntryList",
  method: "POST",
  target: "/rest.php",
  input: Schemas.GetEntryListInput,
  parts: [
    /*#__PURE__*/ inForm(["rest_data"], {
      method: "get_entry_list",
      input_type: "JSON",
      response_type: "JSON"
    })
  ],
  session: true,
  output: Schemas.EntryList
})

/**
 * Save a record.
 *
 * `POST /rest.php`
 *
 * Saves a record. `rest_data` holds the module's name, and then a list of `name` and `value`.
 *
 * Fails with `AuthError`, its reason one of `AccessDenied`, `InvalidConfiguration`, `RateLimited`, `SessionRejected`,
 * `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @category operations
 * @since 0.1.0
 */
export const setEntry: SessionOperation<
  Schemas.SetEntryInput,
  Schemas.SavedEntry,
  typeof Schemas.SetEntryInput.Encoded,
  typeof Schemas.SavedEntry.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "setEntry",
  method: "POST",
  target: "/rest.php",
  input: Schemas.SetEntryInput,
  parts: [
    /*#__PURE__*/ inForm(["rest_data"], {
      method: "set_entry",
      input_type: "JSON",
      response_type: "JSON"
    })
  ],
  session: true,
  output: Schemas.SavedEntry
})
