/** Writes a schema of the spec as an Effect Schema expression. */
import * as Pointer from "../pointer.ts"
import type { At } from "../pointer.ts"
import { isReference } from "../read/openapi.ts"
import type { SchemaObject, SchemaType } from "../read/openapi.ts"
import { alternatives, isObject, isSecret, shapeOf, typesOf } from "../read/schema.ts"
import type { Field, Found } from "../read/schema.ts"
import { componentName, follow } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"
import { call, doc, list, literal, record, regex, sentence } from "./text.ts"

/** Requests are held to the letter; of replies, optional fields that are null or of a wrong type become absent. */
export type Mode = "request" | "reply"

export interface Writer {
  readonly spec: Spec
  readonly mode: Mode
  /** Fields of replies, by place, that decide success: a wrong value there must not become absent. */
  readonly strict: ReadonlySet<string>
  /** Makes sure that a component schema is written, and gives its name. */
  readonly component: (name: string, at: string) => string
  /** Takes the place of a field that the spec does not describe. */
  readonly undescribed: (at: string) => void
}

const nothing = "Schema.Unknown"

const checked = (base: string, checks: ReadonlyArray<string>): string =>
  checks.length === 0 ? base : call(`${base}.check`, ...checks)

const filter = (name: string, value: number | undefined): ReadonlyArray<string> =>
  value === undefined ? [] : [call(`Schema.${name}`, literal(value))]

const patternOf = (writer: Writer, { at, value }: At<SchemaObject>): ReadonlyArray<string> => {
  if (value.pattern === undefined) return []
  if (!isPattern(value.pattern)) {
    writer.spec.report(Pointer.child(at, "pattern"), "is no regular expression")
    return []
  }
  return [call("Schema.isPattern", regex(value.pattern))]
}

const isPattern = (pattern: string): boolean => {
  try {
    return regex(pattern) !== ""
  } catch {
    return false
  }
}

const numberOf = (base: string, value: SchemaObject): string =>
  checked(base, [
    ...filter("isGreaterThanOrEqualTo", value.minimum),
    ...filter("isLessThanOrEqualTo", value.maximum),
    ...filter("isGreaterThan", value.exclusiveMinimum),
    ...filter("isLessThan", value.exclusiveMaximum),
    ...filter("isMultipleOf", value.multipleOf)
  ])

const objectOf = (writer: Writer, found: At<SchemaObject>): string => {
  const shape = shapeOf(writer.spec, found)
  const rest = shape.rest
  // `type: object` and no more is "some object"; without the rest, a struct of no fields would let anything through.
  const values = rest === true || (rest === undefined && shape.fields.length === 0) ? nothing : undefined
  const others = values ?? (typeof rest === "object" ? expression(writer, rest) : undefined)
  if (shape.fields.length === 0) return call("Schema.Record", "Schema.String", others ?? nothing)
  const fields = struct(writer, shape.fields)
  return others === undefined
    ? fields
    : call("Schema.StructWithRest", fields, list([call("Schema.Record", "Schema.String", others)]))
}

const arrayOf = (writer: Writer, { at, value }: At<SchemaObject>): string => {
  const items = value.items
  if (items === undefined) writer.spec.report(at, "is an array without items: say what it holds")
  const item = items === undefined ? nothing : expression(writer, { at: Pointer.child(at, "items"), value: items })
  return checked(call("Schema.Array", item), [
    ...filter("isMinLength", value.minItems),
    ...filter("isMaxLength", value.maxItems)
  ])
}

const ofType = (writer: Writer, found: At<SchemaObject>, type: SchemaType): string => {
  const { value } = found
  switch (type) {
    case "string":
      return checked("Schema.String", [
        ...patternOf(writer, found),
        ...filter("isMinCodePoints", value.minLength),
        ...filter("isMaxCodePoints", value.maxLength)
      ])
    case "integer":
      return numberOf("Schema.Int", value)
    case "number":
      return numberOf("Schema.Finite", value)
    case "boolean":
      return "Schema.Boolean"
    case "null":
      return "Schema.Null"
    case "array":
      return arrayOf(writer, found)
    case "object":
      return objectOf(writer, found)
  }
}

export const union = (members: ReadonlyArray<string>): string => {
  const distinct = [...new Set(members)]
  const [first, second] = distinct
  if (distinct.length === 1 && first !== undefined) return first
  if (distinct.length === 2 && second === "Schema.Null" && first !== undefined) return call("Schema.NullOr", first)
  return call("Schema.Union", list(distinct))
}

const literals = (values: NonNullable<SchemaObject["enum"]>): string => {
  const present = values.filter((value) => value !== null)
  const [only] = present
  const choice =
    present.length === 1 ? call("Schema.Literal", literal(only)) : call("Schema.Literals", list(present.map(literal)))
  return present.length === values.length
    ? choice
    : present.length === 0
      ? "Schema.Null"
      : call("Schema.NullOr", choice)
}

const plain = (writer: Writer, found: At<SchemaObject>): string => {
  const { value } = found
  const branches = alternatives(found)
  if (value.const !== undefined) return literals([value.const])
  if (value.enum !== undefined) return literals(value.enum)
  if (branches !== undefined) return union(branches.map((branch) => expression(writer, branch)))
  const types = typesOf(value)
  if (types.length > 0) return union(types.map((type) => ofType(writer, found, type)))
  return isObject(value) ? objectOf(writer, found) : nothing
}

/**
 * `label` is what a secret of a reply shows instead of itself. What a caller gives has none: a label is part of a
 * secret's schema, and a caller's secret would be refused for not having it.
 */
export const expression = (writer: Writer, { at, value }: Found, label = "secret"): string => {
  if (isReference(value)) {
    const name = componentName("schemas", value)
    return name === undefined ? nothing : writer.component(name, at)
  }
  const code = plain(writer, { at, value })
  if (!isSecret(value)) return code
  const options = writer.mode === "reply" ? [record([["label", literal(label)]])] : []
  return call("Schema.RedactedFromValue", code, ...options)
}

const fieldOf = (writer: Writer, field: Field): string => {
  const code = expression(writer, field.schema, field.name)
  if (field.required) return code
  const lenient = writer.mode === "reply" && !writer.strict.has(field.schema.at)
  return call(lenient ? "lenient" : "Schema.optionalKey", code)
}

/** What the spec says of a field: its own description, else that of its schema or the component that it refers to. */
const fieldDoc = (writer: Writer, field: Field): string | undefined => {
  const text = field.description ?? follow(writer.spec, "schemas", field.schema)?.value.description
  if (text !== undefined) return doc([sentence(text)])
  writer.undescribed(field.schema.at)
  return undefined
}

export const struct = (writer: Writer, fields: ReadonlyArray<Field>): string =>
  call("Schema.Struct", record(fields.map((field) => [field.name, fieldOf(writer, field), fieldDoc(writer, field)])))
