/** An account's sessions and its gate. Owns both, and whether the account is closed. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Hash from "effect/Hash"
import * as Redacted from "effect/Redacted"
import { AuthError } from "../../AuthError.ts"
import * as Metrics from "../../Metrics.ts"
import type { Reason } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { SessionDriver } from "../../SessionDriver.ts"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import type { AccountContext } from "./AccountContext.ts"
import { LoginGate } from "./LoginGate.ts"
import { observe } from "./observe.ts"
import type { Runtime } from "./runtime.ts"
import { SessionSlot } from "./SessionSlot.ts"

const none: ReadonlyArray<never> = []

export abstract class AccountState<A, C> implements AccountContext<A, C> {
  readonly driver: SessionDriver<A, C>
  readonly runtime: Runtime
  readonly first: SessionSlot<A, C>
  #further: ReadonlyArray<SessionSlot<A, C>> = none
  #ownGate: LoginGate<A, C> | undefined = undefined
  #closed = false
  /** The hash of the credentials that logged in last: the credentials themselves are kept only while guarded. */
  #proven: number | undefined = undefined
  #identity: number | undefined = undefined
  #guarded = false
  /** The failure that answers callers until `reset`: the code that would remember it could not be loaded. */
  #blocked: Exit.Exit<never, AuthError> | undefined = undefined
  #requests = 0
  #drained: Deferred.Deferred<void> | undefined = undefined

  constructor(driver: SessionDriver<A, C>, runtime: Runtime) {
    this.driver = driver
    this.runtime = runtime
    this.first = new SessionSlot(this, 0)
  }

  abstract refreshSlot(index: number): void
  abstract keepSlotAlive(index: number): Effect.Effect<void> | undefined

  /** Its sessions: one as a rule, several where an application asks for `parallelSessions`. */
  get slots(): ReadonlyArray<SessionSlot<A, C>> {
    return this.#further.length === 0 ? [this.first] : [this.first, ...this.#further]
  }

  get isClosed(): boolean {
    return this.#closed
  }

  get gate(): LoginGate<A, C> | undefined {
    return this.#ownGate
  }

  get sessions(): ReadonlyArray<Session<A>> {
    return this.slots.flatMap(({ live }) => live?.session ?? [])
  }

  /** How many requests are in flight, where that is counted. */
  get inFlight(): number {
    return this.#requests
  }

  /** Waits until no request is in flight. */
  get whenDrained(): Effect.Effect<void> {
    if (this.#requests === 0) return Effect.void
    this.#drained ??= Deferred.makeUnsafe()
    return Deferred.await(this.#drained)
  }

  startRequest(): void {
    this.#requests++
  }

  endRequest(): void {
    this.#requests--
    if (this.#requests === 0 && this.#drained !== undefined) Deferred.doneUnsafe(this.#drained, Exit.void)
  }

  /** The slot that holds this session. */
  slotOf(session: Session<A>): SessionSlot<A, C> {
    return this.#further.find(({ live }) => live?.session === session) ?? this.first
  }

  addSlot(): SessionSlot<A, C> {
    const slot = new SessionSlot(this, this.#further.length + 1)
    this.#further = [...this.#further, slot]
    return slot
  }

  openGate(): LoginGate<A, C> {
    return (this.#ownGate ??= new LoginGate())
  }

  tidyGate(): void {
    if (this.#ownGate?.isIdle === true) this.#ownGate = undefined
  }

  /** Takes over the gate of the account that this one replaces: logins of the two never overlap. */
  inheritGate(gate: LoginGate<A, C>): void {
    this.#ownGate = gate
  }

  remembered(now: number): Exit.Exit<never, AuthError> | undefined {
    const { driver, runtime } = this
    // Another process may find out that they are good again.
    const isShared = runtime.store !== undefined && driver.sharing !== undefined
    return this.#blocked ?? this.#ownGate?.memory?.answer(now, driver.fixedCredentials && !isShared)
  }

  prove(credentials: C): void {
    this.#proven = this.#hashOf(credentials)
  }

  isProven(credentials: C): boolean {
    return this.#proven !== undefined && this.#proven === this.#hashOf(credentials)
  }

  /** Credentials that are fixed need no hash: there are no others. */
  #hashOf(credentials: C): number {
    return this.driver.fixedCredentials ? 0 : Hash.hash(credentials)
  }

  get accountHash(): string | undefined {
    return this.#identity === undefined ? undefined : (this.#identity >>> 0).toString(16).padStart(8, "0")
  }

  identify(credentials: C): void {
    if (this.#identity !== undefined && this.driver.fixedCredentials) return
    const { origin, sharing, vendor } = this.driver
    if (sharing === undefined) return
    // A secret that names an account is not hashed: so short a hash could be guessed.
    const names = sharing.account(credentials).filter((part) => !Redacted.isRedacted(part))
    this.#identity = Hash.string(JSON.stringify([vendor, origin, ...names]))
  }

  noteGuarded(isGuarded: boolean): void {
    if (this.#guarded === isGuarded) return
    this.#guarded = isGuarded
    observe(Metrics.guardedAccounts, isGuarded ? 1 : -1, this.driver, this.runtime.context)
  }

  countSession(change: 1 | -1): void {
    observe(Metrics.openSessions, change, this.driver, this.runtime.context)
  }

  /** Forgets failures. */
  forgetFailures(): void {
    this.#blocked = undefined
    this.#ownGate?.forget()
    this.tidyGate()
    this.noteGuarded(false)
    for (const slot of this.slots) {
      slot.pauseRenewal(0)
      this.runtime.changed?.(slot)
    }
  }

  block(failure: Exit.Exit<never, AuthError>): void {
    this.#blocked = failure
  }

  /** From now on every caller fails with `Closed`. */
  shut(): void {
    this.#closed = true
    this.noteGuarded(false)
  }

  fail(reason: Reason): Exit.Exit<never, AuthError> {
    return Exit.fail(new AuthError({ vendor: this.driver.vendor, operation: "session", reason }))
  }

  publish(event: SessionEventDetail): void {
    this.runtime.publish({ vendor: this.driver.vendor, at: this.runtime.now(), ...event })
  }
}
