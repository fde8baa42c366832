/** What the engine should do, in the plainest words: a second, slower account of the same rules. */
import { deadlines } from "../../src/SessionLifetime.ts"
import { type Failure, isAlive, isRefusal, type Judge, type Made } from "./judge.ts"
import { hold } from "./world.ts"

interface Pause {
  readonly tag: string
  readonly since: number
  readonly until: number
  readonly step: number
}

const grow = (step: number | undefined, first: number, longest: number) =>
  step === undefined ? first : Math.min(step * 2, longest)

export class Reference implements Judge {
  current: Made | undefined
  closed = false
  outage: Pause | undefined
  guards = new Map<number, Pause>()
  /** The guarded credentials that were seen last. */
  seen: number | undefined
  private lookedAt = -Infinity
  private renewNotBefore = 0
  private young = 0

  readonly now: () => number
  readonly fixed: boolean

  constructor(now: () => number, fixed: boolean) {
    this.now = now
    this.fixed = fixed
  }

  /** The tag of the failure that callers get without a login, if any. */
  answer(): string | undefined {
    const now = this.now()
    if (this.outage !== undefined && now >= this.outage.since && now < this.outage.until) return this.outage.tag
    const guard = this.seen === undefined ? undefined : this.guards.get(this.seen)
    if (guard === undefined || now >= guard.until) return undefined
    return this.fixed || (now >= this.lookedAt && now - this.lookedAt < 10_000) ? guard.tag : undefined
  }

  /** What asking for the session does now. */
  expected(flying: boolean): "session" | "sessionAndLogin" | "wait" | "login" | "fail" {
    if (this.closed) return "fail"
    const made = this.current
    if (made === undefined || !isAlive(made, this.now())) {
      return flying ? "wait" : this.answer() === undefined ? "login" : "fail"
    }
    const now = this.now()
    const due = now >= deadlines(made.lifetime, made.issuedAt, 0.5).softAt && now >= this.renewNotBefore
    return due && !flying && this.answer() === undefined ? "sessionAndLogin" : "session"
  }

  passed(): void {}

  looked(): void {
    hold(this.answer() === undefined, "credentials were read though a failure in memory answers")
    this.lookedAt = this.now()
  }

  /** Credentials were read: are they known bad? */
  forbids(version: number): boolean {
    const guard = this.guards.get(version)
    const known = guard !== undefined && this.now() < guard.until
    this.seen = known ? version : undefined
    return known
  }

  failed(version: number | undefined, tag: Failure | "InvalidConfiguration", wait: number | undefined): void {
    const now = this.now()
    const before = version === undefined ? undefined : this.guards.get(version)
    if (tag !== "InvalidConfiguration" && version !== undefined && isRefusal(tag, wait)) {
      this.guard(version, { tag, since: now, until: now + (wait ?? Infinity), step: 0 })
    } else if (version !== undefined && (tag === "AccessDenied" || tag === "SubscriptionExpired")) {
      const step = grow(before?.step === 0 ? undefined : before?.step, 300_000, 3_600_000)
      this.guard(version, { tag, since: now, until: now + (wait ?? step), step })
    } else if (tag !== "InvalidConfiguration") this.pause(tag, wait)
    if (this.current !== undefined && isAlive(this.current, now)) {
      this.renewNotBefore = now + 30_000
    }
  }

  private guard(version: number, pause: Pause): void {
    this.guards.set(version, pause)
    this.seen = version
    this.outage = undefined
    this.lookedAt = pause.since
  }

  private pause(tag: Failure, wait: number | undefined): void {
    const since = this.now()
    const step = grow(this.outage?.step, 1000, 30_000)
    this.outage = { tag, since, until: since + Math.min(wait ?? step, 3_600_000), step }
  }

  landed(made: Made, version: number | undefined, wanted: boolean): void {
    this.outage = undefined
    // Other credentials that were refused stay refused: a source may give them again.
    if (version !== undefined) {
      this.guards.delete(version)
      this.seen = undefined
    }
    this.renewNotBefore = 0
    if (!wanted) return
    if (this.current !== undefined && this.now() - this.current.issuedAt >= 60_000) this.young = 0
    this.current = made
  }

  private forget(): void {
    this.outage = undefined
    this.guards.clear()
    this.seen = undefined
    this.lookedAt = -Infinity
  }

  rejected(made: Made): void {
    made.ended = true
    if (this.current !== made) return
    this.current = undefined
    this.young = this.now() - made.issuedAt < 60_000 ? this.young + 1 : 0
    if (this.young > 2) this.pause("SessionRejected", Math.min(1000 * 2 ** (this.young - 3), 60_000))
  }

  touch(made: Made, at: number): void {
    // One that was replaced while it was good is in use, too.
    const isHeld = this.current === made || !made.ended
    if (isHeld && (at > made.usedAt || this.now() < made.usedAt)) made.usedAt = at
  }

  handedOut(made: Made): void {
    hold(!this.closed, "a session was handed out after the end")
    hold(made === this.current, "a session was handed out that is not the current one")
    // Who waited for a login gets what it brought, should it have taken longer than its session lives.
    hold(made.landedAt === this.now() || isAlive(made, this.now()), "a session past its hard point")
  }

  invalidated(number: number): void {
    if (this.current?.number === number) this.current = undefined
  }

  loggedOut(): void {
    this.current = undefined
  }

  shut(): void {
    this.closed = true
    this.current = undefined
  }

  reset(): void {
    this.forget()
    this.young = 0
    this.renewNotBefore = 0
  }
}
