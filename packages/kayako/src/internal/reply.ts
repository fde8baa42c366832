/** Reads the envelope of a reply to an application's request: its status, and its message when there is one. */
import { parseXml, parseXmlHead } from "./xml.ts"

const envelope = { root: "kayako_staffapi", elements: { status: "text", error: "text" }, lists: [] } as const

/** How nearly all good replies start. They may be long; what follows is for the caller to read. */
const goodStart = /^\s*(?:<\?xml[^<>]*\?>\s*)?<kayako_staffapi>\s*<status>(?:1|<!\[CDATA\[1\]\]>)<\/status>/

/** `complete`: whether `text` is all of the reply. */
export const parseReply = (text: string, complete: boolean): unknown =>
  goodStart.test(text) ? { status: "1" } : complete ? parseXml(text, envelope) : parseXmlHead(text, envelope)
