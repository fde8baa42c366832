/** The situations of the scoreboard, and what a harness answers with. */
import * as Struct from "effect/Struct"

export const situations = {
  callers: "200 callers at once, no session yet: logins",
  badCredentials: "20 calls in a row with bad credentials: logins",
  interrupted: "first of 10 callers is interrupted: other callers that fail",
  twoHosts: "two hosts, same account name, at once: who gets the other's token",
  softAndForced: "one soft and one forced renewal together: logins on top",
  lateRejections: "100 late rejections of one session: logins",
  rejectsAll: "server rejects everything: logins for one call",
  downBehind: "identity server down during a renewal behind the scenes",
  printed: "secrets seen when a failed login is printed every way",
  downPastEnd: "server down past the session's end, 20 calls in a row: logins",
  redirected: "307 to another origin on the fetch layer: forms with the session received there",
  processes: "50 processes with 200 callers each, a shared store: logins"
} as const

export type Situation = keyof typeof situations

export const keys: ReadonlyArray<Situation> = Struct.keys(situations)

/** What a session library has to reach. */
export const goals: { readonly [S in Situation]: string } = {
  callers: "1",
  badCredentials: "1",
  interrupted: "0",
  twoHosts: "never",
  softAndForced: "1",
  lateRejections: "1",
  rejectsAll: "1",
  downBehind: "the old session serves",
  printed: "none",
  downPastEnd: "1",
  redirected: "never",
  processes: "1"
}

/** A count, or a few words. */
export type Cell = string

/**
 * One library. `cells` measures the situations that it has an answer to, `why` says of the others why not. A harness
 * uses the library as its documentation says.
 */
export interface Contestant {
  readonly name: string
  readonly version: string
  readonly cells: { readonly [S in Situation]?: () => Promise<Cell> }
  readonly why: { readonly [S in Situation]?: string }
}

/** Several calls at once. */
export const together = <A>(
  count: number,
  call: (index: number) => Promise<A>
): Promise<ReadonlyArray<PromiseSettledResult<A>>> =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => call(index)))

/** Several calls one after the other, failures and all. */
export const inARow = async (count: number, call: () => Promise<unknown>): Promise<void> => {
  for (let index = 0; index < count; index++) await call().catch(() => undefined)
}

export const failures = (results: ReadonlyArray<PromiseSettledResult<unknown>>): number =>
  results.filter(({ status }) => status === "rejected").length
