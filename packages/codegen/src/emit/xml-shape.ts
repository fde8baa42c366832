/** Writes the shape by which an XML reply is read: OpenAPI 3.1 can't say it in a way that a parser could use. */
import * as Pointer from "../pointer.ts"
import type { At } from "../pointer.ts"
import type { Output } from "../model/operation.ts"
import type { SchemaObject } from "../read/openapi.ts"
import { isObject, shapeOf, typesOf } from "../read/schema.ts"
import type { Field } from "../read/schema.ts"
import { isGeneratedWhole } from "../read/crm-auth.ts"
import { follow } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"
import { list, literal, record } from "./text.ts"

const isText = (schema: SchemaObject): boolean => typesOf(schema).join() === "string"

const refuseOwnName = (spec: Spec, field: Field, { at, value }: At<SchemaObject>): void => {
  const name = value.xml?.name
  if (name !== undefined && name !== field.name) {
    spec.report(Pointer.child(at, "xml", "name"), `must be "${field.name}": an element has the name of its property`)
  }
}

type Entry = readonly [name: string, code: string]

/** The wanted elements below an element, and which of them are lists. */
const contentOf = (
  spec: Spec,
  fields: ReadonlyArray<Field>
): { readonly elements: ReadonlyArray<Entry>; readonly lists: ReadonlyArray<string> } => {
  const elements: Array<Entry> = []
  const lists: Array<string> = []
  for (const field of fields) {
    const target = follow(spec, "schemas", field.schema)
    if (target === undefined) continue
    refuseOwnName(spec, field, target)
    const items = typesOf(target.value).includes("array") ? target.value.items : undefined
    const item = items && follow(spec, "schemas", { at: Pointer.child(target.at, "items"), value: items })
    if (item !== undefined) lists.push(field.name)
    elements.push([field.name, element(spec, item ?? target)])
  }
  return { elements, lists }
}

/** An element is text, or has attributes, elements of its own, and text. */
const element = (spec: Spec, { at, value }: At<SchemaObject>): string => {
  if (isText(value)) return literal("text")
  if (!isObject(value)) {
    spec.report(at, "must be type: string: XML has only text, and a parser that guesses numbers mangles ids")
    return literal("text")
  }
  const attributes: Array<string> = []
  const inside: Array<Field> = []
  let text: string | undefined
  for (const field of shapeOf(spec, { at, value }).fields) {
    const target = follow(spec, "schemas", field.schema)
    if (target === undefined) continue
    const isAttribute = target.value.xml?.attribute === true
    if (target.value["x-xml-text"] === true) text = field.name
    else if (isAttribute) attributes.push(field.name)
    else inside.push(field)
    if (!inside.includes(field)) {
      refuseOwnName(spec, field, target)
      if (!isText(target.value)) spec.report(field.schema.at, "must be type: string: XML has only text")
    }
  }
  const content = contentOf(spec, inside)
  return record([
    ["attributes", list(attributes.map(literal))],
    ...(text === undefined ? [] : [["text", literal(text)] as const]),
    ...(inside.length === 0 ? [] : [["elements", record(content.elements)] as const]),
    ...(content.lists.length === 0 ? [] : [["lists", list(content.lists.map(literal))] as const])
  ])
}

export const xmlShape = (spec: Spec, output: Output): string => {
  const [only, ...others] = output.alternatives
  if (others.length > 0) spec.report(only.at, "is one of several: an XML reply has one schema")
  const root = follow(spec, "schemas", only)
  if (root === undefined) return "{}"
  const name = root.value.xml?.name
  if (name === undefined || name !== spec.crm.envelope.root) {
    spec.report(root.at, `must say xml: { name: ${spec.crm.envelope.root} }, the root that x-crm-auth/envelope names`)
  }
  const { elements, lists } = contentOf(spec, shapeOf(spec, root).fields)
  // A failure may have a schema of its own, and is read by the same shape.
  const more = isGeneratedWhole(spec.crm) ? elementsOf(envelopePointers(spec)) : []
  const failures = more.filter(([element]) => elements.every(([known]) => known !== element))
  return record([
    ["root", literal(name)],
    ["elements", record([...elements, ...failures])],
    ["lists", list(lists.map(literal))]
  ])
}

/** The elements that pointers lead to. What is below the root may be an attribute as well as an element. */
const elementsOf = (paths: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<Entry> => {
  const names = [...new Set(paths.flatMap(([first]) => first ?? []))]
  return names.map((name): Entry => {
    const inner = paths.filter(([first, second]) => first === name && second !== undefined).map((path) => path.slice(1))
    if (inner.length === 0) return [name, literal("text")]
    const attributes = inner.filter((path) => path.length === 1).flat()
    return [
      name,
      record([
        ["attributes", list([...new Set(attributes)].map(literal))],
        ["elements", record(elementsOf(inner))]
      ])
    ]
  })
}

/** What the envelope and the error rows look at. */
const envelopePointers = ({ crm }: Spec): ReadonlyArray<ReadonlyArray<string>> => {
  const { code, message, ok = [], present = [] } = crm.envelope
  const tests = [...ok, ...present, ...crm.errors.flatMap(({ where = [] }) => where)]
  return [code, ...(message === undefined ? [] : [message]), ...tests.map(({ at }) => at)].map(Pointer.tokens)
}

/** The shape by which a reply's envelope is read: what the envelope and the error rows look at. */
export const envelopeShape = (spec: Spec): string =>
  record([
    ["root", literal(spec.crm.envelope.root ?? "")],
    ["elements", record(elementsOf(envelopePointers(spec)))],
    ["lists", "[]"]
  ])

/** Imports `parseXml`: a package that was not made by the generator has a reader of its own. */
export const xmlReaderImport = ({ crm }: Spec): string =>
  `import { parseXml } from ${literal(isGeneratedWhole(crm) ? "@crm-auth/core/Xml" : "../internal/xml.ts")}`

/** Imports what the protocol needs of that reader. A reader of the package's own is loaded when it is first needed. */
export const protocolReaderImport = (spec: Spec): string =>
  isGeneratedWhole(spec.crm) ? xmlReaderImport(spec) : `import { parseXml, ready } from "../internal/xml.ts"`
