/**
 * Reads a StaffAPI reply. `xmlScan.ts` frames the document: it finds the first root, proves it well-formed and within
 * limits, and cuts out the elements asked for. `xmlTree.ts` reads those.
 */
import * as Equal from "effect/Equal"
import { findRoot } from "./xmlRoot.ts"
import { scanRoot } from "./xmlScan.ts"
import { readElements, type XmlNode } from "./xmlTree.ts"

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
  return toObject(readElements(content.elements), shape)
}

const toObject = (nodes: ReadonlyArray<XmlNode>, shape: XmlContent): { readonly [name: string]: unknown } => {
  const found = new Map<string, Array<unknown>>(shape.lists.map((name) => [name, []]))
  for (const node of nodes) {
    const { name } = node
    const rule = Object.hasOwn(shape.elements, name) ? shape.elements[name] : undefined
    if (rule === undefined) continue
    const value = rule === "text" ? ownText(node) : toElement(node, rule)
    const values = found.get(name)
    if (values === undefined) found.set(name, [value])
    else values.push(value)
  }
  const entries: Array<readonly [string, unknown]> = []
  for (const [name, values] of found) {
    if (shape.lists.includes(name)) entries.push([name, values])
    else if (values.every((value) => Equal.equals(value, values[0]))) entries.push([name, values[0]])
  }
  return Object.fromEntries(entries)
}

const ownText = ({ text }: XmlNode): string => own(text.trim())

/** A part of a text keeps all of it alive: a session of 32 characters the whole reply, for hours. A copy does not. */
const own = (part: string): string => ` ${part}`.slice(1)

/** An element with attributes, or with elements of its own. A name in both is the element's. */
const toElement = (node: XmlNode, rule: XmlElementShape): { readonly [name: string]: unknown } => {
  const entries: Array<readonly [string, unknown]> = []
  for (const name of rule.attributes) {
    const value = node.attributes.get(name)
    if (value !== undefined) entries.push([name, own(value)])
  }
  if (rule.text !== undefined) entries.push([rule.text, ownText(node)])
  if (rule.elements !== undefined) {
    entries.push(...Object.entries(toObject(node.children, { elements: rule.elements, lists: rule.lists ?? [] })))
  }
  return Object.fromEntries(entries)
}
