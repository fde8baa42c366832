import { replaySafe } from "@crm-auth/core"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { inspect } from "node:util"
import { KayakoEmulator, KayakoFault } from "../src/testing/index.ts"
import { logoutRoute } from "./fixtures/desk.ts"
import {
  heldBy,
  manage,
  operations,
  outcome,
  push,
  readInfo,
  readTickets,
  reasonOf,
  requestsOf
} from "./fixtures/manager.ts"

const print = (value: unknown) => inspect(value, { depth: Infinity, showHidden: true })

describe("a session that the desk refuses", () => {
  it.effect("T08 reads go again by themselves, a push only when its caller says so", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const kayako = yield* manage(desk)
      // Sessions that die within a minute of their login make a manager pause.
      const expire = Effect.andThen(TestClock.adjust("2 minutes"), desk.expireSessions)
      for (const read of [readInfo(kayako), readTickets(kayako)]) {
        yield* kayako.session
        yield* expire
        assert.include(yield* Effect.flatMap(read, ({ text }) => text), "<status><![CDATA[1]]></status>")
      }
      yield* expire
      const reason = yield* reasonOf(push(kayako))
      assert.deepInclude(reason, { _tag: "ReplayImpossible", because: "safety" })
      // The refused push ran all the same: a second one would have done it twice.
      assert.deepStrictEqual(
        (yield* desk.pushes).map(({ deadSession }) => deadSession),
        [true]
      )
      yield* expire
      assert.strictEqual((yield* replaySafe(push(kayako))).status, 200)
      assert.deepStrictEqual(
        (yield* desk.pushes).map(({ deadSession }) => deadSession),
        [true, true, false]
      )
    })
  )

  it.effect("T23 straight after a fresh login is not logged in again for ever", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ foreignSessions: true })
      const kayako = yield* manage(desk)
      assert.strictEqual(yield* outcome(readInfo(kayako)), "SessionRejected")
      assert.strictEqual(yield* desk.logins, 2)
      for (let call = 0; call < 100; call++) yield* outcome(readInfo(kayako))
      assert.isAtMost(yield* desk.logins, 4)

      const bound = yield* KayakoEmulator.make({ bindAddress: true })
      const moving = yield* manage(bound)
      yield* readInfo(moving)
      yield* bound.moveTo("198.51.100.7")
      assert.strictEqual(yield* outcome(readInfo(moving)), "success")
      assert.strictEqual(yield* bound.logins, 2)
    })
  )

  it.effect("T24 codes mean what they mean to the operation that was asked", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const kayako = yield* manage(desk)
      yield* kayako.session
      // -1 is a refusal of credentials to a login, and the application's own failure to a call.
      yield* desk.fault("getInfo", KayakoFault.status("-1", "Session over."))
      assert.include(yield* Effect.flatMap(readInfo(kayako), ({ text }) => text), "-1")
      assert.strictEqual(yield* desk.logins, 1)
      // -2 is the end of a session to a call, nothing known to a login, and success to a logout.
      yield* desk.fault("getInfo", KayakoFault.status("-2", "Whatever."))
      assert.strictEqual(yield* outcome(readInfo(kayako)), "success")
      assert.strictEqual(yield* desk.logins, 2)
      yield* desk.fault("login", KayakoFault.status("-2", "Whatever."))
      const reason = yield* reasonOf((yield* manage(desk)).session)
      assert.deepInclude(reason, { _tag: "VendorFailure", code: "-2" })
      // 2 asks for a key in a login only; version 3 and winapp have other tables still.
      yield* desk.fault("getInfo", KayakoFault.status("2", "Whatever."))
      assert.strictEqual(yield* outcome(readInfo(kayako)), "success")
      for (const status of ["0", "3", "-3", "4"]) {
        yield* desk.fault("login", KayakoFault.status(status, "Whatever."))
        assert.strictEqual(yield* outcome((yield* manage(desk)).session), "VendorFailure", status)
      }
    })
  )
})

