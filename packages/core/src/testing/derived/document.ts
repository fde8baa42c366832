/** A reply of a derived emulator: a document in JSON or XML whose values are read and replaced by pointer. */
import * as Predicate from "effect/Predicate"
import { parseJson } from "../../internal/protocol/envelope.ts"
import { pathOf, rawAt } from "../../internal/protocol/pointer.ts"

/** A document that can be changed and written. */
export interface Document {
  /** Its values. Those of XML are texts. */
  readonly value: unknown
  /** A copy with another value at a pointer. */
  readonly with: (pointer: string, value: unknown) => Document
  /** As it is sent. */
  readonly text: string
}

const replaced = (document: unknown, [name, ...others]: ReadonlyArray<string>, value: unknown): unknown => {
  if (name === undefined) return value
  if (Array.isArray(document)) {
    return document.map((one: unknown, index) => (String(index) === name ? replaced(one, others, value) : one))
  }
  const members: { readonly [name: string]: unknown } = Predicate.isObject(document) ? document : {}
  return { ...members, [name]: replaced(members[name], others, value) }
}

/** A document in JSON. */
export const jsonDocument = (value: unknown): Document => ({
  value,
  with: (pointer, other) => jsonDocument(replaced(value, pathOf(pointer), other)),
  text: JSON.stringify(value)
})

const entities: { readonly [char: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => entities[char] ?? char)

const unescaped = (text: string): string =>
  Object.entries(entities).reduce((all, [char, entity]) => all.replaceAll(entity, char), text)

interface Element {
  readonly path: ReadonlyArray<string>
  /** Where its content starts and ends. */
  readonly start: number
  readonly end: number
}

/** The elements of a document without text around its root, in the order in which they end. */
const elementsOf = (text: string): ReadonlyArray<Element> => {
  const open: Array<{ readonly name: string; readonly start: number }> = []
  const found: Array<Element> = []
  for (const match of text.matchAll(/<!\[CDATA\[[^]*?\]\]>|<\?[^>]*>|<(\/?)([\w.-]+)[^>]*?(\/?)>/g)) {
    const [whole, closing, name, empty] = match
    if (name === undefined) continue
    const after = match.index + whole.length
    if (empty === "/") continue
    if (closing === "") open.push({ name, start: after })
    else {
      const path = open.slice(1).map((one) => one.name)
      const own = open.pop()
      if (own !== undefined) found.push({ path, start: own.start, end: match.index })
    }
  }
  return found
}

const contentOf = (text: string): string =>
  text
    .split(/(<!\[CDATA\[[^]*?\]\]>)/)
    .map((part) => (part.startsWith("<![CDATA[") ? part.slice(9, -3) : unescaped(part)))
    .join("")

/** A document in XML, whose pointers start below the root. What the spec wrote around its values stays as it is. */
export const xmlDocument = (text: string): Document => {
  const elements = elementsOf(text)
  const leaves = elements.filter(
    ({ path }) =>
      path.length > 0 &&
      !elements.some((other) => other.path.length > path.length && path.every((name, at) => other.path[at] === name))
  )
  let value: unknown = {}
  for (const { end, path, start } of leaves) value = replaced(value, path, contentOf(text.slice(start, end)))
  return {
    value,
    with: (pointer, other) => {
      const path = pathOf(pointer)
      const element = leaves.find((one) => one.path.join("/") === path.join("/"))
      return element === undefined
        ? xmlDocument(text)
        : xmlDocument(text.slice(0, element.start) + escaped(String(other)) + text.slice(element.end))
    },
    text
  }
}

const elementText = (name: string, value: unknown): string => {
  if (Array.isArray(value)) return value.map((one) => elementText(name, one)).join("")
  const content = Predicate.isObject(value)
    ? Object.entries(value)
        .map(([member, inner]) => elementText(member, inner))
        .join("")
    : escaped(String(value ?? ""))
  return `<${name}>${content}</${name}>`
}

/** A document in XML of plain values. */
export const toXml = (root: string, value: unknown): Document => xmlDocument(elementText(root, value))

/** A body as a document; `undefined` if it is not a document. */
export const documentOf = (mediaType: string, body: string): Document | undefined => {
  if (/\bxml\b/.test(mediaType)) return body.trimStart().startsWith("<") ? xmlDocument(body) : undefined
  const value = parseJson(body)
  return value === undefined ? undefined : jsonDocument(value)
}

/** The first of some pointers that meets something other than null and the empty text. */
export const firstAt = (document: unknown, pointers: ReadonlyArray<string>): string | undefined =>
  pointers.find((pointer) => {
    const value = rawAt(document, pathOf(pointer))
    return value !== undefined && value !== null && value !== ""
  })
