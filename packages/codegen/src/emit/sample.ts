/** Makes up values for inputs, so that an operation can be run where the spec only says which fields were sent. */
import * as Pointer from "../pointer.ts"
import type { Found } from "../read/schema.ts"
import { alternatives, isObject, shapeOf, typesOf } from "../read/schema.ts"
import { follow } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"

/** The spec's own example if it has one, else something of the right type: a text that says which field it is. */
export const sample = (spec: Spec, found: Found, name: string): unknown => {
  const target = follow(spec, "schemas", found)
  if (target === undefined) return undefined
  const { at, value } = target
  const given = value.const ?? value.examples?.[0] ?? value.default ?? value.enum?.[0]
  if (given !== undefined) return given
  const branch = alternatives(target)?.[0]
  if (branch !== undefined) return sample(spec, branch, name)
  if (isObject(value)) {
    const fields = shapeOf(spec, target).fields.filter((field) => field.required)
    return Object.fromEntries(fields.map((field) => [field.name, sample(spec, field.schema, field.name)]))
  }
  switch (typesOf(value)[0]) {
    case "integer":
    case "number":
      return value.minimum ?? 1
    case "boolean":
      return true
    case "null":
      return null
    case "array":
      return value.items === undefined
        ? []
        : [sample(spec, { at: Pointer.child(at, "items"), value: value.items }, name)]
    default:
      return name.padEnd(value.minLength ?? 0, "x").slice(0, value.maxLength)
  }
}
