/** The engine's side of a store: what it tells, and how often it writes. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { LoginAttempt } from "../../src/internal/account/LoginAttempt.ts"
import { SessionSlot } from "../../src/internal/account/SessionSlot.ts"
import { accountSharing } from "../../src/internal/store/accountSharing.ts"
import type { SharedSessions } from "../../src/internal/store/SharedSessions.ts"
import { Account as EngineAccount } from "../../src/internal/account/Account.ts"
import { captureRuntime, runtimeOptionsOf } from "../../src/internal/account/runtime.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { Account } from "../fixtures/account.ts"

const sharing = {
  codec: Schema.Redacted(Schema.String),
  account: (user: string) => ["password", user]
}

/** Managers of one account on one store, and what the store is asked to do. */
const fleet = Effect.gen(function* () {
  const account = Object.assign(new Account(), { lifetime: { idleTimeout: Duration.minutes(20) } })
  const context = yield* Layer.build(SessionStore.layerMemory)
  const touches: Array<string> = []
  const start = (shared = true) =>
    Effect.gen(function* () {
      const store = yield* SessionStore.SessionStore
      return yield* Effect.provideService(
        account.manager(shared ? { sharing } : {}),
        SessionStore.SessionStore,
        store && {
          ...store,
          touch: (slot, ...rest) =>
            Effect.andThen(
              Effect.sync(() => touches.push(slot)),
              store.touch(slot, ...rest)
            )
        }
      )
    }).pipe(Effect.provideContext(context))
  return { account, start, touches }
})

it.effect("a session found in the store is told as found, and counts as no login", () =>
  Effect.gen(function* () {
    const { account, start } = yield* fleet
    const [first, second] = [yield* start(), yield* start()]
    yield* first.session
    const events: Array<string> = []
    yield* Effect.forkChild(Stream.runForEach(second.events, ({ _tag }) => Effect.sync(() => void events.push(_tag))))
    yield* Effect.yieldNow
    const found = yield* second.session
    yield* Effect.yieldNow
    assert.strictEqual(Redacted.value(found.value), "secret-1")
    assert.deepStrictEqual(events, ["Found"])
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("the use of a shared session is written at most four times in its idle time", () =>
  Effect.gen(function* () {
    const { start, touches } = yield* fleet
    const manager = yield* start()
    yield* manager.session
    for (let minute = 0; minute < 60; minute++) {
      yield* TestClock.adjust("1 minute")
      yield* manager.client.get("/x")
    }
    assert.isAtLeast(touches.length, 10)
    assert.isAtMost(touches.length, 12)
  })
)

it.effect("sessions that cannot be shared, such as those of ready-made tokens, work beside a store", () =>
  Effect.gen(function* () {
    const { account, start, touches } = yield* fleet
    const [first, second] = [yield* start(false), yield* start(false)]
    yield* first.session
    yield* second.session
    yield* TestClock.adjust("10 minutes")
    yield* first.client.get("/x")
    yield* first.reset
    yield* first.logout
    assert.strictEqual(account.tried.length, 2)
    assert.deepStrictEqual([touches, account.loggedOut], [[], ["secret-1"]])
  })
)

it.effect("the lists of sessions that were found, or must not come back, are bounded", () =>
  Effect.gen(function* () {
    const runtime = yield* captureRuntime({ ...runtimeOptionsOf({}), publish: () => {} })
    const sessions = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      value: Redacted.make("x"),
      issuedAt: 0,
      lifetime: {}
    }))
    const queries: Array<{ readonly ignoreGuard: boolean; readonly isUnwanted: (id: string) => boolean }> = []
    const store: SharedSessions = {
      sharing: accountSharing,
      obtain: () => Effect.never,
      look: (query) => {
        const session = sessions[queries.length]
        queries.push(query)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the account's sessions are of this type
        return Effect.succeed({ _tag: "found", session: session as never, usedAt: 0, slot: "place" })
      },
      lift: () => Effect.void,
      touch: () => Effect.void,
      isDown: () => false,
      forget: () => Effect.void
    }
    const slot = new SessionSlot(new EngineAccount({ ...new Account().driver, sharing }, { ...runtime, store }), 0)
    const shared = accountSharing.of(slot, new LoginAttempt("login", 0, undefined))
    yield* accountSharing.lift(slot)
    for (const session of sessions) {
      yield* shared?.look("right") ?? Effect.void
      accountSharing.discard(slot, session.id)
    }
    assert.deepStrictEqual(
      sessions.map((session) => accountSharing.wasFound(slot, session)),
      sessions.map((_, index) => index >= 12)
    )
    assert.deepStrictEqual(
      sessions.map(({ id }) => queries[0]?.isUnwanted(id)),
      sessions.map((_, index) => index >= 12)
    )
    // What the store tells of refusals is ignored until a login has worked.
    assert.deepStrictEqual(
      queries.slice(0, 2).map(({ ignoreGuard }) => ignoreGuard),
      [true, false]
    )
  })
)
