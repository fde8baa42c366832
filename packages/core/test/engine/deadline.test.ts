/** What the deadline of a login cannot interrupt, and what is told of it. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { keepSpans, traced } from "../../src/testing/traced.ts"
import { Account, tagOf } from "../fixtures/account.ts"

it.effect("a login that cannot be interrupted is waited for, and its callers are told once it is over", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { takes: "40 seconds" })
    const manager = yield* account.manager({
      login: (password) => Effect.uninterruptible(account.driver.login(password))
    })
    const waiting = yield* Effect.forkChild(tagOf(manager.session))
    yield* TestClock.adjust("39 seconds")
    assert.strictEqual((yield* manager.status).state, "loggingIn")
    yield* TestClock.adjust("1 second")
    assert.strictEqual(yield* Fiber.join(waiting), "Transport")
    assert.strictEqual(account.tried.length, 1)
  })
)

it.effect("the span of a login that took too long ends with that, not with an interruption", () =>
  Effect.gen(function* () {
    const { spans, tracer } = keepSpans()
    yield* Effect.gen(function* () {
      const account = Object.assign(new Account(), { takes: "1 hour" })
      const manager = yield* account.manager()
      const waiting = yield* Effect.forkChild(tagOf(manager.session))
      yield* TestClock.adjust("30 seconds")
      yield* Fiber.join(waiting)
    }).pipe(Effect.withTracer(tracer))
    const status = spans.find(({ name }) => name === "acme.login")?.status
    assert.strictEqual(status?._tag, "Ended")
    assert.match(status?._tag === "Ended" ? String(status.exit) : "", /the login took longer than 30s/)
  })
)

const warnings = (text: string): number => text.split('"login failed ').length - 1

it.effect("a login that took too long is warned of once, and one that a closing manager gives up not at all", () =>
  Effect.gen(function* () {
    const late = yield* traced(
      Effect.gen(function* () {
        const manager = yield* Object.assign(new Account(), { takes: "1 hour" }).manager()
        const waiting = yield* Effect.forkChild(tagOf(manager.session))
        yield* TestClock.adjust("30 seconds")
        return yield* Fiber.join(waiting)
      })
    )
    assert.deepStrictEqual(late.exit, Exit.succeed("Transport"))
    assert.strictEqual(warnings(late.text), 1)
    const closed = yield* traced(
      Effect.gen(function* () {
        const scope = yield* Scope.make()
        const manager = yield* Scope.provide(Object.assign(new Account(), { takes: "1 hour" }).manager(), scope)
        const waiting = yield* Effect.forkChild(tagOf(manager.session))
        yield* TestClock.adjust("1 second")
        const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
        yield* TestClock.adjust("2 seconds")
        yield* Fiber.join(closing)
        return yield* Fiber.join(waiting)
      })
    )
    assert.deepStrictEqual(closed.exit, Exit.succeed("Closed"))
    assert.strictEqual(warnings(closed.text), 0)
  })
)

it.effect("a driver is told until when its login may take, the reading of credentials included", () =>
  Effect.gen(function* () {
    const account = new Account()
    const deadlines: Array<number | undefined> = []
    const manager = yield* account.manager(
      {
        credentials: Effect.as(Effect.sleep("2 seconds"), "right"),
        login: (credentials, deadline) => {
          deadlines.push(deadline)
          return account.driver.login(credentials)
        }
      },
      { loginTimeout: "10 seconds" }
    )
    yield* TestClock.setTime(1000)
    const waiting = yield* Effect.forkChild(manager.session)
    yield* TestClock.adjust("2 seconds")
    yield* Fiber.join(waiting)
    assert.deepStrictEqual(deadlines, [11_000])
  })
)
