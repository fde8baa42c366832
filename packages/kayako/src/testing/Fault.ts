/**
 * Answers that a desk gives when something is wrong with it.
 *
 * @since 0.1.0
 */
import { type EmulatorReply, type Fault, htmlReply } from "@crm-auth/core/testing"
import { exceptionText } from "./Calls.ts"

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
 *   `phpError`, `loaderError`: what PHP, or the loader of a broken installation, prints instead of a reply.
 * - `otherRoot`: the document of another interface. `page`: an HTML page. `empty`: an empty body.
 * - `doctype`: a document with a DOCTYPE that defines entities. `badCdata`, `controlCharacter`: ill-formed documents.
 * - `withoutSessionId`: `status` 1 and nothing else. `doubledStatus`: both `1` and `-1`. `emptyStatus`: an integer 0 as
 *   PHP 7 writes it. `withoutStatus`: none. `status(status, error)`: any.
 * - `sessionNotCreated`: good credentials for which the desk could not open a session.
 * - `redirect(location, status)`: HTTP 302, or another. `serverError`: HTTP 500 without a body. `badGateway`: HTTP 502.
 *   `unavailable`: HTTP 503. `rateLimited(seconds)`: HTTP 429.
 *
 * @category faults
 * @since 0.1.0
 */
export const KayakoFault = {
  exception: reply(exceptionText, "text/html"),
  phpError: reply("\nFatal error: Uncaught Error: Call to undefined function in /var/www/desk/example.php:13\n"),
  loaderError: reply("The file /var/www/desk/index.php is corrupted.", "text/html"),
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
  emptyStatus: reply(root("<status /><error><![CDATA[Failed.]]></error>")),
  withoutStatus: reply(root("<error><![CDATA[Failed.]]></error>")),
  sessionNotCreated: reply(
    root("<status><![CDATA[-1]]></status><error><![CDATA[No session could be opened.]]></error>")
  ),
  status: (status: string, error: string): Fault =>
    reply(root(`<status><![CDATA[${status}]]></status><error><![CDATA[${error}]]></error>`)),
  redirect: (location: string, status = 302): Fault => page(status, "Moved", { location }),
  serverError: reply("", "text/html", 500),
  badGateway: page(502, "502 Bad Gateway"),
  unavailable: page(503, "503 Service Unavailable"),
  rateLimited: (seconds?: number): Fault =>
    page(429, "429 Too Many Requests", seconds === undefined ? {} : { "retry-after": `${seconds}` })
} as const satisfies { readonly [name: string]: Fault | ((...args: Array<never>) => Fault) }
