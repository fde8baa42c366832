/** One scenario on one store: what it has to work with, and what came of it. */
import type { KayakoEmulator } from "@crm-auth/kayako/testing"
import * as Effect from "effect/Effect"
import { type Desks, staff } from "./desk.ts"
import type { Fleet, Worker } from "./fleet.ts"
import type { Account, Order, Outcome, Place } from "./messages.ts"
import type { RedisServer } from "./redisServer.ts"

export interface Stage {
  readonly desks: Desks
  readonly fleet: Fleet
  readonly place: Place
  readonly redis: RedisServer | undefined
}

/** Leases in scenarios, short enough to be waited for. */
export const leaseMillis = 3000

interface Options {
  readonly skew?: (index: number) => number
  readonly account?: Account
  readonly lease?: number
}

export class Trial {
  readonly stage: Stage
  readonly desk: KayakoEmulator
  readonly workers: Array<Worker> = []
  readonly problems: Array<string> = []
  callers = 0
  unanswered = 0

  constructor(stage: Stage, desk: KayakoEmulator) {
    this.stage = stage
    this.desk = desk
  }

  logins(): Promise<number> {
    return Effect.runPromise(this.desk.attempts)
  }

  expire(): Promise<void> {
    return Effect.runPromise(this.desk.expireSessions)
  }

  /** The next login takes its time. */
  delayLogin(millis: number): Promise<void> {
    return Effect.runPromise(this.desk.fault("login", { kind: "delay", duration: millis }))
  }

  /** Starts processes, each with a manager. */
  async open(count: number, options: Options = {}) {
    const workers = await this.stage.fleet.take(count)
    this.workers.push(...workers)
    await this.reopen(workers, options)
    return workers
  }

  async reopen(workers: ReadonlyArray<Worker>, options: Options = {}): Promise<void> {
    const { account = staff, lease = leaseMillis, skew = () => 0 } = options
    const { url } = this.desk
    const opened = await Promise.all(
      workers.map((worker, index) => worker.open({ url, place: this.stage.place, account, skew: skew(index), lease }))
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

  async expectLogins(least: number, most = least): Promise<void> {
    const logins = await this.logins()
    if (logins < least || logins > most) {
      this.problems.push(`${logins} logins instead of ${least === most ? least : `${least} to ${most}`}`)
    }
  }

  expectOne(outcomes: ReadonlyArray<Outcome>): void {
    const sessions = new Set(outcomes.flatMap(({ sessions }) => sessions))
    if (sessions.size > 1) this.problems.push(`${sessions.size} sessions in place of one`)
  }
}
