import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"
import { KayakoEmulator, KayakoFault } from "../src/testing/index.ts"
import { id, login, refuses, success } from "./fixtures/answers.ts"
import { infoRoute } from "./fixtures/desk.ts"
import { heldBy, manage, outcome, readInfo, reasonOf, requestsOf } from "./fixtures/manager.ts"
import { root } from "./fixtures/xml.ts"
describe("the first root", () => {
  it.effect("T06 T07 counts, whatever the action of a dead session wrote behind it, whole or cut", () =>
    Effect.gen(function* () {
      for (const deadSession of ["everything", "start", "nothing"] as const) {
        const desk = yield* KayakoEmulator.make({ dialect: { deadSession } })
        const kayako = yield* manage(desk)
        yield* readInfo(kayako)
        yield* desk.expireSessions
        // The second root says -1, which alone would be a failure of the call.
        assert.strictEqual((yield* readInfo(kayako)).status, 200)
        assert.strictEqual(yield* desk.logins, 2, deadSession)
        // A logout that ends with a success root ended nothing, and one that is refused needs no second.
        yield* desk.expireSessions
        yield* kayako.logout
        assert.strictEqual((yield* requestsOf(desk, "logout")).length, 1)
      }
      // A success root in front is a success, whatever is printed after it.
      const { sessionId } = yield* login(`${success("")}\nUncaught Exception\n${root("<status>-1</status>")}`)
      assert.strictEqual(Redacted.value(sessionId), id)
    })
  )
})

describe("values", () => {
  it.effect("T09 stay the text that they are", () =>
    Effect.gen(function* () {
      const texts = [id, "000123", "1e5", "0x1A", "4.70", "true", "null", "9".repeat(32)]
      for (const text of texts) {
        for (const written of [text, `<![CDATA[${text}]]>`]) {
          const session = yield* login(
            root(
              `<status>1</status><sessionid>${written}</sessionid><version>${written}</version><staffid>${written}</staffid><option name="${text}">${written}</option>`
            )
          )
          assert.strictEqual(Redacted.value(session.sessionId), text)
          assert.deepStrictEqual([session.version, session.staffId, session.options], [text, text, { [text]: text }])
        }
      }
    })
  )

  it.effect("T10 settings have one shape for none, one and many, and none of them fails a login", () =>
    Effect.gen(function* () {
      const settings = ({ options, permissions, variables }: Effect.Success<ReturnType<typeof login>>) => [
        options,
        permissions,
        variables
      ]
      assert.deepStrictEqual(settings(yield* login(success(""))), [{}, {}, {}])
      const one = '<option name="chatqueuetype">roundrobin</option><permission name="observechats">1</permission>'
      assert.deepStrictEqual(settings(yield* login(success(one))), [
        { chatqueuetype: "roundrobin" },
        { observechats: "1" },
        {}
      ])
      const many = '<option name="a">1</option><option name="b" /><option>nameless</option><other name="c">3</other>'
      assert.deepStrictEqual(settings(yield* login(success(many)))[0], { a: "1", b: "", "": "nameless" })
    })
  )

  it.effect("T11 are the same plain, as CDATA, and as CDATA in two", () =>
    Effect.gen(function* () {
      for (const form of ["late", "documented"] as const) {
        const desk = yield* KayakoEmulator.make({ sessionIds: ["a]]>b&<c>"], dialect: { form } })
        const kayako = yield* manage(desk)
        assert.strictEqual(yield* heldBy(kayako), "a]]>b&<c>")
        yield* readInfo(kayako)
        assert.strictEqual(yield* desk.logins, 1)
      }
    })
  )

  it.effect("T12 a status is success only when it says exactly 1, once", () =>
    Effect.gen(function* () {
      const of = (status: string) => root(`${status}<error /><sessionid>${id}</sessionid>`)
      yield* refuses("VendorFailure", {
        missing: of(""),
        empty: of("<status></status>"),
        "an integer 0 on PHP 7": of("<status />"),
        blank: of("<status> </status>"),
        doubled: of("<status>1</status><status>-1</status>"),
        "a number that equals 1": of("<status>1.0</status>"),
        "01": of("<status>01</status>"),
        true: of("<status>true</status>"),
        "another digit one": of("<status>١</status>")
      })
      assert.strictEqual(Redacted.value((yield* login(of("<status>\n 1\t</status>"))).sessionId), id)
      const desk = yield* KayakoEmulator.make()
      yield* desk.fault("login", KayakoFault.emptyStatus)
      const reason = yield* reasonOf((yield* manage(desk)).session)
      assert.deepInclude(reason, { _tag: "VendorFailure", code: "", detail: "Failed." })
    })
  )

  it.effect("T13 status 1 without a session id is no session", () =>
    refuses("UnexpectedResponse", {
      missing: root("<status>1</status><error></error>"),
      empty: root("<status>1</status><sessionid></sessionid>"),
      "an empty element": root("<status>1</status><sessionid />"),
      blank: root("<status>1</status><sessionid> \n</sessionid>"),
      "two of them": root("<status>1</status><sessionid>a</sessionid><sessionid>b</sessionid>")
    })
  )

  it.effect("T30 the version is text to show", () =>
    Effect.gen(function* () {
      for (const version of ["4.70", "4.70.0", "4.9.0-beta (build 12)", "", "five"]) {
        assert.strictEqual((yield* login(success(`<version>${version}</version>`))).version, version)
      }
      assert.isUndefined((yield* login(success(""))).version)
    })
  )

  it.effect("T35 the session id is opaque: any length, any alphabet, back as it came", () =>
    Effect.gen(function* () {
      const ids = ["a", "x".repeat(255), "a b+c%41&d=e", "ключ", "00000000-0000-0000-0000-000000000000", "<&>\"'"]
      for (const sessionId of ids) {
        const desk = yield* KayakoEmulator.make({ sessionIds: [sessionId], dialect: { cookie: false } })
        const kayako = yield* manage(desk)
        yield* readInfo(kayako)
        const [call] = yield* requestsOf(desk, "getInfo")
        assert.strictEqual(new URLSearchParams(call?.body).get("sessionid"), sessionId)
        assert.strictEqual(yield* desk.logins, 1)
      }
    })
  )
})

describe("a call's reply", () => {
  it.effect("T36 that is not XML proves no session alive, and is the application's to read", () =>
    Effect.gen(function* () {
      for (const fault of [KayakoFault.exception, KayakoFault.page, KayakoFault.empty, KayakoFault.serverError]) {
        const desk = yield* KayakoEmulator.make({ sessionTimeout: "60 minutes" })
        const kayako = yield* manage(desk)
        yield* kayako.session
        yield* TestClock.adjust("40 minutes")
        yield* desk.fault("getInfo", fault)
        const response = yield* Effect.result(kayako.client.post(infoRoute))
        assert.isTrue(Result.isSuccess(response))
        yield* TestClock.adjust("25 minutes")
        // 65 minutes after the last proof of life: logged in anew, without having tried the old session.
        assert.strictEqual(yield* outcome(readInfo(kayako)), "success")
        assert.strictEqual(yield* desk.logins, 2)
        assert.strictEqual((yield* requestsOf(desk, "getInfo")).length, 2)
      }
    })
  )
})
