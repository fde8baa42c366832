/** Profiles: accounts by name, without their secrets. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type CliFailure, misconfigured } from "./failure.ts"
import { readText, writePrivate } from "./files.ts"
import { type Folders, profilesFile } from "./paths.ts"

/** One account, and how to get its secrets. */
export const Profile = Schema.Struct({
  /** The vendor's name, such as `kayako`. */
  vendor: Schema.String,
  /** The login method, where it is not the vendor's first. */
  method: Schema.optionalKey(Schema.String),
  /** The account's fields by name; never a secret. */
  account: Schema.Record(Schema.String, Schema.String),
  /** A command that prints the secret. */
  passwordCommand: Schema.optionalKey(Schema.String),
  /** A command that prints the answer to a second factor. */
  totpCommand: Schema.optionalKey(Schema.String),
  /** Where sessions are kept. */
  store: Schema.optionalKey(Schema.Literals(["file", "redis", "none"])),
  /** The secret is in the keychain. */
  savedCredentials: Schema.optionalKey(Schema.Boolean),
  /** The secret starts or ends with a space. */
  allowSpacesAroundSecrets: Schema.optionalKey(Schema.Boolean),
  /** Requests may go to another machine by `http:`. */
  allowInsecureHttp: Schema.optionalKey(Schema.Boolean)
})

/** One account, and how to get its secrets. */
export type Profile = typeof Profile.Type

const File = Schema.fromJsonString(
  Schema.Struct({ version: Schema.Literal(1), profiles: Schema.Record(Schema.String, Profile) })
)

/** All profiles, by name. */
export type Profiles = { readonly [name: string]: Profile }

/** There is no profile of that name; `remedy` says what to do. */
export const noProfile = (name: string, profiles: Profiles, remedy: string): CliFailure => {
  const names = Object.keys(profiles)
  const known = names.length === 0 ? "no profile exists yet" : `there are: ${names.join(", ")}`
  return misconfigured(`There is no profile "${name}"; ${known}. ${remedy}`)
}

/** Reads all profiles. A file that cannot be read as one is an error that names it. */
export const readProfiles = (folders: Folders): Effect.Effect<Profiles, CliFailure> =>
  Effect.suspend(() => {
    const path = profilesFile(folders)
    const text = Result.try(() => readText(path))
    if (Result.isFailure(text)) return Effect.fail(misconfigured(`${path} cannot be read; check its permissions.`))
    if (text.success === undefined) return Effect.succeed({})
    return Schema.decodeEffect(File)(text.success).pipe(
      Effect.mapBoth({
        onFailure: (error) =>
          misconfigured(`${path} is not a file of profiles: ${error.message}\nCorrect it or remove it.`),
        onSuccess: ({ profiles }) => profiles
      })
    )
  })

/** Writes all profiles. */
export const writeProfiles = (folders: Folders, profiles: Profiles): Effect.Effect<void, CliFailure> =>
  Effect.try({
    try: () => writePrivate(profilesFile(folders), `${JSON.stringify({ version: 1, profiles }, undefined, 2)}\n`),
    catch: () => misconfigured(`${profilesFile(folders)} cannot be written; check its folder's permissions.`)
  })
