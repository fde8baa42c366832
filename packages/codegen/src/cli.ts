/** The command: `crm-auth-codegen <spec…> [--out DIR] [--check] [--watch]`. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import { apply, changes, describe } from "./compare.ts"
import { type Extra, generate } from "./generate.ts"
import { CommandFailure, SpecError } from "./problem.ts"
import { type Workspace, workspaceOf } from "./workspace.ts"

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`

interface RunOptions {
  readonly vendors: ReadonlyArray<string>
  readonly check: boolean
  /** What to run when files are not what the specs give. */
  readonly command: string
  readonly extra?: Extra
}

const run = Effect.fnUntraced(function* (workspace: Workspace, options: RunOptions) {
  const outputs = yield* generate(workspace, options.vendors, options.extra)
  const found: Array<string> = []
  for (const output of outputs) {
    const pending = yield* changes(workspace, output)
    found.push(...pending.map(describe))
    if (!options.check) yield* Effect.forEach(pending, (change) => apply(workspace, change))
    const verb = options.check ? "to change" : "changed"
    yield* Console.log(`${output.vendor}: ${plural(output.files.length, "file")}, ${pending.length} ${verb}`)
  }
  if (options.check && found.length > 0) {
    return yield* new CommandFailure({ message: [...found, `run: ${options.command}`].join("\n") })
  }
})

/** Generates, and says what is wrong once, plainly and without a stack: it is the spec's, not the program's. */
export const runAndReport = (workspace: Workspace, options: RunOptions) =>
  run(workspace, options).pipe(
    Effect.tapError((error) => Console.error(error.message)),
    Effect.mapError((error) => (error instanceof SpecError ? new CommandFailure({ message: error.message }) : error))
  )

/** Runs again whenever a spec changes. A mistake is reported, and the next change is waited for. */
const watch = Effect.fnUntraced(function* (workspace: Workspace, options: RunOptions) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folders = new Set([...workspace.specs.values()].map((file) => path.dirname(path.resolve(workspace.root, file))))
  const once = Effect.ignore(runAndReport(workspace, options))
  yield* once
  yield* Console.log("watching for changes")
  yield* Stream.mergeAll(
    [...folders].map((folder) => fs.watch(folder)),
    { concurrency: "unbounded" }
  ).pipe(
    Stream.filter((event) => event.path.endsWith(".yaml")),
    Stream.debounce("100 millis"),
    Stream.runForEach(() => once),
    Effect.mapError((error) => new CommandFailure({ message: `can't watch the specs: ${error.message}` }))
  )
})

const specs = Argument.String("spec").pipe(
  Argument.withDescription("Files of specs, each named after its vendor: acme.yaml"),
  Argument.variadic({ min: 1 })
)

const out = Flag.String("out").pipe(
  Flag.withDescription("The folder of the package; {vendor} in it stands for the vendor's name"),
  Flag.withDefault(".")
)

const check = Flag.Boolean("check").pipe(
  Flag.withDescription("Write nothing; fail if a file is not what its spec gives"),
  Flag.withDefault(false)
)

const watching = Flag.Boolean("watch").pipe(
  Flag.withDescription("Go on, and generate again whenever a spec changes"),
  Flag.withDefault(false)
)

export const command = () =>
  Command.make("crm-auth-codegen", { check, out, specs, watching }, (options) =>
    Effect.gen(function* () {
      const path = yield* Path.Path
      const made = workspaceOf({ root: path.resolve("."), specs: options.specs, out: options.out })
      const { vendors, workspace } = yield* Effect.tapError(made, (error) => Console.error(error.message))
      const again = ["crm-auth-codegen", ...options.specs, ...(options.out === "." ? [] : ["--out", options.out])]
      const running = { vendors, check: options.check, command: again.join(" ") }
      yield* options.watching ? watch(workspace, running) : runAndReport(workspace, running)
    })
  ).pipe(
    Command.withDescription("Writes the generated code of vendor packages from their specs"),
    Command.withExamples([
      {
        command: "crm-auth-codegen acme.yaml",
        description: "Generate into this folder's src/generated and test/generated"
      },
      { command: "crm-auth-codegen specs/*.yaml --out packages/{vendor}", description: "Generate several packages" },
      {
        command: "crm-auth-codegen acme.yaml --check",
        description: "Fail if committed code is not what the spec gives"
      }
    ])
  )
