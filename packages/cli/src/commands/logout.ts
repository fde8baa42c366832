/** `crm-auth logout`: ends the session at the vendor and forgets it. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { findTarget, openAccount } from "../account.ts"
import { CliFailure, failure } from "../failure.ts"
import { readAllKnown, readKnown, removeKnown } from "../known.ts"
import { answer, progress, warn } from "../output.ts"
import { readProfiles } from "../profiles.ts"
import { Settings } from "../settings.ts"

const logOutOne = Effect.fnUntraced(function* (vendorName: string) {
  const { folders } = yield* Settings
  const target = yield* findTarget(vendorName)
  if (readKnown(folders, target.name)?.session === undefined) {
    return { vendor: target.vendor.name, profile: target.name, loggedOut: false }
  }
  const opened = yield* openAccount(target)
  yield* progress(`Logging out of ${target.vendor.label}`, opened.manager.logout)
  if (opened.isStoreDown()) {
    return yield* failure(
      "configuration",
      `The session of ${target.name} was not logged out: its store does not answer. Correct that, and log out again.`
    )
  }
  removeKnown(folders, target.name)
  return { vendor: target.vendor.name, profile: target.name, loggedOut: true }
}, Effect.scoped)

const textOf = ({ loggedOut, profile }: { readonly loggedOut: boolean; readonly profile: string }): string =>
  loggedOut ? `Logged out: ${profile}.` : `No session: ${profile}.`

/** Ends every session, and says of each how it went. */
const logOutAll = Effect.gen(function* () {
  const settings = yield* Settings
  const profiles = yield* readProfiles(settings.folders)
  const all = readAllKnown(settings.folders).filter(
    ({ profile, session }) => session !== undefined || profiles[profile] !== undefined
  )
  const results: Array<unknown> = []
  let worst: CliFailure | undefined
  for (const { profile, vendor } of all) {
    const named = profiles[profile] === undefined && profile === vendor ? undefined : profile
    const exit = yield* Effect.exit(Effect.provideService(logOutOne(vendor), Settings, { ...settings, profile: named }))
    if (Exit.isSuccess(exit)) {
      results.push(exit.value)
      if (!settings.json) yield* answer(textOf(exit.value), undefined)
      continue
    }
    const error = Option.getOrUndefined(Exit.findErrorOption(exit))
    if (!(error instanceof CliFailure)) return yield* Effect.failCause(exit.cause)
    worst ??= error
    results.push({ vendor, profile, loggedOut: false, error: error.message, exitCode: error.exitCode })
    yield* warn(`${profile}: ${error.message}`)
  }
  if (settings.json || all.length === 0) yield* answer("No session.", { version: 1, results })
  if (worst !== undefined) {
    return yield* new CliFailure({ exitCode: worst.exitCode, message: "Not every session could be ended." })
  }
})

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: {
  readonly vendor: Option.Option<string>
  readonly all: boolean
}) {
  if (input.all) return yield* logOutAll
  if (Option.isNone(input.vendor)) {
    return yield* failure("usage", "Name a vendor, such as `crm-auth logout kayako`, or use --all.")
  }
  const result = yield* logOutOne(input.vendor.value)
  yield* answer(textOf(result), { version: 1, results: [result] })
})
