/** Lays out generated modules as `oxfmt` does in this repository, so that `oxfmt --check` has nothing to say. */
import * as Effect from "effect/Effect"
import { format as oxfmt } from "oxfmt"
import type { FormatConfig } from "oxfmt"
import { CommandFailure } from "../problem.ts"

export const defaults: FormatConfig = { semi: false, printWidth: 120, trailingComma: "none" }

export const format = (
  name: string,
  code: string,
  options: FormatConfig = defaults
): Effect.Effect<string, CommandFailure> =>
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
