/**
 * What keeps an account's logins apart, and what failed ones taught. Owns the queue, the failure memory and the count of
 * sessions that were rejected early. It exists only while it knows something or a login runs.
 */
import type { Session } from "../../Session.ts"
import type { EarlyRejections } from "./EarlyRejections.ts"
import { newMemory, newRejections } from "./failures.ts"
import type { FailureMemory } from "./FailureMemory.ts"
import type { LoginAttempt } from "./LoginAttempt.ts"

export class LoginGate<A, C> {
  #latest: LoginAttempt<A, C> | undefined = undefined
  #failures: FailureMemory<C> | undefined = undefined
  #rejections: EarlyRejections | undefined = undefined
  #pinned = false

  /** The last attempt in the queue, if it is not over. */
  get last(): LoginAttempt<A, C> | undefined {
    return this.#latest
  }

  /** What failed logins taught. */
  get memory(): FailureMemory<C> | undefined {
    return this.#failures
  }

  /** Whether it can be dropped. */
  get isIdle(): boolean {
    return (
      !this.#pinned && this.#latest === undefined && this.#failures === undefined && this.#rejections?.isEmpty !== false
    )
  }

  /** The failure memory, made with the first failure; `undefined` if its code is not loaded. */
  openMemory(): FailureMemory<C> | undefined {
    return (this.#failures ??= newMemory())
  }

  /** Puts an attempt at the end of the queue. */
  enter(attempt: LoginAttempt<A, C>): void {
    this.#latest = attempt
  }

  /** Takes an attempt that is over out of the queue. One that ends out of turn leaves those in front of it there. */
  leave(attempt: LoginAttempt<A, C>): void {
    if (this.#latest === attempt) this.#latest = attempt.waitsBehind
  }

  /** Forgets failures. */
  forget(): void {
    this.#failures = undefined
    this.#rejections = undefined
  }

  /** Drops the memory of failed logins: it holds nothing any more. */
  dropMemory(): void {
    this.#failures = undefined
  }

  /** Keeps it, idle or not, while several accounts share it: a dropped account of a map and its successor. */
  pin(pinned: boolean): void {
    this.#pinned = pinned
  }

  /** Notes that a session was replaced in good time. */
  noteReplaced(session: Session<A>, now: number): void {
    this.#rejections?.noteReplaced(session, now)
  }

  /**
   * Notes that the vendor rejected a session. If sessions keep being rejected soon after login, another client is
   * probably evicting them: gives the milliseconds for which logins back off. A session that was there when another was
   * rejected counts as rejected with it: all sessions of an account may end at once. Nothing counts before its code is
   * loaded.
   */
  noteRejection(session: Session<A>, others: ReadonlyArray<Session<A>>, now: number): number | undefined {
    return (this.#rejections ??= newRejections())?.note(session, others, now)
  }
}
