/** A session that may be handed out, and its deadlines. Owns when the session was last used. */
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import type { Session } from "../../Session.ts"
import type { RenewalCause } from "../../SessionEvent.ts"
import type { SessionLifetime } from "../../SessionLifetime.ts"
import { deadlinesOf, type LimitMillis } from "../deadlines.ts"
import { limitMillis } from "../limitMillis.ts"

export interface LiveSessionOptions {
  /** Moves the soft point, from 0 to 1. */
  readonly jitter: number
  /** Where a store keeps the session for other processes. */
  readonly place?: string | undefined
  /** Whether only the clock tells when the session has ended: the vendor's rejections are not known. */
  readonly trustsClock?: boolean | undefined
  /** When the last request was sent that the vendor did not reject. Default: when the login was sent. */
  readonly usedAt?: number
  /** The hash of the credentials that it belongs to. Not given where credentials never change. */
  readonly madeWith?: number | undefined
}

/** What follows from a lifetime alone, in milliseconds since the login. */
interface Limits {
  readonly lifetime: SessionLifetime
  readonly millis: LimitMillis
  readonly hardAfter: number
  readonly idleFor: number
  readonly startsAfter: number
}

const limitsOf = (lifetime: SessionLifetime): Limits => {
  const millis = limitMillis(lifetime)
  const { hardAt, idleFor, startsAt } = deadlinesOf(millis, 0, 0)
  return { lifetime, millis, hardAfter: hardAt, idleFor, startsAfter: startsAt }
}

const isSameTime = (a: Duration.Duration | undefined, b: Duration.Duration | undefined): boolean => {
  if (a === b || a === undefined || b === undefined) return a === b
  return a.value._tag === "Millis" && b.value._tag === "Millis"
    ? a.value.millis === b.value.millis
    : Duration.toMillis(a) === Duration.toMillis(b)
}

/** Sessions of one vendor mostly have the same limits: a hundred thousand of them share the object that says so. */
let latest: Limits | undefined
const sharedLimits = (lifetime: SessionLifetime): Limits => {
  const isLatest =
    latest !== undefined &&
    (lifetime === latest.lifetime ||
      (isSameTime(lifetime.absoluteTimeout, latest.lifetime.absoluteTimeout) &&
        isSameTime(lifetime.idleTimeout, latest.lifetime.idleTimeout)))
  if (!isLatest || latest === undefined) latest = limitsOf(lifetime)
  return latest
}

/** The same lifetime, as an object that sessions share. */
export const sharedLifetime = (lifetime: SessionLifetime): SessionLifetime => sharedLimits(lifetime).lifetime

export class LiveSession<A> {
  readonly session: Session<A>
  /** The answer to a caller, made once. */
  readonly exit: Exit.Exit<Session<A>>
  /** From here on one renewal runs behind the callers. */
  readonly softAt: number
  /** Where a store keeps it for other processes. */
  readonly place: string | undefined
  /** The hash of the credentials that it belongs to; `undefined` where they never change. */
  readonly madeWith: number | undefined
  readonly #limits: Limits
  readonly #trustsClock: boolean
  #used: number
  /** When the last request was sent that the vendor may have taken for a use, whatever came of it. */
  #sent = 0

  constructor(session: Session<A>, options: LiveSessionOptions) {
    this.session = session
    this.exit = Exit.succeed(session)
    this.place = options.place
    this.madeWith = options.madeWith
    this.#limits = sharedLimits(session.lifetime)
    this.softAt = deadlinesOf(this.#limits.millis, session.issuedAt, options.jitter).softAt
    this.#trustsClock = options.trustsClock === true && this.#limits.hardAfter < Infinity
    this.#used = options.usedAt ?? session.issuedAt
  }

  /** The name of this state of a slot. */
  get _tag(): "Open" {
    return "Open"
  }

  /** When the last request was sent that the vendor did not reject. */
  get usedAt(): number {
    return this.#used
  }

  /** From here on callers wait for a renewal. */
  get hardAt(): number {
    return this.session.issuedAt + this.#limits.hardAfter
  }

  /** For how long without use the session lasts. */
  get idleFor(): number {
    return this.#limits.idleFor
  }

  /** Whether only the vendor knows when it ends. */
  get isLifetimeUnknown(): boolean {
    return this.#limits.hardAfter === Infinity && this.#limits.idleFor === Infinity
  }

  /** Until when a renewal has to be there. */
  get lastAt(): number {
    return Math.min(this.hardAt, this.#used + this.#limits.idleFor)
  }

  /** Whether nothing has to be done about it. */
  isFresh(now: number): boolean {
    return now < this.softAt && now - this.#used < this.#limits.idleFor && !this.isAgeUnknown(now)
  }

  /**
   * Whether it may still be handed out. A clock found before the login has been set back and says nothing about the
   * session's age: then the vendor decides, where its rejections are known.
   */
  isUsable(now: number): boolean {
    if (this.isAgeUnknown(now)) return false
    return now < this.session.issuedAt || (now < this.hardAt && now - this.#used < this.#limits.idleFor)
  }

  /** Whether the clock was set back so far that only the vendor could tell the session's age, and it does not. */
  isAgeUnknown(now: number): boolean {
    return this.#trustsClock && now < this.session.issuedAt + this.#limits.startsAfter
  }

  /** Whether the vendor has ended it for sure, so that there is nothing to log out. */
  isExpiredAtVendor(now: number): boolean {
    const { absoluteTimeout, idleTimeout } = this.session.lifetime
    return (
      (absoluteTimeout !== undefined && now - this.session.issuedAt >= Duration.toMillis(absoluteTimeout)) ||
      (idleTimeout !== undefined && now - Math.max(this.#used, this.#sent) > Duration.toMillis(idleTimeout))
    )
  }

  /** Notes that a request is sent with it. An answer that is lost does not tell whether the vendor took it for a use. */
  noteSent(at: number): void {
    this.#sent = at
  }

  /** Notes a use at `at`, and says whether that was news. A clock that was set back starts the idle time anew. */
  touch(at: number, now: number): boolean {
    if (at <= this.#used && now >= this.#used) return false
    this.#used = at
    return true
  }
}

/** Why the session that there is, if any, is replaced. */
export const causeOf = (live: LiveSession<unknown> | undefined, now: number): RenewalCause =>
  live === undefined ? "login" : live.isUsable(now) ? "soft" : "hard"
