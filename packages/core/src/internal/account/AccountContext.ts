/** What a session slot, and whatever acts on one, may ask of the account. */
import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { AuthError } from "../../AuthError.ts"
import type { Reason } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { SessionDriver } from "../../SessionDriver.ts"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import type { LoginGate } from "./LoginGate.ts"
import type { Runtime } from "./runtime.ts"

export interface AccountContext<A, C> {
  readonly driver: SessionDriver<A, C>
  readonly runtime: Runtime
  readonly isClosed: boolean
  /** A hash of the account for logs and spans, once its credentials have been read. */
  readonly accountHash: string | undefined
  /** What is known of logins now, if anything. */
  readonly gate: LoginGate<A, C> | undefined
  /** The sessions that are open now. */
  readonly sessions: ReadonlyArray<Session<A>>
  /** The gate, made if there is none. */
  openGate(): LoginGate<A, C>
  /** Drops a gate that knows nothing. */
  tidyGate(): void
  /** The remembered failure that answers callers now, if any. */
  remembered(now: number): Exit.Exit<never, AuthError> | undefined
  /** Notes that a login with these credentials has worked. */
  prove(credentials: C): void
  /** Whether a login with these credentials has worked in this process. */
  isProven(credentials: C): boolean
  /** Answers every caller with this failure until failures are forgotten. */
  block(failure: Exit.Exit<never, AuthError>): void
  /** Notes whose credentials were read. */
  identify(credentials: C): void
  /** Notes whether its credentials are known bad. */
  noteGuarded(isGuarded: boolean): void
  /** Notes that there is one open session more, or less. */
  countSession(change: 1 | -1): void
  fail(reason: Reason): Exit.Exit<never, AuthError>
  publish(event: SessionEventDetail): void
  /** Starts a renewal of one of its sessions that no caller waits for. */
  refreshSlot(index: number): void
  /** The vendor's cheapest call with one of its sessions. Only where sessions are renewed ahead. */
  keepSlotAlive(index: number): Effect.Effect<void> | undefined
}
