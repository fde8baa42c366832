// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { inForm, operation, type Operation, sessionOperation, type SessionOperation } from "@crm-auth/core/Driver"
import { parseXml } from "../internal/xml.ts"
import * as Schemas from "./schemas.ts"
import { protocol } from "./protocol.ts"

/**
 * Log in.
 *
 * `POST /staffapi/index.php?/Core/Default/Login`
 *
 * Exchanges a name and a password for a session id. The session expires when it is idle for longer than
 * `sessiontimeout` seconds; there is no other limit. A member of staff may have many sessions.
 *
 * `status` 2 asks for a one-time key: send name and password again, with `twofactorkey`. Send it only when asked.
 *
 * Every other status than 1 is a refusal, and most come as `-1` whatever the cause. Never repeat a refused login by
 * itself: desks may lock an account after a few failures (three in 900 seconds when a desk sets no numbers), and they
 * count those of the web desk as well. A password of exactly `0` counts as missing.
 *
 * The password is encoded once, by the form. Very old servers decode it twice; for those, percent-encode it
 * beforehand.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `InvalidCredentials`, `RateLimited`,
 * `SecondFactorRejected`, `SecondFactorRequired`, `Transport`, `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://kayako.atlassian.net/wiki/display/DEV/StaffAPI+-+Logging+In
 * @category operations
 * @since 0.1.0
 */
export const login: Operation<Schemas.LoginInput, Schemas.LoginDocument> = /*#__PURE__*/ operation(protocol, {
  id: "login",
  method: "POST",
  target: "/staffapi/index.php?/Core/Default/Login",
  input: Schemas.LoginInput,
  parts: [/*#__PURE__*/ inForm(["username", "password", "twofactorkey", "initialstatus"])],
  output: Schemas.LoginDocument,
  parse: (text) =>
    /*#__PURE__*/ parseXml(text, {
      root: "kayako_staffapi",
      elements: {
        status: "text",
        error: "text",
        version: "text",
        sessionid: "text",
        sessiontimeout: "text",
        staffid: "text",
        uniqueid: "text",
        option: {
          attributes: ["name"],
          text: "value"
        },
        permission: {
          attributes: ["name"],
          text: "value"
        },
        variable: {
          attributes: ["name"],
          text: "value"
        }
      },
      lists: ["option", "permission", "variable"]
    })
})

/**
 * End a session.
 *
 * `POST /staffapi/index.php?/Core/Default/Logout`
 *
 * Ends the session: the only clean-up that there is. A session that is gone already counts as ended.
 *
 * The reply to a rejected session starts with the refusal, repeats it, and may end with the success of the action that
 * ran all the same; the first root counts.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `RateLimited`, `Transport`, `Unavailable`,
 * `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://kayako.atlassian.net/wiki/display/DEV/StaffAPI+-+Logging+In
 * @category operations
 * @since 0.1.0
 */
export const logout: Operation<Schemas.LogoutInput, void> = /*#__PURE__*/ operation(protocol, {
  id: "logout",
  method: "POST",
  target: "/staffapi/index.php?/Core/Default/Logout",
  input: Schemas.LogoutInput,
  parts: [/*#__PURE__*/ inForm(["sessionid"])]
})

/**
 * Read about the desk.
 *
 * `POST /staffapi/index.php?/Core/Default/GetInfo`
 *
 * Describes the desk. It is the only documented request that does nothing but keep a session alive, from version 4.60
 * on; send every flag as 0 for the least work. Some builds read only the flags for macros and avatars.
 *
 * Of its large reply only the part about the product is decoded.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `RateLimited`, `SessionRejected`, `Transport`,
 * `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://kayako.atlassian.net/wiki/display/DEV/StaffAPI+-+Fetching+Information
 * @category operations
 * @since 0.1.0
 */
export const getInfo: SessionOperation<
  Schemas.GetInfoInput,
  Schemas.InfoDocument,
  typeof Schemas.GetInfoInput.Encoded,
  typeof Schemas.InfoDocument.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "getInfo",
  method: "POST",
  target: "/staffapi/index.php?/Core/Default/GetInfo",
  input: Schemas.GetInfoInput,
  parts: [/*#__PURE__*/ inForm(["wantticketdata", "wantmacros", "wantchatdata", "wantstaff", "wantavatars"])],
  session: true,
  output: Schemas.InfoDocument,
  parse: (text) =>
    /*#__PURE__*/ parseXml(text, {
      root: "kayako_staffapi",
      elements: {
        status: "text",
        error: "text",
        uniqueid: "text",
        version: "text",
        product: "text",
        companyname: "text"
      },
      lists: []
    })
})

/**
 * List tickets.
 *
 * `POST /staffapi/index.php?/Tickets/Retrieve`
 *
 * Lists tickets. Of each, the id, the number that people see and the subject are decoded; read the rest with a request
 * of your own. A list that fails has a `status` of `0`, or an empty one, and a text.
 *
 * Fails with `AuthError`, its reason one of `InvalidConfiguration`, `RateLimited`, `SessionRejected`, `Transport`,
 * `Unavailable`, `UnexpectedResponse`, `VendorFailure`.
 *
 * @see https://kayako.atlassian.net/wiki/display/DEV/StaffAPI+-+Fetching+Information
 * @category operations
 * @since 0.1.0
 */
export const retrieveTickets: SessionOperation<
  Schemas.RetrieveTicketsInput,
  Schemas.TicketsDocument,
  typeof Schemas.RetrieveTicketsInput.Encoded,
  typeof Schemas.TicketsDocument.Encoded
> = /*#__PURE__*/ sessionOperation(protocol, {
  id: "retrieveTickets",
  method: "POST",
  target: "/staffapi/index.php?/Tickets/Retrieve",
  input: Schemas.RetrieveTicketsInput,
  parts: [/*#__PURE__*/ inForm(["departmentid"])],
  session: true,
  output: Schemas.TicketsDocument,
  parse: (text) =>
    /*#__PURE__*/ parseXml(text, {
      root: "kayako_staffapi",
      elements: {
        status: "text",
        error: "text",
        ticket: {
          attributes: ["id"],
          elements: {
            displayid: "text",
            subject: "text"
          }
        }
      },
      lists: ["ticket"]
    })
})
