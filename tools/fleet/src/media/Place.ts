/** A shared place of the simulation, whichever backend keeps its records there. */

/** What the invariants look at. */
export interface Place {
  /** The id of the session whose record is at each key now. */
  readonly recordIds: () => ReadonlyArray<string>
  /** Whether a record of this session was ever put in place. */
  readonly everHeld: (id: string) => boolean
  /** Loses everything, as a Redis without persistence that is started again, or a folder that is removed. */
  readonly loseAll: () => void
}
