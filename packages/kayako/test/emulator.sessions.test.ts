import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { KayakoEmulator } from "../src/testing/index.ts"
import {
  infoRoute,
  jane,
  loginRoute,
  logoutRoute,
  open,
  post,
  pushRoute,
  statuses,
  statusOf,
  ticketsRoute
} from "./fixtures/desk.ts"

describe("a session", () => {
  it.effect("dies when it was idle for longer than its timeout, and never otherwise", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ sessionTimeout: "10 minutes" })
      const session = yield* open(desk)
      for (let use = 0; use < 30; use++) {
        yield* TestClock.adjust("10 minutes")
        assert.strictEqual(yield* statusOf(desk, session), "1")
      }
      yield* TestClock.adjust("10 minutes")
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* desk.sessions, 0)
      assert.strictEqual(yield* statusOf(desk, session), "-2")
    })
  )

  it.effect("lives beside others of the same member of staff", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const [first, second] = [yield* open(desk), yield* open(desk)]
      assert.notStrictEqual(first, second)
      assert.strictEqual(yield* desk.sessions, 2)
      assert.strictEqual(yield* statusOf(desk, first, logoutRoute), "1")
      assert.strictEqual(yield* statusOf(desk, first), "-2")
      assert.strictEqual(yield* statusOf(desk, second), "1")
      yield* desk.endSessions("sam@desk.example")
      assert.strictEqual(yield* statusOf(desk, second), "1")
      yield* desk.endSessions("jane@desk.example")
      assert.strictEqual(yield* statusOf(desk, second), "-2")
    })
  )

  it.effect("T28 T29 is taken from the form, else from the query, else from the cookie", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const session = yield* open(desk)
      const status = (route: string, form: string, cookie: string) =>
        Effect.map(
          post(desk, route, form, { cookie: `a=b; SWIFT_sessionid40=${cookie}` }),
          ({ root }) => root["status"]
        )
      assert.strictEqual(yield* status(infoRoute, `sessionid=${session}`, "x"), "1")
      assert.strictEqual(yield* status(infoRoute, "sessionid=x", session), "-2")
      assert.strictEqual(yield* status(`${infoRoute}&sessionid=${session}`, "", "x"), "1")
      assert.strictEqual(yield* status(`${infoRoute}&sessionid=x`, "", session), "-2")
      assert.strictEqual(yield* status(infoRoute, "SessionID=x", session), "1")
      assert.strictEqual(yield* status(infoRoute, "", "x"), "-2")
    })
  )

  it.effect("is refused when its member of staff is gone, or when it is of another interface", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const session = yield* open(desk)
      yield* desk.remove("jane@desk.example")
      assert.strictEqual(yield* statusOf(desk, session), "-2")
      assert.strictEqual((yield* post(desk, loginRoute, jane)).root["status"], "-1")
      const foreign = yield* KayakoEmulator.make({ foreignSessions: true })
      assert.strictEqual(yield* statusOf(foreign, yield* open(foreign)), "-2")
    })
  )

  it.effect("may be made without a word of its timeout, or with one that is no number", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ dialect: { timeout: "absent" } })
      assert.notProperty((yield* post(desk, loginRoute, jane)).root, "sessiontimeout")
      yield* desk.dialect({ timeout: "unusable" })
      assert.strictEqual((yield* post(desk, loginRoute, jane)).root["sessiontimeout"], "never")
    })
  )

  it.effect("is bound to the network of its login, when the desk wants that", () =>
    Effect.gen(function* () {
      const free = yield* KayakoEmulator.make()
      const bound = yield* KayakoEmulator.make({ bindAddress: true })
      for (const [desk, elsewhere] of [
        [free, "1"],
        [bound, "-2"]
      ] as const) {
        const session = yield* open(desk)
        yield* desk.moveTo("192.0.77.1")
        assert.strictEqual(yield* statusOf(desk, session), "1")
        yield* desk.moveTo("198.51.100.1")
        assert.strictEqual(yield* statusOf(desk, session), elsewhere)
        yield* desk.moveTo("192.0.2.10")
        assert.strictEqual(yield* statusOf(desk, session), "1")
      }
    })
  )
})

describe("T06 a dead session", () => {
  const dead = "sessionid=dead&departmentid=6&payload=x"

  it.effect("is refused first, and then the action runs", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const bodies = [
        [logoutRoute, ["-2", "-2", "1"]],
        [infoRoute, ["-2", "-1"]],
        [pushRoute, ["-2", "1"]],
        [ticketsRoute, ["-2"]]
      ] as const
      for (const [route, expected] of bodies) {
        const answer = yield* post(desk, route, dead)
        assert.strictEqual(answer.status, 200)
        assert.deepStrictEqual(statuses(answer.body), expected)
        assert.strictEqual(answer.root["status"], "-2")
      }
      assert.match((yield* post(desk, ticketsRoute, dead)).body, /<\/kayako_staffapi>\nUncaught Exception/)
    })
  )

  it.effect("T08 pushes all the same", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      yield* post(desk, pushRoute, "sessionid=dead&payload=x")
      yield* post(desk, pushRoute, `sessionid=${yield* open(desk)}&payload=x`)
      assert.deepStrictEqual(yield* desk.pushes, [
        { payload: "x", deadSession: true },
        { payload: "x", deadSession: false }
      ])
    })
  )

  it.effect("T07 may be answered with a body that is cut, or hidden", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ dialect: { deadSession: "start" } })
      const whole = '</kayako_staffapi>\n<?xml version="1.0" encoding="UTF-8"?>'
      const cut = yield* post(desk, logoutRoute, dead)
      assert.strictEqual(cut.root["status"], "-2")
      assert.isTrue(cut.body.includes(whole))
      assert.isFalse(cut.body.endsWith("</kayako_staffapi>"))
      yield* desk.dialect({ deadSession: "nothing" })
      assert.deepStrictEqual(statuses((yield* post(desk, logoutRoute, dead)).body), ["-2"])
    })
  )

  it.effect("has every reason look alike", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const session = yield* open(desk)
      yield* desk.expireSessions
      const bodies = yield* Effect.forEach(["", "sessionid=", "sessionid=x", `sessionid=${session}`], (form) =>
        Effect.map(post(desk, infoRoute, form), ({ body }) => body)
      )
      assert.strictEqual(new Set(bodies).size, 1)
    })
  )
})
