/** Gathers what an operation sends: its inputs, and the constants that go along by themselves. */
import * as Pointer from "../pointer.ts"
import type { OperationObject, Parameter, PathItem, Reference, SchemaObject } from "../read/openapi.ts"
import { alternatives, isObject, shapeOf, typesOf } from "../read/schema.ts"
import type { Found } from "../read/schema.ts"
import { follow } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"
import { bodyKind } from "./media.ts"
import type { Constant, Input, Operation, Where } from "./operation.ts"
import { hasRoute } from "./operation.ts"

const scalars = new Set(["string", "number", "integer", "boolean"])

const isScalar = (spec: Spec, found: Found): boolean => {
  const target = follow(spec, "schemas", found)
  if (target === undefined) return true
  const branches = alternatives(target)
  if (branches !== undefined) return branches.every((branch) => isScalar(spec, branch))
  const { value } = target
  if (value.const !== undefined) return value.const !== null
  if (value.enum !== undefined) return !value.enum.includes(null)
  const types = typesOf(value)
  return types.length > 0 && types.every((type) => scalars.has(type))
}

const parameters = (spec: Spec, at: string, list: ReadonlyArray<Parameter | Reference> | undefined) =>
  (list ?? []).flatMap((value, index): ReadonlyArray<Input> => {
    const place = Pointer.child(at, "parameters", index)
    const target = follow(spec, "parameters", { at: place, value })
    if (target === undefined) return []
    const { description, in: where, name, required, schema } = target.value
    if (where === "path" && required !== true) spec.report(place, `is in the path: say required: true`)
    return [
      {
        name,
        at: place,
        in: where,
        required: required === true,
        ...(description === undefined ? {} : { description }),
        schema: { at: Pointer.child(target.at, "schema"), value: schema }
      }
    ]
  })

interface Body {
  readonly kind: Operation["body"]
  readonly mediaType?: string
  readonly fields: ReadonlyArray<Input>
}

const noBody: Body = { kind: "none", fields: [] }

const bodyOf = (spec: Spec, at: string, declared: OperationObject["requestBody"]): Body => {
  if (declared === undefined) return noBody
  const body = follow(spec, "requestBodies", { at: Pointer.child(at, "requestBody"), value: declared })
  if (body === undefined) return noBody
  if (body.value.required !== true) spec.report(body.at, "is optional: say required: true (its fields may be optional)")
  const content = Pointer.entries(Pointer.child(body.at, "content"), body.value.content)
  const [media, ...others] = content
  if (media === undefined || others.length > 0) {
    spec.report(Pointer.child(body.at, "content"), "must have exactly one media type")
    return noBody
  }
  const kind = bodyKind(media.name)
  if (kind === undefined) {
    spec.report(
      media.at,
      "is a media type that requests can't be written in: use application/json or application/x-www-form-urlencoded"
    )
    return noBody
  }
  const schema = media.value.schema
  const target = schema && follow(spec, "schemas", { at: Pointer.child(media.at, "schema"), value: schema })
  if (target === undefined || !isObject(target.value)) {
    spec.report(media.at, "must have an object schema: its properties become the operation's inputs")
    return noBody
  }
  const shape = shapeOf(spec, target)
  if (shape.rest !== undefined)
    spec.report(target.at, "has additionalProperties: an operation's inputs are a closed list")
  const { encoding = {} } = media.value
  for (const name of Object.keys(encoding)) {
    if (kind !== "form" || !shape.fields.some((field) => field.name === name)) {
      spec.report(Pointer.child(media.at, "encoding", name), "is no field of a form: take it out or correct its name")
    }
  }
  const fields = shape.fields.map((field) => ({
    ...field,
    in: kind,
    at: field.schema.at,
    ...(field.name in encoding ? { asJson: true } : {})
  }))
  return { kind, mediaType: media.name, fields }
}

const constantOf = (spec: Spec, candidate: Input): Constant | undefined => {
  const target = follow(spec, "schemas", candidate.schema)
  const value: SchemaObject["const"] = target?.value.const
  if (value === undefined || value === null) return undefined
  if (candidate.in === "path") {
    spec.report(candidate.at, "is a constant in the path: write it into the path itself")
    return undefined
  }
  if (!candidate.required) spec.report(candidate.at, "is a constant, which is always sent: make it required")
  return { in: candidate.in, name: candidate.name, value }
}

const templateNames = (target: string): ReadonlyArray<string> =>
  [...target.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "")

const checkPath = (spec: Spec, at: string, target: string, candidates: ReadonlyArray<Input>): void => {
  const names = templateNames(target)
  for (const candidate of candidates.filter((input) => input.in === "path" && !names.includes(input.name))) {
    spec.report(candidate.at, `is in the path, but ${target} has no {${candidate.name}}`)
  }
  for (const name of names) {
    const declared = candidates.some((candidate) => candidate.in === "path" && candidate.name === name)
    if (!declared) spec.report(at, `has {${name}} in its path and no parameter of that name: declare it, in: path`)
  }
}

const scalarPlaces: ReadonlyArray<Where> = ["path", "query", "form"]

/** Inputs are one flat struct, so each name may be used once, wherever it travels. */
const checkInputs = (spec: Spec, target: string, candidates: ReadonlyArray<Input>): void => {
  const seen = new Map<string, Input>()
  for (const candidate of candidates) {
    const before = seen.get(candidate.name)
    if (before !== undefined) {
      spec.report(
        candidate.at,
        `is the second input named "${candidate.name}" (the first is in ${before.in}): inputs are one flat struct`
      )
    }
    seen.set(candidate.name, candidate)
    if (candidate.in === "query" && hasRoute(target)) {
      spec.report(
        candidate.at,
        `is a query parameter on a target with a bare route, which it would destroy: send it in the body`
      )
    }
    if (scalarPlaces.includes(candidate.in) && candidate.asJson !== true && !isScalar(spec, candidate.schema)) {
      spec.report(
        candidate.at,
        `travels in ${candidate.in}: its schema must be a string, number, integer, boolean or a list of such values; in a form, encoding: { ${candidate.name}: { contentType: application/json } } sends it as JSON`
      )
    }
  }
}

export const gather = (
  spec: Spec,
  at: string,
  target: string,
  item: { readonly at: string; readonly value: PathItem },
  operation: OperationObject
): Pick<Operation, "inputs" | "constants" | "body" | "bodyMediaType"> => {
  const body = bodyOf(spec, at, operation.requestBody)
  const own = parameters(spec, at, operation.parameters)
  const shared = parameters(spec, item.at, item.value.parameters).filter(
    (outer) => !own.some((inner) => inner.name === outer.name && inner.in === outer.in)
  )
  const candidates = [...shared, ...own, ...body.fields]
  checkPath(spec, at, target, candidates)
  checkInputs(spec, target, candidates)
  const constants: Array<Constant> = []
  const inputs: Array<Input> = []
  for (const candidate of candidates) {
    const constant = constantOf(spec, candidate)
    if (constant === undefined) inputs.push(candidate)
    else constants.push(constant)
  }
  return {
    inputs,
    constants,
    body: body.kind,
    ...(body.mediaType === undefined ? {} : { bodyMediaType: body.mediaType })
  }
}
