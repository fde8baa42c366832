/** `crm-auth check`: do the credentials work, and is the session accepted? */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { findTarget, openAccount } from "../account.ts"
import { answer, progress } from "../output.ts"
import { inTime, untilText } from "../time.ts"

/** Runs the command: one cheap request, and one login at most. */
export const run = Effect.fnUntraced(function* (input: { readonly vendor: string }) {
  const target = yield* findTarget(input.vendor)
  const opened = yield* openAccount(target)
  const { label, name } = target.vendor
  const checked = Effect.flatMap(opened.manager.check, (check) =>
    check.error === undefined ? Effect.succeed(check) : Effect.fail(check.error)
  )
  const check = yield* progress(`Checking ${label}`, opened.logIn(checked))
  yield* opened.note
  const { account = "", expiresAt, issuedAt, loggedIn, server, took } = check
  const tookMillis = Math.round(Duration.toMillis(took))
  const how = loggedIn ? "after a login" : "without a login"
  yield* answer(
    `${label} accepts the session of ${account}${untilText(expiresAt, Date.now())} (${tookMillis} ms, ${how}).`,
    {
      version: 1,
      ok: true,
      vendor: name,
      profile: target.name,
      server,
      account,
      loggedIn,
      issuedAt: inTime(issuedAt),
      expiresAt: inTime(expiresAt),
      tookMillis
    }
  )
}, Effect.scoped)
