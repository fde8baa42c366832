// Where the emulator once differed from real coreBOS servers, by the number of the fault.
import { md5, member } from "@crm-auth/webservice/test"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { called, failure, key, noSession, start, username } from "./fixtures/server.ts"

const asQuery = (text: string) => `operation=query&query=${encodeURIComponent(text)}`

describe("coreBOS: faults of the emulator", () => {
  it.effect("U24 a login keeps a sessionName only where its row still exists", () =>
    Effect.gen(function* () {
      const { call, challenge, login, logout, send } = yield* start()
      const hash = md5((yield* challenge()) + key)
      const loginWith = (id: string) =>
        Effect.map(
          send({ form: `operation=login&username=${username}&accessKey=${hash}&sessionName=${id}` }),
          (reply) => member(reply, "sessionName")
        )
      const fresh = yield* loginWith("chosenbytheclient")
      assert.match(fresh, /^[a-z0-9]{26}$/)
      assert.strictEqual(yield* loginWith(fresh), fresh)
      const ended = yield* login
      yield* logout(ended)
      assert.notStrictEqual(yield* loginWith(ended), ended)
      const idle = yield* login
      yield* TestClock.adjust("7201 seconds")
      yield* challenge()
      const again = yield* send({
        form: `operation=login&username=${username}&accessKey=${md5((yield* challenge()) + key)}&sessionName=${idle}`
      })
      assert.strictEqual(member(again, "sessionName"), idle)
      assert.deepStrictEqual(yield* call(idle), called)
    })
  )

  it.effect("U24 another User-Agent leaves the session's row behind, without a user, for 7200 seconds", () =>
    Effect.gen(function* () {
      const { call, challenge, login, send, server } = yield* start()
      const id = yield* login
      assert.deepStrictEqual(yield* call(id, { "user-agent": "another" }), noSession)
      assert.deepStrictEqual(yield* call(id), noSession)
      assert.strictEqual(yield* server.sessions, 0)
      const hash = md5((yield* challenge()) + key)
      const adopted = yield* send({
        form: `operation=login&username=${username}&accessKey=${hash}&sessionName=${id}`
      })
      assert.strictEqual(member(adopted, "sessionName"), id)
      assert.deepStrictEqual(yield* call(id), called)
    })
  )

  it.effect("U25 every reply for which a session was opened sets its cookie, refusals and logouts included", () =>
    Effect.gen(function* () {
      const { login, send, server } = yield* start()
      const id = yield* login
      const refused = yield* send({ query: `${asQuery("garbage")}&sessionName=${id}` })
      assert.include(refused.text, "ACCESS_DENIED")
      assert.match(refused.cookie ?? "", new RegExp(`^cb[0-9a-f]{32}=${id}; path=/`))
      assert.isUndefined((yield* send({ query: asQuery("garbage") })).cookie)
      const out = new Request(`${server.url}/webservice.php`, {
        method: "POST",
        body: new URLSearchParams({ operation: "logout", sessionName: id })
      })
      const { headers } = yield* Effect.promise(() => server.handler(out))
      const [kept = "", taken = "", ...none] = headers.getSetCookie()
      assert.match(kept, new RegExp(`^cb[0-9a-f]{32}=${id}; `))
      assert.match(taken, /^cb[0-9a-f]{32}=deleted; /)
      assert.deepStrictEqual(none, [])
    })
  )

  it.effect("U38 U26 queries: no semicolon and no case are needed, and garbage is denied", () =>
    Effect.gen(function* () {
      const { login, send } = yield* start()
      const id = yield* login
      const ask = (text: string) =>
        Effect.map(send({ query: `${asQuery(text)}&sessionName=${id}` }), (reply) => ({ ...reply, cookie: undefined }))
      for (const text of ["select * from Contacts", "select * from contacts;", "select id from Contacts;"]) {
        assert.deepStrictEqual(yield* ask(text), called)
      }
      const denied = failure("ACCESS_DENIED", "Permission to perform the operation is denied for query")
      for (const text of ["garbage", "select nothing;"]) assert.deepStrictEqual(yield* ask(text), denied)
      const { text } = yield* ask("select * from Contacts where;")
      assert.include(text, `"code":"QUERY_SYNTAX_ERROR"`)
      assert.include(text, "Unexpected SEMICOLON(;), expected one of: COLUMNNAME")
      assert.include((yield* ask("select id from users limit 1")).text, `[{"id":"19x7"}]`)
    })
  )

  it.effect("U37 describe and sync are there", () =>
    Effect.gen(function* () {
      const { login, send } = yield* start()
      const id = yield* login
      for (const query of [
        "operation=describe&elementType=Contacts",
        "operation=sync&modifiedTime=0&elementType=Contacts"
      ]) {
        assert.include((yield* send({ query: `${query}&sessionName=${id}` })).text, `"success":true`)
      }
      const retrieved = yield* send({ query: `operation=retrieve&id=19x8&sessionName=${id}` })
      assert.strictEqual(member(retrieved, "user_name"), "omar")
    })
  )
})
