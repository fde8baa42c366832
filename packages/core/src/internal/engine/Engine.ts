/**
 * The session engine for one account: state in plain fields, changed only between two steps of a fibre, so that a
 * check and the change that follows it need no lock. Everything that takes time runs in a flight of its own, never in
 * a caller's fibre: a caller that is interrupted only stops waiting.
 */
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as Metric from "effect/Metric"
import { AuthError } from "../../AuthError.ts"
import * as Metrics from "../../Metrics.ts"
import { Closed, type Reason, SessionRejected } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login, SessionDriver } from "../../SessionDriver.ts"
import type { Cause, SessionEventDetail } from "../../SessionEvent.ts"
import { type Flight, fly } from "./flight.ts"
import { type Held, hold, isAlive } from "./held.ts"
import { endSession } from "./logout.ts"
import { answers, forbids, looked, type Memory, outage, remember } from "./memory.ts"
import { nextId, type Surroundings } from "./surroundings.ts"

/** A renewal that failed while its session still serves is tried again no more often than this. */
const renewalPause = 30_000

/** A session refused sooner than this after its login died young: somebody else may be ending it. */
const young = 60_000

export class Engine<A, C> {
  readonly driver: SessionDriver<A, C>
  readonly around: Surroundings
  readonly loginTimeout: Duration.Duration
  current: Held<A> | undefined = undefined
  flight: Flight<A, C> | undefined = undefined
  memory: Memory<C> | undefined = undefined
  /** Sessions that were replaced while they were still good; they are ended at the next chance. */
  retired: ReadonlyArray<Held<A>> = []
  renewNotBefore = 0
  youngDeaths = 0
  closed = false

  /** The session, made once: reading a fresh one allocates nothing. */
  readonly session: Effect.Effect<Session<A>, AuthError> = Effect.suspend(() => {
    const held = this.current
    if (held !== undefined) {
      const now = this.around.now()
      if (now < held.softAt && now - held.usedAt < held.idleFor) return held.exit
    }
    return this.slow()
  })

  constructor(driver: SessionDriver<A, C>, around: Surroundings, loginTimeout: Duration.Duration) {
    this.driver = driver
    this.around = around
    this.loginTimeout = loginTimeout
  }

  /** A session in its soft window is handed out while one renewal runs behind it; past that, callers wait. */
  private slow(): Effect.Effect<Session<A>, AuthError> {
    const held = this.current
    const now = this.around.now()
    if (held === undefined || !isAlive(held, now)) return this.join(held === undefined ? "login" : "hard")
    const due = now >= held.softAt && now >= this.renewNotBefore
    if (due && this.flight === undefined && this.remembered(now) === undefined) this.start("soft")
    return held.exit
  }

  /** Waits for the login under way, or starts one, unless a failure in memory answers. */
  join(cause: Cause): Effect.Effect<Session<A>, AuthError> {
    if (this.closed) return this.fail(new Closed())
    if (this.flight !== undefined) {
      this.observe(Metrics.sharedLogins, 1)
      return Deferred.await(this.flight.deferred)
    }
    return this.remembered(this.around.now()) ?? Deferred.await(this.start(cause).deferred)
  }

  private remembered(now: number): Exit.Exit<never, AuthError> | undefined {
    const memory = this.memory
    return memory !== undefined && answers(memory, now, this.driver.fixedCredentials) ? memory.exit : undefined
  }

  private start(cause: Cause): Flight<A, C> {
    const startedAt = this.around.now()
    const flight: Flight<A, C> = {
      cause,
      deferred: Deferred.makeUnsafe(),
      startedAt,
      fiber: undefined,
      credentials: undefined,
      sentAt: undefined
    }
    const held = this.current
    this.flight = flight
    // A driver that never waits lands inside `fork`: from here on only the local `flight` is sure.
    flight.fiber = this.around.fork(
      fly({
        driver: this.driver,
        flight,
        now: this.around.now,
        check: (credentials) => this.check(credentials),
        onSend: () => this.publish({ _tag: "LoginStarted", cause }),
        renewable: held !== undefined && isAlive(held, startedAt) ? held.session : undefined,
        timeout: this.loginTimeout,
        caller: Fiber.getCurrent()?.cache.span
      })
    )
    flight.fiber.addObserver((exit) => this.land(flight, exit))
    return flight
  }

  /** While guarded, credentials are read again; only changed ones are tried. */
  private check(credentials: C): Effect.Effect<void, AuthError> {
    return Effect.suspend(() => {
      const memory = this.memory
      const now = this.around.now()
      if (memory === undefined || !forbids(memory, credentials, now)) return Effect.void
      looked(memory, now)
      return memory.exit
    })
  }

