/** How it behaves with many accounts and many callers. */
import { type Accounts, accounts } from "./accounts.ts"
import { type Crowd, crowd } from "./crowd.ts"
import { type Store, stores } from "./store.ts"
import { type Wave, wave } from "./wave.ts"

export interface Scale {
  readonly accounts: ReadonlyArray<Accounts>
  readonly idleSeconds: number
  readonly waves: ReadonlyArray<Wave>
  readonly crowd: Crowd
  readonly stores: ReadonlyArray<Store>
}

const idleSeconds = 60

/** The most that an account may take, its credentials and its session included. */
export const bytesGoal = 1536

export const scale = async (progress: (what: string) => void): Promise<Scale> => {
  progress(`accounts: memory, reads, and ${idleSeconds} seconds of idleness`)
  const held = await accounts(idleSeconds)
  const waves: Array<Wave> = []
  for (const [sessions, life] of [
    [10_000, 60],
    [100_000, 60],
    [100_000, 10]
  ] as const) {
    progress(`a renewal wave of ${sessions} sessions that live ${life} minutes`)
    waves.push(await wave(sessions, life))
  }
  progress("a crowd on one session that has ended")
  const crowded = await crowd(10_000)
  progress("sessions found in stores")
  return { accounts: held, idleSeconds, waves, crowd: crowded, stores: await stores() }
}
