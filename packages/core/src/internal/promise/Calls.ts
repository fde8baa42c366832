/** The calls of a connection that run. Owns their list, and whether closing has begun. */
import type * as Fiber from "effect/Fiber"
import { AuthError } from "../../AuthError.ts"
import { Closed } from "../../Reason.ts"
import { type Called, type Caller, callerOf, withCaller } from "./Caller.ts"

export class Calls {
  readonly #vendor: string
  readonly #running = new Set<Fiber.Fiber<unknown, unknown>>()
  #isShut = false

  constructor(vendor: string) {
    this.#vendor = vendor
  }

  /** Whether calls are started. */
  get isOpen(): boolean {
    return !this.#isShut
  }

  /** Starts a call of `called`, the function that the program calls. After `shut` it is rejected instead. */
  start<A>(called: Called, call: (caller: Caller) => Promise<A>): Promise<A> {
    const caller = callerOf(called)
    if (!this.#isShut) return call(caller)
    const error = new AuthError({ vendor: this.#vendor, operation: "call", reason: new Closed() })
    return Promise.reject(withCaller(error, caller))
  }

  /** Notes what runs for a call until it is done. */
  track(fiber: Fiber.Fiber<unknown, unknown>): void {
    this.#running.add(fiber)
    fiber.addObserver(() => this.#running.delete(fiber))
  }

  /** Starts no more calls. Those that run are left to the account, which knows which of them may finish. */
  shut(): void {
    this.#isShut = true
  }

  /** Ends the calls that run: they are rejected with `Closed`. */
  cut(): void {
    for (const fiber of this.#running) fiber.interruptUnsafe()
  }
}
