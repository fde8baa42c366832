import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { makeKftokenExternalTokenMap, makeKftokenMap, makeKftokenSessionTokenMap } from "../src/index.ts"
import { KftokenEmulator } from "../src/testing/index.ts"
import { external, manage, operations, user } from "./fixtures/manager.ts"

it.effect("users: a login each, and never each other's session", () =>
  Effect.gen(function* () {
    const server = yield* KftokenEmulator.make()
    const users = yield* Effect.provide(
      makeKftokenMap(
        (username: string) =>
          Effect.succeed({
            ...user,
            username,
            ...(username === "nobody" ? { memorableWord: Redacted.make(" ") } : {})
          }),
        { capacity: 2 }
      ),
      server.layer
    )
    const names = ["demo.user", "other.user"] as const
    for (const username of names) {
      // The emulator knows one user at a time; what was opened stays alive.
      yield* server.change({ userName: username })
      yield* users.client(username).get("/customers")
    }
    assert.strictEqual(yield* server.logins, 2)
    for (const name of names) {
      const { value } = yield* users.session(name)
      yield* users.client(name).get("/customers")
      const sent = (yield* server.requests).at(-1)?.headers["authorization"]
      assert.strictEqual(sent, `KfToken ${Redacted.value(value.sessionToken)}`)
    }
    assert.strictEqual(yield* server.logins, 2)
    const { reason } = yield* Effect.flip(users.get("nobody"))
    assert.deepInclude(reason, { _tag: "InvalidConfiguration", field: "memorableWord" })
    yield* TestClock.adjust("1 second")
    assert.deepStrictEqual(yield* users.keys, ["other.user"], "the one unused for longest made room")
    assert.strictEqual(yield* server.sessions, 1)
  })
)

it.effect("external tokens are exchanged once each", () =>
  Effect.gen(function* () {
    const server = yield* KftokenEmulator.make()
    const tokens = yield* Effect.provide(
      makeKftokenExternalTokenMap((_key: string) => Effect.succeed(external)),
      server.layer
    )
    for (const key of ["one", "two", "one"]) yield* tokens.client(key).get("/customers")
    const [one, two] = yield* Effect.forEach(["one", "two"], tokens.session)
    assert.notStrictEqual(one?.id, two?.id)
    assert.strictEqual(yield* server.logins, 2)
  })
)

it.effect("a session token is taken once by each account, whatever another took", () =>
  Effect.gen(function* () {
    const server = yield* KftokenEmulator.make()
    const { sessionToken } = (yield* (yield* manage(server)).session).value
    const tokens = yield* Effect.provide(
      makeKftokenSessionTokenMap((_key: string) => Effect.succeed({ sessionToken })),
      server.layer
    )
    for (const key of ["one", "two", "one"]) {
      assert.strictEqual((yield* tokens.client(key).get("/customers")).status, 200)
    }
    yield* server.expireSessions
    for (const key of ["one", "two"]) {
      const { reason } = yield* Effect.flip(tokens.client(key).get("/customers"))
      assert.strictEqual(reason._tag, "SessionRejected")
    }
    assert.strictEqual(yield* server.logins, 1)
  })
)

it.effect("a session kept warm is kept by a page of one customer", () =>
  Effect.gen(function* () {
    const server = yield* KftokenEmulator.make()
    const { session } = yield* manage(server, { renewal: "ahead" })
    const first = yield* session
    yield* TestClock.adjust("10 hours")
    assert.strictEqual(yield* session, first)
    assert.strictEqual(yield* server.logins, 1)
    const [kept] = (yield* server.requests).filter(({ operation }) => operation === "listCustomers")
    assert.strictEqual(kept?.url.search, "?page=1&perpage=1")
    assert.strictEqual(yield* server.sessions, 1)
    assert.include(yield* operations(server), "listCustomers")
  })
)
