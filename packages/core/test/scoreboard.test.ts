/** The counts of the scoreboard that concern one process. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { inspect } from "node:util"
import { Account, atOnce, minutes, repeat, tagOf, unavailable } from "./fixtures/account.ts"
import { login, refusal, serve, server } from "./fixtures/protocol.ts"
import * as Redacted from "effect/Redacted"

const count = (name: string, expected: number, actual: Effect.Effect<number, unknown>) =>
  it.effect(`${name}: ${expected}`, () => Effect.map(actual, (found) => assert.strictEqual(found, expected)))

const scenario = (
  run: (account: Account, manager: Effect.Success<ReturnType<Account["manager"]>>) => Effect.Effect<number, unknown>
) =>
  Effect.scoped(
    Effect.suspend(() => {
      const account = new Account()
      return Effect.flatMap(account.manager(), (manager) => run(account, manager))
    })
  )

for (const callers of [200, 10_000]) {
  count(
    `${callers} callers at once, no session yet: logins`,
    1,
    scenario((account, manager) => Effect.map(atOnce(callers, manager.session), () => account.tried.length))
  )
}

count(
  "20 calls in a row with bad credentials: logins",
  1,
  scenario((account, manager) => {
    account.password = "wrong"
    return Effect.map(repeat(20, tagOf(manager.session)), () => account.tried.length)
  })
)

count(
  "the first of 10 callers is interrupted: other callers that fail",
  0,
  scenario((account, manager) =>
    Effect.gen(function* () {
      account.takes = "1 second"
      const first = yield* Effect.forkChild(manager.session)
      yield* Effect.yieldNow
      const others = yield* Effect.forkChild(atOnce(9, tagOf(manager.session)))
      yield* Effect.yieldNow
      yield* Fiber.interrupt(first)
      yield* TestClock.adjust("1 second")
      return (yield* Fiber.join(others)).filter((tag) => tag !== "success").length
    })
  )
)

count(
  "two hosts, same account name, at once: sessions of the other host received",
  0,
  scenario((_account, here) =>
    scenario((_other, there) =>
      Effect.map(Effect.all([here.session, there.session], { concurrency: 2 }), ([a, b]) => (a === b ? 1 : 0))
    )
  )
)

count(
  "one soft and one forced renewal together: logins on top",
  1,
  scenario((account, manager) =>
    Effect.gen(function* () {
      account.lifetime = minutes(60)
      const session = yield* manager.session
      account.takes = "1 second"
      yield* TestClock.adjust("3400 seconds")
      yield* manager.session
      const forced = yield* Effect.forkChild(manager.renew(session))
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(forced)
      return account.tried.length - 1
    })
  )
)

count(
  "100 late rejections of one session: logins",
  1,
  scenario((account, manager) =>
    Effect.gen(function* () {
      yield* manager.session
      account.dead.add("secret-1")
      account.callTakes = "1 second"
      const calls = yield* Effect.forkChild(atOnce(100, manager.client.get("/x")))
      yield* TestClock.adjust("3 seconds")
      yield* Fiber.join(calls)
      return account.tried.length - 1
    })
  )
)

count(
  "server rejects everything: logins for one call after the first",
  1,
  scenario((account, manager) => {
    account.reply = () => new Response("", { status: 401 })
    return Effect.map(tagOf(manager.client.get("/x")), () => account.tried.length - 1)
  })
)

count(
  "server down during background renewal for a minute: callers that notice",
  0,
  scenario((account, manager) =>
    Effect.gen(function* () {
      account.lifetime = minutes(60)
      yield* manager.session
      account.reason = unavailable
      yield* TestClock.adjust("3400 seconds")
      const tags = yield* repeat(
        60,
        Effect.tap(tagOf(manager.session), () => TestClock.adjust("1 second"))
      )
      return tags.filter((tag) => tag !== "success").length
    })
  )
)

count(
  "the same: logins tried",
  2,
  scenario((account, manager) =>
    Effect.gen(function* () {
      account.lifetime = minutes(60)
      yield* manager.session
      account.reason = unavailable
      yield* TestClock.adjust("3400 seconds")
      yield* repeat(
        60,
        Effect.tap(manager.session, () => TestClock.adjust("1 second"))
      )
      return account.tried.length - 1
    })
  )
)

count(
  "server down past the hard point, 20 calls in a row: logins",
  1,
  scenario((account, manager) =>
    Effect.gen(function* () {
      account.lifetime = minutes(60)
      yield* manager.session
      account.reason = unavailable
      yield* TestClock.adjust("1 hour")
      yield* repeat(20, tagOf(manager.session))
      return account.tried.length - 1
    })
  )
)

count(
  "secrets seen when a failed login is printed every way",
  0,
  Effect.gen(function* () {
    const { provide } = serve(refusal("BAD", "hunter2-secret is wrong"))
    const exit = yield* Effect.exit(provide(login({ user: "ada", password: Redacted.make("hunter2-secret") }, server)))
    const shown = [inspect(exit, { depth: Infinity, showHidden: true }), JSON.stringify(exit), String(exit)]
    return shown.filter((text) => text.includes("hunter2")).length
  })
)
