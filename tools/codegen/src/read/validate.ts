/** Holds a spec against a JSON Schema and says what is wrong with it in one message per mistake. */
import { Ajv2020 } from "ajv/dist/2020.js"
import type { AnySchemaObject, ErrorObject } from "ajv/dist/2020.js"
import * as Pointer from "../pointer.ts"

export interface Finding {
  readonly pointer: string
  readonly message: string
}

const jsonPointer = /^(\/([^~/]|~[01])*)*$/
const absoluteUri = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+/i

const list = (values: ReadonlyArray<unknown>): string => values.map((value) => JSON.stringify(value)).join(", ")

const words = (error: ErrorObject): string => {
  switch (error.keyword) {
    case "enum":
      return `must be one of ${list(error.params["allowedValues"])}`
    case "const":
      return `must be ${JSON.stringify(error.params["allowedValue"])}`
    case "required":
      return `must have "${error.params["missingProperty"]}"`
    case "additionalProperties":
      return "is not known here: take it out or correct its name"
    case "propertyNames":
      return `is no name that may stand here`
    case "format":
      return `must be a ${error.params["format"]}`
    default:
      return error.message ?? `breaks ${error.keyword}`
  }
}

/** Additional properties and bad names are reported at the property, not at the object around it. */
const place = (error: ErrorObject): string => {
  const property = error.params["additionalProperty"] ?? error.params["propertyName"] ?? error.propertyName
  return typeof property === "string" ? Pointer.child(error.instancePath, property) : error.instancePath
}

const depth = (error: ErrorObject): number => Pointer.tokens(place(error)).length

/**
 * ajv reports every branch of a `oneOf` that failed, and then the `oneOf`. What helps is the branch that was meant:
 * the one that got deepest, else one that took the value's type; where none is meant more than another, all in a line.
 */
const ofBranches = (union: ErrorObject, branches: ReadonlyArray<ErrorObject>): ReadonlyArray<Finding> => {
  const found = (errors: ReadonlyArray<ErrorObject>) =>
    errors.map((error) => ({ pointer: place(error), message: words(error) }))
  const deepest = Math.max(...branches.map(depth))
  const meant = branches.filter((error) => error.keyword !== "type" && error.keyword !== "const")
  if (deepest > depth(union)) {
    const deep = branches.filter((error) => depth(error) === deepest)
    const named = meant.filter((error) => error.keyword === "required" && depth(error) === depth(union))
    return found(named.length === 1 && deep.every((error) => error.keyword === "additionalProperties") ? named : deep)
  }
  const all = meant.length > 0 ? meant : branches
  return [{ pointer: union.instancePath, message: [...new Set(all.map(words))].join(", or ") }]
}

const isUnion = (error: ErrorObject): boolean => error.keyword === "oneOf" || error.keyword === "anyOf"

/** Folds the errors under each union into one. ajv lists the errors of a union's branches right before the union. */
const fold = (errors: ReadonlyArray<ErrorObject>): ReadonlyArray<Finding> => {
  const kept: Array<{ readonly error?: ErrorObject; readonly findings: ReadonlyArray<Finding> }> = []
  for (const error of errors) {
    if (error.keyword === "if" || (error.keyword === "pattern" && error.propertyName !== undefined)) continue
    if (!isUnion(error)) {
      kept.push({ error, findings: [{ pointer: place(error), message: words(error) }] })
      continue
    }
    const branches: Array<ErrorObject> = []
    for (let last = kept.at(-1); last?.error?.instancePath.startsWith(error.instancePath); last = kept.at(-1)) {
      branches.unshift(last.error)
      kept.pop()
    }
    kept.push({ findings: branches.length > 0 ? ofBranches(error, branches) : [] })
  }
  return kept.flatMap((entry) => entry.findings)
}

export type Check<A> = (value: unknown) => { readonly value?: A; readonly findings: ReadonlyArray<Finding> }

/** `pointer` is where the checked value stands in its file. */
export const check = <A>(schema: AnySchemaObject, pointer: string): Check<A> => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false })
  ajv.addFormat("json-pointer", jsonPointer)
  ajv.addFormat("uri", absoluteUri)
  const validate = ajv.compile<A>(schema)
  const is = (value: unknown): value is A => validate(value) === true
  return (value) =>
    is(value)
      ? { value, findings: [] }
      : { findings: fold(validate.errors ?? []).map((found) => ({ ...found, pointer: pointer + found.pointer })) }
}
