/** `crm-auth env`: prints the session as environment variables. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { findTarget, openAccount, refuseUnkept } from "../account.ts"
import { openedVariables } from "../openedVariables.ts"
import { line, progress } from "../output.ts"
import { Settings } from "../settings.ts"
import type { Format } from "../sessionVariables.ts"
import { printVariables } from "../variables.ts"

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: {
  readonly vendor: string
  readonly format: Option.Option<Format>
}) {
  const { json } = yield* Settings
  const target = yield* findTarget(input.vendor)
  yield* refuseUnkept(target)
  const opened = yield* openAccount(target, { outlives: true })
  const variables = yield* progress(`Logging in to ${target.vendor.label}`, openedVariables(opened))
  yield* line(yield* printVariables(variables, json ? "json" : Option.getOrElse(input.format, () => "posix" as const)))
}, Effect.scoped)
