/** Log lines, metrics, spans and events as an operator needs them. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as Logger from "effect/Logger"
import * as Metric from "effect/Metric"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import * as Tracer from "effect/Tracer"
import * as Metrics from "../../src/Metrics.ts"
import type { SessionDriver } from "../../src/Driver.ts"
import { InvalidCredentials, type SessionEvent } from "../../src/index.ts"
import * as SessionMap from "../../src/SessionMap.ts"
import { keepSpans } from "../../src/testing/traced.ts"
import { Account, minutes, tagOf, unavailable } from "../fixtures/account.ts"

const refused = new InvalidCredentials({ code: "BAD_KEY", detail: 'the key of "jane" is wrong' })

/** Collects the lines that the console would show. */
const keepLines = () => {
  const lines: Array<string> = []
  const logger = Logger.make(({ message }) => void lines.push(String(message)))
  return { lines, layer: Logger.layer([logger]) }
}

const sharing: SessionDriver<Redacted.Redacted, string>["sharing"] = {
  codec: Schema.Redacted(Schema.String),
  account: (user) => ["password", user]
}

/** A map whose accounts are users of one server. */
const users = (
  account: Account,
  driver: Partial<SessionDriver<Redacted.Redacted, string>>,
  options: SessionMap.SessionMapOptions = {}
) =>
  Effect.provideService(
    SessionMap.make({
      vendor: "acme",
      lookup: (user: string) =>
        Effect.succeed({ ...account.driver, sharing, credentials: Effect.succeed(user), ...driver }),
      ...options
    }),
    HttpClient.HttpClient,
    account.http
  )

it.effect("U22 a failed login is one line with the hashed account, reason, code and detail", () => {
  const { layer, lines } = keepLines()
  return Effect.gen(function* () {
    const account = Object.assign(new Account(), { reason: refused, takes: "20 millis" })
    const map = yield* users(account, {})
    const waiting = yield* Effect.forkChild(tagOf(map.session("jane@example.com")))
    yield* TestClock.adjust("20 millis")
    yield* tagOf(map.session("jane@example.com"))
    assert.isDefined(waiting.pollUnsafe())
    assert.strictEqual(lines.length, 1)
    assert.match(
      lines[0] ?? "",
      /^login failed vendor=acme server=https:\/\/acme\.example\/base reason=InvalidCredentials code=BAD_KEY account=[\da-f]{8} cause=login detail="the key of \\"jane\\" is wrong" millis=20$/
    )
    assert.notMatch(lines.join(), /jane@|\n/)
  }).pipe(Effect.provide(layer))
})

it.effect("U22 sixty refused accounts of one server make two lines, and the count is right", () => {
  const { layer, lines } = keepLines()
  return Effect.gen(function* () {
    const account = Object.assign(new Account(), { reason: refused })
    const scope = yield* Scope.make()
    const map = yield* Scope.provide(users(account, {}), scope)
    for (let index = 0; index < 60; index++) yield* tagOf(map.session(`user ${index}`))
    assert.strictEqual(account.tried.length, 60)
    assert.strictEqual(lines.length, 1)
    yield* Scope.close(scope, Exit.void)
    assert.strictEqual(lines.length, 2)
    assert.match(lines[1] ?? "", /^login failed vendor=acme .*code=BAD_KEY repeated=59$/)
  }).pipe(Effect.provide(layer))
})

it.effect("U22 after a minute, after a recovery, and for another reason, a failure is told again", () => {
  const { layer, lines } = keepLines()
  return Effect.gen(function* () {
    const account: Account = Object.assign(new Account(), { reason: unavailable })
    const manager = yield* account.manager()
    const failAfter = (wait: Duration.Input) => Effect.andThen(TestClock.adjust(wait), tagOf(manager.session))
    yield* failAfter(0)
    yield* failAfter("2 seconds")
    yield* failAfter("4 seconds")
    assert.strictEqual(lines.length, 1)
    yield* failAfter("1 minute")
    assert.match(lines[1] ?? "", / repeated=2$/)
    account.reason = refused
    yield* failAfter("1 minute")
    assert.match(lines[2] ?? "", /reason=InvalidCredentials/)
    yield* manager.reset
    account.reason = undefined
    yield* manager.invalidate(yield* manager.session)
    account.reason = refused
    yield* failAfter("1 minute")
    assert.strictEqual(lines.length, 4)
  }).pipe(Effect.provide(layer))
})

it.effect("Recovered tells how many logins failed and for how long", () =>
  Effect.gen(function* () {
    const account: Account = Object.assign(new Account(), { reason: unavailable })
    const manager = yield* account.manager()
    const events: Array<SessionEvent> = []
    yield* Effect.forkChild(Stream.runForEach(manager.events, (event) => Effect.sync(() => void events.push(event))))
    yield* Effect.yieldNow
    for (let index = 0; index < 3; index++) {
      yield* tagOf(manager.session)
      yield* TestClock.adjust("10 seconds")
    }
    account.reason = undefined
    yield* manager.session
    yield* Effect.yieldNow
    const last = events.at(-1)
    assert.deepStrictEqual(last, {
      _tag: "Recovered",
      vendor: "acme",
      at: 30_000,
      reason: unavailable,
      failures: 3,
      after: Duration.seconds(30)
    })
    assert.strictEqual(events.at(-2)?._tag, "LoginSucceeded")
    yield* manager.renew(yield* manager.session)
    yield* Effect.yieldNow
    assert.strictEqual(events.filter(({ _tag }) => _tag === "Recovered").length, 1)
  })
)

