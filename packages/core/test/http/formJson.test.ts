// JSON inside a form field, as an operation sends it.
import { inForm, operation } from "@crm-auth/core/Driver"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json, protocol, serve, server } from "../fixtures/protocol.ts"

const call = operation(protocol, {
  id: "call",
  method: "POST",
  target: "/rest.php",
  input: Schema.Struct({ data: Schema.Array(Schema.Union([Schema.String, Schema.Struct({ name: Schema.String })])) }),
  parts: [inForm(["data"])]
})

it.effect("an ampersand is escaped, for servers that decode HTML entities before they read the JSON", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(json({ ok: true }))
    yield* provide(call({ data: ["a&quot;b", { name: "&" }] }, server))
    const body = requests[0]?.body
    const text = body?._tag === "Uint8Array" ? (body.text ?? "") : ""
    const sent = new URLSearchParams(text).get("data") ?? ""
    assert.notInclude(sent, "&")
    assert.deepStrictEqual(JSON.parse(sent), ["a&quot;b", { name: "&" }])
  })
)

it.effect("half of a character is refused wherever it is, and nothing is sent", () =>
  Effect.gen(function* () {
    const { provide, requests } = serve(json({ ok: true }))
    for (const data of [["\ud83d"], ["a", { name: "half \udc00" }]]) {
      const error = yield* provide(Effect.flip(call({ data }, server)))
      assert.deepInclude(error.reason, { _tag: "InvalidConfiguration", field: "data" })
    }
    assert.strictEqual(requests.length, 0)
  })
)
