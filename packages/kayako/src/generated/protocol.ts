// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { formPlace, limits, placeWhen, type Protocol } from "@crm-auth/core/Driver"
import { parseXml, ready } from "../internal/xml.ts"

/**
 * The vendor's protocol, as its spec states it.
 *
 * @category protocol
 * @since 0.1.0
 */
export const protocol: Protocol = {
  vendor: "kayako",
  server: { path: "", strip: ["/staffapi/index.php", "/staffapi", "/index.php"] },
  userAgent: "pinned",
  releases: [],
  envelope: {
    body: "xml",
    parse: (text) =>
      /*#__PURE__*/ parseXml(text, {
        root: "kayako_staffapi",
        elements: {
          status: "text",
          error: "text",
          sessionid: "text"
        },
        lists: []
      }),
    ready: ready,
    cutTo: ["<?xml", "<kayako_staffapi"],
    ok: [{ at: "/status", is: "1" }],
    code: "/status",
    message: "/error"
  },
  logins: {
    login: {
      session: ["/sessionid"],
      secondFactor: { kind: "oneTimeKey" },
      lifetime: /*#__PURE__*/ limits({
        idle: [{ at: "/sessiontimeout", unit: "s", default: "unknown" }],
        slides: "okReply"
      })
    }
  },
  tokens: {},
  logout: { operation: "logout" },
  place: [/*#__PURE__*/ placeWhen({ method: ["POST"], body: "form" }, /*#__PURE__*/ formPlace("sessionid"))],
  errors: [
    {
      operation: ["login"],
      code: ["2"],
      sent: { twofactorkey: false },
      reason: "SecondFactorRequired",
      retry: "never"
    },
    { operation: ["login"], code: ["2"], sent: { twofactorkey: true }, reason: "SecondFactorRejected", retry: "never" },
    { operation: ["login"], code: ["-1"], reason: "InvalidCredentials", retry: "never", guard: "PT30M" },
    {
      operation: ["login"],
      code: ["1"],
      where: [{ at: "/sessionid", present: false }],
      reason: "UnexpectedResponse",
      retry: "never"
    },
    { operation: ["@logout"], code: ["-2"], reason: "none", retry: "never" },
    { operation: ["@call"], code: ["-2"], reason: "SessionRejected", retry: "never", rejectedBeforeWork: false },
    { operation: ["@call"], code: ["-1", "0", ""], reason: "VendorFailure", retry: "never" },
    { operation: ["*"], body: "envelope", reason: "VendorFailure", retry: "never" },
    { operation: ["*"], status: [429], reason: "RateLimited", retry: "backoff" },
    { operation: ["*"], status: ["5XX"], reason: "Unavailable", retry: { safe: "backoff", unsafe: "never" } },
    { operation: ["*"], status: [400], reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], status: ["3XX", "4XX"], reason: "UnexpectedResponse", retry: "never" },
    {
      operation: ["*"],
      body: "empty",
      reason: "UnexpectedResponse",
      retry: { safe: "backoff", unsafe: "never" },
      tries: 1
    },
    {
      operation: ["*"],
      body: "notEnvelope",
      reason: "UnexpectedResponse",
      retry: { safe: "backoff", unsafe: "never" },
      tries: 1
    },
    { operation: ["*"], network: true, reason: "Transport", retry: { safe: "backoff", unsafe: "never" } }
  ],
  safe: ["POST /staffapi/index.php?/Core/Default/GetInfo", "POST /staffapi/index.php?/Tickets/Retrieve"],
  redact: ["password", "sessionid", "twofactorkey"]
}
