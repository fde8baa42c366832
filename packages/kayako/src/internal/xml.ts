/**
 * Reads a StaffAPI reply: the one place that touches fast-xml-parser.
 *
 * The parser alone takes ill-formed text, several roots and control characters without a word, so `xmlScan.ts` frames
 * the document first: it finds the first root, proves it well-formed and within limits, and cuts out the elements
 * asked for. Only those are handed to the parser.
 */
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import type { X2jOptions } from "fast-xml-parser"
import { decodeReferences } from "./xmlReferences.ts"
import { findRoot } from "./xmlRoot.ts"
import { maxDepth, scanRoot } from "./xmlScan.ts"

/**
 * What to read from a document: the name of its root, the elements right below it that are wanted (by name: their text
 * alone, or some attributes, elements of their own and, under the property named `text`, their text), and which of them
 * may occur more than once.
 */
export interface XmlShape extends XmlContent {
  readonly root: string
}

/** The elements below an element that are wanted, and which of them may occur more than once. */
export interface XmlContent {
  readonly elements: { readonly [name: string]: "text" | XmlElementShape }
  readonly lists: ReadonlyArray<string>
}

export interface XmlElementShape extends Partial<XmlContent> {
  readonly attributes: ReadonlyArray<string>
  readonly text?: string
}

/**
 * Reads the first root of a text as a plain object of strings; `undefined` when the text holds no such document, never
 * an error. What precedes the root may be junk up to a limit; what follows it is not looked at.
 *
 * - A missing element is an absent key, an empty one (`<error />`) the empty string, a list always an array.
 * - Text is the element's own, plain and CDATA joined, trimmed of white space at its ends; nothing becomes a number.
 * - Elements, attributes and nesting not named by the shape are left out.
 * - A single element that occurs twice and says two things is absent: no reader can know which one holds.
 * - Ill-formed XML, a DOCTYPE, a processing instruction inside the root and all that is over a limit: `undefined`.
 */
export const parseXml = (text: string, shape: XmlShape): unknown => read(text, shape, true)

/**
 * As `parseXml`, for a text known to be only the start of a body: the root may still be open where the text ends, and
 * the elements that are complete by then are read. A long ticket list says its `status` first, so this tells what a
 * reply means without its end. Not for whole bodies: there a root that never ends is a broken reply.
 */
export const parseXmlHead = (text: string, shape: XmlShape): unknown => read(text, shape, false)

const read = (text: string, shape: XmlShape, whole: boolean): unknown => {
  const start = findRoot(text, shape.root)
  if (start === undefined) return undefined
  const content = scanRoot(text, start, (name) => Object.hasOwn(shape.elements, name))
  if (content === undefined || (whole && !content.complete)) return undefined
  const elements = parseElements(content.elements)
  return elements && toObject(elements, shape)
}

/** An element as the parser gives it: its content under its marked name, beside its attributes. A text is a node of its own. */
interface ParsedNode {
  readonly [name: `${typeof mark}${string}`]: ReadonlyArray<ParsedNode>
  readonly [attributesKey]?: { readonly [name: `${typeof mark}${string}`]: string }
  readonly [textKey]?: string
}

// A mark no XML name can start with, so that no name is ever a key that JavaScript or the parser treats specially.
const mark = "."
const textKey = "#text"
const attributesKey = ":@"

const options: X2jOptions = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: mark,
  transformTagName: (name) => (name.startsWith(mark) ? name : mark + name),
  textNodeName: textKey,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  maxNestedTags: maxDepth,
  jPath: false,
  entityDecoder: {
    decode: decodeReferences,
    setExternalEntities: () => {},
    addInputEntities: () => {},
    setXmlVersion: () => {},
    reset: () => {}
  }
}

/** The parser, as soon as it has been loaded. */
let parser: { readonly parse: (text: string) => ReadonlyArray<ParsedNode> } | undefined

/** Loads the parser. Nothing can be read before that. */
export const ready: Effect.Effect<void> = /*#__PURE__*/ Effect.suspend(() =>
  parser === undefined
    ? Effect.map(
        Effect.promise(() => import("fast-xml-parser")),
        ({ XMLParser }) => {
          parser = new XMLParser(options)
        }
      )
    : Effect.void
)

/** `undefined` for what the parser does not take. */
const parseElements = (elements: string): ReadonlyArray<ParsedNode> | undefined => {
  const loaded = parser
  if (loaded === undefined) throw new Error("A reply was read before its parser was loaded: run `ready` first")
  return Result.getOrUndefined(Result.try(() => loaded.parse(elements)))
}

const toObject = (
  nodes: ReadonlyArray<ParsedNode>,
  { elements, lists }: XmlContent
): { readonly [name: string]: unknown } => {
  const entries: Array<readonly [string, unknown]> = []
  for (const [name, rule] of Object.entries(elements)) {
    const key = `${mark}${name}` as const
    const values: Array<unknown> = []
    for (const node of nodes) {
      const content = node[key]
      if (content !== undefined) values.push(rule === "text" ? ownText(content) : toElement(node, content, rule))
    }
    if (lists.includes(name)) entries.push([name, values])
    else if (values.length > 0 && values.every((value) => Equal.equals(value, values[0])))
      entries.push([name, values[0]])
  }
  return Object.fromEntries(entries)
}

const ownText = (content: ReadonlyArray<ParsedNode>): string => {
  let text = ""
  for (const child of content) text += child[textKey] ?? ""
  return own(text.trim())
}

/** A part of a text keeps all of it alive: a session of 32 characters the whole reply, for hours. A copy does not. */
const own = (part: string): string => ` ${part}`.slice(1)

/** An element with attributes, or with elements of its own. A name in both is the element's. */
const toElement = (
  parsed: ParsedNode,
  content: ReadonlyArray<ParsedNode>,
  { attributes, elements, lists = [], text }: XmlElementShape
): { readonly [name: string]: unknown } => {
  const entries: Array<readonly [string, unknown]> = []
  for (const name of attributes) {
    const value = parsed[attributesKey]?.[`${mark}${name}`]
    if (value !== undefined) entries.push([name, value])
  }
  if (text !== undefined) entries.push([text, ownText(content)])
  if (elements !== undefined) entries.push(...Object.entries(toObject(content, { elements, lists })))
  return Object.fromEntries(entries)
}
