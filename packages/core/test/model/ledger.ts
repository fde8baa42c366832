/**
 * Holds what must be true whatever happens, where the exact order is unknown: several sessions of one account,
 * sessions kept warm, accounts of a map that come and go.
 */
import { type Failure, isAlive, isRefusal, type Judge, type Made } from "./judge.ts"
import { hold } from "./world.ts"

export class Ledger implements Judge {
  closed = false
  /** Until when credentials must not be sent again. */
  private readonly bad = new Map<number, number>()
  readonly now: () => number
  /** An account that was dropped while a caller waited for its session is logged out as soon as they have it. */
  readonly drops: boolean

  constructor(now: () => number, drops: boolean) {
    this.now = now
    this.drops = drops
  }

  looked(): void {}

  forbids(version: number): boolean {
    return this.now() < (this.bad.get(version) ?? -Infinity)
  }

  /** What is over is over, should the clock be set back or not. */
  passed(): void {
    for (const [version, until] of this.bad) if (this.now() >= until) this.bad.delete(version)
  }

  failed(version: number | undefined, tag: Failure | "InvalidConfiguration", wait: number | undefined): void {
    if (version === undefined) return
    const denied = tag === "AccessDenied" || tag === "SubscriptionExpired"
    if (denied || isRefusal(tag, wait)) this.bad.set(version, this.now() + (wait ?? (denied ? 300_000 : Infinity)))
  }

  landed(_: Made, version: number | undefined): void {
    if (version !== undefined) this.bad.delete(version)
  }

  rejected(made: Made): void {
    made.ended = true
    made.refused = true
  }

  touch(made: Made, at: number): void {
    if (at > made.usedAt || this.now() < made.usedAt) made.usedAt = at
  }

  handedOut(made: Made): void {
    hold(!this.closed, "a session was handed out after the end")
    const isOut = made.loggedOutAt !== undefined && !(this.drops && made.loggedOutAt === this.now())
    hold(!isOut, "a session was handed out that was logged out")
    hold(!made.refused, "a session was handed out that was refused")
    hold(made.landedAt === this.now() || isAlive(made, this.now()), "a session past its hard point")
  }

  invalidated(): void {}

  loggedOut(): void {}

  reset(): void {
    this.bad.clear()
  }

  shut(): void {
    this.closed = true
  }
}
