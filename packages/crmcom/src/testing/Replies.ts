/**
 * The envelopes of CRM.COM: `{ status: { code, message, description }, data }`.
 *
 * @since 0.1.0
 */
import type * as Schema from "effect/Schema"
import { type EmulatorReply, type Fault, htmlReply, jsonReply } from "@crm-auth/core/testing"
import type { CrmcomCodes, Settings } from "./Options.ts"

/** A success as the user login's sample writes it before R12: status first, texts `null`. */
export const okWithNulls = (data: Schema.Json): EmulatorReply =>
  jsonReply(200, { status: { code: "OK", message: null, description: null }, data })

/** A success as the other logins' samples write it: data first, texts empty. */
export const okDataFirst = (data: Schema.Json): EmulatorReply =>
  jsonReply(200, { data, status: { code: "OK", description: "", message: "" } })

/** A success as the release's sample writes it: code last. */
export const okCodeLast = (data: Schema.Json): EmulatorReply =>
  jsonReply(200, { status: { message: "", description: "", code: "OK" }, data })

const messages: { readonly [Code in keyof CrmcomCodes]: string } = {
  invalidLogin: "Login refused",
  accountLocked: "User is locked",
  addressRefused: "Address not allowed",
  notConfigured: "Login settings not configured",
  sessionRejected: "Token not accepted",
  invalidRequest: "Request not understood",
  notFound: "Nothing found",
  notAllowed: "Not allowed"
}

/** A failure envelope under the configured HTTP status. */
export const refuse = (settings: Settings, reason: keyof CrmcomCodes): EmulatorReply =>
  failureReply(settings.failureStatus, settings.codes[reason], messages[reason], settings.failureData)

const failureReply = (
  status: number,
  code: string,
  message: string,
  data: "null" | "absent" | "empty"
): EmulatorReply =>
  jsonReply(status, {
    status: { code, message, description: message },
    ...(data === "absent" ? {} : { data: data === "null" ? null : {} })
  })

const gatewayTitles: { readonly [status: number]: string } = {
  401: "Unauthorized",
  403: "Forbidden",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout"
}

/**
 * Ready-made faults for `emulator.fault(operation, fault, times)`; `Infinity` times is for good.
 *
 * - `gatewayPage(status)`: an HTML page of a proxy in front of the server (default 502; 200, 401 and 403 are others).
 * - `throttled(seconds)`: such a page under 429, with `Retry-After` if given. `redirect(location)`: one under 302.
 * - `nullData`: code `OK`, `data` null. `withoutToken`: code `OK`, `data` an empty object.
 * - `failure(code, options)`: a failure envelope with any code, HTTP 200 and `data` `{}` unless said otherwise.
 *
 * @category faults
 * @since 0.1.0
 */
export const CrmcomFault = {
  gatewayPage: (status = 502): Fault => ({
    kind: "reply",
    reply: htmlReply(status, `${status} ${gatewayTitles[status] ?? "Proxy"}`)
  }),
  throttled: (seconds?: number): Fault => ({
    kind: "reply",
    reply: htmlReply(429, "429 Too Many Requests", seconds === undefined ? {} : { "retry-after": String(seconds) })
  }),
  redirect: (location: string): Fault => ({ kind: "reply", reply: htmlReply(302, "302 Found", { location }) }),
  nullData: { kind: "reply", reply: okDataFirst(null) },
  withoutToken: { kind: "reply", reply: okDataFirst({}) },
  failure: (
    code: string,
    options?: { readonly message?: string; readonly status?: number; readonly data?: "null" | "absent" | "empty" }
  ): Fault => ({
    kind: "reply",
    reply: failureReply(options?.status ?? 200, code, options?.message ?? "Failure", options?.data ?? "empty")
  })
} as const satisfies { readonly [name: string]: Fault | ((...args: Array<never>) => Fault) }
