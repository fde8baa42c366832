/** One session in the schedule that keeps sessions warm. Owns how far it has come there. */
import type * as Fiber from "effect/Fiber"
import type { Renewable } from "../account/runtime.ts"
import type { Task } from "./Scheduler.ts"

/** How much earlier than its idle timeout a call is made: a fifth of it, at most five minutes. */
const idleMargin = (idleFor: number): number => Math.min(idleFor * 0.2, 300_000)

/** A session whose lifetime is not known is kept alive this often, in milliseconds. */
const unknownInterval = 300_000

export class ScheduledAccount implements Task {
  readonly slot: Renewable
  readonly #onDue: (account: ScheduledAccount, now: number) => void
  #early = false
  #pausedUntil = 0
  #call: Fiber.Fiber<void> | undefined = undefined

  constructor(slot: Renewable, onDue: (account: ScheduledAccount, now: number) => void) {
    this.slot = slot
    this.#onDue = onDue
  }

  run(now: number): void {
    this.#onDue(this, now)
  }

  /** Until when a renewal has to be there. */
  get lastAt(): number {
    return this.slot.live?.lastAt ?? Infinity
  }

  /** When the session, as it is now, needs something done. */
  get #needsAt(): number {
    const { account, live } = this.slot
    if (live === undefined) return -Infinity
    if (live.isLifetimeUnknown) return account.driver.keepAlive !== undefined ? live.usedAt + unknownInterval : Infinity
    return Math.min(live.softAt, live.usedAt + live.idleFor - idleMargin(live.idleFor))
  }

  /** It waits for its turn; `early` if a wave took it before its time, and until its place is found anew. */
  queue(early: boolean): void {
    this.#early = early
  }

  /** It waits for its own time again. */
  reset(): void {
    this.#early = false
  }

  /** What was tried in vain is not tried again before. */
  pause(until: number): void {
    this.#pausedUntil = until
  }

  /** The call that keeps the session alive is under way. */
  startCall(fiber: Fiber.Fiber<void>): void {
    this.#call = fiber
  }

  endCall(): void {
    this.#call = undefined
  }

  interruptCall(): void {
    this.#call?.interruptUnsafe()
  }

  /** Whether something has to be done now; use may have put it off. */
  isDue(now: number): boolean {
    return this.#early || this.#needsAt <= now
  }

  /** When something can be done; `Infinity`: nothing, as far as is known. */
  dueAt(now: number): number {
    const { account, live, renewNotBefore } = this.slot
    const left = account.gate?.memory?.blockedFor(now) ?? 0
    if (account.isClosed || left === Infinity || (live === undefined && left === 0)) return Infinity
    const due = this.#needsAt
    return due > now ? due : Math.max(now + 1, now + left, renewNotBefore, this.#pausedUntil)
  }

  /** Whether a call is enough: the session is good and its end is not near. */
  canStay(now: number): boolean {
    const { live } = this.slot
    return !this.#early && live !== undefined && live.isUsable(now) && now < live.softAt
  }
}
