import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { makeAccessKeyDriver } from "../src/internal/driver.ts"
import { CorebosEmulator } from "../src/testing/index.ts"
import { accessKey, username } from "./fixtures/manager.ts"
import { prepared } from "./fixtures/server.ts"

const id = "q1w2e3r4t5y6u7i8o9p0a1s2d3"

for (const sessionIn of ["parameter", "header"] as const) {
  it.effect(`keeping alive sends the session in the ${sessionIn} only, and tells a dead one`, () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ prepared })
      const credentials = { username, accessKey }
      const driver = yield* Effect.provide(makeAccessKeyDriver({ url: server.url, sessionIn }), server.layer)
      const session = { id: "s-1", issuedAt: 0, ...(yield* driver.login(credentials)) }
      assert.isDefined(driver.keepAlive)
      yield* driver.keepAlive(session)
      const sent = (yield* server.requests)[2]
      assert.strictEqual(sent?.operation, "listTypes")
      assert.strictEqual(sent?.headers["corebos-authorization"], sessionIn === "header" ? id : undefined)
      assert.strictEqual(sent?.url.searchParams.get("sessionName"), sessionIn === "header" ? null : id)
      yield* server.expireSessions
      assert.strictEqual((yield* Effect.flip(driver.keepAlive(session))).reason._tag, "SessionRejected")
    })
  )
}
