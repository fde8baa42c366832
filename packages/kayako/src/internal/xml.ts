/** Reads a StaffAPI reply: the elements that a shape names, as plain objects of texts. */
import * as Equal from "effect/Equal"
import type { XmlElement } from "./xmlElement.ts"
import { findRoot } from "./xmlRoot.ts"
import { scanRoot } from "./xmlScan.ts"

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
  return content === undefined || (whole && !content.complete) ? undefined : toObject(content.elements, shape)
}

interface Values {
  readonly [name: string]: unknown
}

const toObject = (elements: ReadonlyArray<XmlElement>, { elements: wanted, lists }: XmlContent): Values => {
  const found = new Map<string, Array<unknown>>()
  for (const name of lists) found.set(name, [])
  for (const element of elements) {
    const { name } = element
    const rule = Object.hasOwn(wanted, name) ? wanted[name] : undefined
    if (rule === undefined) continue
    const value = rule === "text" ? element.text : toElement(element, rule)
    const values = found.get(name)
    if (values === undefined) found.set(name, [value])
    else values.push(value)
  }
  const entries: Array<readonly [string, unknown]> = []
  for (const [name, values] of found) {
    if (lists.includes(name)) entries.push([name, values])
    else if (values.every((value) => Equal.equals(value, values[0]))) entries.push([name, values[0]])
  }
  return Object.fromEntries(entries)
}

/** An element with attributes, or with elements of its own. A name in both is the element's. */
const toElement = (element: XmlElement, rule: XmlElementShape): Values => {
  const written = element.attributes
  const entries: Array<readonly [string, unknown]> = []
  for (const wanted of rule.attributes) {
    const attribute = written.find(([name]) => name === wanted)
    if (attribute !== undefined) entries.push(attribute)
  }
  if (rule.text !== undefined) entries.push([rule.text, element.text])
  if (rule.elements !== undefined) {
    entries.push(...Object.entries(toObject(element.children, { elements: rule.elements, lists: rule.lists ?? [] })))
  }
  return Object.fromEntries(entries)
}
