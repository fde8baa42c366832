/** Replies to requests of the application's own. */
import { jsonReply } from "@crm-auth/core/testing"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { filterReplyOk } from "../src/index.ts"
import { KftokenEmulator } from "../src/testing/index.ts"
import { manage } from "./fixtures/manager.ts"

const customers = "/customers?page=1&perpage=1"

it.effect("filterReplyOk hands on a good reply, which can still be read", () =>
  Effect.gen(function* () {
    const server = yield* KftokenEmulator.make()
    const { client } = yield* manage(server)
    const response = yield* Effect.flatMap(client.get(customers), filterReplyOk)
    assert.strictEqual(response.status, 200)
    assert.include(yield* response.text, "{")
  })
)

it.effect("filterReplyOk turns a refusal into an AuthError with the server's code and message", () =>
  Effect.gen(function* () {
    const server = yield* KftokenEmulator.make()
    const { client } = yield* manage(server)
    const body = { Error: "SomethingElse", Message: "Not today" }
    yield* server.fault("listCustomers", { kind: "reply", reply: jsonReply(400, body) })
    const response = yield* client.get(customers)
    assert.strictEqual(response.status, 400)
    const error = yield* Effect.flip(filterReplyOk(response))
    assert.deepInclude(error, { _tag: "AuthError", vendor: "kftoken", operation: "call" })
    assert.deepInclude("reason" in error && error.reason, {
      _tag: "VendorFailure",
      code: "SomethingElse",
      detail: "Not today"
    })
  })
)
