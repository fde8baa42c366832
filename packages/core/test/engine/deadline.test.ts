/** What the deadline of a login cannot interrupt, and what is told of it. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import * as Tracer from "effect/Tracer"
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
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
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
