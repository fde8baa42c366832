import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, InvalidConfiguration, InvalidCredentials, type SessionManager } from "../../src/index.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type Fake, type FakeSession, makeFake } from "../map/fake.ts"

const manager = (fake: Fake, driver = fake.driver("a")) =>
  Effect.provide(makeSessionManager(driver, { parallelSessions: 2 }), fake.layer)

/** Two calls at once, for a second: with two sessions, both are open afterwards. */
const burst = ({ client }: SessionManager<FakeSession>, count = 2) =>
  Effect.forkChild(
    Effect.forEach(
      Array.from({ length: count }, () => "/x"),
      (url) => client.get(url),
      { concurrency: count }
    )
  )

const slow = () => {
  const fake = makeFake()
  fake.callTakes = "1 second"
  return fake
}

it.effect("both sessions of an account are renewed one after another", () =>
  Effect.gen(function* () {
    const fake = slow()
    fake.lifetime = { absoluteTimeout: Duration.minutes(1) }
    const account = yield* manager(fake)
    yield* burst(account)
    yield* TestClock.adjust("1 minute")
    fake.loginTakes = "1 second"
    const calls = yield* burst(account)
    yield* TestClock.adjust("4 seconds")
    yield* Fiber.join(calls)
    assert.strictEqual(fake.logins.length, 4)
    assert.strictEqual(fake.overlap, 1)
  })
)

it.effect("a logout while two sessions are renewed: everybody has an answer", () =>
  Effect.gen(function* () {
    const fake = slow()
    fake.lifetime = { absoluteTimeout: Duration.minutes(1) }
    const account = yield* manager(fake)
    yield* burst(account)
    // The soft window of both.
    yield* TestClock.adjust("50 seconds")
    fake.loginTakes = "1 second"
    const calls = yield* burst(account)
    yield* TestClock.adjust("100 millis")
    assert.strictEqual(fake.logins.length, 3)
    yield* Effect.forkChild(account.logout)
    const waiting = yield* Effect.forkChild(account.session)
    yield* TestClock.adjust("10 seconds")
    assert.isDefined(waiting.pollUnsafe())
    yield* Fiber.join(calls)
    assert.strictEqual(fake.overlap, 1)
  })
)

it.effect("a login that waits for its turn is not sent when the door is shut meanwhile", () =>
  Effect.gen(function* () {
    const fake = slow()
    fake.lifetime = { absoluteTimeout: Duration.minutes(1) }
    const scope = yield* Scope.make()
    const account = yield* Scope.provide(manager(fake), scope)
    yield* burst(account)
    yield* TestClock.adjust("50 seconds")
    fake.loginTakes = "1 second"
    yield* burst(account)
    yield* TestClock.adjust("100 millis")
    yield* Effect.forkChild(Scope.close(scope, Exit.void))
    yield* TestClock.adjust("10 seconds")
    assert.strictEqual(fake.logins.length, 3)
    assert.strictEqual(fake.open.size, 0)
  })
)

it.effect("a further session whose credentials can't be read is not tried again and again: calls queue", () =>
  Effect.gen(function* () {
    const fake = slow()
    let reads = 0
    const reason = new InvalidConfiguration({ field: "password", detail: "unreadable" })
    const account = yield* manager(fake, {
      ...fake.driver("a"),
      fixedCredentials: false,
      credentials: Effect.suspend(() =>
        ++reads === 1 ? Effect.succeed("a") : new AuthError({ vendor: "fake", operation: "configure", reason })
      )
    })
    const calls = yield* burst(account, 3)
    yield* TestClock.adjust("1 second")
    assert.strictEqual((yield* Fiber.join(calls)).length, 3)
    assert.strictEqual(fake.logins.length, 1)
    assert.strictEqual(reads, 3)
  })
)

it.effect("a session that was replaced counts as used by the requests that still carry it, and is logged out", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { idleTimeout: Duration.minutes(1) }
    const scope = yield* Scope.make()
    const account = yield* Scope.provide(manager(fake), scope)
    const session = yield* account.session
    yield* TestClock.adjust("40 seconds")
    fake.callTakes = "30 seconds"
    const call = yield* Effect.forkChild(account.client.get("/x"))
    yield* TestClock.adjust("1 millis")
    yield* account.renew(session)
    yield* TestClock.adjust("30 seconds")
    yield* Fiber.join(call)
    yield* Scope.close(scope, Exit.void)
    assert.strictEqual(fake.open.size, 0)
  })
)

