/** Holds a spec against a JSON Schema and says what is wrong with it in one message per mistake. */
import { Ajv2020 } from "ajv/dist/2020.js"
import type { AnySchemaObject, ErrorObject } from "ajv/dist/2020.js"
import * as Pointer from "../pointer.ts"

interface Finding {
  readonly pointer: string
  readonly message: string
}

const jsonPointer = /^(\/([^~/]|~[01])*)*$/
const absoluteUri = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+/i

const list = (values: ReadonlyArray<unknown>): string => values.map((value) => JSON.stringify(value)).join(", ")

/** The steps between two words: a letter too much, too few, wrong, or two that changed places. */
const distance = (from: string, to: string): number => {
  let last: ReadonlyArray<number> = []
  let row: ReadonlyArray<number> = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let at = 1; at <= from.length; at++) {
    const next = [at]
    for (let other = 1; other <= to.length; other++) {
      const same = from[at - 1] === to[other - 1]
      const swapped = at > 1 && other > 1 && from[at - 1] === to[other - 2] && from[at - 2] === to[other - 1]
      next.push(
        Math.min(
          (row[other] ?? 0) + 1,
          (next[other - 1] ?? 0) + 1,
          (row[other - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (last[other - 2] ?? 0) + 1 : Infinity
        )
      )
    }
    last = row
    row = next
  }
  return row[to.length] ?? 0
}

/** The name that was probably meant. */
const nearest = (name: string, names: ReadonlyArray<string>): string | undefined => {
  const rated = names
    .map((known) => ({ known, far: distance(name.toLowerCase(), known.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
  const [best] = rated
  return best !== undefined && best.far <= Math.max(1, Math.floor(name.length / 3)) ? best.known : undefined
}

const notKnown = ({ params, parentSchema }: ErrorObject): string => {
  const known = Object.keys(parentSchema?.["properties"] ?? {})
  const meant = nearest(String(params["additionalProperty"]), known)
  return `is not known here: ${meant === undefined ? "take it out or correct its name" : `did you mean "${meant}"?`}`
}

/** A pattern in words, where it has some. */
const notOfPattern = ({ message = "breaks pattern", params }: ErrorObject): string =>
  String(params["pattern"]).startsWith("^PT") ? "must be a duration such as PT30M, PT2H or PT90S" : message

const words = (error: ErrorObject): string => {
  switch (error.keyword) {
    case "enum":
      return `must be one of ${list(error.params["allowedValues"])}`
    case "const":
      return `must be ${JSON.stringify(error.params["allowedValue"])}`
    case "required":
      return `must have "${error.params["missingProperty"]}"`
    case "additionalProperties":
      return notKnown(error)
    case "pattern":
      return notOfPattern(error)
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

const depth = (pointer: string): number => Pointer.tokens(pointer).length

/** An error, or a union's errors folded into one. */
interface Entry {
  readonly error: ErrorObject
  readonly findings: ReadonlyArray<Finding>
}

/** Which alternative of a union an error comes from; those behind a reference can't be told apart. */
const branchOf = (union: ErrorObject, { error }: Entry): string => {
  const prefix = `${union.schemaPath}/`
  return error.schemaPath.startsWith(prefix) ? (error.schemaPath.slice(prefix.length).split("/")[0] ?? "") : "reference"
}

/** Another type altogether, or another constant: this alternative was not meant. */
const isForeign = (union: ErrorObject, { error }: Entry): boolean =>
  error.instancePath === union.instancePath && (error.keyword === "type" || error.keyword === "const")

const groups = (union: ErrorObject, entries: ReadonlyArray<Entry>): ReadonlyArray<ReadonlyArray<Entry>> => {
  const branches = new Map<string, Array<Entry>>()
  for (const entry of entries) {
    const name = branchOf(union, entry)
    branches.set(name, [...(branches.get(name) ?? []), entry])
  }
  return [...branches.values()]
}

/**
 * ajv reports every alternative of a `oneOf` that failed, and then the `oneOf`. What helps is the one that was meant:
 * of those that took the value's type the one with the fewest mistakes, and the deepest. Several such go in one line.
 */
const ofUnion = (union: ErrorObject, entries: ReadonlyArray<Entry>): ReadonlyArray<Finding> => {
  const all = groups(union, entries)
  const meant = all.filter((branch) => !branch.some((entry) => isForeign(union, entry)))
  const rated = (meant.length > 0 ? meant : all).map((branch) => {
    const findings = branch.flatMap((entry) => entry.findings)
    return { findings, depth: Math.max(...findings.map((found) => depth(found.pointer))) }
  })
  rated.sort((a, b) => a.findings.length - b.findings.length || b.depth - a.depth)
  const [best] = rated
  if (best === undefined) return []
  const equals = rated.filter((one) => one.findings.length === best.findings.length && one.depth === best.depth)
  if (equals.length === 1) return best.findings
  const messages = new Set(equals.flatMap((one) => one.findings.map((found) => found.message)))
  return [{ pointer: union.instancePath, message: [...messages].join(", or ") }]
}

const isUnion = (error: ErrorObject): boolean => error.keyword === "oneOf" || error.keyword === "anyOf"

/** Says again what another error says better. */
const isEcho = (error: ErrorObject): boolean =>
  error.keyword === "if" || (error.propertyName !== undefined && error.keyword !== "propertyNames")

/** Folds the errors of each union into one. ajv lists the errors of a union's alternatives right before the union. */
const fold = (errors: ReadonlyArray<ErrorObject>): ReadonlyArray<Finding> => {
  const kept: Array<Entry> = []
  for (const error of errors.filter((one) => !isEcho(one))) {
    if (!isUnion(error)) {
      kept.push({ error, findings: [{ pointer: place(error), message: words(error) }] })
      continue
    }
    const inside = (entry: Entry) => `${entry.error.instancePath}/`.startsWith(`${error.instancePath}/`)
    const branches: Array<Entry> = []
    for (let last = kept.at(-1); last !== undefined && inside(last); last = kept.at(-1)) {
      branches.unshift(last)
      kept.pop()
    }
    kept.push({ error, findings: ofUnion(error, branches) })
  }
  return kept.flatMap((entry) => entry.findings)
}

export type Check<A> = (value: unknown) => { readonly value?: A; readonly findings: ReadonlyArray<Finding> }

/** `pointer` is where the checked value stands in its file. */
export const check = <A>(schema: AnySchemaObject, pointer: string): Check<A> => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, verbose: true })
  ajv.addFormat("json-pointer", jsonPointer)
  ajv.addFormat("uri", absoluteUri)
  const validate = ajv.compile<A>(schema)
  const is = (value: unknown): value is A => validate(value) === true
  return (value) =>
    is(value)
      ? { value, findings: [] }
      : { findings: fold(validate.errors ?? []).map((found) => ({ ...found, pointer: pointer + found.pointer })) }
}
