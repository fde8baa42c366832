/**
 * Scans the root element of a document: proves it well-formed and within limits, and gives the elements wanted.
 */
import { XmlElement } from "./xmlElement.ts"
import { forbidden, hasOnlyKnownReferences } from "./xmlReferences.ts"

/** How deep elements may nest. */
export const maxDepth = 64
/** How many characters a root may have, how many of them between two `<`, and how many tags. */
const maxLength = 8_388_608
const maxRun = 1_048_576
const maxTags = 200_000

const startTag =
  /<([\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*)((?:[ \t\r\n]+[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*[ \t\r\n]*=[ \t\r\n]*(?:"[^<"]*"|'[^<']*'))*)[ \t\r\n]*(\/?)>/uy
const endTag = /<\/([\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*)[ \t\r\n]*>/uy
// What nearly all tags look like. The ones above read them as well, at five times the cost.
const plainTag = /<(\/?)([A-Za-z_][\w.-]*)((?: [A-Za-z_][\w.-]*="[^"&<]*")?)(\/?)>/y
const eachAttribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The wanted elements of a root, complete and in the order in which they were written, and whether the root was closed. */
export interface RootContent {
  readonly elements: ReadonlyArray<XmlElement>
  readonly complete: boolean
}

/**
 * Reads the root that starts at an index. A text that ends inside it gives the elements complete by then; `undefined`
 * is for what is ill-formed or over a limit.
 */
export const scanRoot = (text: string, start: number, wanted: (name: string) => boolean): RootContent | undefined => {
  const open: Array<string> = []
  const elements: Array<XmlElement> = []
  /** The wanted element that is open right below the root, and those that are open inside it. */
  const kept: Array<XmlElement> = []
  let childEnd = start
  let from = start
  const result = (end: number, complete: boolean): RootContent | undefined =>
    forbidden.test(text.slice(start, end)) ? undefined : { elements, complete }

  for (let tags = 0; tags < maxTags;) {
    const at = text.indexOf("<", from)
    const token = at === -1 ? "cut" : readToken(text, at)
    if (token === "cut") return open.length === 0 ? undefined : result(childEnd, false)
    if (token === undefined || token.end - from > maxRun || token.end - start > maxLength) return undefined
    const inside = kept.at(-1)
    if (at > from) {
      const run = text.slice(from, at)
      if (!isText(run)) return undefined
      inside?.addText(run)
    }
    from = token.end
    if (token.kind === "comment") continue
    if (token.kind === "section") {
      inside?.addSection(text.slice(at + sectionStart.length, from - sectionEnd.length))
      continue
    }
    tags++
    if (token.kind === "end") {
      if (open.pop() !== token.name) return undefined
      if (kept.length > 0) endElement(kept, elements)
    } else {
      if (open.length === maxDepth) return undefined
      const keeps = inside !== undefined || (open.length === 1 && wanted(token.name))
      if (keeps) kept.push(new XmlElement(token.name, token.attributes))
      if (token.kind === "start") {
        open.push(token.name)
        continue
      }
      if (keeps) endElement(kept, elements)
    }
    if (open.length === 0) return result(from, true)
    if (open.length === 1) childEnd = from
  }
  return undefined
}

/** The innermost open element is complete: it belongs to the one around it, or to the root. */
const endElement = (kept: Array<XmlElement>, elements: Array<XmlElement>): void => {
  const element = kept.pop()
  if (element === undefined) return
  const around = kept.at(-1)
  if (around === undefined) elements.push(element)
  else around.add(element)
}

type Token =
  | { readonly kind: "start" | "empty"; readonly name: string; readonly attributes: string; readonly end: number }
  | { readonly kind: "end"; readonly name: string; readonly end: number }
  | { readonly kind: "section"; readonly end: number }
  | { readonly kind: "comment"; readonly end: number }

const sectionStart = "<![CDATA["
const sectionEnd = "]]>"

/** The token at a `<`: `cut` when the text ends inside it, `undefined` when it is not a token. */
const readToken = (text: string, at: number): Token | "cut" | undefined => {
  const first = text.charAt(at + 1)
  if (first !== "!") {
    plainTag.lastIndex = at
    const [, closing, plain, attributes = "", empty] = plainTag.exec(text) ?? []
    if (plain !== undefined && (closing === "" || (attributes === "" && empty === ""))) {
      const end = plainTag.lastIndex
      if (closing !== "") return { kind: "end", name: plain, end }
      return { kind: empty === "" ? "start" : "empty", name: plain, attributes, end }
    }
  }
  switch (first) {
    case "!":
      return (
        readSection(text, at, "section", sectionStart, sectionEnd) ?? readSection(text, at, "comment", "<!--", "-->")
      )
    case "/": {
      endTag.lastIndex = at
      const [, name] = endTag.exec(text) ?? []
      return name === undefined ? cutOrBroken(text, at) : { kind: "end", name, end: endTag.lastIndex }
    }
    default: {
      startTag.lastIndex = at
      const [, name, attributes = "", slash] = startTag.exec(text) ?? []
      if (name === undefined) return cutOrBroken(text, at)
      if (attributes !== "" && !areAttributes(attributes)) return undefined
      return { kind: slash === "" ? "start" : "empty", name, attributes, end: startTag.lastIndex }
    }
  }
}

const readSection = (
  text: string,
  at: number,
  kind: "section" | "comment",
  opening: string,
  closing: string
): Token | "cut" | undefined => {
  if (!text.startsWith(opening, at)) return opening.startsWith(text.slice(at)) ? "cut" : undefined
  const end = text.indexOf(closing, at + opening.length)
  return end === -1 ? "cut" : { kind, end: end + closing.length }
}

// No token holds a second `<`, so a broken one with another `<` behind it did not break where the text ends.
const cutOrBroken = (text: string, at: number): "cut" | undefined =>
  text.includes("<", at + 1) || /^<[^\p{L}_:/]/u.test(text.slice(at, at + 2)) ? undefined : "cut"

const isText = (run: string): boolean => !run.includes("]]>") && hasOnlyKnownReferences(run)

const areAttributes = (text: string): boolean => {
  const seen = new Set<string>()
  for (const [, name = "", double, single] of text.matchAll(eachAttribute)) {
    if (seen.has(name) || !hasOnlyKnownReferences(double ?? single ?? "")) return false
    seen.add(name)
  }
  return true
}
