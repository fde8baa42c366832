// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { firstJson, jsonFieldPlace, limits, placeWhen, type Protocol } from "@crm-auth/core/Driver"

/**
 * The vendor's protocol, as its spec states it.
 *
 * @category protocol
 * @since 0.1.0
 */
export const protocol: Protocol = {
  vendor: "suitecrm",
  server: { path: "", strip: ["/rest.php"] },
  userAgent: "any",
  releases: [],
  envelope: {
    body: "json",
    parse: firstJson,
    types: ["object", "array", "string", "number", "null"],
    cutTo: ["{"],
    ok: [{ at: "/number", present: false }],
    code: "/number",
    message: "/name"
  },
  logins: {
    login: { session: ["/id"], lifetime: /*#__PURE__*/ limits({ idle: ["PT20M"], slides: "anyReply" }) },
    loginToDirectory: { session: ["/id"], lifetime: /*#__PURE__*/ limits({ idle: ["PT20M"], slides: "anyReply" }) }
  },
  tokens: {},
  logout: { operation: "logout" },
  place: [/*#__PURE__*/ placeWhen({ method: ["POST"] }, /*#__PURE__*/ jsonFieldPlace("rest_data", "/0"))],
  errors: [
    { operation: ["@login"], code: ["10"], reason: "InvalidCredentials", retry: "never" },
    { operation: ["@login"], code: ["1012"], reason: "InvalidCredentials", retry: "never" },
    { operation: ["@login"], code: ["1008"], reason: "PasswordExpired", retry: "never" },
    { operation: ["@login"], code: ["1009"], reason: "AccountLocked", retry: "never" },
    { operation: ["@login"], status: [302], location: "action=AdminWizard", reason: "AccessDenied", retry: "never" },
    { operation: ["@login"], status: [302], location: "action=Wizard", reason: "AccessDenied", retry: "never" },
    { operation: ["@logout"], code: ["11"], reason: "none", retry: "never" },
    {
      operation: ["@call"],
      code: ["11"],
      where: [
        { at: "/name", present: true },
        { at: "/description", present: true },
        { at: "/id", present: false },
        { at: "/entry_list", present: false }
      ],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    {
      operation: ["@call"],
      code: ["10"],
      where: [
        { at: "/name", present: true },
        { at: "/description", present: true },
        { at: "/id", present: false },
        { at: "/entry_list", present: false }
      ],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    {
      operation: ["getUserId"],
      where: [{ at: "", type: "null" }],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    {
      operation: ["seamlessLogin"],
      where: [{ at: "", is: 0 }],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    {
      operation: ["@call"],
      code: ["40"],
      where: [
        { at: "/name", present: true },
        { at: "/description", present: true },
        { at: "/id", present: false },
        { at: "/entry_list", present: false }
      ],
      reason: "AccessDenied",
      retry: "never"
    },
    { operation: ["@login"], status: [429], reason: "RateLimited", retry: "never" },
    { operation: ["*"], status: [429], reason: "RateLimited", retry: "backoff" },
    { operation: ["@call"], status: [500], text: "Database failure", reason: "VendorFailure", retry: "never" },
    { operation: ["@login"], status: [500, 502, 503, 504], reason: "Unavailable", retry: "never" },
    {
      operation: ["*"],
      status: [500, 502, 503, 504],
      reason: "Unavailable",
      retry: { safe: "backoff", unsafe: "never" },
      tries: 2
    },
    { operation: ["*"], status: ["3XX", 404], reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], body: "empty", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], body: "notEnvelope", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["@login"], network: true, reason: "Transport", retry: "never" },
    { operation: ["*"], network: true, reason: "Transport", retry: { safe: "backoff", unsafe: "never" } }
  ],
  safe: [],
  redact: ["id", "password", "rest_data"]
}
