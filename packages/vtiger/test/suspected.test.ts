/** Three empty 500s in a row: the session may be broken, or the whole server down. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { makeVtiger } from "../src/index.ts"
import { VtigerEmulator } from "../src/testing/index.ts"

const listTypes = "/webservice.php?operation=listtypes"

it.effect("U09 a session survives a database that is down, for however many calls", () =>
  Effect.gen(function* () {
    const server = yield* VtigerEmulator.make({ accounts: [{ username: "jane", accessKey: "Kq3vT9xLm2Zp8RwY" }] })
    const manager = yield* Effect.provide(
      makeVtiger({ url: server.url, username: "jane", accessKey: Redacted.make("Kq3vT9xLm2Zp8RwY") }),
      server.layer
    )
    const session = yield* manager.session
    yield* server.setOutage(true)
    for (let call = 0; call < 10; call++) {
      const answered = yield* Effect.forkChild(manager.client.get(listTypes))
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual((yield* Fiber.join(answered)).status, 500)
    }
    yield* server.setOutage(false)
    assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
    assert.strictEqual(yield* manager.session, session)
    assert.strictEqual(yield* server.logins, 1)
  })
)
