// Where the emulator once differed from real vtiger servers, by the number of the fault.
import { member, md5 } from "@crm-auth/webservice/test"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import { makeVtiger } from "../src/index.ts"
import { vtiger72, vtiger82, vtiger82OnPhp8, VtigerEmulator } from "../src/testing/index.ts"
import { jane, listTypes } from "./fixtures/manager.ts"
import {
  crash,
  deadSession,
  failure,
  json,
  key,
  notAdoptable,
  start,
  unknownUser,
  username
} from "./fixtures/server.ts"

const asQuery = (text: string) => `operation=query&query=${encodeURIComponent(text)}`

describe("vtiger: faults of the emulator", () => {
  it.effect("U06 8.2 on PHP 8: a logout dies, the session lives on, and closing sends it once", () =>
    Effect.gen(function* () {
      const { call, login, logout } = yield* start({ dialect: vtiger82OnPhp8 })
      const id = yield* login
      assert.deepStrictEqual(yield* logout(id), crash)
      assert.include((yield* call(id)).text, `"success":true`)

      const server = yield* VtigerEmulator.make({ dialect: vtiger82OnPhp8 })
      yield* makeVtiger({ url: server.url, ...jane }).pipe(
        Effect.flatMap(({ client }) => client.get(listTypes)),
        Effect.provide(server.layer),
        Effect.scoped
      )
      const asked = (yield* server.requests).map(({ operation, status }) => `${operation} ${status}`)
      assert.deepStrictEqual(asked, ["getChallenge 200", "login 200", "listTypes 200", "logout 500"])
      assert.strictEqual(yield* server.sessions, 1)
    })
  )

  it.effect("U26 U38 queries: what is understood, what is a syntax error, and what is denied", () =>
    Effect.gen(function* () {
      const { login, send, server } = yield* start()
      const id = yield* login
      const ask = (text: string) => send({ query: `${asQuery(text)}&sessionName=${id}` })
      const denied = (what: string) =>
        failure("ACCESS_DENIED", `Permission to perform the operation is denied for ${what}`)
      assert.deepStrictEqual(yield* ask("select nothing;"), denied("query"))
      assert.deepStrictEqual(yield* ask("garbage"), denied("query"))
      assert.deepStrictEqual(yield* ask("select * from Nothing;"), denied("Nothing"))
      assert.deepStrictEqual(yield* ask("select * from contacts;"), denied("contacts"))
      assert.deepStrictEqual(
        yield* ask("select * from Contacts where;"),
        failure(
          "QUERY_SYNTAX_ERROR",
          "Syntax Error on line 1: token ';' Unexpected SEMICOLON(;), expected one of: COLUMNNAME"
        )
      )
      for (const text of [
        "select * from Contacts",
        "select * from Contacts where a ~ 1;",
        "select * from Contacts x y;"
      ]) {
        assert.include((yield* ask(text)).text, `"code":"QUERY_SYNTAX_ERROR"`)
      }
      const results: ReadonlyArray<readonly [query: string, result: string]> = [
        ["select id from Users limit 1;", `[{"id":"19x7"}]`],
        ["select id from Users limit 1, 1;", `[{"id":"19x8"}]`],
        ["select user_name from Users where user_name = 'omar';", `[{"user_name":"omar"}]`],
        ["select user_name from Users where user_name like 'om%' and status='Active';", `[{"user_name":"omar"}]`],
        ["select id from Users where id in ('19x8', '19x9') order by id desc;", `[{"id":"19x9"},{"id":"19x8"}]`],
        ["select count(*) from Users;", `[{"count":"4"}]`],
        ["SELECT * FROM Contacts;", "[]"]
      ]
      for (const [text, result] of results) {
        assert.deepStrictEqual(yield* ask(text), json(`{"success":true,"result":${result}}`), text)
      }
      assert.strictEqual(yield* server.sessions, 1)
    })
  )

  it.effect("U27 a name that is no UTF-8, reads by form, and what a bogus id leaves behind", () =>
    Effect.gen(function* () {
      const { call, login, send } = yield* start({ dialect: vtiger72 })
      assert.deepStrictEqual(yield* send({ query: "operation=getchallenge&username=%E9" }), unknownUser)
      const id = yield* login
      assert.include((yield* send({ form: `operation=listtypes&sessionName=${id}` })).text, `"success":true`)
      for (const form of [asQuery("select id from Users;"), "operation=describe&elementType=Contacts"]) {
        assert.include((yield* send({ form: `${form}&sessionName=${id}` })).text, `"code":"ACCESS_DENIED"`)
      }
      const bogus = "0badc0de0badc0de0"
      assert.deepStrictEqual(yield* send({ form: `operation=extendsession&sessionName=${bogus}` }), notAdoptable)
      assert.deepStrictEqual(yield* call(bogus), deadSession)
      yield* send({ form: "operation=extendsession", headers: { cookie: `PHPSESSID=${bogus}` } })
      assert.deepStrictEqual(yield* call(bogus), crash)

      const onPhp8 = yield* start({ dialect: vtiger82OnPhp8 })
      const refused = yield* onPhp8.send({ query: "operation=getchallenge&username=%E9" })
      assert.include(refused.text, `"code":"INTERNAL_SERVER_ERROR"`)
      assert.deepStrictEqual(
        yield* onPhp8.send({ query: `operation=getchallenge&username=${username}&format=xml` }),
        crash
      )
    })
  )

  it.effect("U28 8.2 tells about the user first, and has the message of an error before its code", () =>
    Effect.gen(function* () {
      const { answer, challenge } = yield* start({ dialect: vtiger82 })
      const token = yield* challenge()
      const refused = yield* answer(md5(`${token}wrong`))
      const error = { message: "Invalid username or password", code: "INVALID_USER_CREDENTIALS" }
      assert.deepStrictEqual(refused, json(JSON.stringify({ success: false, error })))
      const { text } = yield* answer(md5(token + key))
      const members = [...text.matchAll(/"(\w+)":/g)].map(([, name]) => name).slice(2)
      const user = "username first_name last_name email time_zone hour_format date_format is_admin"
      const session = "call_duration other_event_duration sessionName userId version vtigerVersion"
      assert.deepStrictEqual(members, `${user} ${session}`.split(" "))
    })
  )

  it.effect("U29 U37 a record is created, retrieved, revised, updated, described and deleted", () =>
    Effect.gen(function* () {
      const { login, send, server } = yield* start()
      const session = `sessionName=${yield* login}`
      const post = (operation: string, rest: Record<string, string>) =>
        send({ form: `operation=${operation}&${session}&${new URLSearchParams(rest).toString()}` })
      const get = (operation: string, rest: string) => send({ query: `operation=${operation}&${session}&${rest}` })
      const sent = { lastname: `Ün "ï" 漢 <b> +&%=#;🙂`, assigned_user_id: "19x7" }
      const created = yield* post("create", { elementType: "Contacts", element: JSON.stringify(sent) })
      const id = member(created, "id")
      const retrieved: { readonly result: unknown } = JSON.parse((yield* get("retrieve", `id=${id}`)).text)
      assert.deepStrictEqual(retrieved.result, { ...sent, lastname: `Ün "ï" 漢 <b> +&%=#;?`, id })
      const revised = yield* post("revise", { element: JSON.stringify({ id, email: "a@b.example" }) })
      assert.include(revised.text, `"email":"a@b.example"`)
      assert.include(revised.text, `"assigned_user_id":"19x7"`)
      const lacking = yield* post("update", { element: JSON.stringify({ id, lastname: "Doe" }) })
      assert.include(lacking.text, "MANDATORY_FIELDS_MISSING")
      const updated = yield* post("update", {
        element: JSON.stringify({ id, lastname: "Doe", assigned_user_id: "19x8" })
      })
      assert.notInclude(updated.text, "email")
      const described = yield* get("describe", "elementType=Contacts")
      assert.include(described.text, `"name":"lastname","label":"Last Name","mandatory":true`)
      assert.include((yield* get("relatedtypes", "elementType=Contacts")).text, `"success":true`)
      assert.include((yield* get("retrieve", "id=19x7")).text, `"user_name":"jane+crm@acme.example"`)
      const refused = failure("ACCESS_DENIED", "Permission to perform the operation is denied")
      assert.deepStrictEqual(yield* get("retrieve", "id=12x1"), refused)
      assert.deepStrictEqual(yield* post("update", { element: JSON.stringify({ id: "12x1" }) }), refused)
      assert.deepStrictEqual(yield* post("revise", { element: "no JSON" }), refused)
      assert.deepStrictEqual(yield* post("delete", { id: "12x1" }), refused)
      assert.include((yield* post("delete", { id })).text, `"success":true`)
      assert.deepStrictEqual(yield* server.records, [])
      assert.deepStrictEqual(yield* get("sync", "modifiedTime=0"), crash)
    })
  )

  it.effect("U39 U29 a multipart login is read with a file of bytes in it, and with names in any quotes", () =>
    Effect.gen(function* () {
      const { challenge, send } = yield* start()
      const hash = md5((yield* challenge()) + key)
      const parts = [
        `Content-Disposition: form-data; name=operation\r\n\r\nlogin`,
        `Content-Disposition: form-data; name='username'\r\n\r\njane+crm@acme.example`,
        `Content-Disposition: form-data; name="accessKey"\r\n\r\n${hash}`
      ]
      const head = parts.map((part) => `--b\r\n${part}\r\n`).join("")
      const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n`
      const encoder = new TextEncoder()
      const bytes = Uint8Array.from([
        ...encoder.encode(file),
        0xff,
        0xfe,
        0x00,
        0x80,
        ...encoder.encode(`\r\n${head}--b--\r\n`)
      ])
      const reply = yield* send({ body: HttpBody.uint8Array(bytes, "multipart/form-data; boundary=b") })
      assert.include(reply.text, `"success":true`)
    })
  )

  it.effect("U40 the script is served under a doubled slash and with a path behind it", () =>
    Effect.gen(function* () {
      const { send } = yield* start()
      const query = `operation=getchallenge&username=${username}`
      for (const path of ["//webservice.php", "/webservice.php/anything"]) {
        assert.include((yield* send({ path, query })).text, "token")
      }
      assert.strictEqual((yield* send({ path: "/webservice.phpx", query })).status, 404)
    })
  )

  it.effect("U41 blanks behind a user name are ignored", () =>
    Effect.gen(function* () {
      const { answer, challenge } = yield* start()
      const token = yield* challenge(`${username}%20%20`)
      assert.include((yield* answer(md5(token + key), `${username}+`)).text, `"success":true`)
    })
  )

  it.effect("U45 replies have reason phrases, and PHP's headers against caches", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const url = `${server.url}/webservice.php?operation=getchallenge&username=${username}`
      const { headers } = yield* Effect.provide(HttpClient.get(url), server.layer)
      assert.strictEqual(headers["cache-control"], "no-store, no-cache, must-revalidate")
      assert.strictEqual(headers["pragma"], "no-cache")
      assert.strictEqual(headers["expires"], "Thu, 19 Nov 1981 08:52:00 GMT")
      const response = yield* Effect.promise(() => server.handler(new Request(url)))
      assert.strictEqual(response.statusText, "OK")
      const lost = yield* Effect.promise(() => server.handler(new Request(`${server.url}/nowhere`)))
      assert.strictEqual(lost.statusText, "Not Found")
    })
  )
})

it.effect("U29 a dialect is chosen by its name, and an unknown one is refused with those that there are", () =>
  Effect.gen(function* () {
    const { answer, challenge } = yield* start({ dialect: "7.2" })
    const token = yield* challenge()
    assert.include((yield* answer(md5(token + key))).text, `"vtigerVersion":"7.2.0"`)
    const exit = yield* Effect.exit(VtigerEmulator.make({ dialect: "9" }))
    assert.include(String(exit), `The emulator has no dialect "9". It has: 8.2, 8.2-php8, 7.2, 5.4`)
  })
)
