/** docs/benchmarks.md */
import { alternativesPage } from "./alternatives.ts"
import { byteTolerance, ratioTolerance, timeTolerance } from "./check.ts"
import type { Figures, Measured } from "./figures.ts"
import type { Machine } from "./machine.ts"
import { manyPage } from "./many.ts"
import { ratiosPage } from "./ratios.ts"
import { scalePage } from "./scale.ts"
import { scoreboardPage } from "./scoreboard.ts"

const onWhat = ({ cores, cpu, date, load, memory, system, versions }: Machine): string => {
  const busy = load > cores ? " **The machine was busy with other work.**" : ""
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `_${date} UTC, ${cores} cores of ${cpu}, ${memory}, ${system}; ${names.join(", ")}. Load ${load} before the run.${busy}_`
}

const part = <A>(
  title: string,
  measured: Measured<A> | undefined,
  body: (figures: A) => string
): ReadonlyArray<string> => (measured === undefined ? [] : [`## ${title}`, onWhat(measured.on), body(measured.figures)])

export const page = ({ alternatives, many, ratios, scale, scoreboard }: Figures): string =>
  [
    "# Benchmarks",
    "Written by `pnpm bench --write`; anybody's machine will do. `pnpm bench` prints the same without writing, " +
      "`pnpm bench:check` holds a run: counts exactly; bytes against the committed ones (`benchmarks.json`), with a " +
      `tolerance of ${byteTolerance * 100} %; ratios to Effect's client against the committed ones or the goal, with ` +
      `${ratioTolerance * 100} %; and times against the build of another commit (\`--base\`; by default the one that was measured ` +
      `here), both in turns in one run, with ${timeTolerance * 100} %. So it holds on any machine. The counts of our own column ` +
      "are part of `pnpm test`.",
    ...part("Ratios", ratios, ratiosPage),
    ...part("Scoreboard", scoreboard, scoreboardPage),
    ...part("Beside what people use for these vendors", alternatives, alternativesPage),
    ...part("Scale", scale, scalePage),
    ...part("Very many accounts", many, manyPage)
  ].join("\n\n") + "\n"
