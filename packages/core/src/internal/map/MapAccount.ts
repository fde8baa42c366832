/** An account of a map: its engine, and its place among those that nobody uses. One object, nothing that runs. */
import type * as Duration from "effect/Duration"
import type { SessionDriver } from "../../SessionDriver.ts"
import type { SessionEventDetail } from "../../SessionEvent.ts"
import type { SessionMapEvent } from "../../SessionMap.ts"
import { Engine } from "../account/Account.ts"
import type { Hub } from "../account/EventHub.ts"
import type { Surroundings } from "../account/runtime.ts"
import type { Linked } from "./idle.ts"

/** What all accounts of a map share. */
export interface Shared<K> {
  readonly around: Surroundings
  readonly hub: Hub<SessionMapEvent<K>>
  readonly loginTimeout: Duration.Duration
}

export class Entry<K, A, C> extends Engine<A, C> implements Linked<Entry<K, A, C>> {
  readonly key: K
  before: Entry<K, A, C> | undefined = undefined
  after: Entry<K, A, C> | undefined = undefined
  linked = false
  restingSince = 0
  /** How many wait for this account's session or use it. */
  uses = 0
  /** Whether the map has forgotten it: it is closed when the last use ends. */
  dropped = false
  private readonly hub: Hub<SessionMapEvent<K>>

  constructor(key: K, driver: SessionDriver<A, C>, shared: Shared<K>) {
    super(driver, shared.around, shared.loginTimeout)
    this.key = key
    this.hub = shared.hub
  }

  override publish(event: SessionEventDetail): void {
    this.hub.publish({ vendor: this.driver.vendor, at: this.around.now(), key: this.key, ...event })
  }
}
