/** Refuses component schemas that contain themselves: everything after this may follow references without end. */
import * as Pointer from "../pointer.ts"
import type { OpenApi } from "../read/openapi.ts"

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const references = (value: unknown): ReadonlyArray<string> => {
  if (Array.isArray(value)) return value.flatMap(references)
  if (!isRecord(value)) return []
  const own = typeof value["$ref"] === "string" ? [value["$ref"]] : []
  return [...own, ...Object.values(value).flatMap(references)]
}

export const checkRecursion = (api: OpenApi, report: (pointer: string, message: string) => void): void => {
  const schemas = api.components?.schemas ?? {}
  const edges = new Map(
    Object.entries(schemas).map(([name, schema]) => [`#/components/schemas/${name}`, references(schema)])
  )
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (edges.get(from) ?? []).some((next) => {
      if (next === to) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, to, seen)
    })
  for (const name of Object.keys(schemas)) {
    const self = `#/components/schemas/${name}`
    if (reaches(self, self, new Set())) {
      report(
        Pointer.child("/components/schemas", name),
        "contains itself: recursive schemas are not supported, spell out the depth that is needed"
      )
    }
  }
}
