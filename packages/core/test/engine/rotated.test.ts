import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { Account, minutes } from "../fixtures/account.ts"

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
