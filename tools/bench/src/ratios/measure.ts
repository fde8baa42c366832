/** Times things side by side: one round of each after the other, so that a busy machine disturbs all alike. */
import process from "node:process"

export interface Sample {
  readonly name: string
  /** Microseconds per operation: the middle one of the rounds. */
  readonly median: number
  /** The same in microseconds of CPU: what else the machine does counts less. */
  readonly cpu: number
}

/** What one contestant took, round by round. */
export interface Series {
  readonly name: string
  readonly rounds: ReadonlyArray<Took>
}

export interface Took {
  readonly wall: number
  /** `NaN` where the work is done by another process. */
  readonly cpu: number
}

/** Runs a number of operations, and says how many microseconds each took. */
export type Timed = (operations: number) => Promise<void> | void

const quantile = (values: ReadonlyArray<number>, share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** The middle one. */
export const median = (values: ReadonlyArray<number>): number => quantile(values, 0.5)

const sampleOf = ({ name, rounds }: Series): Sample => ({
  name,
  median: median(rounds.map(({ wall }) => wall)),
  cpu: median(rounds.map(({ cpu }) => cpu))
})

/** Runs whole processes in turns, one of each in every round, after a round that is not timed. */
export const interleaveProcesses = async (
  rounds: number,
  contestants: { readonly [name: string]: () => Promise<Took> }
): Promise<ReadonlyArray<Series>> => {
  const all = Object.entries(contestants).map(([name, run]) => ({ name, run, rounds: new Array<Took>() }))
  for (const { run } of all) await run()
  for (let round = 0; round < rounds; round++) {
    for (const one of round % 2 === 0 ? all : all.toReversed()) one.rounds.push(await one.run())
  }
  return all.map((one) => ({ name: one.name, rounds: one.rounds }))
}

/** Rounds that are not timed. */
const warmUp = 10

export const interleave = async (
  rounds: number,
  operations: number,
  contestants: { readonly [name: string]: Timed }
): Promise<ReadonlyArray<Series>> => {
  const times = new Map<string, Array<Took>>(Object.keys(contestants).map((name) => [name, []]))
  // What is timed is a program that has run for a while: its code is compiled by then.
  for (let round = 0; round < warmUp; round++) {
    for (const run of Object.values(contestants)) await run(operations)
  }
  const all = Object.entries(contestants)
  for (let round = 0; round < rounds; round++) {
    // Another one begins each round, and the order turns: what one leaves to be collected, the next one pays for.
    const begin = round % all.length
    const order = [...all.slice(begin), ...all.slice(0, begin)]
    for (const [name, run] of round % 2 === 0 ? order : order.toReversed()) {
      times.get(name)?.push(await timeOnce(operations, run))
    }
  }
  return [...times].map(([name, took]) => ({ name, rounds: took }))
}

/** Ours over theirs, with the goal it is held to. */
export interface Ratio {
  readonly what: string
  readonly ours: Sample
  readonly theirs: Sample
  /**
   * The median of the rounds' ratios, and the quartiles around it: both took turns in every round, so the machine was the
   * same for both.
   */
  readonly ratio: number
  readonly low: number
  readonly high: number
  /** `null` where only whole processes were timed. */
  readonly cpuRatio: number | null
  /** Microseconds more than theirs: the median of the rounds. */
  readonly more: number
  /** The ratio must not be above this. */
  readonly goal: number | undefined
  /** There must not be more microseconds on top of theirs. */
  readonly moreGoal: number | undefined
}

export const ratio = (
  what: string,
  series: ReadonlyArray<Series>,
  ours: string,
  theirs: string,
  options: { readonly goal?: number; readonly moreGoal?: number; readonly theirs?: string } = {}
): Ratio => {
  const [mine, other] = [ours, theirs].map((name) => series.find((one) => one.name === name))
  if (mine === undefined || other === undefined) throw new Error(`no series of ${ours} or ${theirs}`)
  const pairs = mine.rounds.flatMap((a, round) => {
    const b = other.rounds[round]
    return b === undefined ? [] : [{ wall: a.wall / b.wall, cpu: a.cpu / b.cpu, more: a.wall - b.wall }]
  })
  const walls = pairs.map(({ wall }) => wall)
  return {
    what,
    ours: sampleOf(mine),
    theirs: { ...sampleOf(other), name: options.theirs ?? other.name },
    ratio: median(walls),
    low: quantile(walls, 0.25),
    high: quantile(walls, 0.75),
    cpuRatio: pairs.some(({ cpu }) => Number.isNaN(cpu)) ? null : median(pairs.map(({ cpu }) => cpu)),
    more: median(pairs.map(({ more }) => more)),
    goal: options.goal,
    moreGoal: options.moreGoal
  }
}

/** Times something once. */
export const timeOnce = async (operations: number, run: Timed): Promise<Took> => {
  const start = performance.now()
  const cpu = process.cpuUsage()
  await run(operations)
  const { system, user } = process.cpuUsage(cpu)
  return { wall: ((performance.now() - start) * 1000) / operations, cpu: (user + system) / operations }
}
