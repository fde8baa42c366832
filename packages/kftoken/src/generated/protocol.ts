// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { firstJson, headerPlace, limits, type Protocol } from "@crm-auth/core/Driver"

/**
 * The vendor's protocol, as its spec states it.
 *
 * @category protocol
 * @since 0.1.0
 */
export const protocol: Protocol = {
  vendor: "kftoken",
  server: { path: "", strip: ["/sessiontoken"], default: "https://api.kashflow.com/v2" },
  userAgent: "any",
  releases: [],
  envelope: { body: "json", parse: firstJson, code: "/Error", message: "/Message", success: ["2XX"] },
  logins: {
    createSessionToken: {
      steps: ["createTemporaryToken"],
      session: ["/SessionToken"],
      secondFactor: { kind: "memorableWord" },
      lifetime: /*#__PURE__*/ limits({ idle: ["PT1H"], slides: "okReply" })
    },
    exchangeExternalToken: {
      session: ["/SessionToken"],
      lifetime: /*#__PURE__*/ limits({ idle: ["PT1H"], slides: "okReply" })
    }
  },
  tokens: {},
  logout: { operation: "deleteSessionToken" },
  place: [/*#__PURE__*/ headerPlace("Authorization", "KfToken")],
  errors: [
    {
      operation: ["createTemporaryToken"],
      status: ["2XX"],
      where: [{ at: "/TemporaryToken", present: false }],
      reason: "UnexpectedResponse",
      retry: "never"
    },
    {
      operation: ["createSessionToken", "exchangeExternalToken"],
      status: ["2XX"],
      where: [{ at: "/SessionToken", present: false }],
      reason: "UnexpectedResponse",
      retry: "never"
    },
    { operation: ["@login"], status: ["4XX", "5XX"], code: ["AccountLocked"], reason: "AccountLocked", retry: "never" },
    {
      operation: ["createTemporaryToken"],
      status: ["4XX", "5XX"],
      code: ["PasswordExpired"],
      reason: "PasswordExpired",
      retry: "never"
    },
    {
      operation: ["createTemporaryToken"],
      status: ["4XX"],
      code: ["InvalidCredentials"],
      reason: "InvalidCredentials",
      retry: "never"
    },
    { operation: ["@logout"], status: [401], code: ["InvalidSessionToken"], reason: "none", retry: "never" },
    {
      operation: ["@call"],
      status: [401],
      code: ["InvalidSessionToken"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    { operation: ["@call"], status: [401], code: ["AccountLocked"], reason: "AccountLocked", retry: "never" },
    { operation: ["*"], status: [401], code: ["SubscriptionExpired"], reason: "SubscriptionExpired", retry: "never" },
    { operation: ["@login"], status: [400], code: ["-2146232060"], reason: "Unavailable", retry: "never" },
    {
      operation: ["*"],
      status: [400],
      code: ["-2146232060"],
      reason: "Unavailable",
      retry: { safe: "backoff", unsafe: "never" }
    },
    { operation: ["@login"], status: [429], reason: "RateLimited", retry: "never" },
    { operation: ["*"], status: [429], reason: "RateLimited", retry: "backoff" },
    { operation: ["@login"], status: [500, 502, 503, 504], reason: "Unavailable", retry: "never" },
    {
      operation: ["*"],
      status: [500, 502, 503, 504],
      reason: "Unavailable",
      retry: { safe: "backoff", unsafe: "never" }
    },
    { operation: ["@login", "@logout"], status: [404, 405], reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], status: ["3XX"], reason: "UnexpectedResponse", retry: "never" },
    {
      operation: ["@login"],
      status: ["4XX", "5XX"],
      where: [{ at: "/Error", present: true }],
      reason: "VendorFailure",
      retry: "never",
      guard: "PT1H"
    },
    { operation: ["@login"], status: [400], body: "envelope", reason: "VendorFailure", retry: "never", guard: "PT1H" },
    {
      operation: ["*"],
      status: ["4XX", "5XX"],
      where: [{ at: "/Error", present: true }],
      reason: "VendorFailure",
      retry: "never"
    },
    { operation: ["*"], status: [403], reason: "AccessDenied", retry: "never" },
    { operation: ["*"], status: [401], reason: "UnexpectedResponse", retry: "never" },
    { operation: ["@login"], status: ["2XX"], body: "empty", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["@login"], status: ["2XX"], body: "notEnvelope", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], status: ["2XX"], body: "notEnvelope", text: "<", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["@call"], status: ["2XX"], reason: "none", retry: "never" },
    { operation: ["@login"], network: true, reason: "Transport", retry: "never" },
    { operation: ["*"], network: true, reason: "Transport", retry: { safe: "backoff", unsafe: "never" } }
  ],
  safe: [],
  redact: [
    "Authorization",
    "MemorableWordPositions",
    "Password",
    "SessionToken",
    "TemporaryToken",
    "Value",
    "externalToken",
    "sessionToken"
  ]
}
