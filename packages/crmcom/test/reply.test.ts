/** Replies to requests of the application's own. */
import { jsonReply } from "@crm-auth/core/testing"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { filterReplyOk } from "../src/index.ts"
import { CrmcomEmulator } from "../src/testing/index.ts"
import { contact, manage } from "./fixtures/manager.ts"

it.effect("filterReplyOk hands on a good reply, which can still be read", () =>
  Effect.gen(function* () {
    const server = yield* CrmcomEmulator.make()
    const { client } = yield* manage(server)
    const response = yield* Effect.flatMap(client.get(contact), filterReplyOk)
    assert.include(yield* response.text, "CI000111")
  })
)

it.effect("filterReplyOk turns a refusal with HTTP 200 into an AuthError with the server's code and message", () =>
  Effect.gen(function* () {
    const server = yield* CrmcomEmulator.make()
    const { client } = yield* manage(server)
    const status = { code: "SOME.OTHER.CODE", message: "Not today", description: null }
    yield* server.fault("showContactInformation", { kind: "reply", reply: jsonReply(200, { status, data: null }) })
    const response = yield* client.get(contact)
    assert.strictEqual(response.status, 200)
    const error = yield* Effect.flip(filterReplyOk(response))
    assert.deepInclude(error, { _tag: "AuthError", vendor: "crmcom", operation: "call" })
    assert.deepInclude("reason" in error && error.reason, {
      _tag: "VendorFailure",
      code: "SOME.OTHER.CODE",
      detail: "Not today"
    })
  })
)
