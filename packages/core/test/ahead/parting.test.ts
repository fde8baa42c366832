import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, InvalidConfiguration, Unavailable } from "../../src/index.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type Fake, makeFake } from "../map/fake.ts"

const make = (fake: Fake, driver = fake.driver("a")) =>
  Effect.provide(makeSessionManager(driver, { renewal: "ahead" }), fake.layer)

it.effect("a keep-alive that hangs does not outlive the manager, nor a logout", () =>
  Effect.gen(function* () {
    for (const parting of ["close", "logout", "invalidate"] as const) {
      const fake = makeFake()
      fake.lifetime = { idleTimeout: Duration.minutes(1) }
      let hanging = 0
      const keepAlive = () =>
        Effect.suspend(() => {
          hanging++
          return Effect.onInterrupt(Effect.never, () => Effect.sync(() => void hanging--))
        })
      const scope = yield* Scope.make()
      const manager = yield* Scope.provide(make(fake, { ...fake.driver("a"), keepAlive }), scope)
      const session = yield* manager.session
      yield* TestClock.adjust("50 seconds")
      assert.strictEqual(hanging, 1)
      if (parting === "close") yield* Scope.close(scope, Exit.void)
      else yield* parting === "logout" ? manager.logout : manager.invalidate(session)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(hanging, 0)
    }
  })
)

it.effect("after a logout no login starts without a caller, whatever failed before", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { absoluteTimeout: Duration.minutes(1) }
    const manager = yield* make(fake)
    yield* manager.session
    fake.failWith = new Unavailable({ retryAfter: Duration.minutes(2) })
    yield* TestClock.adjust("1 minute")
    const tried = fake.logins.length
    assert.isAbove(tried, 1)
    yield* manager.logout
    fake.failWith = undefined
    yield* TestClock.adjust("1 hour")
    assert.strictEqual(fake.logins.length, tried)
    yield* manager.session
    yield* TestClock.adjust("1 hour")
    assert.isAbove(fake.logins.length, tried + 10)
  })
)

it.effect("a keep-alive that finds an unused session ended causes no login", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { idleTimeout: Duration.minutes(1) }
    const driver = fake.driver("a")
    const manager = yield* make(fake, {
      ...driver,
      keepAlive: (session) =>
        Effect.uninterruptible(Effect.andThen(Effect.sleep("5 seconds"), driver.keepAlive?.(session) ?? Effect.void))
    })
    yield* manager.session
    yield* TestClock.adjust("45 seconds")
    const out = yield* Effect.forkChild(manager.logout)
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(out)
    assert.strictEqual(fake.keepAlives.length, 1)
    assert.strictEqual(fake.logins.length, 1)
  })
)

it.effect("credentials that can't be read are asked for every 30 seconds once the session is over", () =>
  Effect.gen(function* () {
    const fake = makeFake()
    fake.lifetime = { absoluteTimeout: Duration.minutes(1) }
    let reads = 0
    const reason = new InvalidConfiguration({ field: "password", detail: "unreadable" })
    const manager = yield* make(fake, {
      ...fake.driver("a"),
      fixedCredentials: false,
      credentials: Effect.suspend(() =>
        ++reads === 1 ? Effect.succeed("a") : new AuthError({ vendor: "fake", operation: "configure", reason })
      )
    })
    yield* manager.session
    yield* TestClock.adjust("2 minutes")
    const before = reads
    yield* TestClock.adjust("10 minutes")
    assert.strictEqual(reads - before, 20)
  })
)
