/** One account in the schedule that keeps sessions warm. */
import type * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import { type Held, isAlive } from "../account/LiveSession.ts"
import type { Task } from "./Scheduler.ts"

/** What has to be known of an account to keep it warm. */
export interface Warmable {
  readonly current: Held<unknown> | undefined
  readonly closed: boolean
  readonly flight: object | undefined
  /** When a session was last asked for. */
  readonly askedAt: number
  readonly renewNotBefore: number
  warm: Warm | undefined
  /** How long failures keep logins off. `Infinity`: until something changes. */
  pauseLeft(now: number): number
  refresh(): void
  /** The vendor's cheapest call; `undefined` when there is none. */
  stayAlive(): Effect.Effect<void> | undefined
}

/** Before an idle timeout a call is made this much earlier: a fifth of it, at most five minutes. */
const idleMargin = (idleFor: number): number => Math.min(idleFor * 0.2, 300_000)

export class Warm implements Task {
  position = -1
  /** Whether it is due and waits for its turn. */
  ready = false
  /** Whether a wave took it before its time. */
  early = false
  /** What was tried in vain is not tried again before. */
  pausedUntil = 0
  /** The call that keeps the session alive, on its way. */
  call: Fiber.Fiber<void> | undefined = undefined
  readonly account: Warmable
  private readonly due: (warm: Warm, now: number) => void

  constructor(account: Warmable, due: (warm: Warm, now: number) => void) {
    this.account = account
    this.due = due
  }

  run(now: number): void {
    this.due(this, now)
  }

  /** Until when a renewal has to be there. */
  get lastAt(): number {
    const held = this.account.current
    return held === undefined ? Infinity : Math.min(held.hardAt, held.usedAt + held.idleFor)
  }

  /** When the session, as it is now, needs something done. */
  private get needsAt(): number {
    const { current } = this.account
    if (current === undefined) return -Infinity
    return Math.min(current.softAt, current.usedAt + current.idleFor - idleMargin(current.idleFor))
  }

  /** Whether that is now; use may have put it off. */
  isDue(now: number): boolean {
    return this.early || this.needsAt <= now
  }

  /** When something can be done; `Infinity`: nothing, as far as is known. */
  dueAt(now: number): number {
    const { closed, current, renewNotBefore } = this.account
    const left = this.account.pauseLeft(now)
    if (closed || left === Infinity || (current === undefined && left === 0)) return Infinity
    const due = this.needsAt
    return due > now ? due : Math.max(now + 1, now + left, renewNotBefore, this.pausedUntil)
  }

  /** Whether a call is enough: the session is alive and its end is not near. */
  canStay(now: number): boolean {
    const { current } = this.account
    return !this.early && current !== undefined && isAlive(current, now) && now < current.softAt
  }
}
