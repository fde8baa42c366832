/** A binary heap of deadlines that can be moved and taken out. Times are whole milliseconds, kept unboxed. */

/** What a heap holds. `position` belongs to the heap that holds it; -1: none does. */
export interface Placed {
  position: number
}

const empty = /*#__PURE__*/ new Float64Array()

export class Heap<T extends Placed> {
  /** Grows with the first item: most managers schedule nothing. */
  private times = empty
  private readonly items: Array<T> = []

  get size(): number {
    return this.items.length
  }

  /** The earliest deadline. */
  get firstAt(): number {
    return this.items.length === 0 ? Infinity : this.at(0)
  }

  all(): ReadonlyArray<T> {
    return this.items
  }

  /** Puts an item in, or moves it. A fraction of a millisecond would make a timer spin, so it is rounded up. */
  set(item: T, time: number): void {
    if (item.position < 0) {
      if (this.items.length === this.times.length) this.grow()
      this.place(item, Math.ceil(time), this.items.length)
      this.up(item.position)
      return
    }
    this.times[item.position] = Math.ceil(time)
    this.up(item.position)
    this.down(item.position)
  }

  remove(item: T): void {
    const hole = item.position
    if (hole < 0) return
    item.position = -1
    const lastAt = this.at(this.items.length - 1)
    const last = this.items.pop()
    if (last === undefined || last === item) return
    this.place(last, lastAt, hole)
    this.up(hole)
    this.down(last.position)
  }

  /** Takes the earliest item out. */
  shift(): T | undefined {
    const first = this.items[0]
    if (first !== undefined) this.remove(first)
    return first
  }

  clear(): void {
    for (const item of this.items) item.position = -1
    this.items.length = 0
  }

  private at(position: number): number {
    return this.times[position] ?? Infinity
  }

  private grow(): void {
    const wider = new Float64Array(Math.max(16, this.times.length * 2))
    wider.set(this.times)
    this.times = wider
  }

  private place(item: T, time: number, position: number): void {
    this.items[position] = item
    this.times[position] = time
    item.position = position
  }

  private swap(from: number, to: number): void {
    const [a, b] = [this.items[from], this.items[to]]
    if (a === undefined || b === undefined) return
    const [timeOfA, timeOfB] = [this.at(from), this.at(to)]
    this.place(a, timeOfA, to)
    this.place(b, timeOfB, from)
  }

  private up(start: number): void {
    let position = start
    while (position > 0) {
      const parent = (position - 1) >> 1
      if (this.at(parent) <= this.at(position)) return
      this.swap(position, parent)
      position = parent
    }
  }

  private down(start: number): void {
    let position = start
    for (;;) {
      const left = 2 * position + 1
      if (left >= this.items.length) return
      const right = left + 1
      const least = right < this.items.length && this.at(right) < this.at(left) ? right : left
      if (this.at(position) <= this.at(least)) return
      this.swap(position, least)
      position = least
    }
  }
}
