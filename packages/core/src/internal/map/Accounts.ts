/**
 * The accounts of a map: made on demand, counted while in use, and let go after a long time without use. Owns all of
 * them, those included that were dropped and are still in use or on their way out.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as MutableHashMap from "effect/MutableHashMap"
import * as Option from "effect/Option"
import { AuthError } from "../../AuthError.ts"
import * as Metrics from "../../Metrics.ts"
import { CapacityExceeded, Closed, InvalidConfiguration, type Reason } from "../../Reason.ts"
import type { SessionDriver } from "../../SessionDriver.ts"
import type { Account } from "../account/Account.ts"
import { abandon, ended, ending, hasEnding, shut, takeUnshared } from "../account/logout.ts"
import { observe } from "../account/events.ts"
import { isComparable } from "../comparable.ts"
import type { Scheduler, Task } from "../renewAhead/Scheduler.ts"
import { IdleList, type Linked } from "./IdleList.ts"
import { Lookup } from "./Lookup.ts"
import { KeyedAccount, MapAccount, type MapRuntime } from "./MapAccount.ts"

export interface AccountsOptions<K, A, C, E> {
  readonly vendor: string
  readonly lookup: (key: K) => Effect.Effect<SessionDriver<A, C>, AuthError | E>
  readonly capacity: number
  /** Milliseconds. */
  readonly idleTimeToLive: number
}

const incomparableKey =
  "cannot be compared by value: use a string, plain data, a `Data.Class` or `Schema.Class`, or a class that implements `Equal`"

const none: ReadonlyArray<never> = []

/** An account that must not be forgotten yet is looked at again no sooner than this. */
const lookAgainAfter = 1000

const isEntry = <K, A, C>(item: Linked): item is MapAccount<K, A, C> => item instanceof MapAccount

export class Accounts<K, A, C, E> {
  readonly vendor: string
  private readonly runtime: MapRuntime<K>
  private readonly scheduler: Scheduler | undefined
  private readonly options: AccountsOptions<K, A, C, E>
  private readonly entries = MutableHashMap.empty<K, MapAccount<K, A, C>>()
  private readonly pending = MutableHashMap.empty<K, Lookup<K, A, C, E>>()
  /** Look-ups under way, those of accounts that were dropped meanwhile included. */
  private readonly lookups = new Set<Lookup<K, A, C, E>>()
  /** Accounts that the map has forgotten and that are still in use, or on their way out. */
  private readonly going = MutableHashMap.empty<K, ReadonlyArray<MapAccount<K, A, C>>>()
  private readonly idle = new IdleList<MapAccount<K, A, C>>(isEntry)
  private readonly sweeper: Task = { run: (now) => this.sweep(now) }
  private closed = false

  constructor(runtime: MapRuntime<K>, scheduler: Scheduler | undefined, options: AccountsOptions<K, A, C, E>) {
    this.runtime = runtime
    this.scheduler = scheduler
    this.options = options
    this.vendor = options.vendor
  }

  get isClosed(): boolean {
    return this.closed
  }

  get all(): Iterable<MapAccount<K, A, C>> {
    return MutableHashMap.values(this.entries)
  }

  get keys(): Iterable<K> {
    return MutableHashMap.keys(this.entries)
  }

  find(key: K): MapAccount<K, A, C> | undefined {
    return isComparable(key) ? Option.getOrUndefined(MutableHashMap.get(this.entries, key)) : undefined
  }

  /** An account that has a fresh session, noted as used. */
  fresh(key: K): Account<A, C> | undefined {
    const entry = this.find(key)
    if (entry?.account.first.fresh() === undefined) return undefined
    if (entry.uses === 0) this.rest(entry)
    return entry.account
  }

  /** Does something with an account, which counts as in use until it is done. */
  use<B, E2>(key: K, f: (account: Account<A, C>) => Effect.Effect<B, E2>): Effect.Effect<B, E2 | E | AuthError> {
    return Effect.suspend(() => {
      let release: (() => void) | undefined
      const used = Effect.suspend(() => {
        if (this.closed) return this.fail(new Closed())
        // Two such keys would be taken for one account.
        if (!isComparable(key)) return this.fail(new InvalidConfiguration({ field: "key", detail: incomparableKey }))
        const take = (entry: MapAccount<K, A, C>) => {
          this.take(entry)
          release = () => this.release(entry)
          return f(entry.account)
        }
        const found = this.find(key)
        if (found !== undefined) return take(found)
        const lookup = Option.getOrUndefined(MutableHashMap.get(this.pending, key)) ?? this.lookUp(key)
        if (Exit.isExit(lookup)) return lookup
        // A look-up that never waits is over by now.
        if (lookup.entry !== undefined) return take(lookup.entry)
        lookup.take()
        release = () => {
          if (lookup.entry === undefined) lookup.release()
          else this.release(lookup.entry)
        }
        return Effect.flatMap(lookup.answer, ({ account }) => f(account))
      })
      return Effect.ensuring(
        used,
        Effect.sync(() => release?.())
      )
    })
  }

