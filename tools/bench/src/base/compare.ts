/** Compares this build with that of an earlier commit: both take turns on this machine, each driven by its own bench. */
import { execFileSync } from "node:child_process"
import { existsSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { type Child, runChild } from "../child.ts"
import { median, type Took } from "../ratios/measure.ts"
import { root } from "../report/figures.ts"

/** How this build did beside the base, in one kind of operation. */
export interface Comparison {
  readonly what: string
  /** Microseconds per operation, the least of all turns: what disturbs a turn only makes it longer. */
  readonly now: number
  readonly base: number
  /**
   * The middle one of the rounds' ratios, each of which is the middle one of its turns' ratios. A machine changes its
   * speed from one minute to the next; the two of a turn follow each other within a fraction of a second.
   */
  readonly ratio: number
}

const turnsFile = "tools/bench/src/base/turnsChild.ts"

const run = (folder: string, command: string, ...args: ReadonlyArray<string>): void => {
  execFileSync(command, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] })
}

/** Checks a commit out beside the working tree, with its own dependencies, and takes it away afterwards. */
const withCheckout = async <A>(revision: string, use: (folder: URL) => Promise<A>): Promise<A> => {
  const folder = new URL(`.cache/base-${revision}/`, root)
  const [here, there] = [fileURLToPath(root), fileURLToPath(folder)]
  if (existsSync(folder)) run(here, "git", "worktree", "remove", "--force", there)
  run(here, "git", "worktree", "add", "--detach", there, revision)
  try {
    run(there, "pnpm", "install", "--frozen-lockfile", "--prefer-offline")
    return await use(folder)
  } finally {
    run(here, "git", "worktree", "remove", "--force", there)
    rmSync(folder, { recursive: true, force: true })
  }
}

const isNames = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((name) => typeof name === "string")

const isTook = (value: unknown): value is Took =>
  typeof value === "object" && value !== null && "cpu" in value && typeof value.cpu === "number"

/** Lets one build take a turn. */
const turnOf = async (build: Child, what: string): Promise<number> => {
  build.send(what)
  const took = await build.next()
  if (!isTook(took)) throw new Error("a turn printed something else")
  return took.cpu
}

/** The operations of a build that is ready. */
const namesOf = async (build: Child): Promise<ReadonlyArray<string>> => {
  const names = await build.next()
  if (!isNames(names)) throw new Error("a build printed something else than the names of its operations")
  return names
}

interface Turns {
  readonly now: ReadonlyArray<number>
  readonly base: ReadonlyArray<number>
}

/** The middle one of the ratios of turns that followed each other. */
const ratioOf = ({ base, now }: Turns): number => median(now.map((cpu, turn) => cpu / (base[turn] ?? NaN)))

/** Turns of each build and operation in one round. */
const turnsOfRound = 9

/** A pair of new processes: what is compiled how differs from process to process. Each begins every other turn. */
const playRound = async (folder: URL): Promise<ReadonlyMap<string, Turns>> => {
  const now = runChild(new URL(turnsFile, root), [])
  const base = runChild(new URL(turnsFile, folder), [])
  try {
    const earlier = new Set(await namesOf(base))
    const names = (await namesOf(now)).filter((name) => earlier.has(name))
    const turns = new Map(names.map((name) => [name, { now: new Array<number>(), base: new Array<number>() }]))
    for (let turn = 0; turn < turnsOfRound; turn++) {
      for (const [name, taken] of turns) {
        if (turn % 2 === 0) taken.base.push(await turnOf(base, name))
        taken.now.push(await turnOf(now, name))
        if (turn % 2 !== 0) taken.base.push(await turnOf(base, name))
      }
    }
    return turns
  } finally {
    await Promise.all([now.stop(), base.stop()])
  }
}

/** Plays some rounds of both builds. */
export const compare = (
  revision: string,
  rounds: number,
  progress: (what: string) => void
): Promise<ReadonlyArray<Comparison>> => {
  progress(`checking out ${revision}`)
  return withCheckout(revision, async (folder) => {
    if (!existsSync(new URL(turnsFile, folder))) throw new Error(`the bench of ${revision} cannot take turns`)
    const played: Array<ReadonlyMap<string, Turns>> = []
    for (let round = 1; round <= rounds; round++) {
      progress(`this build and ${revision}, round ${round} of ${rounds}`)
      played.push(await playRound(folder))
    }
    return [...(played[0]?.keys() ?? [])].map((what) => {
      const turns = played.flatMap((round) => round.get(what) ?? [])
      return {
        what,
        now: Math.min(...turns.flatMap(({ now }) => now)),
        base: Math.min(...turns.flatMap(({ base }) => base)),
        ratio: median(turns.map(ratioOf))
      }
    })
  })
}
