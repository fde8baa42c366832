import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Corebos, makeCorebosCredentialToken } from "../src/index.ts"
import { CorebosEmulator } from "../src/testing/index.ts"
import { listTypes, manageByToken, operations, username } from "./fixtures/manager.ts"

const token = "t0k3n-of-jane"

const start = Effect.gen(function* () {
  const server = yield* CorebosEmulator.make({ credentials: [{ token, username }] })
  return { server, manager: yield* manageByToken(server, token) }
})

describe("Corebos: a credential token", () => {
  it.effect("goes into the header of any call; nothing logs in or out", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make({ credentials: [{ token, username }] })
      const layer = Corebos.layerCredentialToken({ url: server.url, token: Redacted.make(token) }).pipe(
        Layer.provide(server.layer)
      )
      const element = JSON.stringify({ lastname: "Doe", assigned_user_id: "19x7" })
      const body = HttpBody.urlParams({ operation: "create", elementType: "Contacts", element })
      yield* Effect.gen(function* () {
        const { client, session } = yield* Corebos
        yield* client.get(listTypes)
        yield* client.post("/webservice.php", { body })
        assert.isUndefined((yield* session).value.userId)
      }).pipe(Effect.provide(layer))
      assert.deepStrictEqual(yield* operations(server), ["listTypes", "create"])
      for (const { body: sent, headers, url } of yield* server.requests) {
        assert.strictEqual(headers["corebos-authorization"], token)
        assert.strictEqual(headers["user-agent"], "crm-auth-corebos")
        assert.notInclude(url.href + sent, token)
      }
      assert.strictEqual((yield* server.records).length, 1)
    })
  )

  it.effect("given as an effect is read again when it was refused", () =>
    Effect.gen(function* () {
      const { server } = yield* start
      let current = "rotated-away"
      const credentials = Effect.sync(() => ({ token: Redacted.make(current) }))
      const manager = yield* makeCorebosCredentialToken({ url: server.url, credentials }).pipe(
        Effect.provide(server.layer)
      )
      yield* manager.session
      current = token
      assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
      assert.strictEqual((yield* server.requests).length, 2)
    })
  )

  it.effect("U10 outside its dates, the message is about the record and not about other clients", () =>
    Effect.gen(function* () {
      const { server } = yield* start
      const manager = yield* manageByToken(server, "t0k3n-of-yesterday")
      const error = yield* Effect.flip(manager.client.get(listTypes))
      assert.match(error.message, /Credentials record exists, and that today is between its start and end dates/)
      assert.notMatch(error.message, /another client|proxy/)
    })
  )

  it.effect("is refused when it is blank", () =>
    Effect.gen(function* () {
      const { server } = yield* start
      const { reason } = yield* Effect.flip(manageByToken(server, " "))
      assert.strictEqual(reason._tag === "InvalidConfiguration" ? reason.field : reason._tag, "token")
    })
  )
})
