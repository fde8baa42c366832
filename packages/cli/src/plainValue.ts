/** The value of a field that is no secret. A plain function: it is used before anything large is loaded. */
import type { Source } from "./known.ts"
import type { Field } from "./vendors.ts"

/** The first value that a flag, the environment or the profile has; an empty text counts as unset. */
export const plainValue = (
  field: Field,
  given: {
    readonly account: { readonly [name: string]: string }
    readonly environment: { readonly [name: string]: string | undefined }
  },
  profile: ReadonlyMap<string, string> | undefined
): { readonly source: Source | undefined; readonly value: string | undefined } => {
  const candidates: ReadonlyArray<readonly [Source, string | undefined]> = [
    ["flag", given.account[field.name]],
    ["environment", given.environment[field.variable]],
    ["profile", profile?.get(field.name)]
  ]
  const [source, value] = candidates.find(([, value]) => value !== undefined && value !== "") ?? []
  return { source, value }
}
