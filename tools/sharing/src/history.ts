/** The record of one scenario: every step of the desk, of the processes and of what went wrong, with its time. */

/** Milliseconds by the clock of this machine, which no scenario changes. */
export const timeNow = (): number => performance.timeOrigin + performance.now()

/** Which of a process's looks for a session a step belongs to, and for which account. */
interface Obtaining {
  readonly obtain: number
  readonly account: string
}

/** A step of a process, as the process itself saw it. `place` is where a session is kept in the store. */
export type ProcessStep =
  | ({ readonly step: "obtaining" | "loggingIn" } & Obtaining)
  | ({ readonly step: "loggedIn"; readonly session: string | undefined } & Obtaining)
  | ({
      readonly step: "obtained"
      readonly outcome: "found" | "made" | "refused" | "failed"
      readonly session: string | undefined
      readonly place: string | undefined
    } & Obtaining)
  | { readonly step: "closed" }
  /** The machine did not let it run for this long, up to now. */
  | { readonly step: "stalled"; readonly millis: number }

/** A step of the desk. Sessions are named by a hash. */
export type DeskStep =
  | { readonly step: "session"; readonly account: string; readonly session: string }
  | { readonly step: "refusal"; readonly account: string }
  | { readonly step: "logout"; readonly session: string }
  | { readonly step: "expiry" }

/** What a scenario did to a process, or, if it names none, to the store. It lasts until the same trouble is off. */
export interface Trouble {
  readonly step: "trouble"
  readonly what: string
  readonly on: boolean
}

/** An order to a process, and its answer. */
export type OrderStep =
  | { readonly step: "ordered"; readonly order: number; readonly what: string }
  | { readonly step: "answered"; readonly order: number }

export type Step = { readonly at: number; readonly process: string | undefined } & (
  | ProcessStep
  | DeskStep
  | Trouble
  | OrderStep
)

/** Owns the steps of one scenario. */
export class History {
  private readonly list: Array<Step> = []

  add(step: Step): void {
    this.list.push(step)
  }

  /** All steps, in the order of their times. */
  get steps(): ReadonlyArray<Step> {
    return this.list.toSorted((a, b) => a.at - b.at)
  }

  /** One step a line, to be read after a failure. */
  get text(): string {
    const { steps } = this
    const start = steps[0]?.at ?? 0
    return steps
      .map(({ at, process, ...rest }) => `${(at - start).toFixed(1)} ${process ?? "-"} ${JSON.stringify(rest)}\n`)
      .join("")
  }
}
