/** Behaviour that changes when a guard of the code is left out. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { InvalidCredentials } from "../../src/index.ts"
import { Account, atOnce, minutes, tagOf } from "../fixtures/account.ts"

it.effect("a guard that has run out lets callers log in: one login, which they share", () =>
  Effect.gen(function* () {
    const reason = new InvalidCredentials({ retryAfter: Duration.minutes(30) })
    const account: Account = Object.assign(new Account(), { reason })
    const manager = yield* account.manager()
    yield* tagOf(manager.session)
    assert.strictEqual((yield* manager.status).state, "guarded")
    yield* TestClock.adjust("30 minutes")
    assert.strictEqual((yield* manager.status).state, "none")
    account.reason = undefined
    assert.deepStrictEqual(new Set(yield* atOnce(20, tagOf(manager.session))), new Set(["success"]))
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("a session that has idled out is not logged out, and one that was used is", () =>
  Effect.gen(function* () {
    for (const [used, expected] of [
      [false, []],
      [true, ["secret-1"]]
    ] as const) {
      const account = Object.assign(new Account(), { lifetime: { idleTimeout: Duration.minutes(10) } })
      const scope = yield* Scope.make()
      const manager = yield* Scope.provide(account.manager(), scope)
      yield* manager.session
      yield* TestClock.adjust("9 minutes")
      if (used) yield* manager.client.get("/x")
      yield* TestClock.adjust("90 seconds")
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(account.loggedOut, [...expected])
    }
  })
)

it.effect("a session past its absolute timeout is not logged out", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { lifetime: minutes(10) })
    const scope = yield* Scope.make()
    const manager = yield* Scope.provide(account.manager(), scope)
    yield* manager.session
    yield* TestClock.adjust("10 minutes")
    yield* Scope.close(scope, Exit.void)
    assert.deepStrictEqual(account.loggedOut, [])
  })
)

for (const status of [600, 999]) {
  it.effect(`an answer of status ${status}, of which no web response can be made, keeps status and body`, () =>
    Effect.gen(function* () {
      const account = Object.assign(new Account(), { readsBody: true })
      account.reply = () => Object.defineProperty(new Response("odd"), "status", { value: status })
      const manager = yield* account.manager()
      const response = yield* manager.client.get("/x")
      assert.strictEqual(response.status, status)
      assert.strictEqual(yield* response.text, "odd")
      assert.strictEqual((yield* response.arrayBuffer).byteLength, 3)
    })
  )
}

it.effect("callers with and without a span share a login", () =>
  Effect.gen(function* () {
    const account = Object.assign(new Account(), { takes: "1 second" })
    const manager = yield* account.manager()
    const asking = yield* Effect.forkChild(
      Effect.all([manager.session, Effect.withSpan(manager.session, "caller"), manager.session], { concurrency: 3 })
    )
    yield* TestClock.adjust("1 second")
    assert.isDefined(asking.pollUnsafe())
    assert.strictEqual(account.tried.length, 1)
  })
)
