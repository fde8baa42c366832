/**
 * The session engine for one account: state in plain fields, changed only between two steps of a fibre, so that a
 * check and the change that follows it need no lock. Everything that takes time runs in a fibre of its own, never in a
 * caller's: a caller that is interrupted only stops waiting. Completing a deferred or publishing an event may run
 * other fibres at once: the state is settled before.
 */
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Hash from "effect/Hash"
import { AuthError } from "../../AuthError.ts"
import * as Metrics from "../../Metrics.ts"
import { Closed, type Reason } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { SessionDriver } from "../../SessionDriver.ts"
import type { Cause, SessionEventDetail } from "../../SessionEvent.ts"
import { lanesOf } from "./slots.ts"
import { type Flight, link, newFlight } from "./login.ts"
import { causeOf, type Held, isAlive } from "./LiveSession.ts"
import { stayAlive } from "./keepAlive.ts"
import { land } from "./settle.ts"
import type { Memory } from "./FailureMemory.ts"
import { observe, rejected } from "./events.ts"
import { isShared, spend, tellUse } from "./sharing.ts"
import { depart } from "./turn.ts"
import type { Warm } from "../renewAhead/ScheduledAccount.ts"
import { noteDeath } from "./LoginGate.ts"
import type { Surroundings } from "./runtime.ts"

const none: ReadonlyArray<never> = []

export class Engine<A, C> {
  readonly driver: SessionDriver<A, C>
  readonly around: Surroundings
  readonly loginTimeout: Duration.Duration
  /** The account's first session: what is remembered of failures, and whose turn it is to log in, is kept there. */
  readonly lead: Engine<A, C>
  /** The account's further sessions. */
  lanes: ReadonlyArray<Engine<A, C>> = none
  /** The hash of the credentials that logged in last: the credentials themselves are kept only while they are guarded. */
  private proven: number | undefined = undefined
  /** The engine that has taken this account over: whose turn it is to log in, and what failed, they share. */
  heir: Engine<A, C> | undefined = undefined
  private latest: Flight<A, C> | undefined = undefined
  private learned: Memory<C> | undefined = undefined
  warm: Warm | undefined = undefined
  /** How many make use of it, where that is counted. */
  busy = 0
  /** Done when one of the account's sessions is free again; made for those who wait for that. */
  freed: Deferred.Deferred<void> | undefined = undefined
  askedAt = 0
  current: Held<A> | undefined = undefined
  flight: Flight<A, C> | undefined = undefined
  /** Sessions that were replaced while they were good; requests may still carry them, so they are ended later. */
  retired: ReadonlyArray<Held<A>> = none
  /** Logouts on their way. */
  ending: ReadonlyArray<Fiber.Fiber<void>> = none
  /** Sessions that must not be taken from a store again. */
  spent: ReadonlyArray<string> = none
  /** The latest sessions that other processes had made. */
  found: ReadonlyArray<Session<A>> = none
  /** Failures were forgotten: what a store tells of them is not heard. */
  unguarded = false
  renewNotBefore = 0
  youngDeaths = 0
  /** The account's other sessions that were there when one died: they may have died with it. */
  doomed: ReadonlyArray<Session<A>> = none
  closed = false

  /** The session, made once: reading a fresh one allocates nothing. */
  readonly session: Effect.Effect<Session<A>, AuthError> = Effect.suspend(() => this.fresh()?.exit ?? this.slow())

  constructor(driver: SessionDriver<A, C>, around: Surroundings, loginTimeout: Duration.Duration, lead?: Engine<A, C>) {
    this.lead = lead ?? this
    this.driver = driver
    this.around = around
    this.loginTimeout = loginTimeout
  }

  /** The account's latest login on its way. */
  get last(): Flight<A, C> | undefined {
    return this.heir === undefined ? this.latest : this.heir.last
  }
  set last(flight: Flight<A, C> | undefined) {
    if (this.heir === undefined) this.latest = flight
    else this.heir.last = flight
  }

  /** What is remembered of failed logins. */
  get memory(): Memory<C> | undefined {
    return this.heir === undefined ? this.learned : this.heir.memory
  }
  set memory(memory: Memory<C> | undefined) {
    if (this.heir === undefined) this.learned = memory
    else this.heir.memory = memory
  }

  /** The session, if nothing has to be done about it. */
  fresh(): Held<A> | undefined {
    const held = this.current
    if (held === undefined) return undefined
    const now = this.around.now()
    this.askedAt = now
    return now < held.softAt && now - held.usedAt < held.idleFor && now >= held.usableFrom ? held : undefined
  }

  /** A session in its soft window is handed out while one renewal runs behind it; past that, callers wait. */
  private slow(): Effect.Effect<Session<A>, AuthError> {
    const held = this.current
    const now = this.around.now()
    this.askedAt = now
    if (held === undefined || !isAlive(held, now)) return this.join(causeOf(held, now))
    if (now >= held.softAt) this.refresh()
    // What never waits has landed by now.
    return this.current === held ? held.exit : this.session
  }

  /** Renews behind the callers' backs, unless something speaks against it now. */
  refresh(): void {
    const now = this.around.now()
    const idle = !this.closed && this.flight === undefined && now >= this.renewNotBefore
    if (idle && this.remembered(now) === undefined) this.start(causeOf(this.current, now))
  }

