/** A shared place of the simulation, whichever backend keeps its records there. */

/** What the invariants look at. */
export interface Place {
  /** The ids of the sessions whose records were at each key, in their order, since all was lost last. */
  readonly histories: () => Iterable<ReadonlyArray<string>>
  /** Whether a record of this session was ever put in place. */
  readonly everHeld: (id: string) => boolean
  /** Loses everything, as a Redis without persistence that is started again, or a folder that is removed. */
  readonly loseAll: () => void
}

/** Which sessions' records each key has held. Owns these lists. */
export class Histories {
  private readonly ids = new Map<string, Array<string>>()
  private readonly held = new Set<string>()

  /** Notes which record is at a key now; an empty id names none. */
  note(key: string, id: string): void {
    if (id === "") return
    this.held.add(id)
    const ids = this.ids.get(key)
    if (ids === undefined) this.ids.set(key, [id])
    else if (ids.at(-1) !== id) ids.push(id)
  }

  has(id: string): boolean {
    return this.held.has(id)
  }

  /** Forgets the order of what was lost. */
  clear(): void {
    this.ids.clear()
  }

  all(): Iterable<ReadonlyArray<string>> {
    return this.ids.values()
  }
}
