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

const least = (turns: ReadonlyArray<Turn>, what: string): number =>
  Math.min(...turns.flatMap((turn) => (turn.what === what ? [turn.cpu] : [])))

/** Takes `rounds` turns of each build, one after the other. */
export const compare = (
  revision: string,
  rounds: number,
  progress: (what: string) => void
): Promise<ReadonlyArray<Comparison>> => {
  progress(`checking out ${revision}`)
  return withCheckout(revision, async (folder) => {
    if (!existsSync(new URL(turnFile, folder))) throw new Error(`the bench of ${revision} cannot take turns`)
    const now: Array<Turn> = []
    const base: Array<Turn> = []
    for (let round = 1; round <= rounds; round++) {
      progress(`this build and ${revision}, turn ${round} of ${rounds}`)
      base.push(...(await takeTurn(folder)))
      now.push(...(await takeTurn(root)))
    }
    const names = [...new Set(now.map(({ what }) => what))].filter((what) => base.some((turn) => turn.what === what))
    return names.map((what) => ({ what, now: least(now, what), base: least(base, what) }))
  })
}
