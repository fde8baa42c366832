/**
 * Lays out generated modules with the options of the repository's `.oxfmtrc.json`. That file leaves `generated/` out,
 * so `oxfmt --check` never speaks of it: what counts here is `generate --check`, and a diff that can be read.
 */
import * as Effect from "effect/Effect"
import { format as oxfmt } from "oxfmt"
import type { FormatConfig } from "oxfmt"
import { CommandFailure } from "../problem.ts"

const options: FormatConfig = { semi: false, printWidth: 120, trailingComma: "none" }

export const format = (name: string, code: string): Effect.Effect<string, CommandFailure> =>
  Effect.tryPromise({
    try: () => oxfmt(name, code, options),
    catch: (cause) => new CommandFailure({ message: `${name}: oxfmt failed: ${String(cause)}` })
  }).pipe(
    Effect.flatMap(({ code: formatted, errors }) =>
      errors.length === 0
        ? Effect.succeed(formatted)
        : Effect.fail(new CommandFailure({ message: `${name}: the generator wrote bad code: ${errors[0]?.message}` }))
    )
  )
