/**
 * What failed logins taught, so that callers in the time after them cause no request. Owns the guards of refused
 * credentials and the current outage. Made on the first failure; most accounts never have one.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Random from "effect/Random"
import type { AuthError } from "../../AuthError.ts"
import type { Reason } from "../../Reason.ts"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import type { StoreOutcome } from "../store/SharedSessions.ts"
import type { isSame } from "../comparable.ts"

/** Credentials that were sent, and whether a login with them has worked before. */
export interface Tried<C> {
  readonly credentials: C
  readonly isProven: boolean
}

/** A login that failed. */
interface Failing<C> {
  readonly guardMillis: number | undefined
  readonly outcome: StoreOutcome<unknown> | undefined
  readonly tried: Tried<C> | undefined
}

/** What of an account whose logins work again is told. */
interface RecoveringAccount {
  readonly driver: { readonly origin: string }
  readonly runtime: {
    readonly now: () => number
    readonly fork: (effect: Effect.Effect<void>) => unknown
    readonly failureLog: () => { recovered(server: string): Effect.Effect<void> } | undefined
  }
  publish(event: SessionEventDetail): void
}

type Failed = Exit.Exit<never, AuthError>

/** Credentials that were refused, and until when they are not sent again. `step` is the pause the next one doubles. */
interface Guard<C> {
  readonly credentials: C
  readonly exit: Failed
  readonly reason: Reason
  readonly until: number
  readonly step: number
}

/** A passing failure: it answers every caller from `since` to `until`. */
interface Outage {
  readonly exit: Failed
  readonly since: number
  readonly until: number
  readonly step: number
}

/** While guarded, credentials given as an effect are read again after at least this time, in milliseconds. */
const lookAgainAfter = 10_000

/** Maximum number of remembered refused credentials: a source that alternates between two must not lock the account. */
const knownLimit = 8

/** The first and the longest pause, in milliseconds; each failure of the same kind doubles it. */
const deniedPause = { first: 300_000, longest: 3_600_000 }
const outagePause = { first: 1000, longest: 30_000 }

/**
 * Pauses after a refusal that may be a lost challenge, and the share by which they vary at random, so that clients that
 * competed for a challenge do not compete again. Credentials that have worked are most likely good.
 */
const lostPauseOf = (isProven: boolean) =>
  isProven ? { first: 60_000, longest: 3_600_000, spread: 0.5 } : { first: 300_000, longest: 3_600_000, spread: 0.2 }

/** The longest pause that a server may ask for. */
const longestOutage = 3_600_000

type Class = "refused" | "denied" | "passing" | "local"

const classOf = (reason: Reason): Class => {
  // A code that no source explains may mean bad credentials; the vendor's row says so by a guard time.
  if (reason._tag === "VendorFailure" && reason.retryAfter !== undefined) return "refused"
  switch (reason.kind) {
    case "credentials":
      return "refused"
    case "account":
      return "denied"
    case "local":
      return "local"
    default:
      return "passing"
  }
}

const askedFor = (reason: Reason): number | undefined =>
  "retryAfter" in reason && reason.retryAfter !== undefined ? Duration.toMillis(reason.retryAfter) : undefined

/** Whether good credentials may have been refused, because another client took the challenge. */
const isLostChallenge = (reason: Reason): boolean =>
  reason._tag === "InvalidCredentials" && reason.possiblyLostChallenge === true

const double = (step: number | undefined, { first, longest }: { readonly first: number; readonly longest: number }) =>
  step === undefined || step === 0 ? first : Math.min(step * 2, longest)

export class FailureMemory<C> {
  /** The guard that answers callers: the one of the credentials seen last. */
  #guard: Guard<C> | undefined = undefined
  #known: ReadonlyArray<Guard<C>> = []
  #outage: Outage | undefined = undefined
  #lookedAt = -Infinity
  #failure: Reason | undefined = undefined
  #count = 0
  #firstAt = 0
  readonly #isSame: typeof isSame

  /** `same` compares credentials. It is handed in: this file is loaded on demand, and shares no code with the rest. */
  constructor(same: typeof isSame) {
    this.#isSame = same
  }

  /** Why the last login failed. */
  get lastFailure(): Reason | undefined {
    return this.#failure
  }

  /** How many logins failed in a row. */
  get failures(): number {
    return this.#count
  }

  /** When the first of them failed. */
  get since(): number {
    return this.#firstAt
  }

  /** Notes that the credentials are being read. */
  noteLook(now: number): void {
    this.#lookedAt = now
  }

