/** Plays the scoreboard: every situation with every library that has an answer to it. */
import { ours } from "../ours/scoreboard.ts"
import { absent } from "../peers/absent.ts"
import { peers } from "../peers/index.ts"
import { type Contestant, keys, type Situation } from "./situations.ts"

/** What one library did: a cell per situation, or why there is none. */
export interface Column {
  readonly name: string
  readonly version: string
  readonly cells: { readonly [S in Situation]?: string }
  readonly why: { readonly [S in Situation]?: string }
}

export interface Scoreboard {
  readonly columns: ReadonlyArray<Column>
  /** Libraries without a column, and why. */
  readonly absent: ReadonlyArray<{ readonly name: string; readonly version: string; readonly why: string }>
}

export const play = async ({ cells, name, version, why }: Contestant): Promise<Column> => {
  const found: { [S in Situation]?: string } = {}
  for (const key of keys) {
    const cell = cells[key]
    if (cell !== undefined) found[key] = await cell()
  }
  return { name, version, cells: found, why }
}

export const scoreboard = async (progress: (what: string) => void): Promise<Scoreboard> => {
  const columns: Array<Column> = []
  for (const contestant of [...peers, ours]) {
    progress(`${contestant.name} ${contestant.version}`)
    columns.push(await play(contestant))
  }
  return { columns, absent: [await absent()] }
}
