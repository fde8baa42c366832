/**
 * Who has to be told when a caller's signal aborts. Owns one listener per signal, however many calls share it, and
 * keeps no body alive: a signal may live as long as the program.
 */

/** What an abort ends. */
export interface Abortable {
  readonly abort: () => void
}

/** What a listener list holds: the thing itself, or a reference that lets it be collected. */
interface Reference {
  readonly deref: () => Abortable | undefined
}

/** The length at which a list is first searched for what has been collected. */
const firstSweep = 64

class Listeners {
  readonly #signal: AbortSignal
  readonly #references = new Set<Reference>()
  #sweepAt = firstSweep

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  readonly #fire = (): void => {
    const all = [...this.#references]
    this.#references.clear()
    for (const reference of all) reference.deref()?.abort()
  }

  add(reference: Reference): () => void {
    if (this.#references.size >= this.#sweepAt) this.#sweep()
    if (this.#references.size === 0) this.#signal.addEventListener("abort", this.#fire, { once: true })
    this.#references.add(reference)
    return () => {
      if (this.#references.delete(reference) && this.#references.size === 0) {
        this.#signal.removeEventListener("abort", this.#fire)
      }
    }
  }

  #sweep(): void {
    for (const reference of this.#references) if (reference.deref() === undefined) this.#references.delete(reference)
    this.#sweepAt = Math.max(firstSweep, 2 * this.#references.size)
  }
}

export class Aborts {
  readonly #bySignal = new WeakMap<AbortSignal, Listeners>()

  #of(signal: AbortSignal): Listeners {
    const found = this.#bySignal.get(signal)
    if (found !== undefined) return found
    const made = new Listeners(signal)
    this.#bySignal.set(signal, made)
    return made
  }

  /** Aborts something with the signal, until the function that it returns is called. */
  watch(signal: AbortSignal, abortable: Abortable): () => void {
    return this.#of(signal).add({ deref: () => abortable })
  }

  /** The same, for what may be forgotten without a word, such as the body of a response that is never read. */
  watchWeakly(signal: AbortSignal, abortable: Abortable): () => void {
    // Where the runtime has no weak references, a signal lives no longer than one request of a server.
    return typeof WeakRef === "undefined" ? this.watch(signal, abortable) : this.#of(signal).add(new WeakRef(abortable))
  }
}

/** What a call rejects with when its signal aborts. */
export const abortReason = (signal: AbortSignal): unknown =>
  signal.reason ?? new DOMException("This operation was aborted", "AbortError")
