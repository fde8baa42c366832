// Generated from kafinea.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import { firstJson, formPlace, placeWhen, queryPlace, type Protocol } from "@crm-auth/core/Driver"

/**
 * The vendor's protocol, as its spec states it.
 *
 * @category protocol
 * @since 0.1.0
 */
export const protocol: Protocol = {
  vendor: "kafinea",
  server: { path: "", strip: ["/webservice.php", "/index.php"] },
  userAgent: "pinned",
  releases: [],
  envelope: {
    body: "json",
    parse: firstJson,
    cutTo: ['{"success"'],
    present: [{ at: "/success", type: "boolean" }],
    ok: [{ at: "/success", is: true }],
    code: "/error/code",
    message: "/error/message"
  },
  logins: {
    login: {
      steps: ["getChallenge"],
      session: ["/result/sessionName", "/result/sessionId"],
      lifetime: { slides: "anyReply" }
    }
  },
  tokens: {},
  logout: { operation: "logout" },
  place: [
    /*#__PURE__*/ placeWhen({ method: ["GET"] }, /*#__PURE__*/ queryPlace("sessionName")),
    /*#__PURE__*/ placeWhen({ method: ["POST"], body: "form" }, /*#__PURE__*/ formPlace("sessionName"))
  ],
  errors: [
    { operation: ["getChallenge"], code: ["AUTHENTICATION_REQUIRED"], reason: "InvalidCredentials", retry: "never" },
    {
      operation: ["@logout"],
      where: [
        { at: "/success", is: true },
        { at: "/result/message", present: false }
      ],
      reason: "none",
      retry: "never"
    },
    {
      operation: ["extendSessionByGet"],
      code: ["AUTHENTICATION_REQUIRED"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    { operation: ["getChallenge"], code: ["ACCESS_DENIED"], reason: "InvalidCredentials", retry: "never" },
    {
      operation: ["@login"],
      code: ["INVALID_SESSIONID"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    {
      operation: ["@login"],
      code: ["INVALID_USER_CREDENTIALS"],
      reason: "InvalidCredentials",
      retry: "freshChallenge"
    },
    { operation: ["@login"], code: ["INVALID_AUTH_TOKEN"], reason: "ChallengeRejected", retry: "freshChallenge" },
    { operation: ["@login"], code: ["ACCESSKEY_UNDEFINED"], reason: "AccessDenied", retry: "never" },
    { operation: ["login"], code: ["AUTHENTICATION_REQUIRED"], reason: "AccountLocked", retry: "never" },
    {
      operation: ["login"],
      where: [
        { at: "/success", is: true },
        { at: "/result/sessionName", present: false },
        { at: "/result/sessionId", present: false }
      ],
      reason: "UnexpectedResponse",
      retry: "never"
    },
    { operation: ["@logout"], code: ["AUTHENTICATION_REQUIRED", "INVALID_SESSIONID"], reason: "none", retry: "never" },
    { operation: ["@logout"], code: ["SESSION_EXPIRED", "SESSION_LEFT_IDLE"], reason: "none", retry: "never" },
    {
      operation: ["@logout"],
      where: [
        { at: "/success", is: true },
        { at: "/result/message", not: "successfull" }
      ],
      reason: "UnexpectedResponse",
      retry: "never"
    },
    {
      operation: ["@call"],
      code: ["AUTHENTICATION_REQUIRED", "INVALID_SESSIONID"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    {
      operation: ["@call"],
      code: ["SESSION_EXPIRED", "SESSION_LEFT_IDLE"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    {
      operation: ["extendSession"],
      code: ["AUTHENTICATION_FAILURE"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    {
      operation: ["@call"],
      code: ["AUTHENTICATION_FAILURE"],
      reason: "SessionRejected",
      retry: "never",
      rejectedBeforeWork: true
    },
    { operation: ["@call"], code: ["ACCESS_DENIED"], reason: "AccessDenied", retry: "never" },
    {
      operation: ["*"],
      code: ["INTERNAL_SERVER_ERROR", "OPERATION_NOT_SUPPORTED", "UNKNOWN_OPERATION"],
      reason: "VendorFailure",
      retry: "never"
    },
    {
      operation: ["*"],
      where: [
        { at: "/success", is: false },
        { at: "/error/code", present: false }
      ],
      reason: "UnexpectedResponse",
      retry: "never"
    },
    {
      operation: ["@login", "extendSession"],
      status: [500],
      body: "empty",
      reason: "Unavailable",
      retry: "backoff",
      tries: 2
    },
    {
      operation: ["@call"],
      status: [500],
      body: "empty",
      reason: "Unavailable",
      retry: { safe: "backoff", unsafe: "never" },
      tries: 2
    },
    {
      operation: ["@login", "extendSession"],
      status: [502, 503, 504],
      reason: "Unavailable",
      retry: "backoff",
      tries: 2
    },
    { operation: ["*"], status: ["5XX"], reason: "Unavailable", retry: { safe: "backoff", unsafe: "never" } },
    { operation: ["*"], status: [429], reason: "RateLimited", retry: "backoff" },
    { operation: ["*"], status: ["3XX"], reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], status: [404], body: "notEnvelope", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], status: ["4XX"], body: "notEnvelope", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], body: "empty", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], body: "notEnvelope", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["@login", "extendSession"], network: true, reason: "Transport", retry: "backoff" },
    { operation: ["*"], network: true, reason: "Transport", retry: { safe: "backoff", unsafe: "never" } }
  ],
  safe: [],
  redact: ["accessKey", "sessionId", "sessionName"]
}
