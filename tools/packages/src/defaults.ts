/** Finds members of public options that do not say what holds where they are left out. */
import type { ApiItem } from "./reference.ts"

/** The optional members of the interfaces of a model named `…Options` whose docstrings have no `@default`. */
export const withoutDefault = (model: ApiItem): ReadonlyArray<string> => {
  const inside = (model.members ?? []).flatMap(withoutDefault)
  if (model.kind !== "Interface" || model.name?.endsWith("Options") !== true) return inside
  const missing = (model.members ?? []).filter(
    ({ docComment = "", isOptional }) => isOptional === true && !/@default [^\s*]/.test(docComment)
  )
  return [...inside, ...missing.map(({ name = "" }) => `${model.name ?? ""}.${name}`)]
}
