/** An account whose options are being looked up. Owns who waits for it and what has come of it. */
import * as Deferred from "effect/Deferred"
import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import type { AuthError } from "../../AuthError.ts"
import type { SessionDriver } from "../../SessionDriver.ts"
import type { MapAccount } from "./MapAccount.ts"

export class Lookup<K, A, C, E> {
  private readonly deferred = Deferred.makeUnsafe<MapAccount<K, A, C>, AuthError | E>()
  private fiber: Fiber.Fiber<SessionDriver<A, C>, AuthError | E> | undefined = undefined
  private count = 0
  private made: MapAccount<K, A, C> | undefined = undefined
  private dropped = false

  /** How many wait for it. */
  get waiting(): number {
    return this.count
  }

  /** The account, once it is there. */
  get entry(): MapAccount<K, A, C> | undefined {
    return this.made
  }

  /** Whether the map has forgotten it meanwhile. */
  get isDropped(): boolean {
    return this.dropped
  }

  get answer(): Effect.Effect<MapAccount<K, A, C>, AuthError | E> {
    return Deferred.await(this.deferred)
  }

  runIn(fiber: Fiber.Fiber<SessionDriver<A, C>, AuthError | E>): void {
    this.fiber = fiber
  }

  take(): void {
    this.count++
  }

  release(): void {
    this.count--
  }

  drop(): void {
    this.dropped = true
  }

  /** The account is there. Those who wait are told by `end`. */
  make(entry: MapAccount<K, A, C>): void {
    this.made = entry
  }

  end(answer: Exit.Exit<MapAccount<K, A, C>, AuthError | E>): void {
    Deferred.doneUnsafe(this.deferred, answer)
  }

  cancel(answer: Exit.Exit<never, AuthError>): void {
    this.end(answer)
    this.fiber?.interruptUnsafe()
  }
}
