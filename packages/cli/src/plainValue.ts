/** The value of a field that is no secret. A plain function: it is used before anything large is loaded. */
import type { Source } from "./known.ts"
import type { Field } from "./vendors.ts"

/** Where a plain value may come from. */
export interface Given {
  /** The fields that were given as flags. */
  readonly account: { readonly [name: string]: string }
  readonly environment: { readonly [name: string]: string | undefined }
  /** The name after `--profile`: that profile then comes before the environment. */
  readonly profile: string | undefined
}

/** Whether a text counts as a value. */
export const isText = (value: string | undefined): value is string => value !== undefined && value.trim() !== ""

/**
 * The first value that a flag, the environment or the profile has; a blank text counts as unset. A profile that was named
 * comes before the environment, which may speak of another account.
 */
export const plainValue = (
  field: Field,
  given: Given,
  profile: ReadonlyMap<string, string> | undefined
): { readonly source: Source | undefined; readonly value: string | undefined } => {
  const inEnvironment = ["environment", given.environment[field.variable]] as const
  const inProfile = ["profile", profile?.get(field.name)] as const
  const candidates: ReadonlyArray<readonly [Source, string | undefined]> = [
    ["flag", given.account[field.name]],
    ...(given.profile === undefined ? [inEnvironment, inProfile] : [inProfile, inEnvironment])
  ]
  const [source, value] = candidates.find(([, value]) => isText(value)) ?? []
  return { source, value }
}
