/**
 * The failures of KashFlow: a status and `{ Error, Message }`.
 *
 * @since 0.1.0
 */
import { type EmulatorReply, type EmulatorRequest, type Fault, htmlReply, jsonReply } from "@crm-auth/core/testing"
import type { KftokenAccount } from "./Account.ts"
import type { KftokenCodes, Settings } from "./Options.ts"
import type { State } from "./State.ts"

/** A failure. The codes are the vendor's, every message is invented. */
export const failure = (status: number, code: string, message: string): EmulatorReply =>
  jsonReply(status, { Error: code, Message: message })

/** Unknown, malformed and idle-expired tokens look the same. */
export const invalidSessionToken = failure(401, "InvalidSessionToken", "Token not accepted.")

/** On resource calls 401; on login steps the status is unknown. */
export const accountLocked = (status: number): EmulatorReply => failure(status, "AccountLocked", "Locked.")

const messages: { readonly [Code in keyof KftokenCodes]: string } = {
  wrongCharacters: "Characters do not match.",
  staleTemporaryToken: "Start again.",
  invalidExternalToken: "External token not accepted.",
  badRequest: "Request not understood.",
  notPermitted: "Not allowed.",
  restDisabled: "REST is switched off.",
  addressRefused: "Address not allowed."
}

/** A failure whose code is configured, because the real one is unknown. */
export const refuse = (settings: Settings, status: number, reason: keyof KftokenCodes): EmulatorReply =>
  failure(status, settings.codes[reason], messages[reason])

/** What the account's settings forbid, if anything. */
export const forbidden = ({ settings }: State, account: KftokenAccount): EmulatorReply | undefined =>
  !account.restEnabled
    ? refuse(settings, settings.settingsStatus, "restDisabled")
    : !account.addressAllowed
      ? refuse(settings, settings.settingsStatus, "addressRefused")
      : undefined

/** Whether JSON is asked for, or anything, and neither XML nor a page. */
export const wantsJson = (request: EmulatorRequest): boolean => {
  const types = (request.headers["accept"] || "*/*").split(",").map((type) => type.split(";")[0]?.trim().toLowerCase())
  const isWanted = types.some((type) => type === "application/json" || type === "*/*" || type === "application/*")
  return isWanted && !types.some((type) => /xml|html/.test(type ?? ""))
}

/** The same answer as an XML document. Its shape is unknown, so it holds nothing that could be read. */
export const inXml = (reply: EmulatorReply): EmulatorReply =>
  reply.status === 204
    ? reply
    : {
        status: reply.status,
        headers: { ...reply.headers, "content-type": "application/xml; charset=utf-8" },
        body: `<?xml version="1.0" encoding="utf-8"?><ExampleOfUnknownShape />`
      }

/**
 * Ready-made faults for `emulator.fault(operation, fault, times)`; `Infinity` times is for good.
 *
 * - `databaseTimeout`: 400 with the numeric code of a server-side timeout.
 * - `throttled(seconds)`: 429, with `Retry-After` if given.
 * - `failure(status, code)`: any envelope. `gatewayPage(status)`: an HTML page (default 502).
 * - `emptyUnauthorized`: 401 without a body. `okWithoutFields`: 200 with `{}`.
 *
 * @category faults
 * @since 0.1.0
 */
export const KftokenFault = {
  databaseTimeout: { kind: "reply", reply: failure(400, "-2146232060", "Database timeout.") },
  throttled: (seconds?: number): Fault => ({
    kind: "reply",
    reply: { status: 429, headers: seconds === undefined ? {} : { "retry-after": String(seconds) }, body: "" }
  }),
  failure: (status: number, code: string, message = "Failure."): Fault => ({
    kind: "reply",
    reply: failure(status, code, message)
  }),
  gatewayPage: (status = 502): Fault => ({ kind: "reply", reply: htmlReply(status, `${status} Gateway`) }),
  emptyUnauthorized: { kind: "reply", reply: { status: 401, body: "" } },
  okWithoutFields: { kind: "reply", reply: jsonReply(200, {}) }
} as const satisfies { readonly [name: string]: Fault | ((...args: Array<never>) => Fault) }
