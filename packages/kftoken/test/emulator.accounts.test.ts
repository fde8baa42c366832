// Several accounts of one server, and routes of a user's own.
import { fixtureManager } from "@crm-auth/core/testing"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { fixture, KftokenEmulator } from "../src/testing/index.ts"

const [byPassword] = fixture.methods
const other = { userName: "other.user", password: "other-password", memorableWord: "clementine" }

const manage = (server: KftokenEmulator, fields: Record<string, string> = {}) =>
  fixtureManager(fixture, { ...byPassword, fields: { ...byPassword.fields, ...fields } }, server).pipe(
    Effect.provide(server.layer)
  )

it.effect("each account logs in with its own secrets, is locked alone, and has sessions of its own", () =>
  Effect.gen(function* () {
    const server = yield* KftokenEmulator.make({ accounts: [{}, other], lockAfter: 1, sessionsPerUser: 1 })
    const mine = yield* manage(server)
    const { userName: username, password, memorableWord } = other
    const theirs = yield* manage(server, { username, password, memorableWord })
    yield* mine.session
    yield* theirs.session
    assert.strictEqual(yield* server.sessions, 2)
    yield* Effect.flip((yield* manage(server, { username, password: "wrong" })).session)
    assert.strictEqual((yield* fixture.read.run(mine.client)).status, 200)
    assert.strictEqual(
      (yield* Effect.flip((yield* manage(server, { username, password })).session)).reason._tag,
      "AccountLocked"
    )
    yield* server.change({ locked: false }, username)
    assert.strictEqual((yield* fixture.read.run(theirs.client)).status, 200)
    assert.strictEqual(server.accounts.length, 4)
  })
)

it.effect("a route of one's own is behind the session check, and knows whose session it is", () =>
  Effect.gen(function* () {
    const server = yield* KftokenEmulator.make()
    yield* server.route({ method: "GET", path: "/own", respond: (_, user) => ({ status: 200, body: user }) })
    const { client } = yield* manage(server)
    assert.strictEqual(yield* Effect.flatMap(client.get("/own"), ({ text }) => text), "demo.user")
    yield* server.expireSessions
    assert.strictEqual(yield* Effect.flatMap(client.get("/own"), ({ text }) => text), "demo.user")
    assert.strictEqual(yield* server.logins, 2)
  })
)