  /** A login or renewal has worked: that is told, and ends an outage. A renewal says nothing of credentials that were refused. */
  recover(account: RecoveringAccount): void {
    const { driver, runtime } = account
    const reason = this.#failure
    if (reason !== undefined && this.#count > 0) {
      const after = Duration.millis(Math.max(0, runtime.now() - this.#firstAt))
      account.publish({ _tag: "Recovered", reason, failures: this.#count, after })
      runtime.fork(runtime.failureLog()?.recovered(driver.origin) ?? Effect.void)
    }
    this.endOutage()
  }

  /**
   * A login has worked, with credentials that this process sent, or with those seen last if another process made it: their
   * refusal is forgotten. Others stay refused, because a source may give them again.
   */
  forgive(tried: Tried<C> | undefined): void {
    const lifted = tried === undefined ? this.#guard : this.#guardOf(tried.credentials)
    this.#known = this.#known.filter((guard) => guard !== lifted)
    this.#guard = undefined
    this.#failure = undefined
    this.endOutage()
  }

  /** Whether it holds nothing that a later login has to know. */
  get isEmpty(): boolean {
    return this.#known.length === 0 && this.#failure === undefined
  }

  /** The outage is over. */
  endOutage(): void {
    this.#outage = undefined
    this.#count = 0
  }

  /**
   * The failure that answers a caller without a login. A clock that was set back to before the outage cannot tell when
   * the outage ends. Credentials that never change are not read again.
   */
  answer(now: number, fixedCredentials: boolean): Failed | undefined {
    const guard = this.#guard
    const outage = this.#outage
    if (outage !== undefined && now >= outage.since && now < outage.until) return outage.exit
    if (guard === undefined || now >= guard.until) return undefined
    const age = now - this.#lookedAt
    return fixedCredentials || (age >= 0 && age < lookAgainAfter) ? guard.exit : undefined
  }

  /** The failure that these credentials had, if they must not be sent again yet. */
  guardOn(credentials: C, now: number): Failed | undefined {
    const guard = this.#known.find(
      ({ credentials: refused, until }) => now < until && this.#isSame(refused, credentials)
    )
    this.#guard = guard
    // A login with other credentials may have worked since.
    if (guard !== undefined) this.#failure = guard.reason
    return guard?.exit
  }

  /**
   * For how many milliseconds credentials that are refused with this reason must not be sent again, by this process or
   * another one. `undefined`: the reason says nothing of them that other processes should know. `refusals` is how many
   * times in a row processes that share a store have seen them refused before.
   */
  guardFor(reason: Reason, credentials: C, isProven: boolean, random: Random.Random, refusals = 0): number | undefined {
    if (classOf(reason) !== "refused") return undefined
    if (!isLostChallenge(reason)) return askedFor(reason) ?? Infinity
    const pause = lostPauseOf(isProven)
    const shared = Math.min(pause.first * 2 ** refusals, pause.longest)
    const step = Math.max(double(this.#guardOf(credentials)?.step, pause), shared)
    return Math.max(askedFor(reason) ?? 0, step * (1 + pause.spread * (2 * random.nextDoubleUnsafe() - 1)))
  }

  /** Whether the guard holds now. */
  isGuarded(now: number): boolean {
    return this.#guard !== undefined && now < this.#guard.until
  }

  /** Whether any credentials are known bad, in use or not. */
  knowsBad(now: number): boolean {
    return this.#known.some(({ until }) => now < until)
  }

  /** Notes how a login failed: see `remember`. A guard lasts as long as the store says, else as `guardFor` says. */
  learn(
    { guardMillis, outcome, tried }: Failing<C>,
    reason: Reason,
    exit: Failed,
    now: number,
    random: Random.Random
  ): "guard" | "outage" | undefined {
    const millis =
      outcome?._tag === "refused"
        ? outcome.millis
        : (guardMillis ?? (tried && this.guardFor(reason, tried.credentials, tried.isProven, random)))
    return this.remember(reason, exit, tried, now, millis)
  }

  /**
   * Notes a failed login. Returns whether it set a guard or an outage: a `local` failure sets neither. `millis` is how
   * long a guard holds, where that is known.
   */
  remember(
    reason: Reason,
    exit: Failed,
    tried: Tried<C> | undefined,
    now: number,
    millis?: number
  ): "guard" | "outage" | undefined {
    const kind = classOf(reason)
    if (this.#count === 0) this.#firstAt = now
    this.#count++
    this.#failure = reason
    if (kind === "local") return undefined
    if (tried === undefined || kind === "passing") {
      this.pause(reason, exit, now, askedFor(reason))
      return "outage"
    }
    const { credentials, isProven } = tried
    const others = this.#known.filter((guard) => !this.#isSame(guard.credentials, credentials))
    const before = this.#guardOf(credentials)
    const pause = kind === "denied" ? deniedPause : isLostChallenge(reason) ? lostPauseOf(isProven) : undefined
    // A refusal that another process was told of counts like one of our own.
    const step = pause === undefined ? 0 : double(before?.step, pause)
    const until = now + (millis ?? askedFor(reason) ?? (step === 0 ? Infinity : step))
    this.#guard = { credentials, exit, reason, until, step }
    this.#known = [this.#guard, ...others].slice(0, knownLimit)
    this.#outage = undefined
    this.#lookedAt = now
    return "guard"
  }

  /** Answers every caller with this failure, for as long as the server asked or a pause that doubles. */
  pause(reason: Reason, exit: Failed, now: number, asked?: number): void {
    this.#failure = reason
    const step = double(this.#outage?.step, outagePause)
    this.#outage = { exit, since: now, until: now + Math.min(asked ?? step, longestOutage), step }
  }

  /** Milliseconds until the next login may be tried. `Infinity` while only other credentials lift the guard. */
  blockedFor(now: number): number {
    const until =
      this.#guard !== undefined && now < this.#guard.until ? this.#guard.until : (this.#outage?.until ?? now)
    return Math.max(0, until - now)
  }

  #guardOf(credentials: C): Guard<C> | undefined {
    return this.#known.find((guard) => this.#isSame(guard.credentials, credentials))
  }
}
