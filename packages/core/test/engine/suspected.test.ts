/** Answers that say nothing of the session, but make it suspect: it is dropped only for one that works better. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { AuthError, replaySafe, SessionRejected } from "../../src/index.ts"
import { type SessionDriver } from "../../src/Driver.ts"
import { Account, atOnce, tagOf, unavailable } from "../fixtures/account.ts"

const refusal = (reason: typeof unavailable | SessionRejected) =>
  new AuthError({ vendor: "acme", operation: "keepAlive", reason })

/** A server that answers the first session with empty 500s while it is `broken`. */
const make = (keepAlive?: SessionDriver<unknown>["keepAlive"]) =>
  Effect.gen(function* () {
    const account = new Account()
    const server = { broken: true, keepAlives: 0 }
    account.reply = ({ headers }) =>
      server.broken && headers["x-session"] === "secret-1" ? new Response("", { status: 500 }) : new Response("done")
    const manager = yield* account.manager({
      classify: ({ status }) => (status === 500 ? { _tag: "suspected" } : { _tag: "accepted" }),
      ...(keepAlive === undefined
        ? undefined
        : {
            keepAlive: (session) =>
              Effect.suspend(() => {
                server.keepAlives++
                return keepAlive(session)
              })
          })
    })
    const session = yield* manager.session
    return { account, manager, server, session }
  })

it.effect("U09 a session whose cheapest call works is kept, and no login is sent", () =>
  Effect.gen(function* () {
    const { account, manager, server, session } = yield* make(() => Effect.void)
    assert.strictEqual((yield* manager.client.get("/x")).status, 500)
    assert.strictEqual(yield* manager.session, session)
    assert.deepStrictEqual([account.tried.length, account.sent.length, server.keepAlives], [1, 1, 1])
  })
)

for (const [name, keepAlive] of [
  ["without a cheap call", undefined],
  ["whose cheapest call fails", () => Effect.fail(refusal(unavailable))]
] as const) {
  it.effect(`U09 a session ${name} is kept while logins fail, too`, () =>
    Effect.gen(function* () {
      const { account, manager, server, session } = yield* make(keepAlive)
      account.reason = unavailable
      assert.strictEqual((yield* manager.client.get("/x")).status, 500)
      assert.strictEqual(yield* manager.session, session)
      // The failure is remembered: the next call sends no login.
      assert.strictEqual((yield* manager.client.get("/x")).status, 500)
      assert.strictEqual(account.tried.length, 2)
      server.broken = false
      assert.strictEqual((yield* manager.client.get("/x")).status, 200)
      assert.strictEqual(yield* manager.session, session)
      assert.deepStrictEqual(account.loggedOut, [])
    })
  )

  it.effect(`U09 a session ${name} is replaced by a login that works, and a read is sent again`, () =>
    Effect.gen(function* () {
      const { account, manager, session } = yield* make(keepAlive)
      const replies = yield* atOnce(3, manager.client.get("/x"))
      assert.deepStrictEqual(
        replies.map(({ status }) => status),
        [200, 200, 200]
      )
      assert.notStrictEqual(yield* manager.session, session)
      assert.strictEqual(account.tried.length, 2)
    })
  )
}

it.effect("U09 a suspected session that the cheapest call finds rejected is replaced as any rejected one", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make(() => Effect.fail(refusal(new SessionRejected({}))))
    account.reason = unavailable
    assert.strictEqual(yield* tagOf(manager.client.get("/x")), "Unavailable")
    assert.strictEqual((yield* manager.status).state, "none")
  })
)

it.effect("U09 a suspected session is replaced by a login even where it could be renewed", () =>
  Effect.gen(function* () {
    const account = new Account()
    account.reply = ({ headers }) => new Response("", { status: headers["x-session"] === "secret-1" ? 500 : 200 })
    const manager = yield* account.manager({
      classify: ({ status }) => ({ _tag: status === 500 ? "suspected" : "accepted" }),
      renew: ({ value }) => Effect.succeed({ value, lifetime: {} })
    })
    assert.strictEqual((yield* manager.client.get("/x")).status, 200)
    assert.strictEqual(account.tried.length, 2)
  })
)

it.effect("U09 a write is not sent again for a suspicion, unless it is marked safe", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make()
    assert.strictEqual((yield* manager.client.post("/x")).status, 500)
    assert.strictEqual(account.sent.length, 1)
    assert.strictEqual((yield* manager.client.post("/x")).status, 200)
    const marked = yield* make()
    assert.strictEqual((yield* replaySafe(marked.manager.client.post("/x"))).status, 200)
    assert.strictEqual(marked.account.sent.length, 2)
  })
)

it.effect("U09 a cheapest call that hangs has the deadline of a login, and then the session is replaced", () =>
  Effect.gen(function* () {
    const { account, manager } = yield* make(() => Effect.never)
    const call = yield* Effect.forkChild(manager.client.get("/x"))
    yield* TestClock.adjust("30 seconds")
    assert.strictEqual((yield* Fiber.join(call)).status, 200)
    assert.strictEqual(account.tried.length, 2)
  })
)
