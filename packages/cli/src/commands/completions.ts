/** `crm-auth completions`: completions for four shells. */
import type * as Command from "effect/cli/Command"
import * as Completions from "effect/cli/Completions"
import * as Effect from "effect/Effect"
import { line } from "../output.ts"

/** Prints the completions of a shell. */
export const run = (root: Command.Command.Any, shell: Completions.Shell): Effect.Effect<void> =>
  Effect.suspend(() => line(Completions.generate("crm-auth", shell, Completions.fromCommand(root))))
