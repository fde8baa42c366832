/** The command: `node src/main.ts [vendor…] [--check]`. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { apply, changes, describe } from "./compare.ts"
import { choose, generate } from "./generate.ts"
import { CommandFailure, SpecError } from "./problem.ts"
import type { Workspace } from "./workspace.ts"

const vendors = Argument.String("vendor").pipe(
  Argument.withDescription("Vendors to generate, by the names of their specs. Default: all"),
  Argument.variadic()
)

const check = Flag.Boolean("check").pipe(
  Flag.withDescription("Write nothing; fail when a committed file is not what its spec gives"),
  Flag.withDefault(false)
)

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`

const run = Effect.fnUntraced(function* (
  workspace: Workspace,
  options: { readonly vendors: ReadonlyArray<string>; readonly check: boolean }
) {
  const outputs = yield* generate(workspace, yield* choose(workspace, options.vendors))
  const found: Array<string> = []
  for (const output of outputs) {
    const pending = yield* changes(workspace, output)
    found.push(...pending.map(describe))
    if (!options.check) yield* Effect.forEach(pending, (change) => apply(workspace, change))
    const verb = options.check ? "to change" : "changed"
    yield* Console.log(`${output.vendor}: ${plural(output.files.length, "file")}, ${pending.length} ${verb}`)
  }
  if (options.check && found.length > 0) {
    const command = ["pnpm generate", ...options.vendors].join(" ")
    return yield* new CommandFailure({ message: [...found, `run: ${command}`].join("\n") })
  }
})

export const command = (workspace: Workspace) =>
  Command.make("generate", { check, vendors }, (options) =>
    run(workspace, options).pipe(
      // What is wrong is said once, plainly, and without a stack: it is the spec's, not the program's.
      Effect.tapError((error) => Console.error(error.message)),
      Effect.mapError((error) => (error instanceof SpecError ? new CommandFailure({ message: error.message }) : error))
    )
  ).pipe(
    Command.withDescription("Writes each vendor package's generated code from specs/*.yaml"),
    Command.withExamples([
      { command: "generate", description: "Generate every vendor" },
      { command: "generate kayako", description: "Generate one" },
      { command: "generate --check", description: "Fail when committed code is not what the specs give" }
    ])
  )
