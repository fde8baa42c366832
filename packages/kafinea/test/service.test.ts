import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { AccountLocked } from "@crm-auth/core"
import { kafinea, kafineaAsPrinted, KafineaEmulator } from "../src/testing/index.ts"
import { listTypes, manage, patiently } from "./fixtures/manager.ts"

const prepared = { tokens: ["5f0c1d2e3a4b6"], sessionIds: ["3fa9c1d27b5e0c1d2e4f0"] }

describe("Kafinea: logging in", () => {
  for (const [name, dialect] of Object.entries({ "as vtiger does it": kafinea, "as printed": kafineaAsPrinted })) {
    it.effect(`${name}: session, call and logout`, () =>
      Effect.gen(function* () {
        const server = yield* KafineaEmulator.make({ prepared, dialect })
        const manager = yield* manage(server)
        const { value } = yield* manager.session
        assert.strictEqual(Redacted.value(value.sessionName), "3fa9c1d27b5e0c1d2e4f0")
        assert.strictEqual(value.userId, "19x7")
        assert.strictEqual(value.version, "0.22")
        assert.strictEqual(value.kafineaVersion, "1.0.0")
        yield* manager.client.get(listTypes)
        yield* manager.logout
        const [, login, call, logout] = yield* server.requests
        assert.include(login?.body, "accessKey=559f91d9ea4887b743fc012c93888c55")
        assert.strictEqual(call?.url.searchParams.get("sessionName"), "3fa9c1d27b5e0c1d2e4f0")
        assert.strictEqual(logout?.body, "operation=logout&sessionName=3fa9c1d27b5e0c1d2e4f0")
        assert.strictEqual(yield* server.sessions, 0)
      })
    )
  }

  it.effect("a wrong key costs two tries, or one where the server may count them", () =>
    Effect.gen(function* () {
      for (const freshChallengeRetry of [true, false]) {
        const server = yield* KafineaEmulator.make()
        const manager = yield* manage(server, { accessKey: Redacted.make("wrong"), freshChallengeRetry })
        assert.strictEqual((yield* Effect.flip(patiently(manager.session))).reason._tag, "InvalidCredentials")
        yield* Effect.flip(manager.session)
        assert.strictEqual(yield* server.attempts, freshChallengeRetry ? 2 : 1)
      }
    })
  )

  it.effect("a refusal that refine explains is not answered with a second try", () =>
    Effect.gen(function* () {
      const server = yield* KafineaEmulator.make()
      const manager = yield* manage(server, {
        accessKey: Redacted.make("wrong"),
        refine: ({ code }) =>
          code === "INVALID_USER_CREDENTIALS" ? Option.some(new AccountLocked({ code })) : Option.none()
      })
      assert.strictEqual((yield* Effect.flip(manager.session)).reason._tag, "AccountLocked")
      assert.strictEqual(yield* server.attempts, 1)
    })
  )

  it.effect("one User-Agent for all requests", () =>
    Effect.gen(function* () {
      const server = yield* KafineaEmulator.make()
      const manager = yield* manage(server)
      yield* manager.client.get(listTypes, { headers: { "user-agent": "another/1" } })
      yield* manager.logout
      assert.isTrue((yield* server.requests).every(({ headers }) => headers["user-agent"] === "crm-auth-kafinea"))
    })
  )
})
