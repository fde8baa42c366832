/** Replies to requests of the application's own, decoded with its schemas. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { filterReplyOk, schemaBodyXml } from "../src/index.ts"
import { KayakoEmulator } from "../src/testing/index.ts"
import { infoRoute, ticketsRoute } from "./fixtures/desk.ts"
import { manage, readTickets } from "./fixtures/manager.ts"
import { root } from "./fixtures/xml.ts"

const responseOf = (text: string) =>
  HttpClientResponse.fromWeb(HttpClientRequest.post("https://desk.example"), new Response(text))

const Tickets = Schema.Struct({
  status: Schema.Literal("1"),
  ticket: Schema.Array(Schema.Struct({ id: Schema.Int, displayid: Schema.String, subject: Schema.String })),
  note: Schema.Array(Schema.String)
})

it.effect("schemaBodyXml decodes elements, attributes, lists and numbers", () =>
  Effect.gen(function* () {
    const desk = yield* KayakoEmulator.make()
    const kayako = yield* manage(desk)
    const response = yield* Effect.flatMap(readTickets(kayako), filterReplyOk)
    assert.deepStrictEqual(yield* schemaBodyXml(Tickets)(response), {
      status: "1",
      ticket: [{ id: 1, displayid: "ABC-123-45678", subject: "Can't log in <again>" }],
      note: []
    })
    const staff = yield* kayako.client.post(infoRoute, { body: HttpBody.urlParams({ wantstaff: "1" }) })
    const Staff = Schema.Struct({
      staff: Schema.Array(
        Schema.Struct({ id: Schema.String, email: Schema.String, absent: Schema.optionalKey(Schema.Finite) })
      )
    })
    assert.deepStrictEqual(
      (yield* schemaBodyXml(Staff)(staff)).staff.map(({ email }) => email),
      ["jane@desk.example", "sam@desk.example"]
    )
  })
)

interface Folder {
  readonly name: string
  readonly folder: ReadonlyArray<Folder>
}
const Folder = Schema.Struct({
  name: Schema.String,
  folder: Schema.Array(Schema.suspend((): Schema.Codec<Folder> => Folder))
})

it.effect("schemaBodyXml decodes texts beside attributes, nullable fields, and schemas that contain themselves", () =>
  Effect.gen(function* () {
    const Reply = Schema.Struct({
      priority: Schema.Struct({ id: Schema.Int, "#text": Schema.String }),
      at: Schema.UndefinedOr(Schema.DateFromString),
      folder: Schema.Array(Folder)
    })
    const text = root(
      `<priority id="3"> High </priority><at>2026-01-02T03:04:05.000Z</at><folder name="a"><folder name="b"><folder><name>c</name></folder></folder></folder>`
    )
    assert.deepStrictEqual(yield* schemaBodyXml(Reply)(responseOf(text)), {
      priority: { id: 3, "#text": "High" },
      at: new Date("2026-01-02T03:04:05.000Z"),
      folder: [{ name: "a", folder: [{ name: "b", folder: [{ name: "c", folder: [] }] }] }]
    })
  })
)

it.effect("schemaBodyXml fails with HttpClientError for another body, and with SchemaError for another shape", () =>
  Effect.gen(function* () {
    const decode = schemaBodyXml(Tickets)
    const page = yield* Effect.flip(decode(responseOf("<html>Not found</html>")))
    assert.strictEqual(page._tag, "HttpClientError")
    assert.include(page.message, "no reply of the StaffAPI")
    const other = root(`<status>1</status><ticket id="one"><displayid>A</displayid><subject /></ticket>`)
    assert.strictEqual((yield* Effect.flip(decode(responseOf(other))))._tag, "SchemaError")
  })
)

it.effect("filterReplyOk turns a refusal into an AuthError with the desk's status and text", () =>
  Effect.gen(function* () {
    const desk = yield* KayakoEmulator.make()
    const kayako = yield* manage(desk)
    const fields = HttpBody.urlParams({ departmentid: "7" })
    const response = yield* kayako.client.post(ticketsRoute, { body: fields })
    assert.strictEqual(response.status, 200)
    const error = yield* Effect.flip(filterReplyOk(response))
    assert.strictEqual(error._tag, "AuthError")
    if (error._tag === "AuthError") {
      assert.deepInclude(error.reason, { _tag: "VendorFailure", code: "", detail: "Tickets not listed." })
      assert.deepInclude(error, { vendor: "kayako", operation: "call" })
    }
    assert.strictEqual((yield* filterReplyOk(yield* readTickets(kayako))).status, 200)
    const page = yield* Effect.flip(filterReplyOk(responseOf("<html>Not found</html>")))
    assert.deepInclude(page._tag === "AuthError" ? page.reason : {}, { _tag: "UnexpectedResponse", status: 200 })
  })
)

it.effect("a refusal that repeats the session does not show it", () =>
  Effect.gen(function* () {
    const desk = yield* KayakoEmulator.make()
    const kayako = yield* manage(desk)
    const session = Redacted.value((yield* kayako.session).value.sessionId)
    const body = root(`<status>0</status><error>Session ${session} may not.</error>`)
    yield* desk.fault("retrieveTickets", { kind: "reply", reply: { status: 200, body } })
    const error = yield* Effect.flip(Effect.flatMap(readTickets(kayako), filterReplyOk))
    assert.include(error.message, "may not.")
    assert.notInclude(error.message, session)
  })
)
