/** One vendor's spec, read and held against both schemas. */
import type { AnySchemaObject } from "ajv/dist/2020.js"
import { tokens } from "../pointer.ts"
import type { At } from "../pointer.ts"
import type { Problem } from "../problem.ts"
import type { CrmAuth } from "./crm-auth.ts"
import type { Source } from "./load.ts"
import { isReference } from "./openapi.ts"
import type { Components, OpenApi, Referable, Reference } from "./openapi.ts"
import { subset } from "./subset.ts"
import { check } from "./validate.ts"

export interface Spec {
  readonly file: string
  readonly api: OpenApi
  readonly crm: CrmAuth
  /** The file as it is, for tools that read OpenAPI themselves. */
  readonly json: unknown
  /** Notes a problem. The generator goes on, so that one run shows all of them, and writes nothing at the end. */
  readonly report: (pointer: string, message: string) => void
}

export type Read =
  | { readonly ok: true; readonly spec: Spec; readonly problems: Array<Problem> }
  | { readonly ok: false; readonly problems: ReadonlyArray<Problem> }

const checkApi = check<OpenApi>(subset, "")

/** `crmAuthSchema` is `specs/x-crm-auth.schema.json`. */
export const reader = (crmAuthSchema: AnySchemaObject): ((source: Source) => Read) => {
  const checkCrmAuth = check<CrmAuth>(crmAuthSchema, "/x-crm-auth")
  return (source) => {
    if (source.problems.length > 0) return { ok: false, problems: source.problems }
    const api = checkApi(source.json)
    const crm = checkCrmAuth(api.value === undefined ? extension(source.json) : extension(api.value))
    const problems = [...api.findings, ...crm.findings].map((found) => source.problem(found.pointer, found.message))
    if (api.value === undefined || crm.value === undefined) return { ok: false, problems }
    const report = (pointer: string, message: string) => void problems.push(source.problem(pointer, message))
    return {
      ok: true,
      problems,
      spec: { file: source.file, api: api.value, crm: crm.value, json: source.json, report }
    }
  }
}

const extension = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "x-crm-auth" in value ? value["x-crm-auth"] : {}

/** The name of the component that a reference of this kind means. */
export const componentName = (kind: keyof Referable, reference: Reference): string | undefined => {
  const [components, found, name, ...rest] = tokens(reference.$ref.slice(1))
  return components === "components" && found === kind && rest.length === 0 ? name : undefined
}

/** Follows references until there is a thing. A reference to nothing is reported and gives `undefined`. */
export const follow = <K extends keyof Referable>(
  spec: Spec,
  kind: K,
  found: At<Referable[K] | Reference>
): At<Referable[K]> | undefined => {
  const seen = new Set<string>()
  let here = found
  while (isReference(here.value)) {
    const name = componentName(kind, here.value)
    const components: Components = spec.api.components ?? {}
    const table = components[kind]
    const value = name === undefined ? undefined : table?.[name]
    if (value === undefined || seen.has(here.at)) {
      spec.report(here.at, `names ${here.value.$ref}, which is not in /components/${kind}: add it there`)
      return undefined
    }
    seen.add(here.at)
    here = { at: here.value.$ref.slice(1), value }
  }
  return { at: here.at, value: here.value }
}
