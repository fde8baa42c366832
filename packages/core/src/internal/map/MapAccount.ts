/** An account of a map. Owns how many use it, since when it is idle, and whether the map has forgotten it. */
import type { Account } from "../account/Account.ts"
import { Linked } from "./IdleList.ts"

export class MapAccount<K, A, C> extends Linked {
  readonly key: K
  readonly account: Account<A, C>
  private users = 0
  private since = 0
  private dropped = false

  constructor(key: K, account: Account<A, C>) {
    super()
    this.key = key
    this.account = account
  }

  /** How many wait for its session or use it. */
  get uses(): number {
    return this.users
  }

  /** Since when it is idle. */
  get idleSince(): number {
    return this.since
  }

  /** Whether the map has forgotten it: it is closed when the last use ends. */
  get isDropped(): boolean {
    return this.dropped
  }

  take(count = 1): void {
    this.users += count
  }

  release(): void {
    this.users--
  }

  rest(since: number): void {
    this.since = since
  }

  drop(): void {
    this.dropped = true
  }
}
