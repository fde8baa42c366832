/** A million accounts in one map: made, used and closed, in a process of its own. */
import { runChild } from "../child.ts"

/** What became of them. */
export interface Million {
  readonly accounts: number
  /** Bytes each, once all have a session. */
  readonly bytes: number
  /** Microseconds to make one, its login answered in memory, for the first tenth and for the last. */
  readonly firstTenth: number
  readonly lastTenth: number
  /** Microseconds to get one that is there. */
  readonly read: number
  /** Seconds that closing took, and the logouts that were sent meanwhile. */
  readonly closing: number
  readonly loggedOut: number
  /** The most bytes that the heap held on top of the accounts while they were closed. */
  readonly closingPeak: number
  /** Bytes that the heap holds when all are gone. */
  readonly left: number
}

const isMillion = (value: unknown): value is Million =>
  typeof value === "object" && value !== null && "closingPeak" in value

export const million = async (accounts: number): Promise<Million> => {
  const child = runChild(new URL("millionChild.ts", import.meta.url), [String(accounts)], {
    sources: true,
    flags: ["--max-old-space-size=6000"]
  })
  const found = await child.next()
  await child.stop()
  if (!isMillion(found)) throw new Error("millionChild printed something else")
  return found
}