it.effect("a renewal that works again is a recovery, too, once", () =>
  Effect.gen(function* () {
    const account: Account = Object.assign(new Account(), { lifetime: minutes(60) })
    const manager = yield* account.manager({
      renew: () => account.driver.login("renewal")
    })
    const events: Array<string> = []
    yield* Effect.forkChild(Stream.runForEach(manager.events, ({ _tag }) => Effect.sync(() => void events.push(_tag))))
    const session = yield* manager.session
    account.reason = unavailable
    yield* tagOf(manager.renew(session))
    account.reason = undefined
    yield* TestClock.adjust("1 minute")
    yield* manager.renew(session)
    yield* manager.renew(yield* manager.session)
    yield* Effect.yieldNow
    assert.strictEqual(events.filter((tag) => tag === "Recovered").length, 1)
  })
)

/** Metrics of one test alone. */
const counted = Effect.provideServiceEffect(
  Metric.MetricRegistry,
  Effect.sync(() => new Map())
)

it.effect("metrics count replays, logouts, evictions, open sessions and guarded accounts, by vendor and server", () =>
  Effect.gen(function* () {
    const account: Account = new Account()
    const scope = yield* Scope.make()
    const map = yield* Scope.provide(users(account, { vendor: "metered" }, { capacity: 2 }), scope)
    const of = (metric: Metric.Metric<number, Metric.CounterState<number>>, attributes = {}) =>
      Effect.map(
        Metric.value(
          Metric.withAttributes(metric, { vendor: "metered", server: account.driver.origin, ...attributes })
        ),
        ({ count }) => count
      )
    yield* map.session("a")
    yield* map.session("b")
    assert.strictEqual(yield* of(Metrics.openSessions), 2)
    account.dead.add("secret-1")
    yield* map.client("a").get("/x")
    assert.strictEqual(yield* of(Metrics.replays), 1)
    assert.strictEqual(yield* of(Metrics.openSessions), 2)
    account.reason = refused
    yield* tagOf(map.session("c"))
    yield* TestClock.adjust(1)
    assert.strictEqual(yield* of(Metrics.evictions, { cause: "capacity" }), 1)
    assert.strictEqual(yield* of(Metrics.logouts, { outcome: "confirmed" }), 1)
    assert.strictEqual(yield* of(Metrics.openSessions), 1)
    assert.strictEqual(yield* of(Metrics.guardedAccounts), 1)
    account.reason = undefined
    const guarded = yield* map.get("c")
    yield* guarded.reset
    assert.strictEqual(yield* of(Metrics.guardedAccounts), 0)
    yield* map.session("c")
    assert.strictEqual(yield* of(Metrics.openSessions), 2)
    yield* Scope.close(scope, Exit.void)
    assert.strictEqual(yield* of(Metrics.openSessions), 0)
  }).pipe(counted)
)

it.effect("an account that is idle for long is an eviction of its own cause", () =>
  Effect.gen(function* () {
    const account = new Account()
    const map = yield* users(account, { vendor: "idling" }, { idleTimeToLive: "1 minute" })
    yield* map.session("a")
    yield* TestClock.adjust("2 minutes")
    const attributes = { vendor: "idling", server: account.driver.origin, cause: "idle" }
    assert.strictEqual((yield* Metric.value(Metric.withAttributes(Metrics.evictions, attributes))).count, 1)
  }).pipe(counted)
)

it.effect("spans say the operation, the server, the hashed account, and that a request was sent again", () => {
  const { spans, tracer } = keepSpans()
  return Effect.gen(function* () {
    const account = new Account()
    yield* Effect.gen(function* () {
      const map = yield* users(account, {})
      yield* map.session("jane")
      account.dead.add("secret-1")
      yield* map.client("jane").get("/x")
      yield* map.invalidate("jane")
    }).pipe(Effect.provideService(Tracer.Tracer, tracer))
    const of = (name: string) => spans.filter((span) => span.name === name).map(({ attributes }) => attributes)
    const requests = spans.filter(({ kind }) => kind === "client").map(({ attributes }) => attributes)
    const all = [...of("acme.login"), ...of("acme.logout"), ...requests]
    assert.strictEqual(all.length, 5)
    const hashes = new Set(all.map((attributes) => attributes.get("crm_auth.account")))
    assert.strictEqual(hashes.size, 1)
    assert.match(String([...hashes][0]), /^[\da-f]{8}$/)
    assert.isTrue(all.every((attributes) => attributes.get("server.address") === account.driver.origin))
    assert.deepStrictEqual(
      requests.map((attributes) => [attributes.get("crm_auth.operation"), attributes.get("http.request.resend_count")]),
      [
        ["@call", undefined],
        ["@call", 1]
      ]
    )
  })
})

it.effect(
  "accounts of other names, servers or vendors have other hashes, and a name that is secret has no part in it",
  () => {
    const { layer, lines } = keepLines()
    return Effect.gen(function* () {
      const hashOf = (user: string, driver: Partial<SessionDriver<Redacted.Redacted, string>> = {}) =>
        Effect.gen(function* () {
          const account = Object.assign(new Account(), { reason: refused })
          const map = yield* users(account, driver)
          yield* tagOf(map.session(user))
          return /account=([\da-f]{8})/.exec(lines.at(-1) ?? "")?.[1]
        })
      const hashes = [
        yield* hashOf("jane"),
        yield* hashOf("omar"),
        yield* hashOf("jane", { origin: "https://other.example" }),
        yield* hashOf("jane", { vendor: "other" })
      ]
      assert.strictEqual(new Set(hashes).size, 4)
      assert.strictEqual(yield* hashOf("jane"), hashes[0])
      const secret = { sharing: { ...sharing, account: (user: string) => [Redacted.make(user)] } }
      assert.strictEqual(yield* hashOf("jane", secret), yield* hashOf("omar", secret))
    }).pipe(Effect.provide(layer))
  }
)
