/** Accounts that nobody uses, in the order in which they were last used: a list within the accounts themselves. */

/** What such a list holds. The links belong to the list. */
export interface Linked<Self> {
  before: Self | undefined
  after: Self | undefined
  linked: boolean
}

export class Idle<T extends Linked<T>> {
  first: T | undefined = undefined
  private last: T | undefined = undefined

  /** Puts an account behind all others. */
  add(item: T): void {
    this.remove(item)
    item.linked = true
    item.before = this.last
    if (this.last === undefined) this.first = item
    else this.last.after = item
    this.last = item
  }

  remove(item: T): void {
    if (!item.linked) return
    const { after, before } = item
    if (before === undefined) this.first = after
    else before.after = after
    if (after === undefined) this.last = before
    else after.before = before
    item.before = undefined
    item.after = undefined
    item.linked = false
  }
}
