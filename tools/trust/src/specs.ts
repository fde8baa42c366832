/** What the specs say of answers, read by a validator that shares no code with the generated schemas. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import { XMLParser } from "fast-xml-parser"
import { parse } from "yaml"

const folder = join(import.meta.dirname, "../../../specs")

interface Schema {
  readonly $ref?: string
  readonly anyOf?: ReadonlyArray<Schema>
  readonly type?: string | ReadonlyArray<string>
  readonly properties?: { readonly [name: string]: Schema }
  readonly items?: Schema
  readonly xml?: { readonly name?: string }
}

interface Media {
  readonly [type: string]: { readonly schema: Schema }
}

interface Operation {
  readonly operationId: string
  readonly responses: { readonly [status: string]: { readonly $ref?: string; readonly content?: Media } }
}

interface Spec {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: {
    readonly schemas: { readonly [name: string]: Schema }
    readonly responses: { readonly [name: string]: { readonly content?: Media } }
  }
}

/** An answer of a server. */
export interface Answer {
  readonly operation: string
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** An answer of which nothing is read has this type in the specs, whatever the server sends. */
const unread = "text/plain"

const escape = (name: string): string => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))

const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  textNodeName: "value"
})

/** A schema without references, or each of its alternatives. */
const alternativesOf = (spec: Spec, schema: Schema): ReadonlyArray<Schema> => {
  const { $ref, anyOf } = schema
  if (anyOf !== undefined) return anyOf.flatMap((one) => alternativesOf(spec, one))
  const name = $ref?.split("/").at(-1)
  const named = name === undefined ? schema : spec.components.schemas[name]
  if (named === undefined) throw new Error(`the spec has no schema ${name}`)
  return named === schema ? [schema] : alternativesOf(spec, named)
}

/** A value of a parsed document, in which what its schema calls a list is one, however many elements there are. */
const withLists = (spec: Spec, schema: Schema, value: unknown): unknown => {
  const alternatives = alternativesOf(spec, schema)
  const items = alternatives.find(({ type }) => type === "array")?.items
  if (items !== undefined) {
    const elements: ReadonlyArray<unknown> = Array.isArray(value) ? value : [value]
    return elements.map((element) => withLists(spec, items, element))
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      const property = alternatives.map(({ properties }) => properties?.[name]).find((found) => found !== undefined)
      return [name, property === undefined ? member : withLists(spec, property, member)]
    })
  )
}

/** The first document of a text, as the specs see XML: texts, and objects of attributes with their text as `value`. */
const xmlDocument = (spec: Spec, schema: Schema, text: string): unknown => {
  for (const { xml: root } of alternativesOf(spec, schema)) {
    if (root?.name === undefined) continue
    const [first] = new RegExp(`<${root.name}(?:\\s[^>]*)?>[^]*?</${root.name}>`).exec(text) ?? []
    if (first === undefined) continue
    const parsed: unknown = xml.parse(first)
    return withLists(spec, schema, Reflect.get(Object(parsed), root.name))
  }
  return undefined
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Checks the answers of one vendor. */
export class Validator {
  private readonly spec: Spec
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  private readonly compiled = new Map<string, ValidateFunction>()

  constructor(vendor: string) {
    this.spec = parse(readFileSync(join(folder, `${vendor}.yaml`), "utf8"))
    this.ajv.addSchema(this.spec, "spec", false, false)
  }

  private compile(pointer: string): ValidateFunction {
    const known = this.compiled.get(pointer) ?? this.ajv.compile({ $ref: `spec#${pointer}` })
    this.compiled.set(pointer, known)
    return known
  }

  /** The schema of an answer, and where it is; `unread` where there is nothing to check. */
  private schemaOf(answer: Answer): { readonly pointer: string; readonly schema: Schema } | typeof unread | undefined {
    const { contentType, operation, status } = answer
    for (const [path, methods] of Object.entries(this.spec.paths)) {
      for (const [method, { operationId, responses }] of Object.entries(methods)) {
        if (operationId !== operation) continue
        const key = [String(status), `${String(status)[0] ?? ""}XX`, "default"].find((name) => name in responses)
        if (key === undefined) return undefined
        const response = responses[key]
        const shared = response?.$ref?.split("/").at(-1)
        if (shared === undefined && response?.content === undefined && answer.body === "") return unread
        const content = shared === undefined ? response?.content : this.spec.components.responses[shared]?.content
        const type = Object.keys(content ?? {}).find((name) => contentType.startsWith(name))
        if (type === undefined) return Object.keys(content ?? {}).join() === unread ? unread : undefined
        const place =
          shared === undefined ? `/paths/${escape(path)}/${method}/responses/${key}` : `/components/responses/${shared}`
        const schema = content?.[type]?.schema
        return schema === undefined ? undefined : { pointer: `${place}/content/${escape(type)}/schema`, schema }
      }
    }
    return undefined
  }

  /** Whether the spec describes an operation. */
  knows(operation: string): boolean {
    return Object.values(this.spec.paths).some((methods) =>
      Object.values(methods).some(({ operationId }) => operationId === operation)
    )
  }

  /** What is wrong with an answer; empty if nothing is. */
  check(answer: Answer): ReadonlyArray<string> {
    const found = this.schemaOf(answer)
    if (found === undefined)
      return [`${answer.operation}: the spec has no answer ${answer.status} of type ${answer.contentType}`]
    if (found === unread) return []
    const { pointer, schema } = found
    const document = answer.contentType.includes("xml")
      ? xmlDocument(this.spec, schema, answer.body)
      : answer.contentType.includes("json")
        ? json(answer.body)
        : answer.body
    const validate = this.compile(pointer)
    if (validate(document)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${answer.operation}: ${instancePath} ${message}: ${answer.body.slice(0, 200)}`
    )
  }
}
