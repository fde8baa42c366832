/**
 * A binary heap of deadlines that can be moved and taken out. Owns where each item is. Times are whole milliseconds, kept
 * unboxed.
 */

const empty = /*#__PURE__*/ new Float64Array()

export class DeadlineHeap<T> {
  /** Grows with the first item: most managers schedule nothing. */
  #times = empty
  readonly #items: Array<T> = []
  readonly #positions = new Map<T, number>()

  get size(): number {
    return this.#items.length
  }

  /** The earliest deadline. */
  get firstAt(): number {
    return this.#items.length === 0 ? Infinity : this.#at(0)
  }

  all(): ReadonlyArray<T> {
    return this.#items
  }

  has(item: T): boolean {
    return this.#positions.has(item)
  }

  /** Puts an item in, or moves it. A fraction of a millisecond would make a timer spin, so it is rounded up. */
  set(item: T, time: number): void {
    const position = this.#positions.get(item)
    if (position === undefined) {
      if (this.#items.length === this.#times.length) this.#grow()
      this.#place(item, Math.ceil(time), this.#items.length)
      this.#up(this.#items.length - 1)
      return
    }
    this.#times[position] = Math.ceil(time)
    this.#down(this.#up(position))
  }

  remove(item: T): void {
    const hole = this.#positions.get(item)
    if (hole === undefined) return
    this.#positions.delete(item)
    const lastAt = this.#at(this.#items.length - 1)
    const last = this.#items.pop()
    if (last === undefined || last === item) return
    this.#place(last, lastAt, hole)
    this.#down(this.#up(hole))
  }

  /** Takes the earliest item out. */
  shift(): T | undefined {
    const first = this.#items[0]
    if (first !== undefined) this.remove(first)
    return first
  }

  clear(): void {
    this.#positions.clear()
    this.#items.length = 0
  }

  #at(position: number): number {
    return this.#times[position] ?? Infinity
  }

  #grow(): void {
    const wider = new Float64Array(Math.max(16, this.#times.length * 2))
    wider.set(this.#times)
    this.#times = wider
  }

  #place(item: T, time: number, position: number): void {
    this.#items[position] = item
    this.#times[position] = time
    this.#positions.set(item, position)
  }

  #swap(from: number, to: number): void {
    const [a, b] = [this.#items[from], this.#items[to]]
    if (a === undefined || b === undefined) return
    const [timeOfA, timeOfB] = [this.#at(from), this.#at(to)]
    this.#place(a, timeOfA, to)
    this.#place(b, timeOfB, from)
  }

  /** Moves an item up as far as it goes, and gives its new position. */
  #up(start: number): number {
    let position = start
    while (position > 0) {
      const parent = (position - 1) >> 1
      if (this.#at(parent) <= this.#at(position)) break
      this.#swap(position, parent)
      position = parent
    }
    return position
  }

  #down(start: number): void {
    let position = start
    for (;;) {
      const left = 2 * position + 1
      if (left >= this.#items.length) return
      const right = left + 1
      const least = right < this.#items.length && this.#at(right) < this.#at(left) ? right : left
      if (this.#at(position) <= this.#at(least)) return
      this.#swap(position, least)
      position = least
    }
  }
}
