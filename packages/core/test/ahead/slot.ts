/** An account as the schedule of renewals sees it, without one. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { SessionLifetime } from "../../src/Driver.ts"
import { LiveSession } from "../../src/internal/account/LiveSession.ts"
import type { Renewable } from "../../src/internal/account/runtime.ts"

export const runtimeOf = Effect.gen(function* () {
  const clock = yield* Clock.Clock
  const context = yield* Effect.context()
  return { now: () => clock.currentTimeMillisUnsafe(), fork: Effect.runForkWith(context) }
})

export const live = (lifetime: SessionLifetime, usedAt = 0) =>
  new LiveSession({ id: "a", value: "secret", issuedAt: 0, lifetime }, { jitter: 0.5, usedAt })

/** An account that does what a test says. */
export class Slot implements Renewable {
  live: LiveSession<unknown> | undefined
  isClosed = false
  isLoggingIn = false
  lastRequestedAt = 0
  renewNotBefore = 0
  canKeepAlive = true
  blocked = 0
  refreshed = 0
  calls = 0
  call: Effect.Effect<void> | undefined = undefined

  constructor(lifetime?: SessionLifetime) {
    this.live = lifetime && live(lifetime)
  }
  get account() {
    return {
      isClosed: this.isClosed,
      driver: this.canKeepAlive ? { keepAlive: () => this.call } : {},
      gate: { memory: { blockedFor: () => this.blocked } }
    }
  }
  refresh() {
    this.refreshed++
    this.isLoggingIn = true
  }
  keepAlive() {
    if (this.call !== undefined) this.calls++
    return this.call
  }
}

export const hour: SessionLifetime = { absoluteTimeout: Duration.hours(1) }
/** With a jitter of a half: five minutes and five seconds before the end. */
export const softAt = 3_600_000 - 5000 - 300_000
