/** What a scenario is, and what many of them do. */
import type { Account } from "./messages.ts"
import type { Trial } from "./trial.ts"

export interface Scenario {
  readonly name: string
  readonly only?: "redis" | "files"
  /** Runs in processes of Bun, too. */
  readonly bun?: boolean
  /** Needs processes of both Node and Bun. */
  readonly both?: boolean
  readonly accounts?: ReadonlyArray<Account & { readonly staffId: string }>
  readonly run: (trial: Trial) => Promise<void>
}

export const ask = (callers: number) => ({ do: "ask", callers }) as const
export const call = (callers: number) => ({ do: "call", callers }) as const

/** Every process loses the session, and one of them logs in. */
export const loseSession = async (trial: Trial, callers = 5): Promise<void> => {
  const before = await trial.logins()
  await trial.expire()
  trial.expectOne(await trial.all(trial.workers, call(callers)))
  await trial.expectLogins(before + 1)
}
