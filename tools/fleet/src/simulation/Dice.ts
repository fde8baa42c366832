/** Random numbers of one run. Everything that a run draws comes from its seed, so that the seed replays it exactly. */

/** A small, fast generator (splitmix32). Owns its state. */
export class Dice {
  private state: number

  constructor(seed: number) {
    this.state = seed | 0
  }

  /** A number from 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0
    let mixed = this.state ^ (this.state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 0x1_0000_0000
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  /** A generator of its own, whose numbers do not depend on how many this one draws later. */
  fork(): Dice {
    return new Dice(Math.floor(this.next() * 0x1_0000_0000))
  }
}
