/**
 * One profile, read without a schema. Plain functions: they are used before anything large is loaded. What is not of a
 * profile's form counts as missing here; the program itself reports it.
 */
import { readJson } from "./files.ts"
import { type Folders, profilesFile } from "./paths.ts"

/** What can be said of a profile at once. */
export interface PlainProfile {
  readonly vendor: string | undefined
  readonly method: string | undefined
  readonly store: unknown
  /** The account's fields by name; never a secret. */
  readonly account: ReadonlyMap<string, string>
}

const entriesOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === "object" && value !== null ? Object.entries(value) : [])

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

const readPlainProfiles = (folders: Folders) => entriesOf(entriesOf(readJson(profilesFile(folders))).get("profiles"))

/** The names of all profiles, as far as they can be read. */
export const plainProfileNames = (folders: Folders): ReadonlyArray<string> => {
  try {
    return [...readPlainProfiles(folders).keys()]
  } catch {
    return []
  }
}

/** Finds a profile by its name, and gives `undefined` where the file has no such profile. Throws where the file cannot be read. */
export const readPlainProfile = (folders: Folders, name: string): PlainProfile | undefined => {
  const profiles = readPlainProfiles(folders)
  if (!profiles.has(name)) return undefined
  const profile = entriesOf(profiles.get(name))
  return {
    vendor: textOf(profile.get("vendor")),
    method: textOf(profile.get("method")),
    store: profile.get("store"),
    account: new Map(
      [...entriesOf(profile.get("account"))].flatMap(([field, value]) =>
        typeof value === "string" ? [[field, value]] : []
      )
    )
  }
}
