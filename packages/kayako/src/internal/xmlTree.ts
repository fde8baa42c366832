/** Makes a tree of elements that are known to be well-formed. */
import { decodeReferences } from "./xmlReferences.ts"
import { eachAttribute, readToken } from "./xmlScan.ts"

/** An element that was read; it is filled while it is open. */
export interface XmlNode {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Array<XmlNode>
  /** Its own text, plain and CDATA joined. */
  text: string
}

const cdata = "<![CDATA["

const none: ReadonlyMap<string, string> = /*#__PURE__*/ new Map()

const attributesIn = (tag: string): ReadonlyMap<string, string> =>
  tag.includes("=")
    ? new Map(
        Array.from(tag.matchAll(eachAttribute), ([, name = "", double, single]) => [
          name,
          decodeReferences(double ?? single ?? "")
        ])
      )
    : none

/** Reads elements that follow each other, as `scanRoot` cuts them out of a document that it has proven well-formed. */
export const readElements = (elements: string): ReadonlyArray<XmlNode> => {
  // XML has one kind of line break.
  const text = elements.includes("\r") ? elements.replace(/\r\n?/g, "\n") : elements
  const read: Array<XmlNode> = []
  const open: Array<XmlNode> = []
  let from = 0
  for (;;) {
    const at = text.indexOf("<", from)
    const token = at === -1 ? undefined : readToken(text, at)
    if (token === undefined || token === "cut") return read
    const parent = open.at(-1)
    if (parent !== undefined) parent.text += decodeReferences(text.slice(from, at))
    from = token.end
    if (token.kind === "end") open.pop()
    else if (token.kind !== "other") {
      const attributes = attributesIn(text.slice(at + 1 + token.name.length, from))
      const node: XmlNode = { name: token.name, attributes, children: [], text: "" }
      ;(parent?.children ?? read).push(node)
      if (token.kind === "start") open.push(node)
    } else if (parent !== undefined && text.startsWith(cdata, at)) {
      parent.text += text.slice(at + cdata.length, from - "]]>".length)
    }
  }
}
