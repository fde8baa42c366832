import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { makeKafinea, makeKafineaMap } from "../src/index.ts"
import { KafineaEmulator } from "../src/testing/index.ts"

const keys: { readonly [username: string]: string } = { jane: "Kq3vT9xLm2Zp8RwY", omar: "h7Jd0sWq4nBv" }

const optionsOf = (url: string, username: string) => ({
  url,
  username,
  accessKey: Redacted.make(keys[username] ?? "")
})

const emulator = KafineaEmulator.make({
  accounts: Object.entries(keys).map(([username, accessKey]) => ({ username, accessKey }))
})

const listTypes = "/webservice.php?operation=listtypes"

it.effect("a map logs each user in once, and never mixes their sessions", () =>
  Effect.gen(function* () {
    const server = yield* emulator
    const users = yield* Effect.provide(
      makeKafineaMap((username: string) => Effect.succeed(optionsOf(server.url, username)), {
        idleTimeToLive: "1 hour"
      }),
      server.layer
    )
    const names = Object.keys(keys)
    const calls = [...names, ...names, ...names]
    yield* Effect.forEach(calls, (name) => users.client(name).get(listTypes), { concurrency: "unbounded" })
    assert.strictEqual(yield* server.logins, 2)
    const [jane, omar] = yield* Effect.forEach(names, users.session)
    assert.notStrictEqual(jane?.value.userId, omar?.value.userId)
    for (const [name, session] of [
      ["jane", jane],
      ["omar", omar]
    ] as const) {
      yield* users.client(name).get(listTypes)
      const sent = (yield* server.requests).at(-1)?.url.searchParams.get("sessionName")
      assert.strictEqual(sent, Redacted.value(session?.value.sessionName ?? Redacted.make("")))
    }
    const failure = yield* Effect.flip(users.get("nobody"))
    assert.strictEqual(failure.reason._tag, "InvalidConfiguration")
    yield* TestClock.adjust("61 minutes")
    assert.deepStrictEqual(yield* users.keys, [])
    assert.strictEqual((yield* server.requests).filter(({ operation }) => operation === "logout").length, 2)
  })
)

it.effect("a session kept warm is kept by listtypes", () =>
  Effect.gen(function* () {
    const server = yield* emulator
    const options = { ...optionsOf(server.url, "jane"), idleTimeout: "20 minutes", renewal: "ahead" } as const
    const { session } = yield* Effect.provide(makeKafinea(options), server.layer)
    const first = yield* session
    yield* TestClock.adjust("10 hours")
    assert.strictEqual(yield* session, first)
    assert.strictEqual(yield* server.logins, 1)
    assert.strictEqual(yield* server.sessions, 1)
  })
)

it.effect("that one user's session was replaced says nothing of another's", () =>
  Effect.gen(function* () {
    const server = yield* emulator
    const users = yield* Effect.provide(
      makeKafineaMap((username: string) => Effect.succeed(optionsOf(server.url, username))),
      server.layer
    )
    yield* Effect.forEach(Object.keys(keys), users.session)
    yield* server.fault("listTypes", { kind: "reply", reply: { status: 500, body: "" } }, 100)
    const statuses = (name: string) =>
      Effect.gen(function* () {
        const call = Effect.map(users.client(name).get(listTypes), (response) => response.status)
        const calls = yield* Effect.forkChild(Effect.replicateEffect(call, 4))
        yield* TestClock.adjust("2 minutes")
        return yield* Fiber.join(calls)
      })
    assert.deepStrictEqual(yield* statuses("jane"), [500, 500, 500, 500], "her new session gets it, too")
    assert.strictEqual(yield* server.logins, 3)
    assert.deepStrictEqual(yield* statuses("omar"), [500, 500, 500, 500])
    assert.strictEqual(yield* server.logins, 4)
  })
)