  /** Forgets an account. Those who use it may finish; then it is logged out. Gives the fibre that does so now. */
  drop(key: K): Fiber.Fiber<void> | undefined {
    if (!isComparable(key)) return undefined
    const lookup = Option.getOrUndefined(MutableHashMap.get(this.pending, key))
    if (lookup !== undefined) {
      lookup.drop()
      MutableHashMap.remove(this.pending, key)
    }
    const entry = this.find(key)
    return entry === undefined ? undefined : this.dropEntry(entry)
  }

  /**
   * Closes all accounts. Accounts with requests in flight that may finish are logged out after the others. Gives the
   * number of sessions that the vendor did not confirm as ended.
   */
  close(): Effect.Effect<number> {
    return Effect.suspend(() => {
      const { concurrency, timeout } = this.runtime.closing
      this.closed = true
      for (const lookup of this.lookups) lookup.cancel(this.fail(new Closed()))
      const accounts = Array.from(this.all, ({ account }) => account)
      for (const [, going] of this.going) accounts.push(...going.map(({ account }) => account))
      for (const account of accounts) shut(account)
      const busy = accounts.filter(({ inFlight }) => inFlight > 0)
      const others = accounts.filter(({ inFlight }) => inFlight === 0)
      let left = 0
      const loggedOut = (some: ReadonlyArray<Account<A, C>>) =>
        Effect.suspend(() => {
          const sessions = some.flatMap((account) =>
            takeUnshared(account).filter(([slot, live]) => hasEnding(slot, live))
          )
          left += sessions.length
          // A logout is made when its turn comes: a million at once would fill the memory.
          const counted = ([slot, live]: (typeof sessions)[number]) =>
            Effect.map(ending(slot, live) ?? Effect.succeed(true), (confirmed) => {
              if (confirmed) left--
            })
          return Effect.forEach(sessions, counted, { concurrency, discard: true })
        })
      const arriving = Effect.suspend(() => {
        const slots = accounts.flatMap(({ slots }) => slots)
        const unfinished = slots.filter((slot) => slot.isLoggingIn || slot.logouts.length > 0)
        return Effect.forEach(unfinished, ended, { discard: true })
      })
      const drained = Effect.timeoutOption(
        Effect.forEach(busy, ({ whenDrained }) => whenDrained, { discard: true }),
        timeout
      )
      // What arrives and leaves goes on meanwhile, and is waited for last.
      const endAll = (some: ReadonlyArray<Account<A, C>>) =>
        Effect.timeoutOption(Effect.andThen(loggedOut(some), arriving), timeout)
      return Effect.all([endAll(others), drained], { concurrency: "unbounded", discard: true }).pipe(
        Effect.andThen(busy.length === 0 ? Effect.void : endAll(busy)),
        Effect.map(() => {
          for (const account of accounts) abandon(account)
          // A program that keeps a closed map keeps none of its accounts.
          for (const entry of this.all) entry.unlink()
          MutableHashMap.clear(this.entries)
          MutableHashMap.clear(this.going)
          return left
        })
      )
    })
  }

  fail(reason: Reason): Exit.Exit<never, AuthError> {
    return Exit.fail(new AuthError({ vendor: this.vendor, operation: "session", reason }))
  }

  /** Makes room, and begins to look an account up. */
  private lookUp(key: K): Lookup<K, A, C, E> | Exit.Exit<never, AuthError> {
    const { capacity, lookup: options } = this.options
    if (MutableHashMap.size(this.entries) + MutableHashMap.size(this.pending) >= capacity) {
      if (this.idle.first === undefined) return this.fail(new CapacityExceeded({ capacity }))
      this.evict(this.idle.first, "capacity")
    }
    const lookup = new Lookup<K, A, C, E>()
    MutableHashMap.set(this.pending, key, lookup)
    this.lookups.add(lookup)
    // A look-up that never waits ends inside `fork`.
    const fiber = this.runtime.fork(options(key))
    lookup.runIn(fiber)
    fiber.addObserver((exit) => this.lookedUp(key, lookup, exit))
    return lookup
  }

