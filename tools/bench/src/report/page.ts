/** docs/benchmarks.md */
import { byteTolerance, ratioTolerance } from "./check.ts"
import type { Figures, Measured } from "./figures.ts"
import type { Machine } from "./machine.ts"
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

export const page = ({ ratios, scale, scoreboard }: Figures): string =>
  [
    "# Benchmarks",
    "Written by `pnpm bench --write`; anybody's machine will do. `pnpm bench` prints the same without writing, " +
      "`pnpm bench:check` holds a run against the committed figures (`benchmarks.json`): counts exactly, ratios with a " +
      `tolerance of ${ratioTolerance * 100} %, bytes of ${byteTolerance * 100} %. The counts of our own column are part of \`pnpm test\`.`,
    ...part("Ratios", ratios, ratiosPage),
    ...part("Scoreboard", scoreboard, scoreboardPage),
    ...part("Scale", scale, scalePage)
  ].join("\n\n") + "\n"
