/** `crm-auth profiles`: accounts by name. */
import * as Effect from "effect/Effect"
import { misconfigured } from "../failure.ts"
import { keychainOf, savedName } from "../keychain.ts"
import { readKnown, removeKnown } from "../known.ts"
import { answer, table } from "../output.ts"
import { noProfile, readProfiles, writeProfiles } from "../profiles.ts"
import { Settings } from "../settings.ts"
import { vendors } from "../vendors.ts"

/** Lists the profiles. */
export const list = Effect.gen(function* () {
  const { folders } = yield* Settings
  const profiles = Object.entries(yield* readProfiles(folders))
  const rows = profiles.map(([name, { account, vendor }]) => [
    name,
    vendor,
    Object.entries(account)
      .map(([field, value]) => `${field}=${value}`)
      .join(" ")
  ])
  yield* answer(
    profiles.length === 0
      ? "No profile yet. `crm-auth login <vendor>` makes one."
      : table([["PROFILE", "VENDOR", "ACCOUNT"], ...rows]),
    { version: 1, profiles: profiles.map(([name, profile]) => ({ name, ...profile })) }
  )
})

/** Removes a profile, what is known of its session, and its saved secrets; or what is known under a name without a profile. The session itself stays: log out first. */
export const remove = Effect.fnUntraced(function* ({ name }: { readonly name: string }) {
  const { environment, folders } = yield* Settings
  const { [name]: removed, ...rest } = yield* readProfiles(folders)
  if (removed === undefined) {
    if (readKnown(folders, name) === undefined) {
      return yield* noProfile(name, rest, "`crm-auth status` shows what is known beside them.")
    }
    removeKnown(folders, name)
    return yield* answer(`Removed what was known of ${name}; it had no profile.`, { version: 1, removed: name })
  }
  if (removed.savedCredentials === true) {
    const keychain = keychainOf(environment)
    const secrets = vendors
      .filter((vendor) => vendor.name === removed.vendor)
      .flatMap(({ methods }) => methods.flatMap(({ fields }) => fields.filter(({ secret }) => secret)))
    for (const field of secrets) {
      yield* Effect.mapError(keychain.remove(savedName(name, field.name)), ({ message }) =>
        misconfigured(`${message}. The profile was kept, because its saved secret could not be removed.`)
      )
    }
  }
  yield* writeProfiles(folders, rest)
  removeKnown(folders, name)
  yield* answer(`Removed the profile ${name}.`, { version: 1, removed: name })
})
