// Several accounts of one server, and routes of a user's own.
import { fixtureManager } from "@crm-auth/core/testing"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { CrmcomEmulator, fixture } from "../src/testing/index.ts"

const [byUser, byKey] = fixture.methods
const other = { username: "other", password: "other-password", webApiKey: "FEDCBA98765432100123456789ABCDEF" }

const manage = (server: CrmcomEmulator, fields: Record<string, string> = {}, method = byUser) =>
  fixtureManager(fixture, { ...method, fields: { ...method.fields, ...fields } }, server).pipe(
    Effect.provide(server.layer)
  )

it.effect("each account logs in with its own secrets, and is locked alone", () =>
  Effect.gen(function* () {
    const lockout = { maxAttempts: 1, window: "1 hour", lock: "1 hour" } as const
    const server = yield* CrmcomEmulator.make({ release: "R11", accounts: [{}, other], lockout })
    const { password, username, webApiKey } = other
    const mine = yield* manage(server)
    yield* mine.session
    yield* (yield* manage(server, { username, password })).session
    if (byKey !== undefined) yield* (yield* manage(server, { webApiKey }, byKey)).session
    assert.strictEqual(yield* server.sessions, 3)
    yield* Effect.flip((yield* manage(server, { username, password: "wrong" })).session)
    yield* Effect.flip((yield* manage(server, { username, password })).session)
    yield* (yield* manage(server)).session
    yield* server.change({ password: "new-password" }, username)
    yield* server.unlock
    yield* (yield* manage(server, { username, password: "new-password" })).session
    assert.strictEqual(yield* server.logins, 5)
  })
)

it.effect("a route of one's own is behind the session check, and knows whose session it is", () =>
  Effect.gen(function* () {
    const server = yield* CrmcomEmulator.make({ release: "R11" })
    const respond = (_: unknown, user: string) => ({ status: 200, body: `{"status":{"code":"OK"},"data":"${user}"}` })
    yield* server.route({ method: "GET", path: "/crmapi/rest/v2/own", respond })
    const { client } = yield* manage(server)
    const own = Effect.flatMap(client.get("/own"), ({ text }) => text)
    assert.include(yield* own, "apiuser")
    yield* server.expireSessions
    assert.include(yield* own, "apiuser")
    assert.strictEqual(yield* server.logins, 2)
  })
)
