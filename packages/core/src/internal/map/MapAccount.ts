/** An account of a map. Owns how many use it, since when it is idle, and whether the map has forgotten it. */
import type { SessionDriver } from "../../SessionDriver.ts"
import type { SessionEvent, SessionEventDetail } from "../../SessionEvent.ts"
import { Account } from "../account/Account.ts"
import type { EventHub } from "../account/EventHub.ts"
import type { Runtime } from "../account/runtime.ts"
import { Linked } from "./IdleList.ts"

/** An account whose events carry its key in the map. */
export class KeyedAccount<K, A, C> extends Account<A, C> {
  readonly key: K
  private readonly hub: Pick<EventHub<SessionEvent & { readonly key?: K }>, "publish">

  constructor(
    key: K,
    driver: SessionDriver<A, C>,
    runtime: Runtime,
    hub: Pick<EventHub<SessionEvent & { readonly key?: K }>, "publish">
  ) {
    super(driver, runtime)
    this.key = key
    this.hub = hub
  }

  override publish(event: SessionEventDetail): void {
    this.hub.publish({ vendor: this.driver.vendor, at: this.runtime.now(), key: this.key, ...event })
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
