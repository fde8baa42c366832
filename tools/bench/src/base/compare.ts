/** Compares this build with that of an earlier commit: both take turns on this machine, each with its own bench. */
import { execFileSync } from "node:child_process"
import { existsSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { runChild } from "../child.ts"
import { root } from "../report/figures.ts"
import type { Turn } from "./turn.ts"

/** How this build did beside the base, in one kind of operation. */
export interface Comparison {
  readonly what: string
  /** Microseconds per operation, the least of all turns: what disturbs a turn only makes it longer. */
  readonly now: number
  readonly base: number
  /** The middle one of the rounds' ratios. A machine changes its speed for minutes; the two of a round follow each other. */
  readonly ratio: number
}

const turnFile = "tools/bench/src/base/turn.ts"

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

const isTurn = (value: unknown): value is Turn =>
  typeof value === "object" && value !== null && "what" in value && "cpu" in value && typeof value.cpu === "number"

const takeTurn = async (folder: URL): Promise<ReadonlyArray<Turn>> => {
  const child = runChild(new URL(turnFile, folder), [])
  const turns = await child.next()
  await child.stop()
  if (!Array.isArray(turns) || !turns.every(isTurn)) throw new Error("a turn printed something else")
  return turns
}

const cpuOf = (turns: ReadonlyArray<Turn>, what: string): number | undefined =>
  turns.find((turn) => turn.what === what)?.cpu

/** Takes `rounds` turns of each build, one after the other. */
export const compare = (
  revision: string,
  rounds: number,
  progress: (what: string) => void
): Promise<ReadonlyArray<Comparison>> => {
  progress(`checking out ${revision}`)
  return withCheckout(revision, async (folder) => {
    if (!existsSync(new URL(turnFile, folder))) throw new Error(`the bench of ${revision} cannot take turns`)
    const turns: Array<{ readonly now: ReadonlyArray<Turn>; readonly base: ReadonlyArray<Turn> }> = []
    for (let round = 1; round <= rounds; round++) {
      progress(`this build and ${revision}, turn ${round} of ${rounds}`)
      // Each goes first in every other round.
      const before = round % 2 === 0 ? undefined : await takeTurn(folder)
      const now = await takeTurn(root)
      turns.push({ now, base: before ?? (await takeTurn(folder)) })
    }
    const names = [...new Set(turns.flatMap(({ now }) => now.map(({ what }) => what)))]
    return names.flatMap((what): ReadonlyArray<Comparison> => {
      const pairs = turns.map(({ base, now }) => ({ now: cpuOf(now, what), base: cpuOf(base, what) }))
      if (pairs.some(({ base }) => base === undefined)) return []
      const [now, base] = [pairs.map((pair) => pair.now ?? NaN), pairs.map((pair) => pair.base ?? NaN)]
      const ratios = now.map((micros, round) => micros / (base[round] ?? NaN)).toSorted((a, b) => a - b)
      return [
        { what, now: Math.min(...now), base: Math.min(...base), ratio: ratios[Math.floor(ratios.length / 2)] ?? NaN }
      ]
    })
  })
}
