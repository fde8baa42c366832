/** Events, status, metrics, spans: exact, and without a secret. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as Metric from "effect/Metric"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import * as Tracer from "effect/Tracer"
import * as Metrics from "../../src/Metrics.ts"
import { InvalidCredentials, type SessionEvent } from "../../src/index.ts"
import { make as makeSessionMap } from "../../src/SessionMap.ts"
import { keepSpans } from "../../src/testing/traced.ts"
import { Account, atOnce, minutes, tagOf, unavailable } from "../fixtures/account.ts"

const short = (event: SessionEvent): string =>
  [event._tag, "cause" in event ? event.cause : undefined, "reason" in event ? event.reason._tag : undefined]
    .filter((part) => part !== undefined)
    .join(" ")

it.effect("events tell every login, renewal, rejection, guard and logout, in order, and end with the manager", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { lifetime: minutes(60) })
    const scope = yield* Scope.make()
    const manager = yield* Scope.provide(account.manager(), scope)
    const collecting = yield* Effect.forkChild(Stream.runCollect(manager.events))
    yield* Effect.yieldNow
    const first = yield* manager.session
    yield* manager.renew(first)
    account.dead.add("secret-2")
    yield* manager.client.get("/x")
    account.reason = unavailable
    yield* TestClock.adjust("3400 seconds")
    yield* manager.session
    account.reason = new InvalidCredentials({})
    yield* TestClock.adjust("1 hour")
    yield* tagOf(manager.session)
    yield* tagOf(manager.session)
    yield* manager.reset
    account.reason = undefined
    yield* manager.session
    yield* Scope.close(scope, Exit.void)
    const events = yield* Fiber.join(collecting)
    assert.deepStrictEqual(events.map(short), [
      "LoginStarted login",
      "LoginSucceeded login",
      "LoginStarted forced",
      "LoginSucceeded forced",
      "Rejected",
      "LoginStarted rejected",
      "LoginSucceeded rejected",
      "LoggedOut",
      "LoginStarted soft",
      "LoginFailed soft Unavailable",
      "LoginStarted hard",
      "LoginFailed hard InvalidCredentials",
      "Guarded InvalidCredentials",
      "LoginStarted hard",
      "LoginSucceeded hard",
      "LoggedOut"
    ])
    assert.isTrue(events.every(({ vendor }) => vendor === "acme"))
    assert.deepStrictEqual(yield* Stream.runCollect(manager.events), [])
    assert.notMatch(JSON.stringify(events), /secret-|right/)
  })
)

it.effect("two subscribers see the same, and a logout that fails or hangs is told as unconfirmed", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { logoutTakes: "1 hour" })
    const manager = yield* account.manager()
    const both = yield* Effect.forkChild(
      Effect.all([Stream.runHead(manager.events), Stream.runCollect(Stream.take(manager.events, 3))], {
        concurrency: 2
      })
    )
    yield* Effect.yieldNow
    yield* Effect.yieldNow
    yield* manager.session
    yield* Effect.forkChild(manager.logout)
    yield* TestClock.adjust("2 seconds")
    const [head, events] = yield* Fiber.join(both)
    assert.strictEqual(Option.getOrUndefined(head)?._tag, "LoginStarted")
    const last = events.at(-1)
    assert.deepStrictEqual(last?._tag === "LoggedOut" && [last.confirmed, last.at], [false, 2000])
  })
)

it.effect("status tells the state, the age, the next renewal and the last failure", () =>
  Effect.gen(function* () {
    const account: Account = Object.assign(new Account(), { lifetime: minutes(60), reason: unavailable })
    const manager = yield* account.manager()
    assert.deepStrictEqual(yield* manager.status, { state: "none" })
    yield* tagOf(manager.session)
    assert.deepStrictEqual(yield* manager.status, { state: "none", lastFailure: unavailable })
    yield* TestClock.adjust("1 second")
    account.reason = undefined
    const session = yield* manager.session
    yield* TestClock.adjust("1 minute")
    const status = yield* manager.status
    assert.strictEqual(status.state, "active")
    assert.strictEqual(status.session, session.id)
    assert.deepStrictEqual(status.age, Duration.minutes(1))
    assert.isAtLeast(status.nextRenewalAt ?? 0, 1000 + 3_600_000 - 5000 - 330_000)
    assert.isAtMost(status.nextRenewalAt ?? 0, 1000 + 3_600_000 - 5000 - 270_000)
    assert.match(session.id, /^[0-9a-f]{16}$/)
    assert.notMatch(JSON.stringify(status), /secret-/)
  })
)

it.effect("session ids and jitter come from Effect's Random, and a seed repeats them", () =>
  Effect.gen(function* () {
    const once = Effect.scoped(
      Effect.gen(function* () {
        const manager = yield* Object.assign(new Account(), { lifetime: minutes(60) }).manager()
        yield* manager.session
        return yield* manager.status
      })
    )
    const [a, b] = [yield* Random.withSeed(once, "one"), yield* Random.withSeed(once, "one")]
    const c = yield* Random.withSeed(once, "two")
    assert.deepStrictEqual(a, b)
    assert.notStrictEqual(a.session, c.session)
    assert.notStrictEqual(a.nextRenewalAt, c.nextRenewalAt)
  })
)

it.effect("metrics count logins by outcome, renewals by cause, shared flights, waits and ages", () =>
  Effect.gen(function* () {
    const account: Account = Object.assign(new Account(), { takes: "1 second" })
    const manager = yield* account.manager({ vendor: "counted" })
    const asking = yield* Effect.forkChild(atOnce(10, manager.session))
    yield* TestClock.adjust("1 second")
    yield* Fiber.join(asking)
    account.takes = 0
    yield* TestClock.adjust("9 seconds")
    yield* manager.renew(yield* manager.session)
    account.dead.add("secret-2")
    yield* manager.client.get("/x")
    account.reason = unavailable
    yield* tagOf(manager.renew(yield* manager.session))
    const of = <I, S>(metric: Metric.Metric<I, S>, attributes: { readonly [name: string]: string } = {}) =>
      Metric.value(Metric.withAttributes(metric, { vendor: "counted", server: account.driver.origin, ...attributes }))
    assert.strictEqual((yield* of(Metrics.logins, { outcome: "success" })).count, 3)
    assert.strictEqual((yield* of(Metrics.logins, { outcome: "Unavailable" })).count, 1)
    assert.strictEqual((yield* of(Metrics.renewals, { cause: "forced" })).count, 1)
    assert.strictEqual((yield* of(Metrics.renewals, { cause: "rejected" })).count, 1)
    assert.strictEqual((yield* of(Metrics.sharedLogins)).count, 9)
    const waits = yield* of(Metrics.waits)
    assert.deepStrictEqual([waits.count, waits.sum, waits.max], [13, 10, 1])
    const ages = yield* of(Metrics.sessionAge)
    assert.deepStrictEqual([ages.count, ages.sum], [2, 10])
    assert.deepStrictEqual((yield* of(Metrics.loginDuration)).count, 3)
  })
)

it.effect("metrics carry the attributes of the program that builds the manager, too", () =>
  Effect.gen(function* () {
    const manager = yield* new Account().manager({ vendor: "tagged" })
    yield* manager.session
    const counted = Metric.value(
      Metric.withAttributes(Metrics.logins, {
        vendor: "tagged",
        server: "https://acme.example/base",
        outcome: "success"
      })
    )
    const team = Effect.provideService(Metric.CurrentMetricAttributes, { team: "sales" })
    assert.strictEqual((yield* team(counted)).count, 1)
    assert.strictEqual((yield* Effect.provideService(counted, Metric.CurrentMetricAttributes, {})).count, 0)
  }).pipe(Effect.provideService(Metric.CurrentMetricAttributes, { team: "sales" }))
)

it.effect("a login is a root span linked to its callers, never a child of its builder's, and a read makes none", () =>
  Effect.gen(function* () {
    const { spans, tracer } = keepSpans()
    const named = (name: string) => spans.filter((span) => span.name === name)
    yield* Effect.gen(function* () {
      const account = Object.assign(new Account(), { takes: "1 second", lifetime: minutes(60) })
      const manager = yield* account
        .manager({
          renew: () => account.driver.login("right")
        })
        .pipe(Effect.withSpan("startup"))
      const callers = yield* Effect.forkChild(
        Effect.all(
          Array.from({ length: 3 }, (_, index) => Effect.withSpan(manager.session, `caller ${index}`)),
          { concurrency: 3 }
        )
      )
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(callers)
      const before = spans.length
      const session = yield* manager.session
      assert.strictEqual(spans.length, before)
      yield* Effect.forkChild(manager.renew(session))
      yield* TestClock.adjust("1 second")
      yield* manager.logout
    }).pipe(Effect.provideService(Tracer.Tracer, tracer))
    const [login, renewal] = named("acme.login")
    assert.isTrue(login !== undefined && Option.isNone(login.parent))
    assert.deepStrictEqual(
      login?.links.map(({ span }) => span._tag === "Span" && span.name),
      ["caller 0", "caller 1", "caller 2"]
    )
    assert.strictEqual(login?.attributes.get("crm_auth.cause"), "login")
    assert.strictEqual(renewal?.attributes.get("crm_auth.cause"), "forced")
    assert.strictEqual(named("acme.renew").length, 1)
    // The session that was renewed and the one that renewed it.
    assert.strictEqual(named("acme.logout").length, 2)
  })
)

it.effect("a login is linked to 128 callers at most, and a caller without a span leaves no link", () =>
  Effect.gen(function* () {
    const { spans, tracer } = keepSpans()
    yield* Effect.gen(function* () {
      const account = Object.assign(new Account(), { takes: "1 second" })
      const manager = yield* account.manager()
      const callers = yield* Effect.forkChild(
        Effect.all([...Array.from({ length: 3 }, () => manager.session), Effect.withSpan(manager.session, "caller")], {
          concurrency: "unbounded"
        })
      )
      yield* TestClock.adjust("1 second")
      const [session] = yield* Fiber.join(callers)
      assert.isDefined(session)
      yield* manager.invalidate(session)
      yield* Effect.forkChild(atOnce(200, Effect.withSpan(manager.session, "caller")))
      yield* TestClock.adjust("1 second")
    }).pipe(Effect.provideService(Tracer.Tracer, tracer))
    const links = spans.filter(({ name }) => name === "acme.login").map((span) => span.links)
    assert.deepStrictEqual(
      links.map(({ length }) => length),
      [1, 128]
    )
    for (const { span } of links.flat()) assert.isTrue(span._tag === "Span" && span.name === "caller")
  })
)

it.effect("a caller may wait for a login that waits for its turn, and has no span yet", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { takes: "1 second" })
    const lookup = () => Effect.succeed(account.driver)
    const map = yield* makeSessionMap({ vendor: "acme", lookup }).pipe(
      Effect.provideService(HttpClient.HttpClient, account.http)
    )
    const first = yield* Effect.forkChild(map.session("a"))
    yield* TestClock.adjust("500 millis")
    yield* map.invalidate("a")
    const others = yield* Effect.forkChild(atOnce(3, Effect.withSpan(map.session("a"), "caller")))
    yield* TestClock.adjust("2 seconds")
    yield* Fiber.join(first)
    assert.strictEqual(new Set(yield* Fiber.join(others)).size, 1)
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("a guard that answers is no event of its own, also when credentials are read again", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { password: "wrong" })
    const manager = yield* account.manager({ fixedCredentials: false })
    const events: Array<string> = []
    yield* Effect.forkChild(Stream.runForEach(manager.events, (event) => Effect.sync(() => events.push(short(event)))))
    yield* Effect.yieldNow
    yield* tagOf(manager.session)
    yield* TestClock.adjust("10 seconds")
    yield* tagOf(manager.session)
    yield* TestClock.adjust("1 second")
    assert.strictEqual(account.reads, 2)
    assert.deepStrictEqual(events, [
      "LoginStarted login",
      "LoginFailed login InvalidCredentials",
      "Guarded InvalidCredentials"
    ])
  })
)
