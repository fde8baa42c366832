/**
 * Keeps sessions warm: `renewal: "ahead"`. Each session has one deadline in the scheduler's heap: its soft point, or the
 * moment at which its idle timeout has to be kept off. What is due waits in a second heap, earliest end first, and leaves
 * it at the stated rate. Where that would be too slow for the last of a wave, the wave starts early. Owns which sessions
 * are scheduled.
 */
import * as Effect from "effect/Effect"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import type { Renewable, Runtime } from "../account/runtime.ts"
import { DeadlineHeap } from "./DeadlineHeap.ts"
import { renewalPlanOf } from "./renewalPlan.ts"
import { ScheduledAccount } from "./ScheduledAccount.ts"
import type { Scheduler, Task } from "./Scheduler.ts"

export interface RenewAheadOptions {
  readonly vendor: string
  /** Logins and keep-alive calls per second. */
  readonly rate: number
  /** Milliseconds without use after which a session is let go. */
  readonly keepWarmFor: number
}

/** A renewal that failed is tried again after this, or after half of the time that is left. */
const pause = 30_000

/** A dispatcher that was woken late catches up on this much. */
const catchUp = 100

export class RenewAhead {
  readonly #runtime: Pick<Runtime, "now" | "fork">
  readonly #scheduler: Scheduler
  readonly #options: RenewAheadOptions
  readonly #say: (event: SessionEventDetail) => void
  readonly #interval: number
  readonly #accounts = new Map<Renewable, ScheduledAccount>()
  readonly #queue = new DeadlineHeap<ScheduledAccount>()
  readonly #dispatcher: Task = { run: (now) => this.#dispatch(now) }
  readonly #planner: Task = { run: (now) => this.#plan(now) }
  #nextAt = 0
  #plannedAt = -Infinity
  #planAt = Infinity
  #saidLate = false

  constructor(
    runtime: Pick<Runtime, "now" | "fork">,
    scheduler: Scheduler,
    options: RenewAheadOptions,
    say: (event: SessionEventDetail) => void
  ) {
    this.#runtime = runtime
    this.#scheduler = scheduler
    this.#options = options
    this.#say = say
    this.#interval = 1000 / options.rate
  }

  /**
   * Something happened to a session: its place in the schedule is found anew. One that the application gave up has none
   * until the next login.
   */
  readonly changed = (slot: Renewable, givenUp = false): void => {
    if (givenUp) return this.#forget(slot)
    const known = this.#accounts.get(slot)
    if (known === undefined && slot.live === undefined) return
    const now = this.#runtime.now()
    const account = known ?? new ScheduledAccount(slot, this.#onDue)
    const due = account.dueAt(now)
    if (due === Infinity) return this.#forget(slot)
    this.#accounts.set(slot, account)
    this.#queue.remove(account)
    account.reset()
    this.#scheduler.set(account, due)
    const planAt = Math.max(now + 1, this.#plannedAt + this.#spacing)
    // So few cannot be in each other's way.
    if (this.#accounts.size * this.#interval > 1000 && planAt < this.#planAt) this.#planLater(planAt)
  }

  #forget(slot: Renewable): void {
    const account = this.#accounts.get(slot)
    if (account === undefined) return
    this.#queue.remove(account)
    this.#scheduler.remove(account)
    account.interruptCall()
    this.#accounts.delete(slot)
  }

  /**
   * A deadline has come. A session that has not been asked for in a long time is let go, unless it is asked for before
   * its end.
   */
  readonly #onDue = (account: ScheduledAccount, now: number): void => {
    if (!account.isDue(now)) return this.changed(account.slot)
    if (now - account.slot.lastRequestedAt < this.#options.keepWarmFor) {
      this.#enqueue(account, now, false)
      return this.#dispatch(now)
    }
    const left = account.lastAt - now
    if (left < 1000 || left === Infinity) return this.#forget(account.slot)
    this.#scheduler.set(account, now + left / 2)
  }

  #enqueue(account: ScheduledAccount, now: number, early: boolean): void {
    if (this.#queue.size === 0) this.#nextAt = Math.max(this.#nextAt, now)
    account.queue(early)
    this.#queue.set(account, account.lastAt)
  }

  /** Lets go as many as the rate allows by now. */
  #dispatch(now: number): void {
    while (this.#nextAt <= now) {
      const account = this.#queue.shift()
      if (account === undefined) break
      if (!account.isDue(now)) {
        this.changed(account.slot)
        continue
      }
      this.#nextAt = Math.max(this.#nextAt, now - catchUp) + this.#interval
      if (account.lastAt < now) this.#sayLate(1)
      this.#keepWarm(account, now)
    }
    if (this.#queue.size > 0) this.#scheduler.set(this.#dispatcher, this.#nextAt)
    else this.#saidLate = false
  }

  #keepWarm(account: ScheduledAccount, now: number): void {
    const { slot } = account
    const left = account.lastAt - now
    account.pause(now + (left > 0 ? Math.min(pause, Math.max(1000, left / 2)) : pause))
    const call = account.canStay(now) ? slot.keepAlive() : undefined
    if (call !== undefined) {
      account.interruptCall()
      account.startCall(
        this.#runtime.fork(
          Effect.andThen(
            Effect.exit(call),
            Effect.sync(() => {
              account.endCall()
              this.changed(slot)
            })
          )
        )
      )
      return
    }
    slot.refresh()
    if (!slot.isLoggingIn) this.changed(slot)
  }

  /** Planning costs a sort, so the more sessions there are, the less often it is done. */
  get #spacing(): number {
    return Math.max(1000, this.#accounts.size / 5)
  }

  #planLater(time: number): void {
    this.#planAt = time
    this.#scheduler.set(this.#planner, time)
  }

  /** Finds out when the next wave has to start; one that has to start now goes to wait for its turn. */
  #plan(now: number): void {
    this.#plannedAt = now
    this.#planAt = Infinity
    const wave = renewalPlanOf(this.#deadlines(), this.#interval, now)
    const startAt = wave.startAt - this.#spacing - 2000
    if (startAt > now) {
      if (startAt < Infinity) this.#planLater(startAt)
      return
    }
    for (const [slot, account] of this.#accounts) {
      const isWanted = now - slot.lastRequestedAt < this.#options.keepWarmFor && slot.renewNotBefore <= now
      if (!this.#scheduler.has(account) || account.lastAt > wave.through || !isWanted) continue
      this.#scheduler.remove(account)
      this.#enqueue(account, now, true)
    }
    if (wave.late > 0) this.#sayLate(wave.late)
    this.#dispatch(now)
  }

  /** Until when each session that waits has to be renewed. */
  #deadlines(): Float64Array {
    const deadlines = new Float64Array(this.#accounts.size)
    let size = 0
    for (const account of this.#accounts.values()) {
      if (this.#queue.has(account) || this.#scheduler.has(account)) deadlines[size++] = account.lastAt
    }
    return deadlines.subarray(0, size)
  }

  /** Says once per wave that it cannot be in time. */
  #sayLate(late: number): void {
    if (this.#saidLate) return
    this.#saidLate = true
    const backlog = this.#queue.size
    this.#say({ _tag: "RenewalsLate", late, backlog })
    this.#runtime.fork(
      Effect.annotateLogs(Effect.logWarning("more sessions end than the renewal rate can renew in time"), {
        vendor: this.#options.vendor,
        late,
        backlog
      })
    )
  }
}