describe("secrets", () => {
  it.effect("T26 no error, and nothing else that can be printed, quotes a body or a credential", () =>
    Effect.gen(function* () {
      const session = "5e55105e55105e55105e55105e5510ab"
      const next = "0ther5e5510n0ther5e5510n0ther5e5"
      const password = "h7 secret%pass+word"
      const accounts = [{ username: "jane@desk.example", password, staffid: "7" }]
      const secrets = [session, password, encodeURIComponent(password), "h7+secret%25pass%2Bword"]
      const head = `<kayako_staffapi><status>1</status><sessionid>${session}</sessionid>`
      const bodies = [
        head,
        `${head}&bad;</kayako_staffapi>`,
        `<!DOCTYPE a>${head}</kayako_staffapi>`,
        `<kayako_staffapi><status>3</status><error>${password}, ${encodeURIComponent(password)}</error></kayako_staffapi>`,
        `Exception: login(${password}) at line 3, ${session}`,
        `<html>${encodeURIComponent(password)} sessionid=${session}</html>`
      ]
      for (const body of bodies) {
        const desk = yield* KayakoEmulator.make({ accounts })
        yield* desk.fault("login", { kind: "reply", reply: { status: 200, body } })
        const kayako = yield* manage(desk, { password })
        const exit = yield* Effect.exit(kayako.session)
        assert.isTrue(Exit.isFailure(exit))
        for (const value of [exit, kayako, yield* kayako.status]) {
          for (const shown of [print(value), JSON.stringify(value) ?? "", String(value)]) {
            // A vendor's own message is shown, without the secrets of the request; a session it invents there is not ours.
            for (const secret of body.includes("<status>3") ? secrets.slice(1) : secrets)
              assert.notInclude(shown, secret)
          }
        }
      }
      const desk = yield* KayakoEmulator.make({ accounts, sessionIds: [session, next] })
      const kayako = yield* manage(desk, { password })
      const response = yield* readInfo(kayako)
      yield* desk.fault("getInfo", { kind: "drop" })
      const lost = yield* Effect.exit(readInfo(kayako))
      yield* desk.fault("getInfo", KayakoFault.status("-2", `${session} is over`))
      yield* desk.fault("getInfo", KayakoFault.status("-2", `${next} is over`))
      const refused = yield* Effect.exit(readInfo(kayako))
      for (const value of [response, lost, refused, yield* kayako.session, kayako]) {
        for (const secret of [...secrets, next]) assert.notInclude(print(value) + JSON.stringify(value), secret)
      }
    })
  )
})

describe("the end of a session", () => {
  it.effect("T31 is a logout at its own route when the scope closes, and no failure of it is anybody's", () =>
    Effect.gen(function* () {
      const faults = [
        undefined,
        KayakoFault.exception,
        KayakoFault.status("-1", "No."),
        KayakoFault.unavailable,
        { kind: "drop" } as const
      ]
      for (const fault of faults) {
        const desk = yield* KayakoEmulator.make()
        const scope = yield* Scope.make()
        const kayako = yield* Scope.provide(manage(desk), scope)
        const session = yield* heldBy(kayako)
        if (fault !== undefined) yield* desk.fault("logout", fault)
        assert.isTrue(Exit.isSuccess(yield* Effect.exit(Scope.close(scope, Exit.void))))
        const last = (yield* desk.requests).at(-1)
        assert.strictEqual(last?.url.href, desk.url + logoutRoute)
        assert.strictEqual(last?.body, `sessionid=${session}`)
        assert.strictEqual((yield* requestsOf(desk, "login")).length, 1)
        assert.strictEqual(yield* desk.sessions, fault === undefined ? 0 : 1)
      }
      // A session that is gone is ended already, and says so without a failure.
      const desk = yield* KayakoEmulator.make()
      const kayako = yield* manage(desk)
      yield* kayako.session
      yield* desk.expireSessions
      yield* kayako.logout
      assert.deepStrictEqual(yield* operations(desk), ["login", "logout"])
    })
  )

  it.effect("T39 one session for all calls of a day, and none left behind", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ sessionTimeout: "20 minutes" })
      const use = Effect.gen(function* () {
        const kayako = yield* manage(desk)
        for (let call = 0; call < 100; call++) {
          yield* readInfo(kayako)
          yield* TestClock.adjust("15 minutes")
        }
        assert.strictEqual(yield* desk.logins, 1)
        assert.strictEqual(yield* desk.sessions, 1)
      })
      yield* Effect.scoped(use)
      assert.strictEqual(yield* desk.sessions, 0)
      assert.strictEqual((yield* requestsOf(desk, "logout")).length, 1)
    })
  )
})
