/** One scenario on one store: what it has to work with, and what came of it. */
import * as Effect from "effect/Effect"
import { type Desk, type Desks, staff } from "./desk.ts"
import type { Fleet, Worker } from "./fleet.ts"
import { timeNow } from "./history.ts"
import { stallsOf, violations } from "./invariants.ts"
import type { Account, Order, Outcome, Place } from "./messages.ts"
import type { RedisServer } from "./redisServer.ts"
import type { RelayThread } from "./relayThread.ts"

export type Runtime = "node" | "bun"

export interface Stage {
  readonly desks: Desks
  /** Where processes run that need not run elsewhere. */
  readonly runtime: Runtime
  readonly fleets: { readonly [runtime in Runtime]?: Fleet }
  readonly place: Place
  readonly redis: RedisServer | undefined
  /** Stands between the processes and Redis. */
  readonly relay: RelayThread | undefined
}

/** Leases in scenarios, short enough to be waited for. */
export const leaseMillis = 3000

interface Options {
  readonly skew?: (index: number) => number
  readonly account?: Account
  readonly lease?: number
  readonly parallel?: number
  readonly runtime?: Runtime
}

export class Trial {
  readonly stage: Stage
  private readonly desk: Desk
  readonly workers: Array<Worker> = []
  readonly problems: Array<string> = []
  callers = 0
  unanswered = 0
  private longestLease = 0

  constructor(stage: Stage, desk: Desk) {
    this.stage = stage
    this.desk = desk
  }

  logins(): Promise<number> {
    return Effect.runPromise(this.desk.emulator.attempts)
  }

  expire(): Promise<void> {
    this.desk.history.add({ at: timeNow(), process: undefined, step: "expiry" })
    return Effect.runPromise(this.desk.emulator.expireSessions)
  }

  /** The next login takes its time. */
  delayLogin(millis: number): Promise<void> {
    return Effect.runPromise(this.desk.emulator.fault("login", { kind: "delay", duration: millis }))
  }

  /** The next calls, as many as `calls` says, take this long. */
  delayCalls(millis: number, calls: number): Promise<void> {
    return Effect.runPromise(this.desk.emulator.fault("getInfo", { kind: "delay", duration: millis }, calls))
  }

  /** Notes that the store is in trouble, or no longer. */
  trouble(what: string, on: boolean): void {
    this.desk.history.add({ at: timeNow(), process: undefined, step: "trouble", what, on })
  }

  /** The record of this scenario, to be read after a failure. */
  get record(): string {
    return this.desk.history.text
  }

  /** Holds the record against what must be true of every scenario. */
  checkRecord(): void {
    this.problems.push(...violations(this.desk.history.steps, { leaseMillis: this.longestLease }))
  }

  /** Starts processes, each with a manager. */
  async open(count: number, options: Options = {}) {
    const fleet = this.stage.fleets[options.runtime ?? this.stage.runtime]
    const workers = (await fleet?.take(count)) ?? []
    this.workers.push(...workers)
    for (const worker of workers) worker.record(this.desk.history)
    await this.reopen(workers, options)
    return workers
  }

  async reopen(workers: ReadonlyArray<Worker>, options: Options = {}): Promise<void> {
    const { account = staff, lease = leaseMillis, parallel = 1, skew = () => 0 } = options
    const { url } = this.desk.emulator
    const { place } = this.stage
    this.longestLease = Math.max(this.longestLease, lease)
    const opened = await Promise.all(
      workers.map((worker, index) => worker.open({ url, place, account, skew: skew(index), lease, parallel }))
    )
    for (const { refused } of opened) for (const reason of Object.keys(refused)) this.problems.push(reason)
  }

  /** Gives all of them one order, and counts their callers. `expected` is the one failure that counts as an answer. */
  async all(workers: ReadonlyArray<Worker>, order: Order, expected?: string): Promise<ReadonlyArray<Outcome>> {
    const each = "callers" in order ? order.callers : order.do === "many" ? order.accounts.length : 1
    const outcomes = await Promise.all(workers.map((worker) => worker.tell(order)))
    for (const { answered, foreign, refused } of outcomes) {
      const told = expected === undefined ? 0 : (refused[expected] ?? 0)
      const missing = each - answered - told
      this.callers += each
      this.unanswered += missing
      if (missing > 0) this.problems.push(`unanswered: ${JSON.stringify(refused)}`)
      if (foreign > 0) this.problems.push(`${foreign} sessions of another account`)
    }
    return outcomes
  }

  /** How many logins, or sessions, there may be beyond those expected: one for each lease that a process slept through. */
  private get lost(): number {
    return stallsOf(this.desk.history.steps, this.longestLease).length
  }

  async expectLogins(least: number, most = least): Promise<void> {
    const logins = await this.logins()
    if (logins < least || logins > most + this.lost) {
      this.problems.push(`${logins} logins instead of ${least === most ? least : `${least} to ${most}`}`)
    }
  }

  /** No login while another one is under way. */
  expectTurns(): void {
    const { mostLogins } = this.desk
    if (mostLogins > 1 + this.lost) this.problems.push(`${mostLogins} logins at a time`)
  }

  expectOne(outcomes: ReadonlyArray<Outcome>): void {
    const sessions = new Set(outcomes.flatMap(({ sessions }) => sessions))
    if (sessions.size > 1 + this.lost) this.problems.push(`${sessions.size} sessions in place of one`)
  }
}
