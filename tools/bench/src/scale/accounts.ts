/** What many accounts cost: memory each, the time to get one, and a minute without a call. */
import { runChild } from "../child.ts"

/** What one process says when its accounts are there. Microseconds. */
export interface Held {
  readonly accounts: number
  readonly bytes: number
  /** To make one: its login, answered in memory, included. */
  readonly first: number
  /** To get one that is there. */
  readonly read: number
  readonly timers: number
}

/** What it says after a minute of idleness: milliseconds of CPU. */
export interface Idled {
  readonly idleCpu: number
}

export interface Accounts extends Held, Idled {
  readonly of: string
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null
const isHeld = (value: unknown): value is Held => isObject(value) && "bytes" in value
const isIdled = (value: unknown): value is Idled => isObject(value) && "idleCpu" in value

const sizes = [
  ["map", 0],
  ["map", 1],
  ["map", 100],
  ["map", 10_000],
  ["map", 100_000],
  ["rcMap", 10_000]
] as const

export const names = { map: "SessionMap", rcMap: "Effect's RcMap" } as const

/**
 * One process after the other, so that none is timed beside another; only their idle minutes run side by side. The
 * process without accounts says what Node's own housekeeping costs.
 */
export const accounts = async (seconds: number): Promise<ReadonlyArray<Accounts>> => {
  const idling: Array<Promise<Accounts>> = []
  for (const [kind, count] of sizes) {
    const child = runChild(new URL("accountsChild.ts", import.meta.url), [kind, String(count), String(seconds)])
    const held = await child.next()
    if (!isHeld(held)) throw new Error("accountsChild said something else")
    idling.push(
      child.next().then((idled) => {
        if (!isIdled(idled)) throw new Error("accountsChild said something else")
        return { of: names[kind], ...held, ...idled }
      })
    )
  }
  return Promise.all(idling)
}
