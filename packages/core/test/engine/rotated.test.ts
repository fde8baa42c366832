import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Account, atOnce, minutes } from "../fixtures/account.ts"

it.effect("a session made with other credentials is replaced by a login, not renewed", () =>
  Effect.gen(function* () {
    const account = new Account()
    account.lifetime = minutes(10)
    let renewals = 0
    const manager = yield* account.manager({
      fixedCredentials: false,
      renew: ({ value }) => {
        renewals++
        return Effect.succeed({ value, lifetime: minutes(10) })
      }
    })
    const first = yield* manager.session
    const renewed = yield* manager.renew(first)
    assert.strictEqual(Redacted.value(renewed.value), "secret-1")
    account.password = "rotated"
    const second = yield* manager.renew(renewed)
    assert.strictEqual(Redacted.value(second.value), "secret-2")
    assert.deepStrictEqual(account.tried, ["right", "rotated"])
    yield* manager.renew(second)
    assert.strictEqual(renewals, 2)
  })
)

it.effect("each of several sessions is renewed only with the credentials that it was made with", () =>
  Effect.gen(function* () {
    const account = new Account()
    account.lifetime = minutes(60)
    account.callTakes = "1 second"
    const renewed: Array<string> = []
    const manager = yield* account.manager(
      {
        fixedCredentials: false,
        renew: ({ value }) => {
          renewed.push(Redacted.value(value))
          return Effect.succeed({ value, lifetime: minutes(60) })
        }
      },
      { parallelSessions: 2 }
    )
    const burst = Effect.gen(function* () {
      const calls = yield* Effect.forkChild(atOnce(2, manager.client.get("/x")))
      yield* TestClock.adjust("3 seconds")
      yield* Fiber.join(calls)
      return account.sent
        .slice(-2)
        .map(({ session }) => session)
        .sort()
    })
    assert.deepStrictEqual(yield* burst, ["secret-1", "secret-2"])
    account.password = "rotated"
    account.dead.add("secret-1")
    assert.deepStrictEqual(yield* burst, ["secret-2", "secret-3"])
    // Both sessions are due for a renewal.
    yield* TestClock.adjust("58 minutes")
    yield* burst
    assert.deepStrictEqual(renewed, ["secret-3"])
    assert.deepStrictEqual(account.tried, ["right", "right", "rotated", "rotated"])
    assert.deepStrictEqual(yield* burst, ["secret-3", "secret-4"])
  })
)
