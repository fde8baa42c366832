/** Questions about the schemas of a spec: their fields, their secrets, and what a JSON pointer meets in them. */
import * as Pointer from "../pointer.ts"
import type { At } from "../pointer.ts"
import type { Reference, SchemaObject, SchemaType } from "./openapi.ts"
import { follow } from "./spec.ts"
import type { Spec } from "./spec.ts"

export type Found = At<SchemaObject | Reference>

export interface Field {
  readonly name: string
  readonly required: boolean
  readonly schema: Found
  /** What is said of it outside its schema, as of a parameter. */
  readonly description?: string
}

export interface Shape {
  readonly fields: ReadonlyArray<Field>
  /** What properties of other names hold; absent where none are declared. */
  readonly rest?: Found | true
}

export const typesOf = (schema: SchemaObject): ReadonlyArray<SchemaType> =>
  schema.type === undefined ? [] : typeof schema.type === "string" ? [schema.type] : schema.type

export const isSecret = (schema: SchemaObject): boolean => schema.format === "password" || schema["x-secret"] === true

const members = (at: string, keyword: string, list: ReadonlyArray<SchemaObject | Reference>): ReadonlyArray<Found> =>
  list.map((value, index) => ({ at: Pointer.child(at, keyword, index), value }))

/** The alternatives of a schema, if it has any. */
export const alternatives = ({ at, value }: At<SchemaObject>): ReadonlyArray<Found> | undefined =>
  value.oneOf !== undefined
    ? members(at, "oneOf", value.oneOf)
    : value.anyOf !== undefined
      ? members(at, "anyOf", value.anyOf)
      : undefined

export const isObject = (schema: SchemaObject): boolean =>
  schema.allOf !== undefined || schema.properties !== undefined || typesOf(schema).includes("object")

/** The fields of an object schema, those of its `allOf` members included, in the order of the spec. */
export const shapeOf = (spec: Spec, { at, value }: At<SchemaObject>): Shape => {
  const fields = new Map<string, Field>()
  const required = new Set(value.required)
  let rest: Found | true | undefined
  const add = (field: Field) => {
    if (fields.has(field.name)) {
      spec.report(field.schema.at, `is declared twice, by two members of an allOf: keep one`)
    }
    fields.set(field.name, field)
  }
  for (const member of members(at, "allOf", value.allOf ?? [])) {
    const target = follow(spec, "schemas", member)
    if (target === undefined) continue
    if (!isObject(target.value)) spec.report(member.at, "must be an object: allOf joins objects only")
    const shape = shapeOf(spec, target)
    for (const field of shape.fields) add(field)
    rest = shape.rest ?? rest
  }
  for (const property of Pointer.entries(Pointer.child(at, "properties"), value.properties)) {
    add({ name: property.name, required: false, schema: property })
  }
  for (const name of required) {
    if (!fields.has(name)) spec.report(Pointer.child(at, "required"), `names "${name}", which is not in properties`)
  }
  const more = value.additionalProperties
  if (more === true) rest = true
  else if (typeof more === "object") rest = { at: Pointer.child(at, "additionalProperties"), value: more }
  return {
    fields: [...fields.values()].map((field) => ({ ...field, required: field.required || required.has(field.name) })),
    ...(rest === undefined ? {} : { rest })
  }
}

/** Whether a schema, or the one that it refers to, is secret. */
export const secretField = (spec: Spec, found: Found): boolean => {
  const target = follow(spec, "schemas", found)
  return target !== undefined && isSecret(target.value)
}

/**
 * Every way in which a JSON pointer can be followed through a schema, each as the schemas met: `/data/token` gives
 * those of `data` and of `token`. Empty where the schema has nothing there.
 */
export const walk = (spec: Spec, found: Found, pointer: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<Found>> => {
  const [first, ...others] = pointer
  if (first === undefined) return [[]]
  const target = follow(spec, "schemas", found)
  if (target === undefined) return []
  const branches = alternatives(target)
  if (branches !== undefined) return branches.flatMap((branch) => walk(spec, branch, pointer))
  const next = step(spec, target, first)
  return next === undefined ? [] : walk(spec, next, others).map((path) => [next, ...path])
}

const step = (spec: Spec, target: At<SchemaObject>, token: string): Found | undefined => {
  if (isObject(target.value)) {
    const shape = shapeOf(spec, target)
    const field = shape.fields.find((candidate) => candidate.name === token)
    return field?.schema ?? (typeof shape.rest === "object" ? shape.rest : undefined)
  }
  const items = target.value.items
  return items !== undefined && /^\d+$/.test(token)
    ? { at: Pointer.child(target.at, "items"), value: items }
    : undefined
}