  private land(flight: Flight<A, C>, exit: Exit.Exit<Login<A>, AuthError>): void {
    this.flight = undefined
    Deferred.doneUnsafe(
      flight.deferred,
      Exit.isSuccess(exit) ? this.landed(flight, exit.value) : this.failed(flight, exit)
    )
  }

  private landed(flight: Flight<A, C>, login: Login<A>): Exit.Exit<Session<A>, AuthError> {
    const { around } = this
    const session: Session<A> = {
      id: nextId(around.random),
      value: login.value,
      issuedAt: flight.sentAt ?? flight.startedAt,
      lifetime: login.lifetime
    }
    const held = hold(session, around.random.nextDoubleUnsafe())
    if (this.closed) {
      // It arrived after the door was shut: whoever closes finds it here and logs it out.
      this.retired = [...this.retired, held]
      return this.fail(new Closed())
    }
    const before = this.current
    this.current = held
    this.memory = undefined
    this.renewNotBefore = 0
    const last = this.retired
    this.retired = before === undefined || Equal.equals(before.session.value, login.value) ? [] : [before]
    for (const old of last) around.fork(endSession(this, old))
    const millis = around.now() - flight.startedAt
    this.publish({ _tag: "LoginSucceeded", cause: flight.cause, session: session.id, millis })
    this.observe(Metrics.logins, 1, { outcome: "success" })
    this.observe(Metrics.loginDuration, millis)
    if (flight.cause !== "login") this.observe(Metrics.renewals, 1, { cause: flight.cause })
    return held.exit
  }

  private failed(flight: Flight<A, C>, exit: Exit.Failure<Login<A>, AuthError>): Exit.Exit<never, AuthError> {
    const failure: Exit.Exit<never, AuthError> = Exit.failCause(exit.cause)
    const error = exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error
    if (error === undefined) return failure
    const now = this.around.now()
    if (flight.sentAt === undefined && this.memory?.reason === error.reason) return failure
    const memory = remember(error, failure, flight.credentials, now, this.memory)
    const held = this.current
    const serving = held !== undefined && isAlive(held, now)
    if (serving) this.renewNotBefore = now + renewalPause
    // While a session serves, a passing failure is only a pause; an incurable one must not be repeated at the hard point.
    if (memory !== undefined && (!serving || memory.kind === "guard")) this.memory = memory
    this.publish({ _tag: "LoginFailed", cause: flight.cause, reason: error.reason, millis: now - flight.startedAt })
    if (memory?.kind === "guard") this.publish({ _tag: "Guarded", reason: error.reason })
    this.observe(Metrics.logins, 1, { outcome: error.reason._tag })
    return failure
  }

  /** The vendor refused `seen`. Compare, then renew: late refusals of one session make one login. */
  reject(seen: Session<A>): Effect.Effect<Session<A>, AuthError> {
    return Effect.suspend(() => {
      this.drop(seen)
      return this.current === undefined ? this.join("rejected") : this.session
    })
  }

  /** Forgets a session that the vendor ended. When sessions keep dying young, logins pause. */
  drop(seen: Session<A>): void {
    if (this.current?.session !== seen) return
    const now = this.around.now()
    const age = now - seen.issuedAt
    this.current = undefined
    this.publish({ _tag: "Rejected", session: seen.id, ageMillis: age })
    this.observe(Metrics.sessionAge, age / 1000)
    this.youngDeaths = age < young ? this.youngDeaths + 1 : 0
    if (this.youngDeaths > 2) {
      const error = this.error(new SessionRejected({ detail: "sessions of this account keep dying young" }))
      this.memory = outage(error, now, Math.min(1000 * 2 ** (this.youngDeaths - 3), 60_000))
    }
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
  }

  /** Notes that `seen` was used by a request sent at `at`. */
  touch(seen: Session<A>, at: number): void {
    const held = this.current
    if (held?.session === seen && at > held.usedAt) held.usedAt = at
  }

  error(reason: Reason): AuthError {
    return new AuthError({ vendor: this.driver.vendor, operation: "session", reason })
  }

  fail(reason: Reason): Exit.Exit<never, AuthError> {
    return Exit.fail(this.error(reason))
  }

  publish(event: SessionEventDetail): void {
    this.around.publish({ vendor: this.driver.vendor, at: this.around.now(), ...event })
  }

  observe<Input>(
    metric: Metric.Metric<Input, unknown>,
    input: Input,
    attributes?: { readonly [name: string]: string }
  ): void {
    Metrics.observe(metric, input, { vendor: this.driver.vendor, ...attributes }, this.around.context)
  }
}
