/** `crm-auth logout`: ends the session at the vendor and forgets it. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { findTarget, openAccount } from "../account.ts"
import { failure } from "../failure.ts"
import { readAllKnown, readKnown, removeKnown } from "../known.ts"
import { answer, progress } from "../output.ts"
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

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: {
  readonly vendor: Option.Option<string>
  readonly all: boolean
}) {
  const settings = yield* Settings
  if (!input.all && Option.isNone(input.vendor)) {
    return yield* failure("usage", "Name a vendor, such as `crm-auth logout kayako`, or use --all.")
  }
  const targets =
    !input.all && Option.isSome(input.vendor)
      ? [{ vendor: input.vendor.value, profile: settings.profile }]
      : readAllKnown(settings.folders)
  const results = yield* Effect.forEach(targets, ({ profile, vendor }) =>
    Effect.provideService(logOutOne(vendor), Settings, { ...settings, profile })
  )
  const lines = results.map(({ loggedOut, profile }) =>
    loggedOut ? `Logged out: ${profile}.` : `No session: ${profile}.`
  )
  yield* answer(lines.length === 0 ? "No session." : lines.join("\n"), { version: 1, results })
})
