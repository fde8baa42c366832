/**
 * One account, for those above: managers, maps, clients and the schedule of renewals. It has no state beyond
 * `AccountState`; each method is one of the behaviours beside this file.
 */
import * as Effect from "effect/Effect"
import { AuthError } from "../../AuthError.ts"
import { Transport } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { SessionStatus } from "../../SessionEvent.ts"
import type { SessionCheck } from "../../SessionCheck.ts"
import { AccountState } from "./AccountState.ts"
import { lazy } from "../lazy.ts"
import type { WarmTools } from "../renewAhead/keepAlive.ts"
import { loadedKeepWarm } from "../renewAhead/scheduled.ts"
import { unstacked } from "../span.ts"
import type { CheckTools } from "./check.ts"
import { spanAttributes } from "./events.ts"
import { refresh, sessionOf, slowSessionOf } from "./login.ts"
import { close, logout } from "./logout.ts"
import type * as ParallelModule from "./parallel.ts"
import { drop, invalidate, reject, renew } from "./replace.ts"
import type { SessionSlot } from "./SessionSlot.ts"
import { isStoreDown, noteUse, reset } from "./sharing.ts"
import { statusOf } from "./status.ts"

/** The choice between the sessions of `parallelSessions`. */
export interface Parallel {
  readonly limit: number
  readonly withSlot: typeof ParallelModule.withSlot
}

/** What of core is handed to the files that are loaded on demand. */
const tools: CheckTools & WarmTools = {
  AuthError,
  Transport,
  drop,
  isStoreDown,
  noteUse,
  reject,
  sessionOf,
  spanAttributes,
  unstacked
}

/** What `check` needs. */
export const loadCheck = /*#__PURE__*/ lazy(() => import("./check.ts"))

/** What `parallelSessions` needs. */
export const loadParallel = /*#__PURE__*/ lazy(() => import("./parallel.ts"))

/** Loads the choice between `limit` sessions; `undefined` for one session. */
export const parallel = (limit = 1): Effect.Effect<Parallel | undefined> =>
  limit > 1 ? Effect.map(loadParallel, ({ withSlot }) => ({ limit, withSlot })) : Effect.undefined

export class Account<A, C> extends AccountState<A, C> {
  /** The fresh session, if there is one, without an effect. */
  fresh(): Session<A> | undefined {
    return this.first.fresh()?.session
  }

  /** The session: logs in if there is none. */
  session(): Effect.Effect<Session<A>, AuthError> {
    return sessionOf(this.first)
  }

  /** The same, in the step that runs it: reading a fresh session allocates nothing. */
  sessionNow(): Effect.Effect<Session<A>, AuthError> {
    return this.first.fresh()?.exit ?? slowSessionOf(this.first)
  }

  renew(seen: Session<A>): Effect.Effect<Session<A>, AuthError> {
    return Effect.suspend(() => renew(this.slotOf(seen), seen))
  }

  invalidate(seen: Session<A>): void {
    invalidate(this.slotOf(seen), seen)
  }

  /** Notes that the application used a session without the client. */
  touch(seen: Session<A>): void {
    const now = this.runtime.now()
    this.first.noteRequest(now)
    noteUse(this.slotOf(seen), seen, now)
  }

  logout(): Effect.Effect<void> {
    return logout(this)
  }

  reset(): Effect.Effect<void> {
    return reset(this)
  }

  close(): Effect.Effect<void> {
    return close(this)
  }

  check(): Effect.Effect<SessionCheck> {
    return Effect.flatMap(loadCheck, ({ check }) => check(tools, this))
  }

  status(): SessionStatus {
    return statusOf(this)
  }

  /** Does something with one of its sessions, which counts as in use until it is done. */
  withSlot<B, E>(
    parallel: Parallel | undefined,
    use: (slot: SessionSlot<A, C>) => Effect.Effect<B, E>
  ): Effect.Effect<B, E | AuthError> {
    const used =
      parallel === undefined ? use(this.first) : parallel.withSlot(this, { limit: parallel.limit, sessionOf, use })
    if (!this.runtime.closing.drain) return used
    return Effect.acquireUseRelease(
      Effect.sync(() => this.startRequest()),
      () => used,
      () => Effect.sync(() => this.endRequest())
    )
  }

  refreshSlot(index: number): void {
    const slot = this.slots[index]
    if (slot !== undefined) refresh(slot)
  }

  keepSlotAlive(index: number): Effect.Effect<void> | undefined {
    const slot = this.slots[index]
    return slot && loadedKeepWarm()?.keepAlive(tools, slot)
  }
}
