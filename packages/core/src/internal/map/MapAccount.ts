/** An account of a map. Owns how many use it, since when it is idle, and whether the map has forgotten it. */
import type { SessionDriver } from "../../SessionDriver.ts"
import type { SessionEvent, SessionEventDetail } from "../../SessionEvent.ts"
import { Account } from "../account/Account.ts"
import type { EventHub } from "../account/EventHub.ts"
import type { Runtime } from "../account/runtime.ts"
import { Linked } from "./IdleList.ts"

/** What all accounts of a map share. */
export interface MapRuntime<K> extends Runtime {
  readonly hub: Pick<EventHub<SessionEvent & { readonly key?: K }>, "publish">
}

/** An account whose events carry its key in the map. */
export class KeyedAccount<K, A, C> extends Account<A, C> {
  declare readonly runtime: MapRuntime<K>
  readonly key: K

  constructor(key: K, driver: SessionDriver<A, C>, runtime: MapRuntime<K>) {
    super(driver, runtime)
    this.key = key
  }

  override publish(event: SessionEventDetail): void {
    const { hub, now } = this.runtime
    hub.publish({ vendor: this.driver.vendor, at: now(), key: this.key, ...event })
  }
}

export class MapAccount<K, A, C> extends Linked {
  readonly account: KeyedAccount<K, A, C>
  private users = 0
  private since = 0
  private dropped = false

  constructor(account: KeyedAccount<K, A, C>) {
    super()
    this.account = account
  }

  get key(): K {
    return this.account.key
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
