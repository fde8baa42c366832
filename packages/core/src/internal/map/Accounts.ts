/** The accounts of a map: made on demand, counted while in use, and let go when nobody used them for long. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as MutableHashMap from "effect/MutableHashMap"
import * as Option from "effect/Option"
import { AuthError } from "../../AuthError.ts"
import { CapacityExceeded, Closed, InvalidConfiguration, type Reason } from "../../Reason.ts"
import type { SessionDriver } from "../../SessionDriver.ts"
import { isComparable } from "../comparable.ts"
import { close } from "../account/logout.ts"
import type { Scheduler, Task } from "../renewAhead/Scheduler.ts"
import { Entry, type Shared } from "./MapAccount.ts"
import { Idle } from "./idle.ts"

/** An account whose options are being looked up. */
interface Pending<K, A, C> {
  readonly deferred: Deferred.Deferred<Entry<K, A, C>, AuthError>
  fiber: Fiber.Fiber<SessionDriver<A, C>, AuthError> | undefined
  waiting: number
  entry: Entry<K, A, C> | undefined
  dropped: boolean
}

export interface AccountsOptions<K, A, C> {
  readonly vendor: string
  readonly lookup: (key: K) => Effect.Effect<SessionDriver<A, C>, AuthError>
  readonly capacity: number
  /** Milliseconds. */
  readonly idleTimeToLive: number
}

const incomparableKey = new InvalidConfiguration({
  field: "key",
  detail:
    "cannot be compared by value: use a string, plain data, a `Data.Class` or `Schema.Class`, or a class that implements `Equal`"
})

const none: ReadonlyArray<never> = []

/** An account that must not be forgotten yet is looked at again no sooner than this. */
const lookAgainAfter = 1000

export class Accounts<K, A, C> {
  readonly entries = MutableHashMap.empty<K, Entry<K, A, C>>()
  readonly pending = MutableHashMap.empty<K, Pending<K, A, C>>()
  /** Look-ups on their way, those of accounts that were dropped meanwhile included. */
  readonly lookups = new Set<Pending<K, A, C>>()
  /** Accounts that the map has forgotten and that are still in use, or on their way out. */
  readonly going = MutableHashMap.empty<K, ReadonlyArray<Entry<K, A, C>>>()
  readonly leaving = new Set<Fiber.Fiber<void>>()
  closed = false
  readonly vendor: string
  private readonly idle = new Idle<Entry<K, A, C>>()
  private readonly shared: Shared<K>
  private readonly scheduler: Scheduler
  private readonly options: AccountsOptions<K, A, C>
  private readonly sweeper: Task = { position: -1, run: (now) => this.sweep(now) }

  constructor(shared: Shared<K>, scheduler: Scheduler, options: AccountsOptions<K, A, C>) {
    this.shared = shared
    this.scheduler = scheduler
    this.options = options
    this.vendor = options.vendor
  }

  find(key: K): Entry<K, A, C> | undefined {
    return isComparable(key) ? Option.getOrUndefined(MutableHashMap.get(this.entries, key)) : undefined
  }

  /** An account that has a fresh session, noted as used. */
  fresh(key: K): Entry<K, A, C> | undefined {
    const entry = this.find(key)
    if (entry?.fresh() === undefined) return undefined
    if (entry.uses === 0) this.rest(entry)
    return entry
  }

  /** Does something with an account, which counts as in use until it is done. */
  use<B, E>(key: K, f: (entry: Entry<K, A, C>) => Effect.Effect<B, E>): Effect.Effect<B, E | AuthError> {
    return Effect.suspend(() => {
      let release: (() => void) | undefined
      const used = Effect.suspend(() => {
        if (this.closed) return this.fail(new Closed())
        // Two such keys would be taken for one account.
        if (!isComparable(key)) return this.fail(incomparableKey)
        const take = (entry: Entry<K, A, C>) => {
          this.take(entry)
          release = () => this.release(entry)
          return f(entry)
        }
        const found = this.find(key)
        if (found !== undefined) return take(found)
        const pending = Option.getOrUndefined(MutableHashMap.get(this.pending, key)) ?? this.open(key)
        if (Exit.isExit(pending)) return pending
        // A look-up that never waits has ended by now.
        if (pending.entry !== undefined) return take(pending.entry)
        pending.waiting++
        release = () => {
          if (pending.entry === undefined) pending.waiting--
          else this.release(pending.entry)
        }
        return Effect.flatMap(Deferred.await(pending.deferred), f)
      })
      return Effect.ensuring(
        used,
        Effect.sync(() => release?.())
      )
    })
  }

  /** Forgets an account. Whoever uses it may finish; then it is logged out. */
  drop(key: K): Entry<K, A, C> | undefined {
    if (!isComparable(key)) return undefined
    const pending = Option.getOrUndefined(MutableHashMap.get(this.pending, key))
    if (pending !== undefined) {
      pending.dropped = true
      MutableHashMap.remove(this.pending, key)
    }
    const entry = this.find(key)
    if (entry === undefined) return undefined
    MutableHashMap.remove(this.entries, key)
    this.idle.remove(entry)
    this.letGo(entry)
    return entry
  }

