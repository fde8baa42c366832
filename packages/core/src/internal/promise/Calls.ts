/** The calls of a connection that run. Owns their list, and whether closing has begun. */
import type * as Fiber from "effect/Fiber"
import { AuthError } from "../../AuthError.ts"
import { Closed } from "../../Reason.ts"

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

  /** Starts a call. After `shut` it is rejected instead. */
  start<A>(call: () => Promise<A>): Promise<A> {
    return this.#isShut
      ? Promise.reject(new AuthError({ vendor: this.#vendor, operation: "call", reason: new Closed() }))
      : call()
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
