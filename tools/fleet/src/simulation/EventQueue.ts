/** What happens later, in the order of time: a binary heap. Owns the heap. */

interface Event {
  readonly at: number
  readonly order: number
  run: (() => void) | undefined
}

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

export class EventQueue {
  private readonly heap: Array<Event> = []
  private order = 0

  /** When the next event happens; `Infinity` if there is none. */
  get nextAt(): number {
    while (this.heap.length > 0 && this.heap[0]?.run === undefined) this.pop()
    return this.heap[0]?.at ?? Infinity
  }

  /** Adds an event. The function that is returned cancels it. */
  add(at: number, run: () => void): () => void {
    const event: Event = { at, order: this.order++, run }
    const { heap } = this
    let index = heap.length
    heap.push(event)
    while (index > 0) {
      const up = (index - 1) >> 1
      const parent = heap[up]
      if (parent === undefined || !isBefore(event, parent)) break
      heap[index] = parent
      index = up
    }
    heap[index] = event
    return () => {
      event.run = undefined
    }
  }

  /** Takes the first event off the heap. */
  pop(): (() => void) | undefined {
    const { heap } = this
    const [first] = heap
    const last = heap.pop()
    if (first === undefined || last === undefined) return undefined
    if (heap.length > 0) {
      let index = 0
      for (;;) {
        let down = 2 * index + 1
        let child = heap[down]
        if (child === undefined) break
        const other = heap[down + 1]
        if (other !== undefined && isBefore(other, child)) {
          down++
          child = other
        }
        if (!isBefore(child, last)) break
        heap[index] = child
        index = down
      }
      heap[index] = last
    }
    return first.run
  }
}