  /** Logs an account out that was dropped. */
  leave(entry: Entry<K, A, C>): Fiber.Fiber<void> {
    const fiber = this.shared.around.fork(close(entry))
    this.leaving.add(fiber)
    fiber.addObserver(() => {
      this.leaving.delete(fiber)
      const others = this.goingAs(entry.key).filter((other) => other !== entry)
      if (others.length > 0) MutableHashMap.set(this.going, entry.key, others)
      else MutableHashMap.remove(this.going, entry.key)
    })
    return fiber
  }

  fail(reason: Reason): Exit.Exit<never, AuthError> {
    return Exit.fail(new AuthError({ vendor: this.vendor, operation: "session", reason }))
  }

  /** Makes room, and begins to look an account up. */
  private open(key: K): Pending<K, A, C> | Exit.Exit<never, AuthError> {
    const { capacity, lookup } = this.options
    if (MutableHashMap.size(this.entries) + MutableHashMap.size(this.pending) >= capacity) {
      if (this.idle.first === undefined) return this.fail(new CapacityExceeded({ capacity }))
      this.evict(this.idle.first)
    }
    const pending: Pending<K, A, C> = {
      deferred: Deferred.makeUnsafe(),
      fiber: undefined,
      waiting: 0,
      entry: undefined,
      dropped: false
    }
    MutableHashMap.set(this.pending, key, pending)
    this.lookups.add(pending)
    // A look-up that never waits ends inside `fork`.
    pending.fiber = this.shared.around.fork(lookup(key))
    pending.fiber.addObserver((exit) => this.found(key, pending, exit))
    return pending
  }

  private found(key: K, pending: Pending<K, A, C>, exit: Exit.Exit<SessionDriver<A, C>, AuthError>): void {
    if (this.closed) return
    this.lookups.delete(pending)
    if (!pending.dropped) MutableHashMap.remove(this.pending, key)
    if (Exit.isFailure(exit)) {
      Deferred.doneUnsafe(pending.deferred, Exit.failCause(exit.cause))
      return
    }
    const entry = new Entry<K, A, C>(key, exit.value, this.shared)
    pending.entry = entry
    entry.uses = pending.waiting
    if (!pending.dropped) {
      this.line(entry)
      MutableHashMap.set(this.entries, key, entry)
      if (entry.uses === 0) this.rest(entry)
    } else if (entry.uses > 0) {
      this.line(entry)
      this.letGo(entry)
    }
    Deferred.doneUnsafe(pending.deferred, Exit.succeed(entry))
  }

  private goingAs(key: K): ReadonlyArray<Entry<K, A, C>> {
    return Option.getOrElse(MutableHashMap.get(this.going, key), () => none)
  }

  private letGo(entry: Entry<K, A, C>): void {
    entry.dropped = true
    MutableHashMap.set(this.going, entry.key, [...this.goingAs(entry.key), entry])
  }

  /** A new entry takes its turn behind those that the map has forgotten: logins of one account never overlap. */
  private line(entry: Entry<K, A, C>): void {
    const others = this.goingAs(entry.key)
    entry.heir = this.find(entry.key)
    if (entry.heir === undefined) entry.last = others[0]?.last
    for (const other of others) other.heir = entry
  }

  private take(entry: Entry<K, A, C>): void {
    entry.uses++
    this.idle.remove(entry)
  }

  private release(entry: Entry<K, A, C>): void {
    entry.uses--
    if (entry.uses > 0 || this.closed) return
    if (entry.dropped) this.leave(entry)
    else this.rest(entry)
  }

  /** Nobody uses it now. */
  private rest(entry: Entry<K, A, C>): void {
    if (this.closed || entry.dropped) return
    const now = this.shared.around.now()
    entry.restingSince = now
    this.idle.add(entry)
    const { idleTimeToLive } = this.options
    if (idleTimeToLive < Infinity && this.sweeper.position < 0) this.scheduler.set(this.sweeper, now + idleTimeToLive)
  }

  /**
   * Lets go what nobody used for long. What is known of bad credentials is kept, and what a login on its way may find
   * out of them: they must not be tried again.
   */
  private sweep(now: number): void {
    const { idleTimeToLive } = this.options
    for (;;) {
      const entry = this.idle.first
      if (entry === undefined) return
      if (entry.restingSince + idleTimeToLive > now) {
        return this.scheduler.set(this.sweeper, entry.restingSince + idleTimeToLive)
      }
      if (entry.last !== undefined || entry.memory?.knowsBad(now) === true) {
        entry.restingSince = now + Math.max(0, lookAgainAfter - idleTimeToLive)
        this.idle.add(entry)
      } else {
        this.evict(entry)
      }
    }
  }

  private evict(entry: Entry<K, A, C>): void {
    this.drop(entry.key)
    this.leave(entry)
  }
}
