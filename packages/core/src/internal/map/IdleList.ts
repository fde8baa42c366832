/** Items in the order in which they were last used: a ring through the items themselves, which owns their links. */

export class Linked {
  private before: Linked = this
  private after: Linked = this

  /** The item behind this one, or the list itself at its end. */
  protected get next(): Linked {
    return this.after
  }

  /** Takes it out of the list that it is in, if it is in one. */
  unlink(): void {
    this.before.after = this.after
    this.after.before = this.before
    this.before = this
    this.after = this
  }

  protected linkBefore(other: Linked): void {
    this.unlink()
    this.before = other.before
    this.after = other
    other.before.after = this
    other.before = this
  }

  /** Puts an item at the end of a list. */
  protected append(item: Linked): void {
    item.linkBefore(this)
  }
}

export class IdleList<T extends Linked> extends Linked {
  private readonly isItem: (item: Linked) => item is T

  constructor(isItem: (item: Linked) => item is T) {
    super()
    this.isItem = isItem
  }

  /** The item that was used the longest ago. */
  get first(): T | undefined {
    const { next } = this
    return this.isItem(next) ? next : undefined
  }

  /** Puts an item behind all others. */
  add(item: T): void {
    this.append(item)
  }
}
