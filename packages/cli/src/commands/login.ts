/** `crm-auth login`: logs in, keeps the session, and says until when it is good. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { findTarget, openAccount, saveProfile } from "../account.ts"
import { CliFailure, failure } from "../failure.ts"
import { refuseUnfound } from "../keptCommand.ts"
import { expiresAt, readAllKnown } from "../known.ts"
import { answer, progress, warn } from "../output.ts"
import { readProfiles } from "../profiles.ts"
import { Settings } from "../settings.ts"
import { inTime, untilText } from "../time.ts"

/** The profile keeps commands that this login need not run, such as that of a second factor which is not asked for. */
const checkCommands = Effect.gen(function* () {
  const { passwordCommand, totpCommand } = yield* Settings
  yield* refuseUnfound("--password-command", passwordCommand, "A secret itself goes to --password-stdin.")
  yield* refuseUnfound("--totp-command", totpCommand, "Without it, a person at the terminal is asked for the answer.")
})

const logInOne = Effect.fnUntraced(function* (vendorName: string, again: boolean) {
  yield* checkCommands
  const target = yield* findTarget(vendorName, { isNew: true })
  const opened = yield* openAccount(target, { ask: true, outlives: true })
  if (again) yield* opened.manager.reset
  yield* progress(`Logging in to ${target.vendor.label}`, opened.acceptedSession)
  yield* saveProfile(opened)
  const known = opened.known()
  const isKept = opened.store !== "none"
  const end = known?.session === undefined || !isKept ? undefined : expiresAt(known.session)
  const until = isKept ? untilText(end, Date.now()) : "; the session is not kept"
  const account = known?.account ?? ""
  return {
    text: `Logged in to ${target.vendor.label}${account === "" ? "" : ` as ${account}`}${until}.`,
    json: { version: 1, vendor: target.vendor.name, profile: target.name, account, expiresAt: inTime(end) }
  }
}, Effect.scoped)

/** Renews every profile and every session, and says of each how it went. */
const logInAll = Effect.fnUntraced(function* (again: boolean) {
  const settings = yield* Settings
  const profiles = yield* readProfiles(settings.folders)
  const all = new Map([
    ...readAllKnown(settings.folders).flatMap(({ profile, session, vendor }) =>
      session === undefined ? [] : [[profile, vendor] as const]
    ),
    ...Object.entries(profiles).map(([name, { vendor }]) => [name, vendor] as const)
  ])
  if (all.size === 0) return yield* failure("logIn", "There is no profile yet. Run `crm-auth login <vendor>` first.")
  const results: Array<unknown> = []
  let worst: CliFailure | undefined
  for (const [profile, vendor] of all) {
    // An account that is in the environment alone has the vendor's name, and no profile.
    const named = profiles[profile] === undefined && profile === vendor ? undefined : profile
    const exit = yield* Effect.exit(
      Effect.provideService(logInOne(vendor, again), Settings, { ...settings, profile: named })
    )
    if (Exit.isSuccess(exit)) {
      results.push(exit.value.json)
      if (!settings.json) yield* answer(exit.value.text, undefined)
      continue
    }
    const error = Option.getOrUndefined(Exit.findErrorOption(exit))
    if (!(error instanceof CliFailure)) return yield* Effect.failCause(exit.cause)
    worst ??= error
    results.push({ version: 1, vendor, profile, error: error.message, exitCode: error.exitCode })
    yield* warn(`${profile}: ${error.message}`)
  }
  if (settings.json) yield* answer("", results)
  if (worst !== undefined) {
    return yield* new CliFailure({ exitCode: worst.exitCode, message: "Not every profile could be logged in." })
  }
})

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: {
  readonly vendor: Option.Option<string>
  readonly all: boolean
  readonly again: boolean
}) {
  if (input.all) return yield* logInAll(input.again)
  if (Option.isNone(input.vendor)) {
    return yield* failure("usage", "Name a vendor, such as `crm-auth login kayako`, or use --all.")
  }
  const { json, text } = yield* logInOne(input.vendor.value, input.again)
  yield* answer(text, json)
})
