/** The calls of a connection that are not done, so that closing can wait for them. Owns their list. */
import { AuthError } from "../../AuthError.ts"
import { Closed } from "../../Reason.ts"

export class Calls {
  readonly #vendor: string
  readonly #running = new Set<Promise<unknown>>()
  #isShut = false

  constructor(vendor: string) {
    this.#vendor = vendor
  }

  /** Starts a call. After `finish` it is rejected instead. */
  start<A>(call: () => Promise<A>): Promise<A> {
    if (this.#isShut) {
      return Promise.reject(new AuthError({ vendor: this.#vendor, operation: "call", reason: new Closed() }))
    }
    const running = call()
    const done = () => this.#running.delete(running)
    this.#running.add(running)
    running.then(done, done)
    return running
  }

  /** Starts no more calls, and waits for those that run. */
  finish(): Promise<unknown> {
    this.#isShut = true
    return Promise.allSettled(this.#running)
  }
}
