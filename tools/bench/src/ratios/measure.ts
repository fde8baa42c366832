/** Times things side by side: one round of each after the other, so that a busy machine disturbs all alike. */
import process from "node:process"

export interface Sample {
  readonly name: string
  /** Microseconds per operation: the middle one of the rounds, and the quartiles around it. */
  readonly median: number
  readonly low: number
  readonly high: number
  /** Microseconds of CPU: what else the machine does counts less. */
  readonly cpu: number
}

export interface Took {
  readonly wall: number
  readonly cpu: number
}

/** Runs so many operations, and says how many microseconds each took. */
export type Timed = (operations: number) => Promise<void> | void

const at = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

const sorted = (values: ReadonlyArray<number>) => values.toSorted((a, b) => a - b)

export const summary = (name: string, rounds: ReadonlyArray<Took>): Sample => {
  const walls = sorted(rounds.map(({ wall }) => wall))
  const cpus = sorted(rounds.map(({ cpu }) => cpu))
  return { name, median: at(walls, 0.5), low: at(walls, 0.25), high: at(walls, 0.75), cpu: at(cpus, 0.5) }
}

/** Rounds that are not timed. */
const warmUp = 3

export const interleave = async (
  rounds: number,
  operations: number,
  contestants: { readonly [name: string]: Timed }
): Promise<ReadonlyArray<Sample>> => {
  const times = new Map<string, Array<Took>>(Object.keys(contestants).map((name) => [name, []]))
  // What is timed is a program that has run for a while: its code is compiled by then.
  for (let round = 0; round < warmUp; round++) {
    for (const run of Object.values(contestants)) await run(operations)
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const start = performance.now()
      const cpu = process.cpuUsage()
      await run(operations)
      const { system, user } = process.cpuUsage(cpu)
      times.get(name)?.push({
        wall: ((performance.now() - start) * 1000) / operations,
        cpu: (user + system) / operations
      })
    }
  }
  return [...times].map(([name, all]) => summary(name, all))
}

/** A ratio of two samples of one run, with the goal it is held to. */
export interface Ratio {
  readonly what: string
  readonly ours: Sample
  readonly theirs: Sample
  /** Ours over theirs. */
  readonly ratio: number
  readonly cpuRatio: number
  /** The ratio must not be above this. */
  readonly goal: number | undefined
}

export const ratio = (
  what: string,
  samples: ReadonlyArray<Sample>,
  ours: string,
  theirs: string,
  goal?: number
): Ratio => {
  const [mine, other] = [ours, theirs].map((name) => samples.find((sample) => sample.name === name))
  if (mine === undefined || other === undefined) throw new Error(`no sample of ${ours} or ${theirs}`)
  return { what, ours: mine, theirs: other, ratio: mine.median / other.median, cpuRatio: mine.cpu / other.cpu, goal }
}
