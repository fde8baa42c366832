/** The ratios' part of the page. */
import type { Ratios } from "../ratios/index.ts"
import type { Ratio } from "../ratios/measure.ts"
import { chart, micros, short, table, verdict } from "./text.ts"

/** The quartiles of both sides, as the widest ratio they allow. */
const spread = ({ ours, theirs }: Ratio): string =>
  `${short(ours.low / theirs.high)} to ${short(ours.high / theirs.low)}`

export const met = ({ goal, ratio }: Ratio): boolean | undefined => (goal === undefined ? undefined : ratio <= goal)

const row = (one: Ratio): ReadonlyArray<string> => [
  one.what,
  one.theirs.name,
  micros(one.ours.median),
  micros(one.theirs.median),
  `**${short(one.ratio)}**`,
  spread(one),
  short(one.cpuRatio),
  one.goal === undefined ? "–" : `≤ ${short(one.goal)}`,
  one.goal === undefined ? "–" : verdict(met(one) === true)
]

export const ratioTable = (ratios: ReadonlyArray<Ratio>): string =>
  table(["what", "beside", "ours", "theirs", "ratio", "quartiles", "by CPU", "goal", ""], ratios.map(row))

export const weightTable = ({ weights }: Ratios): string =>
  table(
    ["package", "KB", "goal", "", "with the engine"],
    weights.map(({ bytes, goal, vendor, withEngine }) => [
      vendor,
      short(bytes / 1024),
      `≤ ${short(goal / 1024)}`,
      verdict(bytes <= goal),
      short(withEngine / 1024)
    ])
  )

export const ratiosPage = (figures: Ratios): string => {
  const logins = figures.ratios.filter(({ what }) => what.includes(" login, "))
  return [
    'Ours over theirs: below 1 is faster. Each ratio is of two medians of one run, in which the two took turns; the quartiles say how far apart the runs were. "By CPU" is the same of CPU time, in which the machine\'s other work counts less.',
    ratioTable(figures.ratios),
    "A reply that does not say its length is counted as it comes, so that no server can fill the memory; Effect's clients read such a body whole when asked for its text, however long it is. That is what the row without a goal compares, and the row after it what remains when both read a stream.",
    "The rows of Effect's client alone say what a layer costs by itself: the requests of a login, sent one after the other, their bodies read as text. What a login adds to them is its manager, a span for the login and for each request, the deadline, the redaction of what may be shown, and the documents, written, read and checked.",
    ...(logins.length === 0
      ? []
      : [
          chart(
            "A login end to end, ours over the raw exchange",
            "ratio",
            logins.map(({ what }) => what.replace(" login, ", " ").replace(" layer", "")),
            logins.map(({ ratio }) => ratio)
          )
        ]),
    "A vendor package in the program of its README, `effect`, the engine and the XML parser external; minified and gzipped. The comparable distilled package is 8.0 KB. The engine is one for all vendors of a program; [decision 0005](decisions/0005-what-the-size-budget-counts.md) says what bounds it.",
    weightTable(figures)
  ].join("\n\n")
}