  /** Waits for the login under way, or starts one, unless a failure in memory answers. */
  join(cause: Cause): Effect.Effect<Session<A>, AuthError> {
    if (this.closed) return this.fail(new Closed())
    const flight = this.flight
    if (flight === undefined) return this.remembered(this.around.now()) ?? this.wait(this.start(cause))
    observe(this, Metrics.sharedLogins, 1)
    link(flight, Fiber.getCurrent()?.cache.span)
    return this.wait(flight)
  }

  private wait({ deferred }: Flight<A, C>): Effect.Effect<Session<A>, AuthError> {
    const since = this.around.now()
    const waited = Effect.sync(() => observe(this, Metrics.waits, this.around.now() - since))
    return Effect.ensuring(Deferred.await(deferred), waited)
  }

  remembered(now: number): Exit.Exit<never, AuthError> | undefined {
    return this.lead.memory?.answer(now, this.driver.fixedCredentials && !isShared(this))
  }

  private start(cause: Cause): Flight<A, C> {
    const flight = newFlight<A, C>(cause, this.around.now())
    const { lead } = this
    const departure = depart(this, flight, lead.last)
    this.flight = flight
    lead.last = flight
    // A driver that never waits lands inside `fork`: from here on only the local `flight` is sure.
    flight.fiber = this.around.fork(departure, { uninterruptible: true })
    flight.fiber.addObserver((exit) => land(this, flight, exit))
    return flight
  }

  /** The vendor refused `seen`. Compare, then renew: late refusals of one session make one login. */
  reject(seen: Session<A>): Effect.Effect<Session<A>, AuthError> {
    return Effect.suspend(() => {
      this.drop(seen)
      return this.current === undefined ? this.join("rejected") : this.session
    })
  }

  /**
   * An answer that names no session makes one suspect that the vendor has broken `seen`. It is replaced if the cheapest
   * call fails with it and a login works; else it is kept, and `undefined` says so.
   */
  suspect(seen: Session<A>): Effect.Effect<Session<A> | undefined, AuthError> {
    const replace = Effect.suspend(() => (this.current?.session === seen ? this.join("rejected") : this.session))
    const replaced = Effect.catch(replace, (error) => (this.closed ? Effect.fail(error) : Effect.undefined))
    return Effect.suspend(() => {
      if (this.current?.session !== seen) return this.session
      const { keepAlive } = this.driver
      if (keepAlive === undefined) return replaced
      return Effect.matchEffect(Effect.timeout(keepAlive(seen), this.loginTimeout), {
        onSuccess: () => Effect.undefined,
        onFailure: (error) =>
          error._tag === "AuthError" && error.reason._tag === "SessionRejected" ? this.reject(seen) : replaced
      })
    })
  }

  /** Forgets a session that the vendor ended. When sessions keep dying young, logins pause. */
  drop(seen: Session<A>): void {
    if (this.retired.length > 0) this.retired = this.retired.filter(({ session }) => session !== seen)
    if (this.current?.session !== seen) return
    const now = this.around.now()
    this.current = undefined
    spend(this, seen)
    noteDeath(this.lead, seen, now)
    rejected(this, seen)
  }

  /** Replaces `seen` now, unless it is replaced already. It is handed out until the new one is there. */
  renew(seen: Session<A>): Effect.Effect<Session<A>, AuthError> {
    return Effect.suspend(() => (this.current?.session === seen ? this.join("forced") : this.session))
  }

  /** Forgets `seen`; the next use logs in. */
  invalidate(seen: Session<A>): void {
    if (this.current?.session !== seen) return
    this.retired = [...this.retired, this.current]
    this.current = undefined
    spend(this, seen)
    this.around.changed?.(this, true)
  }

  /** Notes that `seen` was used by a request sent at `at`. A clock that was set back starts the idle time anew. */
  touch(seen: Session<A>, at: number): void {
    const held = this.current?.session === seen ? this.current : this.retired.find(({ session }) => session === seen)
    if (held === undefined || (at <= held.usedAt && this.around.now() >= held.usedAt)) return
    held.usedAt = at
    if (held === this.current && held.slot !== undefined) tellUse(this, held)
  }

  /** Notes that a login with these credentials has worked. */
  prove(credentials: C): void {
    this.proven = Hash.hash(credentials)
  }

  /** Whether a login with these credentials has worked in this process. */
  isProven(credentials: C): boolean {
    return this.proven !== undefined && this.proven === Hash.hash(credentials)
  }

  /** Forgets failures. */
  reset(): void {
    this.memory = undefined
    this.unguarded = true
    this.youngDeaths = 0
    for (const engine of lanesOf(this)) {
      engine.renewNotBefore = 0
      this.around.changed?.(engine)
    }
  }

  fail(reason: Reason): Exit.Exit<never, AuthError> {
    return Exit.fail(new AuthError({ vendor: this.driver.vendor, operation: "session", reason }))
  }

  /** How long failures keep logins off: for good, as far as is known, when credentials are to blame. */
  pauseLeft(now: number): number {
    return this.lead.memory?.offFor(now) ?? 0
  }

  stayAlive(): Effect.Effect<void> | undefined {
    return stayAlive(this)
  }

  publish(event: SessionEventDetail): void {
    if (this.lead !== this) return this.lead.publish(event)
    this.around.publish({ vendor: this.driver.vendor, at: this.around.now(), ...event })
  }
}
