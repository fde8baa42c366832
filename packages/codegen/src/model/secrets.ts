/** The names of everything in a spec that must never be shown. */
import type { At } from "../pointer.ts"
import * as Pointer from "../pointer.ts"
import type { SchemaObject } from "../read/openapi.ts"
import { alternatives, isObject, secretField, shapeOf } from "../read/schema.ts"
import type { Found } from "../read/schema.ts"
import { follow } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"
import type { Operation } from "./operation.ts"

/** Secret fields at any depth of a schema. */
const inSchema = (spec: Spec, found: Found, names: Set<string>): void => {
  const target = follow(spec, "schemas", found)
  if (target === undefined) return
  for (const branch of alternatives(target) ?? []) inSchema(spec, branch, names)
  if (isObject(target.value)) inFields(spec, target, names)
  const items = target.value.items
  if (items !== undefined) inSchema(spec, { at: Pointer.child(target.at, "items"), value: items }, names)
}

const inFields = (spec: Spec, target: At<SchemaObject>, names: Set<string>): void => {
  for (const field of shapeOf(spec, target).fields) {
    if (secretField(spec, field.schema)) names.add(field.name)
    inSchema(spec, field.schema, names)
  }
}

/** Field, parameter and header names, those of the places where sessions travel included. */
export const secretNames = (spec: Spec, operations: ReadonlyArray<Operation>): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const operation of operations) {
    for (const input of operation.inputs) {
      if (secretField(spec, input.schema)) names.add(input.name)
      inSchema(spec, input.schema, names)
    }
    if (operation.basic !== undefined) names.add("Authorization").add(operation.basic.name)
    for (const document of operation.documents) inSchema(spec, document, names)
  }
  for (const place of spec.crm.place) names.add(place.name)
  for (const token of spec.crm.tokens ?? []) names.add(token.place.name)
  return names
}
