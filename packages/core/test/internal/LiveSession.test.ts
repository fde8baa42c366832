/** How long a session is fresh, usable, and alive at the vendor. */
import { assert, describe, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { SessionLifetime } from "../../src/Driver.ts"
import {
  causeOf,
  LiveSession,
  type LiveSessionOptions,
  sharedLifetime
} from "../../src/internal/account/LiveSession.ts"
import { accountSharing } from "../../src/internal/store/accountSharing.ts"
import type { SharedSessions } from "../../src/internal/store/SharedSessions.ts"

const issuedAt = 1_000_000
const both: SessionLifetime = { absoluteTimeout: Duration.seconds(100), idleTimeout: Duration.seconds(20) }

const open = (lifetime: SessionLifetime, options: Partial<LiveSessionOptions> = {}) =>
  new LiveSession({ id: "a", value: "secret", issuedAt, lifetime }, { jitter: 0.5, ...options })

/** The first and the last of the seconds since the login in which something holds. */
const secondsOf = (holds: (now: number) => boolean) => {
  const seconds = Array.from({ length: 201 }, (_, index) => index - 100).filter((at) => holds(issuedAt + at * 1000))
  return [seconds[0], seconds.at(-1)]
}

describe("a session with both limits", () => {
  it("has its deadlines before the vendor's", () => {
    const live = open(both)
    assert.deepStrictEqual(
      [live.softAt - issuedAt, live.hardAt - issuedAt, live.idleFor, live.lastAt - issuedAt, live.usedAt - issuedAt],
      [75_000, 95_000, 18_000, 18_000, 0]
    )
    assert.isFalse(live.isLifetimeUnknown)
    assert.strictEqual(live._tag, "Open")
  })

  it("is fresh until it idles out or becomes soft", () => {
    const unused = open(both)
    assert.deepStrictEqual(
      secondsOf((now) => unused.isFresh(now)),
      [-100, 17]
    )
    const used = open(both, { usedAt: issuedAt + 70_000 })
    assert.deepStrictEqual(
      secondsOf((now) => used.isFresh(now)),
      [-100, 74]
    )
    assert.strictEqual(used.lastAt, issuedAt + 88_000)
    const late = open(both, { usedAt: issuedAt + 90_000 })
    assert.strictEqual(late.lastAt, issuedAt + 95_000)
  })

  it("is usable until it idles out or becomes hard, and before its login, which only a clock that was set back shows", () => {
    const unused = open(both)
    assert.deepStrictEqual(
      secondsOf((now) => unused.isUsable(now)),
      [-100, 17]
    )
    const used = open(both, { usedAt: issuedAt + 90_000 })
    assert.deepStrictEqual(
      secondsOf((now) => used.isUsable(now)),
      [-100, 94]
    )
  })

  it("is over at the vendor once a limit has passed", () => {
    const unused = open(both)
    assert.deepStrictEqual(
      secondsOf((now) => unused.isExpiredAtVendor(now)),
      [21, 100]
    )
    const used = open(both, { usedAt: issuedAt + 90_000 })
    assert.deepStrictEqual(
      secondsOf((now) => used.isExpiredAtVendor(now)),
      [100, 100]
    )
    const idling = open({ idleTimeout: Duration.seconds(20) })
    assert.deepStrictEqual(
      secondsOf((now) => idling.isExpiredAtVendor(now)),
      [21, 100]
    )
    const ageing = open({ absoluteTimeout: Duration.seconds(50) })
    assert.deepStrictEqual(
      secondsOf((now) => ageing.isExpiredAtVendor(now)),
      [50, 100]
    )
    assert.isFalse(open({}).isExpiredAtVendor(Number.MAX_SAFE_INTEGER))
  })

  it("is renewed because it is soft while it is usable, and hard afterwards", () => {
    assert.strictEqual(causeOf(undefined, issuedAt), "login")
    assert.strictEqual(causeOf(open(both), issuedAt), "soft")
    assert.strictEqual(causeOf(open(both), issuedAt + 18_000), "hard")
  })
})

describe("a session whose age only the clock tells", () => {
  it("is neither fresh nor usable when the clock was set back to before its login", () => {
    const live = open(both, { trustsClock: true })
    // Five seconds are the margin before its end.
    assert.deepStrictEqual(
      secondsOf((now) => live.isAgeUnknown(now)),
      [-100, -6]
    )
    assert.deepStrictEqual(
      secondsOf((now) => live.isFresh(now)),
      [-5, 17]
    )
    assert.deepStrictEqual(
      secondsOf((now) => live.isUsable(now)),
      [-5, 17]
    )
  })

  it("is usable whatever the clock shows if it has no end, or if the vendor rejects what is too old", () => {
    for (const live of [
      open({ idleTimeout: Duration.seconds(20) }, { trustsClock: true }),
      open(both, { trustsClock: false }),
      open(both)
    ]) {
      assert.isFalse(live.isAgeUnknown(issuedAt - 1_000_000))
      assert.isTrue(live.isUsable(issuedAt - 1_000_000))
    }
  })
})

it("a lifetime is unknown only without any limit", () => {
  assert.isTrue(open({}).isLifetimeUnknown)
  assert.isFalse(open({ idleTimeout: Duration.seconds(20) }).isLifetimeUnknown)
  assert.isFalse(open({ absoluteTimeout: Duration.seconds(20) }).isLifetimeUnknown)
  assert.strictEqual(open({}).lastAt, Infinity)
})

it("sessions that live alike share their lifetime, and others do not", () => {
  const first = sharedLifetime({ absoluteTimeout: Duration.seconds(100), idleTimeout: Duration.seconds(20) })
  assert.strictEqual(sharedLifetime({ ...both }), first)
  for (const other of [
    {},
    { absoluteTimeout: Duration.seconds(100) },
    { idleTimeout: Duration.seconds(20) },
    { absoluteTimeout: Duration.seconds(100), idleTimeout: Duration.seconds(21) },
    { absoluteTimeout: Duration.seconds(101), idleTimeout: Duration.seconds(20) }
  ]) {
    assert.strictEqual(sharedLifetime(first), first)
    assert.strictEqual(sharedLifetime(other), other)
    assert.strictEqual(
      open(other).isLifetimeUnknown,
      other.absoluteTimeout === undefined && other.idleTimeout === undefined
    )
  }
})

it("a use is news if it is later, or if the clock was set back", () => {
  const live = open(both)
  assert.isFalse(live.touch(issuedAt, issuedAt))
  assert.isFalse(live.touch(issuedAt - 1, issuedAt))
  assert.isTrue(live.touch(issuedAt + 1, issuedAt + 1))
  assert.strictEqual(live.usedAt, issuedAt + 1)
  assert.isFalse(live.touch(issuedAt, issuedAt + 1))
  assert.isTrue(live.touch(issuedAt - 50_000, issuedAt - 50_000))
  assert.strictEqual(live.usedAt, issuedAt - 50_000)
})

it("use is written down for others once in a while, and never of a session that has no place", () => {
  const told: Array<string> = []
  const store: SharedSessions = {
    sharing: accountSharing,
    obtain: () => Effect.never,
    look: () => Effect.undefined,
    lift: () => Effect.void,
    touch: (slot, id, after) => Effect.sync(() => void told.push(`${slot} ${id} ${after}`)),
    isDown: () => false,
    forget: () => Effect.void
  }
  const account = {
    driver: { vendor: "fake", origin: "https://fake.example" },
    publish: () => {},
    runtime: { now: () => issuedAt, store, context: Context.empty(), fork: Effect.runSync }
  }
  const written = (live: LiveSession<string>) => {
    accountSharing.noteUse(account, live)
    return told.splice(0)
  }
  const live = open(both, { place: "slot" })
  const usedAfter = (millis: number) => {
    assert.isTrue(live.touch(issuedAt + millis, issuedAt + millis))
    return written(live)
  }
  assert.deepStrictEqual(written(open(both, { usedAt: issuedAt + 90_000 })), [])
  assert.strictEqual(live.place, "slot")
  // Four times in 18 seconds without use, after which it is no longer handed out.
  assert.deepStrictEqual(usedAfter(4499), [])
  assert.deepStrictEqual(usedAfter(4500), ["slot a 4500"])
  assert.deepStrictEqual(written(live), [])
  assert.deepStrictEqual(usedAfter(8999), [])
  assert.deepStrictEqual(usedAfter(9000), ["slot a 4500"])
})
