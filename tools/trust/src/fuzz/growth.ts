/**
 * How the time that a reader takes grows with its text. Texts of one shape are read in three sizes, each eight times as
 * long as the one before: what takes linear time takes eight times as long, and what takes quadratic time 64 times. Only
 * the two times of one machine are compared, so that it may be as slow as it likes.
 */
import process from "node:process"
import { pieces } from "./inputs.ts"
import type { Target } from "./targets.ts"

/** Characters. */
export const sizes = [12_500, 100_000, 800_000] as const

/** What is eight times as long may take this many times as long: between eight and 64, with room for both. */
const mostGrowth = 24

/** A time of less than this many milliseconds counts as this, because a machine's other work is a part of it. */
const least = 1

/** The best of at most this many times counts. */
const tries = 7

/** Texts of one make, as long as they are asked to be. */
interface Shape {
  readonly name: string
  readonly text: (length: number) => string
}

interface Growth {
  readonly shape: string
  readonly from: number
  readonly to: number
  /** How many times as long the longer text took. */
  readonly times: number
}

const shown = (text: string): string => JSON.stringify(text.length > 24 ? `${text.slice(0, 24)}…` : text)

const repeated = (unit: string, length: number): string =>
  unit.repeat(Math.max(1, Math.ceil(length / unit.length))).slice(0, length)

/** What opens and closes, so that it can be nested. */
const pairs: ReadonlyArray<readonly [open: string, close: string]> = [
  ["<a>", "</a>"],
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["[", "]"],
  ['{"a":', "}"],
  ['"', '"']
]

/** Everything that an attacker may make long: pieces that readers treat specially, and parts of what they read. */
export const shapesOf = ({ samples }: Pick<Target, "samples">): ReadonlyArray<Shape> => {
  const parts = samples.filter((sample) => sample !== "")
  const [first = ""] = parts
  const half = first.slice(0, Math.ceil(first.length / 2))
  const units = [...new Set([...pieces, ...parts, ...parts.map((part) => part.slice(0, -1))])].filter(
    (unit) => unit !== ""
  )
  return [
    ...units.flatMap((unit): ReadonlyArray<Shape> => [
      { name: `${shown(unit)}, repeated`, text: (length) => repeated(unit, length) },
      {
        name: `the same inside ${shown(first)}`,
        text: (length) => half + repeated(unit, length) + first.slice(half.length)
      },
      { name: `${shown(unit)} and text, repeated, and an end`, text: (length) => `${repeated(`${unit} a1`, length)}x` }
    ]),
    ...pairs.map(([open, close]): Shape => ({
      name: `${shown(open)}, nested`,
      text: (length) => {
        const depth = Math.ceil(length / (open.length + close.length))
        return open.repeat(depth) + close.repeat(depth)
      }
    }))
  ]
}

/** Milliseconds of processor time that something takes. */
const cpuTime = (run: () => void): number => {
  const before = process.cpuUsage()
  run()
  const { system, user } = process.cpuUsage(before)
  return (system + user) / 1000
}

/** The fastest growth of a reader over all shapes, and whether any is too fast. `costOf` says what one reading takes. */
export const growthOf = (
  read: (text: string) => void,
  shapes: ReadonlyArray<Shape>,
  costOf: (run: () => void) => number = cpuTime
): { readonly fastest: Growth; readonly tooFast: ReadonlyArray<Growth> } => {
  let fastest: Growth = { shape: "none", from: 0, to: 0, times: 0 }
  const tooFast: Array<Growth> = []
  for (const { name, text } of shapes) {
    const texts = sizes.map(text)
    const best = sizes.map(() => Infinity)
    const measure = (index: number): number => {
      const cost = costOf(() => read(texts[index] ?? ""))
      return (best[index] = Math.max(least, Math.min(best[index] ?? Infinity, cost)))
    }
    for (let index = 0; index < sizes.length; index++) measure(index)
    for (let index = 1; index < sizes.length; index++) {
      const times = (): number => (best[index] ?? 0) / (best[index - 1] ?? 1)
      // A time can be too long because of the machine, and is never too short.
      for (let round = 1; round < tries && times() > mostGrowth; round++) measure(index)
      const growth = { shape: name, from: sizes[index - 1] ?? 0, to: sizes[index] ?? 0, times: times() }
      if (growth.times > fastest.times) fastest = growth
      if (growth.times > mostGrowth) tooFast.push(growth)
    }
  }
  return { fastest, tooFast }
}
