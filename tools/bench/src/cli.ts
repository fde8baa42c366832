/** The command: `bench [scoreboard|ratios|scale] [--check] [--write] [--json]`. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { playAll } from "./alternatives/run.ts"
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { compare, type Comparison } from "./base/compare.ts"
import { check, checkBase } from "./report/check.ts"
import { comparisonTable } from "./report/comparison.ts"
import { committed, type Figures, type Measured, root } from "./report/figures.ts"
import { load, machine } from "./report/machine.ts"
import { page } from "./report/page.ts"
import { write } from "./report/write.ts"
import { ratios } from "./ratios/index.ts"
import { many } from "./scale/many.ts"
import { scale } from "./scale/index.ts"
import { scoreboard } from "./scoreboard/run.ts"

/** The command did not do what was asked; what is wrong has been said. */
class CommandFailed extends Data.TaggedError("CommandFailed")<{ readonly message: string }> {}

const parts = ["ratios", "scoreboard", "alternatives", "scale", "many"] as const

/** Progress goes to stderr, apart from the results. */
const progress = (what: string): void => console.error(`bench: ${what}`)

const measured = <A>(
  before: number,
  run: (say: typeof progress) => Promise<A>
): Effect.Effect<Measured<A>, CommandFailed> =>
  Effect.tryPromise({
    try: async () => {
      const figures = await run(progress)
      return { on: machine(before), figures }
    },
    catch: (cause) =>
      new CommandFailed({ message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
  })

/** The commit of the working tree. */
const commit = (): string =>
  execFileSync("git", ["rev-parse", "HEAD"], { cwd: fileURLToPath(root), encoding: "utf8" }).trim()

/** Pairs of processes that the two builds are compared in. */
const pairs = 5

const compared = (base: string): Effect.Effect<ReadonlyArray<Comparison>, CommandFailed> =>
  Effect.tryPromise({
    try: () => compare(base, pairs, progress),
    catch: (cause) => new CommandFailed({ message: cause instanceof Error ? cause.message : String(cause) })
  })

/** Measures part after part, and tells of each as soon as it is there: a later one that fails takes nothing away. */
const run = Effect.fnUntraced(function* (
  wanted: ReadonlyArray<(typeof parts)[number]>,
  told: (figures: Figures) => void
) {
  const before = load()
  let figures: Figures = { commit: commit() }
  const add = (part: Figures) => {
    figures = { ...figures, ...part }
    told(figures)
  }
  if (wanted.includes("ratios")) add({ ratios: yield* measured(before, ratios) })
  if (wanted.includes("scoreboard")) add({ scoreboard: yield* measured(before, scoreboard) })
  if (wanted.includes("alternatives")) add({ alternatives: yield* measured(before, playAll) })
  if (wanted.includes("scale")) add({ scale: yield* measured(before, scale) })
  if (wanted.includes("many")) add({ many: yield* measured(before, many) })
  return figures
})

export const command = Command.make(
  "bench",
  {
    part: Argument.Literals("part", parts).pipe(
      Argument.withDescription("Only this part; without it, all of them"),
      Argument.optional
    ),
    check: Flag.Boolean("check").pipe(
      Flag.withDescription("Fail when a figure is worse than the committed one"),
      Flag.withDefault(false)
    ),
    base: Flag.String("base").pipe(
      Flag.withDescription("The commit that --check compares times with; by default the one of the committed figures"),
      Flag.optional
    ),
    write: Flag.Boolean("write").pipe(
      Flag.withDescription("Write docs/benchmarks.md and docs/benchmarks.json"),
      Flag.withDefault(false)
    ),
    json: Flag.Boolean("json").pipe(Flag.withDescription("Print the figures as JSON"), Flag.withDefault(false))
  },
  (options) =>
    Effect.gen(function* () {
      const wanted = Option.match(options.part, { onNone: () => parts, onSome: (part) => [part] })
      const earlier = committed()
      const keep = (measured: Figures): void => {
        if (options.write) write({ ...earlier, ...measured })
      }
      const figures = yield* run(wanted, keep)
      yield* Console.log(options.json ? JSON.stringify(figures) : page(figures))
      const base = Option.getOrUndefined(options.base) ?? earlier.commit
      const beside = options.check && base !== undefined ? yield* compared(base) : []
      if (beside.length > 0) yield* Console.log(comparisonTable(beside))
      const wrong = options.check ? [...check(figures, earlier), ...checkBase(beside)] : []
      if (wrong.length > 0) {
        return yield* new CommandFailed({ message: ["bench: worse than committed:", ...wrong].join("\n  ") })
      }
      if (options.check) yield* Console.error("bench: as good as committed")
    }).pipe(Effect.tapError(({ message }) => Console.error(message)))
).pipe(
  Command.withDescription("Measures @crm-auth beside what people use today"),
  Command.withExamples([
    { command: "bench scoreboard", description: "Counts: who logs in how often, and who shows secrets" },
    { command: "bench --write", description: "Everything, into docs/benchmarks.md" },
    { command: "bench ratios --check", description: "Fail when something has become slower" },
    { command: "bench ratios --check --base main", description: "The same, beside the build of another commit" }
  ])
)
