// F17, F18, F22, F24: what a session is, how it is kept, and who may see it.
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import {
  type FamilySession,
  type FamilySubject,
  jane,
  listTypes,
  operationsOf,
  parametersOf,
  requestsFor,
  stageOf,
  success,
  type Trap
} from "./subject.ts"

const once = ["getChallenge", "login"]

export const sessionTraps = <A extends FamilySession>(subject: FamilySubject<A>): Record<string, Trap> => {
  const { manage, stage } = stageOf(subject)
  return {
    "F17 a session id and a user id are opaque": Effect.gen(function* () {
      for (const id of ["x", "q1w2e3r4t5y6u7i8o9p0a1s2d3", "../a b&c=%41+é;#?", "0", "z".repeat(300)]) {
        const { manager, server } = yield* stage({ prepared: { sessionIds: [id] } })
        assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
        const [call] = yield* requestsFor(server, "listTypes")
        assert.deepStrictEqual(call && parametersOf(call).at(-1), ["sessionName", id])
        yield* manager.logout
        assert.strictEqual(yield* server.sessions, 0)
        assert.strictEqual(yield* server.logins, 1)
      }
      for (const userId of ["1x2", "user-α", "19X7 "]) {
        const { manager, server } = yield* stage()
        yield* server.fault("login", { kind: "reply", reply: success({ sessionName: "any", userId }) })
        assert.strictEqual((yield* manager.session).value.userId, userId)
      }
    }),

    "F18 nothing depends on extendsession, and no dead session is extended": Effect.gen(function* () {
      const { manager, server } = yield* stage(undefined, { renewal: "ahead", idleTimeout: "20 minutes" })
      yield* manager.renew(yield* manager.session)
      yield* TestClock.adjust("1 hour")
      yield* server.expireSessions
      yield* manager.client.get(listTypes)
      yield* manager.logout
      const all = yield* operationsOf(server)
      assert.include(all.slice(4, 6), "listTypes")
      assert.notInclude(all, "extendSession")

      if (subject.extends === undefined) return
      const asked = yield* subject.emulator()
      const extending = yield* manage(asked, {}, subject.extends)
      yield* extending.renew(yield* extending.session)
      yield* asked.expireSessions
      assert.strictEqual((yield* extending.client.get(listTypes)).status, 200)
      const requests = yield* operationsOf(asked)
      assert.deepStrictEqual(requests, [...once, "extendSession", "listTypes", ...once, "listTypes"])
      const [extension] = yield* requestsFor(asked, "extendSession")
      assert.strictEqual(extension?.method, "POST")
      assert.match(extension?.body ?? "", /^operation=extendsession&sessionName=[0-9a-f]+$/)
    }),

    "F24 parallel work may have several sessions, and a logout does not wait for a slow call": Effect.gen(function* () {
      for (const parallelSessions of [undefined, 2]) {
        const { manager, server } = yield* stage(undefined, { parallelSessions })
        yield* manager.session
        yield* server.fault("listTypes", { kind: "delay", duration: "10 seconds" }, 2)
        const calls = yield* Effect.forEach([1, 2], () => Effect.forkChild(manager.client.get(listTypes)))
        yield* TestClock.adjust("10 seconds")
        yield* Effect.forEach(calls.slice(0, 1), Fiber.join)
        assert.strictEqual((yield* requestsFor(server, "listTypes")).length, parallelSessions ?? 1)
        yield* TestClock.adjust("10 seconds")
        yield* Effect.forEach(calls, Fiber.join)
        const names = (yield* requestsFor(server, "listTypes")).map(({ url }) => url.searchParams.get("sessionName"))
        assert.strictEqual(new Set(names).size, parallelSessions ?? 1)
      }
      const server = yield* subject.emulator()
      const scope = yield* Scope.make()
      const manager = yield* Scope.provide(
        Effect.provide(subject.manager({ url: server.url, ...jane }), server.layer),
        scope
      )
      yield* server.fault("listTypes", { kind: "delay", duration: "1 hour" })
      yield* Effect.forkChild(manager.client.get(listTypes))
      yield* TestClock.adjust("1 second")
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* TestClock.adjust("2 seconds")
      yield* Fiber.join(closing)
      assert.notInclude(yield* operationsOf(server), "logout")
    })
  }
}
