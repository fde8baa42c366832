/**
 * Counts sessions that the vendor rejected soon after their login. Owns the count, and which sessions may have ended
 * together. Loaded on demand, with what judges failures.
 */
import type { Session } from "../../Session.ts"

/** A session rejected sooner than this after its login was rejected early. */
const early = 60_000

/** How many sessions in a row may be rejected early before logins pause, and the longest pause, in milliseconds. */
const allowed = 2
const longestPause = 60_000

const none: ReadonlyArray<never> = []

/** Whether a session has lived so long that its rejection is nothing unusual. */
const isEstablished = (session: Session<unknown>, now: number): boolean => now - session.issuedAt >= early

export class EarlyRejections {
  #count = 0
  /** The account's other sessions at the last early rejection: they may have ended with it. */
  #siblings: ReadonlyArray<Session<unknown>> = none

  /** Whether there is nothing to count on. */
  get isEmpty(): boolean {
    return this.#count === 0 && this.#siblings.length === 0
  }

  /** Notes that a session was replaced in good time. */
  noteReplaced(session: Session<unknown>, now: number): void {
    if (isEstablished(session, now)) this.#count = 0
  }

  /** Notes a rejection: see `LoginGate`. */
  note(session: Session<unknown>, others: ReadonlyArray<Session<unknown>>, now: number): number | undefined {
    const isSibling = this.#siblings.includes(session)
    this.#siblings = isSibling ? this.#siblings.filter((other) => other !== session) : others
    if (isSibling && !isEstablished(session, now)) return undefined
    this.#count = isEstablished(session, now) ? 0 : this.#count + 1
    const excess = this.#count - allowed - 1
    return excess < 0 ? undefined : Math.min(1000 * 2 ** excess, longestPause)
  }
}