it.effect("a session that ends while it waits for its turn is not renewed: there is a login", () =>
  Effect.gen(function* () {
    const fake = slow()
    fake.lifetime = { absoluteTimeout: Duration.minutes(1) }
    const renewed: Array<number> = []
    const account = yield* manager(fake, {
      ...fake.driver("a"),
      renew: ({ value }) =>
        Effect.andThen(
          Effect.sync(() => void renewed.push(value.id)),
          Effect.as(Effect.sleep("20 seconds"), { value, lifetime: fake.lifetime })
        )
    })
    yield* burst(account)
    // The soft window of both, ten seconds before their end.
    yield* TestClock.adjust("50 seconds")
    yield* burst(account)
    yield* TestClock.adjust("30 seconds")
    assert.deepStrictEqual(renewed, [1])
    assert.strictEqual(fake.logins.length, 3)
    assert.strictEqual(fake.overlap, 1)
  })
)

/** Two sessions in their soft window: the renewal of the first is on its way, that of the second waits for its turn. */
const renewing = (driver: (fake: Fake) => Partial<ReturnType<Fake["driver"]>> = () => ({})) =>
  Effect.gen(function* () {
    const fake = slow()
    fake.lifetime = { absoluteTimeout: Duration.minutes(1) }
    const account = yield* manager(fake, { ...fake.driver("a"), ...driver(fake) })
    yield* burst(account)
    yield* TestClock.adjust("50 seconds")
    assert.strictEqual(fake.logins.length, 2)
    fake.loginTakes = "1 second"
    const calls = yield* burst(account)
    yield* TestClock.adjust("100 millis")
    return { account, calls, fake }
  })

it.effect("A04 a logout ends the login that waits for its turn", () =>
  Effect.gen(function* () {
    const { account, calls, fake } = yield* renewing()
    assert.strictEqual(fake.logins.length, 3)
    const logout = yield* Effect.forkChild(account.logout)
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(calls)
    yield* Fiber.join(logout)
    assert.strictEqual(fake.logins.length, 3)
    assert.strictEqual(fake.open.size, 0)
    assert.strictEqual((yield* account.status).state, "none")
  })
)

it.effect("A04 a logout ends the login that waits for its turn behind a renewal, too", () =>
  Effect.gen(function* () {
    const { account, fake } = yield* renewing((fake) => ({
      renew: ({ value }) => Effect.as(Effect.sleep("1 second"), { value, lifetime: fake.lifetime })
    }))
    yield* Effect.forkChild(account.logout)
    yield* TestClock.adjust("1 minute")
    assert.strictEqual(fake.logins.length, 2)
    assert.strictEqual(fake.open.size, 0)
  })
)

it.effect("A04 a logout ends the renewal that waits behind one that fails: nothing is sent or remembered for it", () =>
  Effect.gen(function* () {
    const { account, fake } = yield* renewing()
    fake.failWith = new InvalidCredentials({})
    yield* Effect.forkChild(account.logout)
    yield* TestClock.adjust("1 minute")
    assert.strictEqual(fake.logins.length, 3)
  })
)

it.effect("A04 a logout ends a login whose credentials are still being read; callers that wait get one login", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    let reads = 0
    const account = yield* manager(fake, {
      ...fake.driver("a"),
      fixedCredentials: false,
      credentials: Effect.as(
        Effect.andThen(
          Effect.sync(() => reads++),
          Effect.sleep("1 second")
        ),
        "a"
      )
    })
    const events: Array<string> = []
    yield* Effect.forkChild(Stream.runForEach(account.events, ({ _tag }) => Effect.sync(() => void events.push(_tag))))
    const interrupted = yield* Effect.forkChild(account.session)
    yield* TestClock.adjust("100 millis")
    yield* Fiber.interrupt(interrupted)
    yield* Effect.forkChild(account.logout)
    yield* TestClock.adjust("1 minute")
    assert.deepStrictEqual([reads, fake.logins.length, events], [1, 0, []])
    const caller = yield* Effect.forkChild(account.session)
    yield* TestClock.adjust("100 millis")
    yield* Effect.forkChild(account.logout)
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* Fiber.join(caller)).value.id, 1)
    assert.deepStrictEqual([reads, fake.logins.length, events], [3, 1, ["LoginStarted", "LoginSucceeded"]])
  })
)

it.effect("A04 after a logout the next caller logs in behind the login under way, never beside it", () =>
  Effect.gen(function* () {
    const { account, fake } = yield* renewing()
    yield* Effect.forkChild(account.logout)
    const caller = yield* Effect.forkChild(account.session)
    yield* TestClock.adjust("1 minute")
    assert.strictEqual((yield* Fiber.join(caller)).value.id, 4)
    assert.strictEqual(fake.logins.length, 4)
    assert.strictEqual(fake.overlap, 1)
  })
)
