/** Replies to requests of the application's own. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { filterReplyOk, schemaResultJson } from "../src/index.ts"
import { VtigerEmulator } from "../src/testing/index.ts"
import { listTypes, manage } from "./fixtures/manager.ts"

const Types = Schema.Struct({ types: Schema.Array(Schema.String) })

const query = (text: string) => `/webservice.php?operation=query&query=${encodeURIComponent(text)}`

it.effect("schemaResultJson decodes the result of a reply", () =>
  Effect.gen(function* () {
    const server = yield* VtigerEmulator.make()
    const { client } = yield* manage(server)
    const { types } = yield* Effect.flatMap(client.get(listTypes), schemaResultJson(Types))
    assert.include(types, "Contacts")
    const Contacts = Schema.Array(Schema.Struct({ id: Schema.String }))
    const found = yield* Effect.flatMap(client.get(query("select id from Contacts;")), schemaResultJson(Contacts))
    assert.deepStrictEqual(found, [])
    const error = yield* Effect.flip(Effect.flatMap(client.get(listTypes), schemaResultJson(Contacts)))
    assert.strictEqual(error._tag, "SchemaError")
  })
)

it.effect("a refusal with HTTP 200 is an AuthError with the server's code and message", () =>
  Effect.gen(function* () {
    const server = yield* VtigerEmulator.make()
    const { client } = yield* manage(server)
    const response = yield* client.get(query("no query at all"))
    assert.strictEqual(response.status, 200)
    const refusals = [
      yield* Effect.flip(filterReplyOk(response)),
      yield* Effect.flip(schemaResultJson(Types)(response))
    ]
    for (const error of refusals) {
      assert.strictEqual(error._tag, "AuthError")
      if (error._tag === "AuthError") {
        assert.deepInclude(error, { vendor: "vtiger", operation: "call" })
        assert.strictEqual("code" in error.reason && error.reason.code, "ACCESS_DENIED")
      }
    }
    const good = yield* client.get(listTypes)
    assert.strictEqual(yield* filterReplyOk(good), good)
  })
)

it.effect("a refusal that repeats the session does not show it", () =>
  Effect.gen(function* () {
    const server = yield* VtigerEmulator.make()
    const manager = yield* manage(server)
    const session = Redacted.value((yield* manager.session).value.sessionName)
    const body = JSON.stringify({ success: false, error: { code: "ODD", message: `no: ${session}` } })
    yield* server.fault("listTypes", { kind: "reply", reply: { status: 200, body } })
    const error = yield* Effect.flip(Effect.flatMap(manager.client.get(listTypes), filterReplyOk))
    assert.include(error.message, "ODD")
    assert.notInclude(error.message, session)
  })
)
