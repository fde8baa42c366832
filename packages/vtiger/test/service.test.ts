import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { answerChallenge } from "../src/operations.ts"
import { vtiger72, vtiger82, VtigerEmulator } from "../src/testing/index.ts"
import { jane, listTypes, manage, operations } from "./fixtures/manager.ts"
import { answer559, prepared } from "./fixtures/server.ts"

describe("Vtiger: logging in", () => {
  it.effect("the test vector: lower-case hex md5 of token and key", () =>
    Effect.gen(function* () {
      const answer = yield* answerChallenge("5f0c1d2e3a4b6", jane.accessKey)
      assert.strictEqual(Redacted.value(answer), answer559)
      assert.notInclude(String(answer), answer559)
    })
  )

  it.effect("gives the session", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ prepared })
      const { value } = yield* (yield* manage(server)).session
      assert.strictEqual(Redacted.value(value.sessionName), "3fa9c1d27b5e0c1d2e4f0")
      assert.strictEqual(value.userId, "19x7")
      assert.strictEqual(value.version, "0.22")
      assert.strictEqual(value.vtigerVersion, "8.2.0")
    })
  )
})

describe("Vtiger: requests with a session", () => {
  for (const userAgent of [undefined, "acme-sync/2"]) {
    it.effect(`one User-Agent for all requests: ${userAgent ?? "the default"}`, () =>
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        const manager = yield* manage(server, { userAgent })
        yield* manager.client.get(listTypes)
        yield* server.expireSessions
        yield* manager.client.get(listTypes)
        yield* manager.logout
        const agents = (yield* server.requests).map(({ headers }) => headers["user-agent"])
        assert.deepStrictEqual([...new Set(agents)], [userAgent ?? "crm-auth-vtiger"])
        assert.strictEqual(agents.length, 8)
      })
    )
  }

  it.effect("an idle timeout spares the request that a dead session would cost", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const manager = yield* manage(server, { idleTimeout: "20 minutes" })
      yield* manager.client.get(listTypes)
      yield* TestClock.adjust("19 minutes")
      yield* manager.client.get(listTypes)
      yield* TestClock.adjust("19 minutes")
      yield* manager.client.get(listTypes)
      yield* TestClock.adjust("25 minutes")
      yield* manager.client.get(listTypes)
      const start = ["getChallenge", "login", "listTypes"]
      assert.deepStrictEqual(yield* operations(server), [...start, "listTypes", "listTypes", ...start])
    })
  )
})

describe("Vtiger: renewing", () => {
  it.effect("is a login, unless extendSession was asked for", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ dialect: vtiger82 })
      const manager = yield* manage(server)
      yield* manager.renew(yield* manager.session)
      assert.deepStrictEqual(yield* operations(server), ["getChallenge", "login", "getChallenge", "login"])
    })
  )

  it.effect("extendSession keeps the session, and it is not logged out as a replaced one", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ dialect: vtiger82 })
      const manager = yield* manage(server, { renewBy: "extendSession" })
      const first = yield* manager.session
      const second = yield* manager.renew(first)
      assert.strictEqual(second.value, first.value)
      assert.notStrictEqual(second.id, first.id)
      yield* manager.renew(second)
      yield* manager.client.get(listTypes)
      const extended = ["extendSession", "extendSession"]
      assert.deepStrictEqual(yield* operations(server), ["getChallenge", "login", ...extended, "listTypes"])
    })
  )

  it.effect("F18 extendSession that is refused falls back to a login", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ dialect: vtiger72 })
      const manager = yield* manage(server, { renewBy: "extendSession" })
      const first = yield* manager.session
      const second = yield* manager.renew(first)
      assert.notDeepEqual(Redacted.value(second.value.sessionName), Redacted.value(first.value.sessionName))
      assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
      const all = ["getChallenge", "login", "extendSession", "getChallenge", "login", "listTypes"]
      assert.deepStrictEqual(yield* operations(server), all)
    })
  )

  it.effect("a session id in the reply replaces the stored one", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make({ dialect: vtiger82 })
      const manager = yield* manage(server, { renewBy: "extendSession" })
      const first = yield* manager.session
      const reply = { status: 200, body: '{"success":true,"result":{"sessionName":"0badc0ffee0badc0f"}}' }
      yield* server.fault("extendSession", { kind: "reply", reply })
      const { value } = yield* manager.renew(first)
      assert.strictEqual(Redacted.value(value.sessionName), "0badc0ffee0badc0f")
      assert.strictEqual(value.userId, first.value.userId)
      assert.strictEqual(value.vtigerVersion, "8.2.0")
    })
  )
})
