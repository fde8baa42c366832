/**
 * Answers that a desk gives when something is wrong with it.
 *
 * @since 0.1.0
 */
import { type EmulatorReply, type Fault, htmlReply } from "@crm-auth/core/testing"
import { exceptionText } from "./KayakoCalls.ts"

const reply = (body: string, contentType = "text/xml", status = 200): Fault => ({
  kind: "reply",
  reply: { status, headers: { "content-type": contentType }, body }
})

const root = (inside: string): string => `<kayako_staffapi>${inside}</kayako_staffapi>`

const page = (status: number, title: string, headers?: EmulatorReply["headers"]): Fault => ({
  kind: "reply",
  reply: htmlReply(status, title, headers)
})

/**
 * Ready-made faults for `emulator.fault(operation, fault, times)`. All have HTTP status 200 unless said.
 *
 * - `exception`: the plain text of an uncaught PHP exception. `exceptionAfterSuccess`: behind a complete success.
 * - `otherRoot`: the document of another interface. `page`: an HTML page. `empty`: an empty body.
 * - `doctype`: a document with a DOCTYPE that defines entities. `badCdata`, `controlCharacter`: ill-formed documents.
 * - `withoutSessionId`: `status` 1 and nothing else. `doubledStatus`: both `1` and `-1`. `status(status, error)`: any.
 * - `redirect(location)`: HTTP 302. `badGateway`: HTTP 502. `unavailable`: HTTP 503. `rateLimited(seconds)`: HTTP 429.
 *
 * @category faults
 * @since 0.1.0
 */
export const KayakoFault = {
  exception: reply(exceptionText, "text/html"),
  exceptionAfterSuccess: reply(`${root("<status>1</status><error />")}\n${exceptionText}`),
  otherRoot: reply('<?xml version="1.0" encoding="UTF-8"?><kayako_livechat><status>1</status></kayako_livechat>'),
  page: page(200, "Down for maintenance"),
  empty: reply("", "text/html"),
  doctype: reply(
    `<!DOCTYPE kayako_staffapi [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${root("<status>1</status><error>&b;</error>")}`
  ),
  badCdata: reply(root("<status><![CDATA[1]]></status><error><![CDATA[a ]]> b ]]></error>")),
  controlCharacter: reply(root("<status><![CDATA[1]]></status><error><![CDATA[\u0001]]></error>")),
  withoutSessionId: reply(root("<status>1</status><error></error>")),
  doubledStatus: reply(root("<status>1</status><status>-1</status><error></error><sessionid>abc</sessionid>")),
  status: (status: string, error: string): Fault =>
    reply(root(`<status><![CDATA[${status}]]></status><error><![CDATA[${error}]]></error>`)),
  redirect: (location: string): Fault => page(302, "302 Found", { location }),
  badGateway: page(502, "502 Bad Gateway"),
  unavailable: page(503, "503 Service Unavailable"),
  rateLimited: (seconds?: number): Fault =>
    page(429, "429 Too Many Requests", seconds === undefined ? {} : { "retry-after": `${seconds}` })
} as const satisfies { readonly [name: string]: Fault | ((...args: Array<never>) => Fault) }
