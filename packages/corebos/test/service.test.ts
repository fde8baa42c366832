import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Corebos, makeCorebos } from "../src/index.ts"
import { corebos2014, corebos2018, corebos2020, CorebosEmulator } from "../src/testing/index.ts"
import { accessKey, afterChallenge, listTypes, manage, operations, username } from "./support/manager.ts"
import { prepared } from "./support/server.ts"

describe("Corebos: logging in", () => {
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

  it.effect("T02 expireTime is a number for the first login and text for the next", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      yield* (yield* manage(server)).session
      yield* (yield* manage(server)).session
      assert.strictEqual(yield* server.logins, 2)
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

  it.effect("T04 a dead session is not sent along with the next login", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const manager = yield* manage(server)
      const first = yield* manager.session
      yield* server.expireSessions
      yield* manager.client.get(listTypes)
      const second = yield* manager.session
      assert.notStrictEqual(Redacted.value(second.value.sessionName), Redacted.value(first.value.sessionName))
    })
  )

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

  it.effect("F04 a challenge lost to another client of an old release is asked for once more", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ dialect: corebos2014 })
      const contested = afterChallenge(server, server.askChallenge(username))
      yield* (yield* Effect.provide(makeCorebos({ url: server.url, username, accessKey }), contested)).session
      assert.strictEqual(yield* server.attempts, 2)
    })
  )

  it.effect("T12 a changed password replaces the access key, and leaves the session alone", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const manager = yield* manage(server)
      yield* manager.client.get(listTypes)
      yield* server.changePassword(username, "Red Sky!")
      yield* manager.client.get(listTypes)
      yield* manager.logout
      assert.strictEqual((yield* Effect.flip(manager.session)).reason._tag, "InvalidCredentials")
      assert.strictEqual(yield* server.attempts, 3)
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
  it.effect("T01 the User-Agent of the login goes with every call, whatever the call says", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const manager = yield* manage(server)
      yield* manager.client.get(listTypes)
      yield* manager.client.get(listTypes, { headers: { "user-agent": "another/1" } })
      yield* manager.logout
      const agents = (yield* server.requests).map(({ headers }) => headers["user-agent"])
      assert.deepStrictEqual([...new Set(agents)], ["crm-auth-corebos"])
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("T09 a header of the caller's own is refused, or it would go before the session", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      for (const sessionIn of ["parameter", "header"] as const) {
        const manager = yield* manage(server, { sessionIn })
        yield* manager.session
        for (const name of ["corebos-authorization", "Corebos_Authorization"]) {
          const error = yield* Effect.flip(manager.client.get(listTypes, { headers: { [name]: "stale" } }))
          assert.strictEqual(error._tag === "AuthError" ? error.reason._tag : error._tag, "InvalidConfiguration")
        }
      }
      assert.notInclude(yield* operations(server), "listTypes")
    })
  )

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

  for (const sessionIn of ["parameter", "header"] as const) {
    it.effect(`T05 logout names the session in the form, with the session in the ${sessionIn}`, () =>
      Effect.gen(function* () {
        const server = yield* CorebosEmulator.make({ prepared })
        const manager = yield* manage(server, { sessionIn })
        yield* manager.client.get(listTypes)
        yield* manager.logout
        const logout = (yield* server.requests).at(-1)
        assert.strictEqual(logout?.body, "operation=logout&sessionName=q1w2e3r4t5y6u7i8o9p0a1s2d3")
        assert.isUndefined(logout?.headers["corebos-authorization"])
        assert.strictEqual(yield* server.sessions, 0)
      })
    )
  }

  it.effect("T07 two processes that evict each other stop, each with SessionRejected", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ quirks: ["singleLogin"] })
      const [one, two] = [yield* manage(server), yield* manage(server)]
      const reasons = new Set<string>()
      for (let round = 0; round < 20; round++) {
        for (const { client } of [one, two]) {
          const error = yield* Effect.flip(Effect.asVoid(client.get(listTypes))).pipe(Effect.option)
          if (error._tag === "Some" && error.value._tag === "AuthError") reasons.add(error.value.reason._tag)
        }
      }
      assert.deepStrictEqual([...reasons], ["SessionRejected"])
      assert.isAtMost(yield* server.logins, 8)
    })
  )
})

describe("Corebos: configuration", () => {
  const good = { url: "https://corebos.example/crm", username, accessKey }
  const bad = {
    url: { ...good, url: "http://corebos.example" },
    username: { ...good, username: "" },
    accessKey: { ...good, accessKey: Redacted.make(" ") },
    idleTimeout: { ...good, idleTimeout: 0 }
  }
  for (const [field, options] of Object.entries(bad)) {
    it.effect(`${field} is refused before any request`, () =>
      Effect.gen(function* () {
        const server = yield* CorebosEmulator.make()
        const { reason } = yield* Effect.flip(Effect.provide(makeCorebos(options), server.layer))
        assert.strictEqual(reason._tag === "InvalidConfiguration" ? reason.field : reason._tag, field)
        assert.deepStrictEqual(yield* server.requests, [])
      })
    )
  }

  it.effect("layerConfig reads COREBOS_URL, COREBOS_USERNAME and COREBOS_ACCESS_KEY", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const env = {
        COREBOS_URL: server.url,
        COREBOS_USERNAME: username,
        COREBOS_ACCESS_KEY: Redacted.value(accessKey)
      }
      const layer = Corebos.layerConfig({ sessionIn: "header" }).pipe(
        Layer.provide(server.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
      )
      yield* Effect.flatMap(Corebos, ({ client }) => client.get(listTypes)).pipe(Effect.provide(layer))
      assert.deepStrictEqual(yield* operations(server), ["getChallenge", "login", "listTypes", "logout"])
    })
  )
})
