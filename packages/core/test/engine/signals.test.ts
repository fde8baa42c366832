/** The events and metrics of one account's life, with their times. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Metric from "effect/Metric"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, InvalidCredentials, type SessionEvent, Unavailable } from "../../src/index.ts"
import type { SessionDriver } from "../../src/Driver.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type Fake, type FakeSession, makeFake } from "../map/fake.ts"

const make = (fake: Fake, rest: Partial<SessionDriver<FakeSession, string>> = {}) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const manager = yield* makeSessionManager({ ...fake.driver("a"), ...rest }).pipe(
      Effect.provide(fake.layer),
      Scope.provide(scope)
    )
    const events: Array<SessionEvent> = []
    yield* Effect.forkChild(Stream.runForEach(manager.events, (event) => Effect.sync(() => void events.push(event))))
    yield* Effect.yieldNow
    return { manager, events, close: Scope.close(scope, Exit.void) }
  })

/** Runs what takes time on the test's clock. */
const within = <A, E>(effect: Effect.Effect<A, E>, time: Duration.Input) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.exit(effect))
    yield* TestClock.adjust(time)
    return yield* yield* Fiber.join(fiber)
  })

/** What the metrics of this library say now, by name and what tells them apart. */
const metrics = Effect.map(Metric.snapshot, (all) =>
  Object.fromEntries(
    all.flatMap(({ attributes, id, state }): ReadonlyArray<readonly [string, unknown]> => {
      const { cause, outcome } = attributes ?? {}
      const value = "sum" in state ? state.sum : "count" in state ? Number(state.count) : undefined
      return id.startsWith("crm_auth_") ? [[[id.slice(9), outcome ?? cause].filter(Boolean).join(" "), value]] : []
    })
  )
)

const counted = Effect.provideServiceEffect(
  Metric.MetricRegistry,
  Effect.sync(() => new Map())
)

const shown = (events: ReadonlyArray<SessionEvent>) =>
  events.map(({ at, vendor, ...event }) => {
    const rest = Object.entries(event).map(([name, value]) =>
      name === "session"
        ? []
        : [Duration.isDuration(value) ? Duration.toMillis(value) : name === "reason" ? "…" : value]
    )
    return [vendor, at, ...rest.flat()].join(" ")
  })

it.effect("a login, a renewal, a rejection and a logout", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.loginTakes = "2 seconds"
    const { events, manager } = yield* make(fake)
    const first = yield* within(manager.session, "2 seconds")
    yield* TestClock.adjust("8 seconds")
    const second = yield* within(manager.renew(first), "2 seconds")
    yield* TestClock.adjust("100 seconds")
    fake.open.delete(second.value.id)
    yield* within(manager.client.get("/x"), "2 seconds")
    yield* manager.logout
    yield* Effect.yieldNow
    assert.deepStrictEqual(shown(events), [
      "fake 0 LoginStarted login",
      "fake 2000 LoginSucceeded login 2000",
      "fake 10000 LoginStarted forced",
      "fake 12000 LoginSucceeded forced 2000",
      "fake 112000 Rejected 102000",
      "fake 112000 LoginStarted rejected",
      "fake 114000 LoginSucceeded rejected 2000",
      // Requests could still carry the session that was renewed.
      "fake 114000 LoggedOut true",
      "fake 114000 LoggedOut true"
    ])
    const said = yield* metrics
    assert.deepInclude(said, {
      "logins success": 3,
      login_duration: 6,
      wait: 6,
      session_age: 114,
      "renewals forced": 1,
      "renewals rejected": 1,
      "logouts confirmed": 2,
      open_sessions: 0,
      replays: 1
    })
    assert.notProperty(said, "renewals login")
  }).pipe(counted)
)

it.effect("failed logins, and the one that works again", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.loginTakes = "2 seconds"
    fake.failWith = new Unavailable({})
    const { events, manager } = yield* make(fake)
    yield* Effect.exit(within(manager.session, "3 seconds"))
    fake.failWith = new InvalidCredentials({})
    yield* Effect.exit(within(manager.session, "3 seconds"))
    assert.strictEqual((yield* metrics)["guarded_accounts"], 1)
    yield* manager.reset
    fake.failWith = new Unavailable({})
    yield* Effect.exit(within(manager.session, "4 seconds"))
    fake.failWith = undefined
    yield* within(manager.session, "2 seconds")
    yield* Effect.yieldNow
    assert.deepStrictEqual(shown(events), [
      "fake 0 LoginStarted login",
      "fake 2000 LoginFailed login … 2000",
      "fake 3000 LoginStarted login",
      "fake 5000 LoginFailed login … 2000",
      "fake 5000 Guarded …",
      "fake 6000 LoginStarted login",
      "fake 8000 LoginFailed login … 2000",
      "fake 10000 LoginStarted login",
      "fake 12000 LoginSucceeded login 2000",
      "fake 12000 Recovered … 1 4000"
    ])
    assert.deepInclude(yield* metrics, {
      "logins success": 1,
      "logins Unavailable": 2,
      "logins InvalidCredentials": 1,
      guarded_accounts: 0
    })
  }).pipe(counted)
)

it.effect("a logout that the vendor does not confirm", () =>
  Effect.gen(function* () {
    const reason = new Unavailable({})
    const logout = () => Effect.fail(new AuthError({ vendor: "fake", operation: "logout", reason }))
    const { events, manager } = yield* make(makeFake(), { logout })
    yield* manager.session
    yield* manager.logout
    yield* Effect.yieldNow
    assert.deepStrictEqual(shown(events).at(-1), "fake 0 LoggedOut false")
    assert.deepInclude(yield* metrics, { "logouts unconfirmed": 1, open_sessions: 0 })
  }).pipe(counted)
)

it.effect("a check that takes its time, and one that gets no reply", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    yield* TestClock.adjust("1 hour")
    let takes: Duration.Input = "3 seconds"
    const keepAlive = () => Effect.sleep(takes)
    const { manager } = yield* make(fake, { keepAlive })
    const first = yield* within(manager.check, "3 seconds")
    assert.deepInclude(first, { ok: true, loggedIn: true })
    assert.deepStrictEqual(Duration.toMillis(first.took), 3000)
    const second = yield* within(manager.check, "3 seconds")
    assert.deepInclude(second, { ok: true, loggedIn: false })
    takes = "1 hour"
    const silent = yield* within(manager.check, "30 seconds")
    assert.deepInclude(silent, { ok: false, trouble: "server" })
    assert.deepInclude(silent.error, { vendor: "fake", operation: "check" })
    assert.deepInclude(silent.error?.reason, { _tag: "Transport", detail: "no reply within 30s" })
    const broken = (yield* make(fake, { keepAlive: () => Effect.die("broken") })).manager
    const ended = yield* broken.check
    assert.deepInclude(ended.error, { vendor: "fake", operation: "check" })
    assert.deepInclude(ended.error?.reason, { _tag: "Transport", detail: "the check ended in a defect" })
  })
)
