/**
 * Keeps sessions warm: `renewal: "ahead"`. Each account has one deadline in the scheduler's heap: its soft point, or
 * the moment at which its idle timeout has to be kept off. What is due waits in a second heap, earliest end first, and
 * leaves it at the stated rate. Where that would be too slow for the last of a wave, the wave starts early.
 */
import * as Effect from "effect/Effect"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import { Heap } from "./DeadlineHeap.ts"
import type { Scheduler, Task } from "./Scheduler.ts"
import type { Surroundings } from "../account/runtime.ts"
import { Warm, type Warmable } from "./ScheduledAccount.ts"
import { waveOf } from "./renewalPlan.ts"

export interface AheadOptions {
  readonly vendor: string
  /** Logins and keep-alive calls per second. */
  readonly rate: number
  /** Milliseconds without use after which a session is let go. */
  readonly keepWarmFor: number
}

/** What failed is tried again after this, or after half of the time that is left. */
const pause = 30_000

/** A pump that was woken late catches up on this much. */
const catchUp = 100

const isWarm = (task: Task): task is Warm => task instanceof Warm

export class Ahead {
  private readonly around: Pick<Surroundings, "now" | "fork">
  private readonly scheduler: Scheduler
  private readonly options: AheadOptions
  private readonly say: (event: SessionEventDetail) => void
  private readonly interval: number
  private readonly waiting = new Heap<Warm>()
  private readonly pump: Task = { position: -1, run: (now) => this.release(now) }
  private readonly planner: Task = { position: -1, run: (now) => this.plan(now) }
  private nextAt = 0
  private plannedAt = -Infinity
  private planAt = Infinity
  private count = 0
  private said = false

  constructor(
    around: Pick<Surroundings, "now" | "fork">,
    scheduler: Scheduler,
    options: AheadOptions,
    say: (event: SessionEventDetail) => void
  ) {
    this.around = around
    this.scheduler = scheduler
    this.options = options
    this.say = say
    this.interval = 1000 / options.rate
  }

  /**
   * Something happened to an account: its place in the schedule is found anew. One whose session somebody gave up has
   * none until the next login.
   */
  readonly changed = (account: Warmable, givenUp = false): void => {
    if (givenUp) return this.forget(account)
    const now = this.around.now()
    if (account.warm === undefined && account.current === undefined) return
    const warm = account.warm ?? new Warm(account, this.fall)
    const due = warm.dueAt(now)
    if (due === Infinity) return this.forget(account)
    if (account.warm === undefined) {
      account.warm = warm
      this.count++
    }
    if (warm.ready) this.waiting.remove(warm)
    warm.ready = false
    warm.early = false
    this.scheduler.set(warm, due)
    const planAt = Math.max(now + 1, this.plannedAt + this.spacing)
    // So few can't be in each other's way.
    if (this.count * this.interval > 1000 && planAt < this.planAt) this.planLater(planAt)
  }

  private forget(account: Warmable): void {
    const { warm } = account
    if (warm === undefined) return
    if (warm.ready) this.waiting.remove(warm)
    else this.scheduler.remove(warm)
    warm.call?.interruptUnsafe()
    account.warm = undefined
    this.count--
  }

  /** A deadline has come. A session that nobody asked for in a long time is let go, unless somebody does before its end. */
  private readonly fall = (warm: Warm, now: number): void => {
    if (!warm.isDue(now)) return this.changed(warm.account)
    if (now - warm.account.askedAt < this.options.keepWarmFor) {
      this.wait(warm, now)
      return this.release(now)
    }
    const left = warm.lastAt - now
    if (left < 1000 || left === Infinity) return this.forget(warm.account)
    this.scheduler.set(warm, now + left / 2)
  }

  private wait(warm: Warm, now: number): void {
    if (this.waiting.size === 0) this.nextAt = Math.max(this.nextAt, now)
    warm.ready = true
    this.waiting.set(warm, Math.min(warm.lastAt, Number.MAX_SAFE_INTEGER))
  }

  /** Lets go as many as the rate allows by now. */
  private release(now: number): void {
    while (this.nextAt <= now) {
      const warm = this.waiting.shift()
      if (warm === undefined) break
      warm.ready = false
      if (!warm.isDue(now)) {
        this.changed(warm.account)
        continue
      }
      this.nextAt = Math.max(this.nextAt, now - catchUp) + this.interval
      if (warm.lastAt < now) this.sayLate(1)
      this.keepWarm(warm, now)
    }
    if (this.waiting.size > 0) this.scheduler.set(this.pump, this.nextAt)
    else this.said = false
  }

  private keepWarm(warm: Warm, now: number): void {
    const { account } = warm
    const left = warm.lastAt - now
    warm.pausedUntil = now + (left > 0 ? Math.min(pause, Math.max(1000, left / 2)) : pause)
    const call = warm.canStay(now) ? account.stayAlive() : undefined
    if (call !== undefined) {
      warm.call?.interruptUnsafe()
      warm.call = this.around.fork(
        Effect.andThen(
          Effect.exit(call),
          Effect.sync(() => {
            warm.call = undefined
            this.changed(account)
          })
        )
      )
      return
    }
    account.refresh()
    if (account.flight === undefined) this.changed(account)
  }

  /** Planning costs a sort, so the more accounts there are, the less often it is done. */
  private get spacing(): number {
    return Math.max(1000, this.count / 5)
  }

  private planLater(time: number): void {
    this.planAt = time
    this.scheduler.set(this.planner, time)
  }

  /** Finds out when the next wave has to start; one that has to start now goes to wait for its turn. */
  private plan(now: number): void {
    this.plannedAt = now
    this.planAt = Infinity
    const wave = waveOf(this.deadlines(), this.interval, now)
    const startAt = wave.startAt - this.spacing - 2000
    if (startAt > now) {
      if (startAt < Infinity) this.planLater(startAt)
      return
    }
    for (const warm of this.scheduler.tasks.all().filter(isWarm)) {
      const account = warm.account
      const wanted = now - account.askedAt < this.options.keepWarmFor && account.renewNotBefore <= now
      if (warm.lastAt > wave.through || !wanted || account.current === undefined) continue
      this.scheduler.remove(warm)
      warm.early = true
      this.wait(warm, now)
    }
    if (wave.late > 0) this.sayLate(wave.late)
    this.release(now)
  }

  private deadlines(): Float64Array {
    const deadlines = new Float64Array(this.count)
    let size = 0
    for (const task of this.scheduler.tasks.all()) if (isWarm(task)) deadlines[size++] = task.lastAt
    for (const warm of this.waiting.all()) deadlines[size++] = warm.lastAt
    return deadlines.subarray(0, size)
  }

  /** Says once per wave that it can't be in time. */
  private sayLate(late: number): void {
    if (this.said) return
    this.said = true
    const backlog = this.waiting.size
    this.say({ _tag: "RenewalsLate", late, backlog })
    this.around.fork(
      Effect.annotateLogs(Effect.logWarning("more sessions end than the renewal rate can renew in time"), {
        vendor: this.options.vendor,
        late,
        backlog
      })
    )
  }
}
