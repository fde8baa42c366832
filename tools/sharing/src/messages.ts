/** What a process under test is told to do, and what it says. */
import type { ProcessStep } from "./history.ts"

export type Place =
  | { readonly kind: "redis"; readonly port: number }
  | { readonly kind: "files"; readonly directory: string }

export interface Account {
  readonly username: string
  readonly password: string
}

/**
 * A manager to be made: `skew` is how far the process's clock is off, `lease` a duration, both in milliseconds;
 * `parallel` how many sessions the account may have.
 */
export interface Opening {
  readonly url: string
  readonly place: Place
  readonly account: Account
  readonly skew: number
  readonly lease: number
  readonly parallel: number
}

/**
 * - `open` makes a manager, `close` ends it as a process's end would.
 * - `ask`: `callers` callers want the session at once. `call`: they send a request with it.
 * - `renew` replaces the session that the process has.
 * - `many`: one manager for each account, all at once, each with one caller.
 */
export type Order =
  | ({ readonly do: "open" } & Opening)
  | { readonly do: "close" }
  | { readonly do: "ask" | "call"; readonly callers: number }
  | { readonly do: "renew" }
  | { readonly do: "many"; readonly accounts: ReadonlyArray<Account & { readonly staffId: string }> }

/** What came of an order: how many callers had what they wanted, what the others were told, and which sessions it was. */
export interface Outcome {
  readonly answered: number
  readonly refused: { readonly [reason: string]: number }
  readonly sessions: ReadonlyArray<string>
  /** Sessions that belong to another account than the one that asked. */
  readonly foreign: number
}

/** Orders are numbered, so that a late answer is not taken for that of a later order. */
export interface Numbered {
  readonly id: number
  readonly order: Order
}

/** A step that a process reports while it works. */
export interface Report {
  readonly at: number
  readonly reported: ProcessStep
}

export interface Answer {
  readonly answers: number
  readonly outcome: Outcome
}
