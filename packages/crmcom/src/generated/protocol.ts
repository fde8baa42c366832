// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import {
  firstJson,
  jsonPlace,
  jwtSpan,
  limits,
  limitsSince,
  placeWhen,
  queryPlace,
  type Protocol
} from "@crm-auth/core/Driver"

/**
 * The releases between which something differs, oldest first.
 *
 * @category protocol
 * @since 0.1.0
 */
export const releases = ["R8", "R9", "R10", "R11", "R12", "R15", "R16.2"] as const

/**
 * The vendor's protocol, as its spec states it.
 *
 * @category protocol
 * @since 0.1.0
 */
export const protocol: Protocol = {
  vendor: "crmcom",
  server: { path: "/crmapi/rest/v2", strip: ["/crmapi/rest/v2", "/crmapi/rest", "/crmapi"] },
  userAgent: "any",
  releases: ["R8", "R9", "R10", "R11", "R12", "R15", "R16.2"],
  envelope: {
    body: "json",
    parse: firstJson,
    present: [{ at: "/status/code", type: "string" }],
    ok: [{ at: "/status/code", is: "OK" }],
    code: "/status/code",
    message: "/status/message"
  },
  logins: {
    createToken: {
      session: ["/data/token"],
      lifetime: /*#__PURE__*/ limitsSince(
        /*#__PURE__*/ limits({
          idle: ["PT1H"],
          absolute: ["PT2H", /*#__PURE__*/ jwtSpan("/data/token")],
          slides: "okReply"
        }),
        ["R8", "R9", "R10", "R11", "R12", "R15", "R16.2"],
        {
          R8: /*#__PURE__*/ limits({ idle: ["PT1H"], slides: "okReply" }),
          R12: /*#__PURE__*/ limits({ absolute: ["PT2H", /*#__PURE__*/ jwtSpan("/data/token")], slides: "never" })
        }
      )
    },
    createTokenFromWebApiKey: {
      session: ["/data/token"],
      lifetime: /*#__PURE__*/ limits({ absolute: ["PT2H", /*#__PURE__*/ jwtSpan("/data/token")], slides: "never" })
    },
    createTokenFromConsumerApplicationKey: {
      session: ["/data/token"],
      lifetime: /*#__PURE__*/ limits({ absolute: ["PT2H", /*#__PURE__*/ jwtSpan("/data/token")], slides: "never" })
    },
    createTokenFromDeviceApplicationKey: {
      session: ["/data/token"],
      lifetime: /*#__PURE__*/ limits({ absolute: ["PT2H", /*#__PURE__*/ jwtSpan("/data/token")], slides: "never" })
    }
  },
  tokens: {},
  logout: { operation: "releaseToken" },
  place: [
    /*#__PURE__*/ placeWhen({ method: ["GET"] }, /*#__PURE__*/ queryPlace("token")),
    /*#__PURE__*/ placeWhen({ method: ["POST"], body: "json" }, /*#__PURE__*/ jsonPlace("token"))
  ],
  errors: [
    {
      operation: ["@login"],
      code: ["OK"],
      where: [{ at: "/data/token", present: false }],
      reason: "UnexpectedResponse",
      retry: "never"
    },
    { operation: ["@logout"], reason: "none", retry: "never" },
    { operation: ["@login"], body: "envelope", reason: "VendorFailure", retry: "never", guard: "PT1H" },
    { operation: ["*"], body: "envelope", reason: "VendorFailure", retry: "never" },
    { operation: ["*"], status: [401, 403], reason: "AccessDenied", retry: "never" },
    { operation: ["@login"], status: [429], reason: "RateLimited", retry: "never" },
    { operation: ["*"], status: [429], reason: "RateLimited", retry: "backoff" },
    { operation: ["@login"], status: [500, 502, 503, 504], reason: "Unavailable", retry: "never" },
    {
      operation: ["*"],
      status: [500, 502, 503, 504],
      reason: "Unavailable",
      retry: { safe: "backoff", unsafe: "never" }
    },
    { operation: ["*"], body: "empty", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["*"], body: "notEnvelope", reason: "UnexpectedResponse", retry: "never" },
    { operation: ["@login"], network: true, reason: "Transport", retry: "never" },
    { operation: ["*"], network: true, reason: "Transport", retry: { safe: "backoff", unsafe: "never" } }
  ],
  safe: [],
  redact: [
    "Authorization",
    "authentication_code",
    "identifier",
    "jwt",
    "jwt_token",
    "key",
    "pass_code",
    "password",
    "token"
  ]
}