  private lookedUp(key: K, lookup: Lookup<K, A, C, E>, exit: Exit.Exit<SessionDriver<A, C>, AuthError | E>): void {
    this.lookups.delete(lookup)
    if (!lookup.isDropped) MutableHashMap.remove(this.pending, key)
    if (Exit.isFailure(exit)) return lookup.end(Exit.failCause(exit.cause))
    const entry = new MapAccount(new KeyedAccount<K, A, C>(key, exit.value, this.runtime))
    lookup.make(entry)
    entry.take(lookup.waiting)
    if (!lookup.isDropped) {
      this.succeed(entry)
      MutableHashMap.set(this.entries, key, entry)
      if (entry.uses === 0) this.rest(entry)
    } else if (entry.uses > 0) {
      this.succeed(entry)
      this.letGo(entry)
    }
    lookup.end(Exit.succeed(entry))
  }

  private goingAs(key: K): ReadonlyArray<MapAccount<K, A, C>> {
    return Option.getOrElse(MutableHashMap.get(this.going, key), () => none)
  }

  private letGo(entry: MapAccount<K, A, C>): void {
    entry.drop()
    MutableHashMap.set(this.going, entry.key, [...this.goingAs(entry.key), entry])
  }

  /**
   * Accounts of one key share a gate while those that the map has forgotten are still in use: logins of one account never
   * overlap. What failed before is forgotten with the account.
   */
  private succeed(entry: MapAccount<K, A, C>): void {
    const others = this.goingAs(entry.key)
    const current = this.find(entry.key)
    const before = current ?? others[0]
    if (before === undefined) return
    const gate = before.account.openGate()
    if (current === undefined) gate.forget()
    gate.pin(true)
    for (const { account } of [entry, ...others]) account.inheritGate(gate)
  }

  private take(entry: MapAccount<K, A, C>): void {
    entry.take()
    entry.unlink()
  }

  private release(entry: MapAccount<K, A, C>): void {
    entry.release()
    if (entry.uses > 0 || this.closed) return
    if (entry.isDropped) this.leave(entry)
    else this.rest(entry)
  }

  /** It is not in use now. */
  private rest(entry: MapAccount<K, A, C>): void {
    const now = this.runtime.now()
    entry.rest(now)
    this.idle.add(entry)
    if (this.scheduler?.has(this.sweeper) === false) {
      this.scheduler.set(this.sweeper, now + this.options.idleTimeToLive)
    }
  }

  /**
   * Lets go what has not been used for long. What is known of bad credentials is kept, and what a login under way may
   * find out of them: they must not be tried again.
   */
  private sweep(now: number): void {
    const { idleTimeToLive } = this.options
    for (;;) {
      const entry = this.idle.first
      if (entry === undefined) return
      if (entry.idleSince + idleTimeToLive > now) {
        return this.scheduler?.set(this.sweeper, entry.idleSince + idleTimeToLive)
      }
      const { gate } = entry.account
      if (gate?.last !== undefined || gate?.memory?.knowsBad(now) === true) {
        entry.rest(now + Math.max(0, lookAgainAfter - idleTimeToLive))
        this.idle.add(entry)
      } else {
        this.evict(entry, "idle")
      }
    }
  }

  private evict(entry: MapAccount<K, A, C>, cause: "capacity" | "idle"): void {
    observe(entry.account, Metrics.evictions, 1, ["cause", cause])
    this.dropEntry(entry)
  }

  private dropEntry(entry: MapAccount<K, A, C>): Fiber.Fiber<void> | undefined {
    MutableHashMap.remove(this.entries, entry.key)
    entry.unlink()
    this.letGo(entry)
    return entry.uses > 0 ? undefined : this.leave(entry)
  }

  /** Logs an account out that was dropped. */
  private leave(entry: MapAccount<K, A, C>): Fiber.Fiber<void> {
    const fiber = this.runtime.fork(entry.account.close())
    fiber.addObserver(() => {
      const others = this.goingAs(entry.key).filter((other) => other !== entry)
      if (others.length > 0) return void MutableHashMap.set(this.going, entry.key, others)
      MutableHashMap.remove(this.going, entry.key)
      const successor = this.find(entry.key)?.account
      successor?.gate?.pin(false)
      successor?.tidyGate()
    })
    return fiber
  }
}
