import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import { KayakoEmulator, KayakoFault } from "../src/testing/index.ts"
import { infoRoute, jane, loginRoute, open, post, pushRoute, ticketsRoute } from "./fixtures/desk.ts"
import { none } from "./fixtures/xml.ts"

describe("the calls", () => {
  it.effect("describe the desk as far as it is asked", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const session = yield* open(desk)
      const full = yield* post(desk, infoRoute, `sessionid=${session}`)
      assert.strictEqual(full.root["status"], "1")
      assert.strictEqual(full.root["uniqueid"], "LIC-1")
      const flags = ["wantticketdata", "wantmacros", "wantchatdata", "wantstaff", "wantavatars"]
      const least = yield* post(desk, infoRoute, `sessionid=${session}&${flags.map((flag) => `${flag}=0`).join("&")}`)
      assert.strictEqual(least.root["status"], "1")
      for (const name of ["department", "macro", "canned", "staff"]) {
        assert.isTrue(full.body.includes(`<${name} `), name)
        assert.isFalse(least.body.includes(`<${name} `), name)
      }
      assert.isFalse(full.body.includes("<avatar>"))
    })
  )

  it.effect("U44 GetInfo tells of departments, ticket statuses, counts and staff groups", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const { body } = yield* post(desk, infoRoute, `sessionid=${yield* open(desk)}`)
      const department = /<department id="6">(.*?)<\/department>/s.exec(body)?.[1] ?? ""
      for (const name of ["title", "assigned", "parentdepartmentid"]) assert.include(department, `<${name}>`)
      assert.match(body, /<ticketstatus id="4"/)
      assert.match(body, /<ticketsummary [^>]*><ticketcount>/)
      assert.match(body, /<staffgroup id="2"/)
    })
  )

  it.effect("U44 a multipart login is read like a form, and the other ticket calls are there", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const parts = [
        `--b\r\nContent-Disposition: form-data; name="username"\r\n\r\njane@desk.example\r\n`,
        `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\np%ss+w\r\n`
      ]
      const body = HttpBody.text(`${parts.join("")}--b--\r\n`, "multipart/form-data; boundary=b")
      const response = yield* Effect.provide(HttpClient.post(`${desk.url}${loginRoute}`, { body }), desk.layer)
      const session = /<sessionid>(?:<!\[CDATA\[)?(\w+)/.exec(yield* response.text)?.[1] ?? ""
      assert.strictEqual(yield* desk.logins, 1)
      for (const name of ["Data", "Search", "Attachment"]) {
        const route = `/staffapi/index.php?/Tickets/Retrieve/${name}`
        const { root } = yield* post(desk, route, `sessionid=${session}&ticketid=1&query=log`)
        assert.strictEqual(root["status"], "1", name)
      }
    })
  )

  it.effect("include routes of a user's own, behind the session check", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const path = "/staffapi/index.php?/Own/Route"
      yield* desk.route({ method: "POST", path, respond: (_, user) => ({ status: 200, body: `<own>${user}</own>` }) })
      const session = yield* open(desk)
      assert.strictEqual((yield* post(desk, path, `sessionid=${session}`)).body, "<own>jane@desk.example</own>")
      assert.strictEqual((yield* post(desk, path, "sessionid=none")).root["status"], "-2")
    })
  )

  it.effect("of one build read only the flags for macros and avatars", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ infoFlags: "macrosAndAvatars" })
      const flags = "wantticketdata=0&wantmacros=0&wantchatdata=0&wantstaff=0&wantavatars=1"
      const { body } = yield* post(desk, infoRoute, `sessionid=${yield* open(desk)}&${flags}`)
      for (const name of ["department ", "canned ", "staff ", "avatar>"]) assert.include(body, `<${name}`)
      assert.notInclude(body, "<macro ")
    })
  )

  it.effect("list and push tickets, or say why not", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const session = `sessionid=${yield* open(desk)}`
      const list = (fields: string) =>
        Effect.map(post(desk, ticketsRoute, session + fields), ({ root }) => root["status"])
      assert.strictEqual(yield* list(""), "1")
      assert.strictEqual(yield* list("&departmentid=6"), "1")
      assert.strictEqual(yield* list("&departmentid=all"), "-1")
      assert.strictEqual(yield* list("&departmentid=7"), "")
      yield* desk.dialect({ form: "documented" })
      assert.strictEqual(yield* list("&departmentid=7"), "0")

      assert.strictEqual((yield* post(desk, pushRoute, session)).root["status"], "-1")
      assert.strictEqual((yield* post(desk, pushRoute, `${session}&payload=%3Ca%2F%3E`)).root["status"], "1")
      assert.deepStrictEqual(yield* desk.pushes, [{ payload: "<a/>", deadSession: false }])

      yield* desk.change("jane@desk.example", { mayReadTickets: false })
      assert.strictEqual(yield* list(""), "-1")
      assert.strictEqual((yield* post(desk, pushRoute, `${session}&payload=x`)).root["status"], "-1")
    })
  )

  it.effect("go wrong by name", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const session = `sessionid=${yield* open(desk)}`
      const get = post(desk, infoRoute, session)
      for (const name of [
        "exception",
        "phpError",
        "loaderError",
        "otherRoot",
        "page",
        "empty",
        "doctype",
        "badCdata",
        "controlCharacter"
      ] as const) {
        yield* desk.fault("getInfo", KayakoFault[name])
        const { root, status } = yield* get
        assert.deepStrictEqual([name, status, root], [name, 200, {}])
      }
      yield* desk.fault("getInfo", KayakoFault.exceptionAfterSuccess)
      assert.strictEqual((yield* get).root["status"], "1")
      yield* desk.fault("getInfo", KayakoFault.doubledStatus)
      assert.isUndefined((yield* get).root["status"])
      yield* desk.fault("getInfo", KayakoFault.status("3", "New."))
      assert.deepStrictEqual((yield* get).root, { ...none, status: "3", error: "New." })
      for (const name of ["emptyStatus", "withoutStatus", "sessionNotCreated"] as const) {
        yield* desk.fault("login", KayakoFault[name])
        const { root } = yield* post(desk, loginRoute, jane)
        const status = { emptyStatus: "", withoutStatus: undefined, sessionNotCreated: "-1" }[name]
        assert.strictEqual(root["status"], status)
        assert.isString(root["error"])
      }
      yield* desk.fault("login", KayakoFault.serverError)
      assert.deepInclude(yield* post(desk, loginRoute, jane), { status: 500, body: "" })
      yield* desk.fault("login", KayakoFault.withoutSessionId)
      assert.deepStrictEqual((yield* post(desk, loginRoute, jane)).root, { ...none, status: "1", error: "" })
      yield* desk.fault("*", KayakoFault.rateLimited(30))
      assert.strictEqual((yield* get).headers["retry-after"], "30")
      yield* desk.fault("*", KayakoFault.redirect("https://other.example/"))
      assert.strictEqual((yield* get).status, 302)
      assert.strictEqual((yield* get).root["status"], "1")
    })
  )
})
