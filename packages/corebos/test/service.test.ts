import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { makeCorebos } from "../src/index.ts"
import { corebos2014, corebos2018, corebos2020, CorebosEmulator } from "../src/testing/index.ts"
import { accessKey, afterChallenge, listTypes, manage, username } from "./fixtures/manager.ts"
import { prepared } from "./fixtures/server.ts"

describe("Corebos: logging in", () => {
  it.effect("a login of several tries ends with the server's answer, inside its own deadline", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      yield* server.fault("login", { kind: "delay", duration: "4 seconds" }, 10)
      const wrong = { accessKey: Redacted.make("wrong"), loginTimeout: "10 seconds" } as const
      const manager = yield* manage(server, wrong)
      const session = yield* Effect.forkChild(Effect.flip(manager.session))
      for (let second = 0; second < 40; second++) yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(session)).reason._tag, "InvalidCredentials")
      assert.strictEqual(yield* server.attempts, 2)
    })
  )

  it.effect("gives the session, without cookies", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ prepared })
      const manager = yield* manage(server)
      const { value } = yield* manager.session
      assert.strictEqual(Redacted.value(value.sessionName), "q1w2e3r4t5y6u7i8o9p0a1s2d3")
      assert.strictEqual(value.userId, "19x7")
      assert.strictEqual(value.version, "0.22")
      assert.strictEqual(value.vtigerVersion, "5.5.0")
      yield* manager.client.get(listTypes)
      assert.isTrue((yield* server.requests).every(({ headers }) => headers["cookie"] === undefined))
    })
  )

  for (const [release, dialect] of Object.entries({ 2014: corebos2014, 2018: corebos2018, 2020: corebos2020 })) {
    it.effect(`a session of release ${release} outlives its end`, () =>
      Effect.gen(function* () {
        const server = yield* CorebosEmulator.make({ dialect })
        const manager = yield* manage(server)
        yield* manager.client.get(listTypes)
        yield* server.expireSessions
        yield* manager.client.get(listTypes)
        assert.strictEqual(yield* server.logins, 2)
      })
    )
  }

  it.effect("AUTHENTICATION_REQUIRED means bad credentials of a challenge, a locked account of a login", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const unknown = yield* Effect.flip((yield* manage(server, { username: "nobody" })).session)
      assert.deepStrictEqual([unknown.operation, unknown.reason._tag], ["getChallenge", "InvalidCredentials"])
      const former = { username: "former", accessKey: Redacted.make("Zt5rF2yHk8Lp1QxC") }
      const inactive = yield* Effect.flip((yield* manage(server, former)).session)
      assert.deepStrictEqual([inactive.operation, inactive.reason._tag], ["login", "AccountLocked"])
      const removed = afterChallenge(server, server.removeAccount(username))
      const manager = yield* Effect.provide(makeCorebos({ url: server.url, username, accessKey }), removed)
      assert.strictEqual((yield* Effect.flip(manager.session)).reason._tag, "AccountLocked")
      assert.strictEqual(yield* server.attempts, 2)
    })
  )

  it.effect("maintenance is an outage", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      yield* server.setMaintenance(true)
      const failed = yield* Effect.forkChild(Effect.flip((yield* manage(server)).session))
      yield* TestClock.adjust("5 seconds")
      assert.strictEqual((yield* Fiber.join(failed)).reason._tag, "Unavailable")
      assert.strictEqual(yield* server.attempts, 0)
    })
  )
})

describe("Corebos: requests with a session", () => {
  it.effect("sessionIn: header keeps the session out of URLs and bodies, JSON among them", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ prepared })
      const manager = yield* manage(server, { sessionIn: "header" })
      const id = "q1w2e3r4t5y6u7i8o9p0a1s2d3"
      yield* manager.client.get(listTypes)
      const body = HttpBody.jsonUnsafe({ operation: "listtypes" })
      assert.strictEqual((yield* manager.client.post("/webservice.php", { body })).status, 200)
      for (const request of (yield* server.requests).slice(2)) {
        assert.strictEqual(request.headers["corebos-authorization"], id)
        assert.notInclude(request.url.href + request.body, id)
      }
    })
  )
})
