/** Whether a value of a request is what the spec says. It shares no code with the schemas that clients encode with. */
import * as Predicate from "effect/Predicate"
import type { EmulatorSchema } from "../EmulatorSpec.ts"

const typeOf = (value: unknown): string => {
  if (value === null) return "null"
  if (Array.isArray(value)) return "array"
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number"
  return typeof value
}

const hasType = (schema: EmulatorSchema, value: unknown): boolean => {
  if (schema.type === undefined) return true
  const types = typeof schema.type === "string" ? [schema.type] : schema.type
  const type = typeOf(value)
  return types.includes(type) || (type === "integer" && types.includes("number"))
}

const ofText = (schema: EmulatorSchema, value: string): string | undefined => {
  const length = [...value].length
  if (schema.minLength !== undefined && length < schema.minLength) return "is too short"
  if (schema.maxLength !== undefined && length > schema.maxLength) return "is too long"
  return schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value) ? undefined : "has another pattern"
}

const ofNumber = (schema: EmulatorSchema, value: number): string | undefined => {
  const { exclusiveMaximum = Infinity, exclusiveMinimum = -Infinity, maximum = Infinity, minimum = -Infinity } = schema
  if (value < minimum || value <= exclusiveMinimum) return "is too small"
  if (value > maximum || value >= exclusiveMaximum) return "is too large"
  return schema.multipleOf === undefined || value % schema.multipleOf === 0 ? undefined : "is no such multiple"
}

const ofArray = (schema: EmulatorSchema, value: ReadonlyArray<unknown>): string | undefined => {
  if (schema.minItems !== undefined && value.length < schema.minItems) return "has too few elements"
  if (schema.maxItems !== undefined && value.length > schema.maxItems) return "has too many elements"
  const { items } = schema
  return items === undefined ? undefined : firstOf(value, (element) => misfit(items, element))
}

const firstOf = <A>(values: Iterable<A>, f: (value: A) => string | undefined): string | undefined => {
  for (const value of values) {
    const found = f(value)
    if (found !== undefined) return found
  }
  return undefined
}

const ofObject = (schema: EmulatorSchema, value: { readonly [name: string]: unknown }): string | undefined => {
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return `lacks the member ${missing}`
  const open = schema.properties === undefined
  return firstOf(Object.entries(value), ([name, member]) => {
    const own = schema.properties?.[name] ?? schema.additionalProperties ?? open
    if (own === true) return undefined
    if (own === false) return `has the unknown member ${name}`
    const wrong = misfit(own, member)
    return wrong === undefined ? undefined : `has a member ${name} that ${wrong}`
  })
}

/** What is wrong with a value; `undefined` if it fits. */
export const misfit = (schema: EmulatorSchema, value: unknown): string | undefined => {
  if (!hasType(schema, value)) return "has another type"
  if (schema.const !== undefined && value !== schema.const) return "has another value"
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) return "is not one of its values"
  if (schema.anyOf !== undefined && !schema.anyOf.some((one) => misfit(one, value) === undefined)) {
    return "fits none of its alternatives"
  }
  if (Predicate.isString(value)) return ofText(schema, value)
  if (Predicate.isNumber(value)) return ofNumber(schema, value)
  if (Array.isArray(value)) return ofArray(schema, value)
  return Predicate.isObject(value) ? ofObject(schema, value) : undefined
}

/** A number or truth value as a URL or a form writes it. */
const scalars = (text: string): ReadonlyArray<string | number | boolean> => [
  text,
  ...(/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? [Number(text)] : []),
  ...(text === "true" || text === "false" ? [text === "true"] : [])
]

/** What is wrong with a value that travels as text; `undefined` if it fits. */
export const textMisfit = (schema: EmulatorSchema, text: string): string | undefined =>
  scalars(text).some((value) => misfit(schema, value) === undefined) ? undefined : (misfit(schema, text) ?? "")
