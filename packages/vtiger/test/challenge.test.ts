import { LoginTurns } from "@crm-auth/webservice"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { makeVtiger } from "../src/index.ts"
import { vtiger54, vtiger72, VtigerEmulator } from "../src/testing/index.ts"
import { afterChallenge, jane, manage, omar, operations, patiently } from "./fixtures/manager.ts"

const once = ["getChallenge", "login"]

describe("Vtiger: the fresh challenge", () => {
  it.effect("F04 a challenge lost to another client is asked for again", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const contested = afterChallenge(server, server.askChallenge(jane.username))
      yield* patiently((yield* Effect.provide(makeVtiger({ url: server.url, ...jane }), contested)).session)
      assert.deepStrictEqual(yield* operations(server), [...once, ...once])
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("F04 so is one that has expired", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const slow = afterChallenge(server, server.expireChallenges)
      yield* patiently((yield* Effect.provide(makeVtiger({ url: server.url, ...jane }), slow)).session)
      assert.deepStrictEqual(yield* operations(server), [...once, ...once])
    })
  )

  it.effect("F05 the fourth loss is final", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const contested = afterChallenge(server, server.askChallenge(jane.username), 10)
      const manager = yield* Effect.provide(makeVtiger({ url: server.url, ...jane }), contested)
      const { operation, reason } = yield* Effect.flip(patiently(manager.session))
      assert.deepStrictEqual([operation, reason._tag], ["login", "InvalidCredentials"])
      yield* Effect.flip(manager.session)
      assert.deepStrictEqual(yield* operations(server), [...once, ...once, ...once, ...once])
    })
  )

  it.effect("F05 a challenge that expires every time leaves the credentials unjudged", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const slow = afterChallenge(server, server.expireChallenges, 4)
      const manager = yield* Effect.provide(makeVtiger({ url: server.url, ...jane }), slow)
      assert.strictEqual((yield* Effect.flip(patiently(manager.session))).reason._tag, "ChallengeRejected")
      yield* TestClock.adjust("2 seconds")
      yield* manager.session
      assert.strictEqual(yield* server.attempts, 5)
    })
  )

  it.effect("freshChallengeRetry: false leaves the further tries out", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const manager = yield* manage(server, { accessKey: Redacted.make("wrong"), freshChallengeRetry: false })
      assert.strictEqual((yield* Effect.flip(manager.session)).reason._tag, "InvalidCredentials")
      assert.deepStrictEqual(yield* operations(server), once)
    })
  )

  it.effect("F05 what no challenge can cure is tried once", () =>
    Effect.gen(function* () {
      const cases = [
        { username: "nobody", reason: "InvalidCredentials", asked: ["getChallenge"] },
        { username: "nokey", reason: "AccessDenied", asked: once },
        { username: "former", accessKey: "Zt5rF2yHk8Lp1QxC", reason: "AccountLocked", asked: once }
      ]
      for (const { accessKey = "any", asked, reason, username } of cases) {
        const server = yield* VtigerEmulator.make({ dialect: username === "former" ? vtiger54 : vtiger72 })
        const manager = yield* manage(server, { username, accessKey: Redacted.make(accessKey) })
        assert.strictEqual((yield* Effect.flip(manager.session)).reason._tag, reason)
        assert.deepStrictEqual(yield* operations(server), asked)
      }
    })
  )

  it.effect("F06 every login has a challenge of its own", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const manager = yield* manage(server)
      yield* manager.session
      yield* manager.logout
      yield* manager.session
      assert.deepStrictEqual(yield* operations(server), [...once, "logout", ...once])
    })
  )
})

describe("Vtiger: one login at a time per user", () => {
  it.effect("F04 managers of one user take turns, whatever the case of its name", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      yield* server.fault("getChallenge", { kind: "delay", duration: "1 second" }, 3)
      const names = [jane.username, jane.username, jane.username.toUpperCase()]
      const fibers = yield* Effect.forEach(names, (username) =>
        Effect.flatMap(manage(server, { username }), (manager) => Effect.forkChild(manager.session))
      )
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* operations(server), once)
      yield* TestClock.adjust("1 second")
      yield* TestClock.adjust("1 second")
      yield* Effect.forEach(fibers, Fiber.join)
      assert.deepStrictEqual(yield* operations(server), [...once, ...once, ...once])
    })
  )

  it.effect("other users, and the same user elsewhere, do not wait", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const other = yield* VtigerEmulator.make({ url: "https://vtiger.example/other" })
      const client = yield* Effect.provide(HttpClient.HttpClient, server.layer)
      const elsewhere = yield* Effect.provide(HttpClient.HttpClient, other.layer)
      const both = HttpClient.transform(client, (response, request) =>
        request.url.startsWith(other.url) ? elsewhere.execute(request) : response
      )
      const session = (url: string, user: typeof jane) =>
        Effect.flatMap(makeVtiger({ url, ...user }), (manager) => manager.session).pipe(
          Effect.provideService(HttpClient.HttpClient, both)
        )
      yield* server.fault("getChallenge", { kind: "delay", duration: "10 seconds" })
      const slow = yield* Effect.forkChild(session(server.url, jane))
      yield* Effect.yieldNow
      yield* session(server.url, omar)
      yield* session(other.url, jane)
      assert.strictEqual(yield* server.logins, 1)
      yield* TestClock.adjust("10 seconds")
      yield* Fiber.join(slow)
    })
  )

  it.effect("a manager with a queue of its own does not wait: to it, the others are another process", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      yield* server.fault("login", { kind: "delay", duration: "10 seconds" })
      const slow = yield* Effect.forkChild((yield* manage(server)).session)
      yield* Effect.yieldNow
      yield* (yield* Effect.provide(manage(server), LoginTurns.layer)).session
      yield* TestClock.adjust("20 seconds")
      yield* Fiber.join(slow)
      assert.strictEqual(yield* server.attempts, 3)
      assert.strictEqual(yield* server.logins, 2)
    })
  )

  it.effect("a login that hangs gives up its turn at its deadline", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      yield* server.fault("login", { kind: "delay", duration: "1 hour" })
      const hanging = yield* Effect.forkChild(
        Effect.flip((yield* manage(server, { loginTimeout: "5 seconds" })).session)
      )
      yield* Effect.yieldNow
      const waiting = yield* Effect.forkChild((yield* manage(server)).session)
      yield* TestClock.adjust("5 seconds")
      assert.strictEqual((yield* Fiber.join(hanging)).reason._tag, "Transport")
      yield* Fiber.join(waiting)
      assert.strictEqual(yield* server.logins, 1)
    })
  )
})
