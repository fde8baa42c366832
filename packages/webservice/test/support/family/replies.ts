// F01 to F06: what the replies of the login's two steps hold, and how often it is tried.
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { afterChallenge } from "../racing.ts"
import { md5 } from "../wire.ts"
import {
  creating,
  type FamilySession,
  type FamilySubject,
  failure,
  jane,
  key,
  listTypes,
  operationsOf,
  parametersOf,
  patiently,
  requestsFor,
  stageOf,
  success,
  tagOf,
  type Trap,
  username
} from "./subject.ts"

const once = ["getChallenge", "login"]

export const replyTraps = <A extends FamilySession>(subject: FamilySubject<A>): Record<string, Trap> => {
  const { manage, stage } = stageOf(subject)
  return {
    "F01 the session id is sessionName, else sessionId, else there is none": Effect.gen(function* () {
      const { manager, server } = yield* stage({ prepared: { sessionIds: ["1d1d1d1d1d1d1d1d1"] } })
      const idOf = Effect.map(manager.session, ({ value }) => Redacted.value(value.sessionName))
      assert.strictEqual(yield* idOf, "1d1d1d1d1d1d1d1d1")
      const dialect = { ...subject.current, login: { ...subject.current.login, sessionMember: "sessionId" as const } }
      const printed = yield* stage({ dialect, prepared: { sessionIds: ["2d2d2d2d2d2d2d2d2"] } })
      assert.strictEqual((yield* printed.manager.client.get(listTypes)).status, 200)
      const [call] = yield* requestsFor(printed.server, "listTypes")
      assert.strictEqual(call?.url.searchParams.get("sessionName"), "2d2d2d2d2d2d2d2d2")
      const cases = [
        { result: { sessionName: "first", sessionId: "second" }, id: "first" },
        { result: { sessionName: "", sessionId: "second" }, id: "second" },
        { result: { sessionName: null, sessionId: "second" }, id: "second" }
      ]
      for (const { id, result } of cases) {
        yield* server.fault("login", { kind: "reply", reply: success({ ...result, userId: "19x7" }) })
        const { value } = yield* (yield* manage(server)).session
        assert.strictEqual(Redacted.value(value.sessionName), id)
      }
      for (const result of [{}, { sessionName: "", sessionId: "" }, { sessionname: "x" }, { sessionName: 5 }]) {
        yield* server.fault("login", { kind: "reply", reply: success({ ...result, userId: "19x7" }) })
        assert.strictEqual(tagOf(yield* Effect.flip((yield* manage(server)).session)), "UnexpectedResponse")
      }
    }),

    "F02 the session goes out as sessionName only, to calls and to the logout": Effect.gen(function* () {
      const { manager, server } = yield* stage({ prepared: { sessionIds: ["3d3d3d3d3d3d3d3d3"] } })
      yield* manager.client.get(listTypes)
      yield* manager.client.post("/webservice.php", creating)
      yield* manager.logout
      const carried = (yield* server.requests).flatMap((request) =>
        parametersOf(request).flatMap(([name, value]) => (value === "3d3d3d3d3d3d3d3d3" ? [name] : []))
      )
      assert.deepStrictEqual(carried, ["sessionName", "sessionName", "sessionName"])
      const [write] = yield* requestsFor(server, "create")
      assert.strictEqual(write?.url.search, "")
      assert.strictEqual(yield* server.sessions, 0)
      const refused = yield* server.requests
      assert.isTrue(refused.every((request) => parametersOf(request).every(([name]) => name !== "sessionId")))
    }),

    "F03 expireTime is a number or its text, and no local clock is asked about it": Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2040-01-01"))
      for (const dialect of [subject.current, subject.racing]) {
        for (const times of ["numbers", "strings", "stored"] as const) {
          const written = { ...dialect, challenge: { ...dialect.challenge, times } }
          const { manager, server } = yield* stage({ dialect: written })
          yield* manager.session
          yield* (yield* manage(server)).session
          assert.strictEqual(yield* server.attempts, 2)
        }
      }
      const clocks = [
        { serverTime: 1, expireTime: 301 },
        { serverTime: "1", expireTime: "301" },
        { serverTime: 4_000_000_000, expireTime: "4000000300" },
        { serverTime: 1_790_000_000, expireTime: 1_790_000_001 }
      ]
      for (const times of clocks) {
        const { manager, server } = yield* stage()
        const token = yield* server.askChallenge(username)
        yield* server.fault("getChallenge", { kind: "reply", reply: success({ token, ...times }) })
        yield* manager.session
        assert.deepStrictEqual(yield* operationsOf(server), once)
      }
    }),

    "F04 parallel logins take turns, and one that another client beat is tried again": Effect.gen(function* () {
      const { server } = yield* stage({ dialect: subject.racing })
      const managers = yield* Effect.forEach(Array.from({ length: 6 }), () => manage(server))
      yield* Effect.forEach(managers, ({ session }) => session, { concurrency: "unbounded" })
      assert.strictEqual(yield* server.attempts, 6)
      assert.strictEqual(yield* server.logins, 6)

      const contested = yield* subject.emulator({ dialect: subject.racing })
      const others = afterChallenge(contested, contested.askChallenge(username))
      const manager = yield* Effect.provide(subject.manager({ url: contested.url, ...jane }), others)
      yield* patiently(Effect.forEach(Array.from({ length: 6 }), () => manager.session, { concurrency: "unbounded" }))
      assert.deepStrictEqual(yield* operationsOf(contested), [...once, ...once])
      assert.strictEqual(yield* contested.logins, 1)
    }),

    "F05 a refusal is tried again a few times at most, and what it means depends on who said it": Effect.gen(
      function* () {
        const wrong = yield* stage(undefined, { accessKey: Redacted.make("wrong") })
        for (let asked = 0; asked < 20; asked++) {
          const asking = Effect.flip(wrong.manager.session)
          assert.strictEqual(tagOf(yield* asked === 0 ? patiently(asking) : asking), "InvalidCredentials")
        }
        const tried = Array.from({ length: subject.tries }, () => once)
        assert.deepStrictEqual(yield* operationsOf(wrong.server), tried.flat())

        const cases = [
          { from: "getChallenge", asked: ["getChallenge"] },
          { from: "login", asked: once }
        ]
        for (const { asked, from } of cases) {
          const { manager, server } = yield* stage()
          yield* server.fault(from, { kind: "reply", reply: failure("AUTHENTICATION_REQUIRED") }, 100)
          const tag = tagOf(yield* Effect.flip(manager.session))
          assert.notInclude(["SessionRejected", "ChallengeRejected"], tag)
          if (from === "login") assert.strictEqual(tag, "AccountLocked")
          assert.deepStrictEqual(yield* operationsOf(server), asked)
        }

        for (const code of ["AUTHENTICATION_REQUIRED", "INVALID_SESSIONID", "SESSION_EXPIRED", "SESSION_LEFT_IDLE"]) {
          const { manager, server } = yield* stage()
          yield* server.fault("listTypes", { kind: "reply", reply: failure(code) }, 100)
          assert.strictEqual(tagOf(yield* Effect.flip(manager.client.get(listTypes))), "SessionRejected")
          assert.deepStrictEqual(yield* operationsOf(server), [...once, "listTypes", ...once, "listTypes"])
        }
      }
    ),

    "F06 every try has a challenge of its own, asked for right before it": Effect.gen(function* () {
      const tokens = ["aaaaaaaaaaaaa", "bbbbbbbbbbbbb", "ccccccccccccc"]
      const { manager, server } = yield* stage({ dialect: subject.racing, prepared: { tokens } })
      yield* manager.session
      yield* TestClock.adjust("1 second")
      yield* manager.renew(yield* manager.session)
      yield* server.expireSessions
      yield* TestClock.adjust("200 seconds")
      yield* manager.client.get(listTypes)
      const used = (yield* server.requests).flatMap((request) =>
        parametersOf(request).flatMap(([name, value]) => (name === "accessKey" ? [value] : []))
      )
      assert.deepStrictEqual(
        used,
        tokens.map((token) => md5(token + key))
      )
      const asked = (yield* operationsOf(server)).filter((operation) => once.includes(operation))
      assert.deepStrictEqual(asked, [...once, ...once, ...once])
    })
  }
}
