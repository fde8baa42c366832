import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Corebos, makeCorebos } from "../src/index.ts"
import { CorebosEmulator } from "../src/testing/index.ts"
import { accessKey, listTypes, operations, username } from "./fixtures/manager.ts"

describe("Corebos: configuration", () => {
  const good = { url: "https://corebos.example/crm", username, accessKey }
  const bad = {
    url: { ...good, url: "http://corebos.example" },
    username: { ...good, username: "" },
    accessKey: { ...good, accessKey: Redacted.make(" ") },
    idleTimeout: { ...good, idleTimeout: 0 }
  }
  for (const [field, options] of Object.entries(bad)) {
    it.effect(`${field} is refused before any request`, () =>
      Effect.gen(function* () {
        const server = yield* CorebosEmulator.make()
        const { reason } = yield* Effect.flip(Effect.provide(makeCorebos(options), server.layer))
        assert.strictEqual(reason._tag === "InvalidConfiguration" ? reason.field : reason._tag, field)
        assert.deepStrictEqual(yield* server.requests, [])
      })
    )
  }

  it.effect("layerConfig reads COREBOS_URL, COREBOS_USERNAME and COREBOS_ACCESS_KEY", () =>
    Effect.gen(function* () {
      const server = yield* CorebosEmulator.make()
      const env = {
        COREBOS_URL: server.url,
        COREBOS_USERNAME: username,
        COREBOS_ACCESS_KEY: Redacted.value(accessKey)
      }
      const layer = Corebos.layerConfig({ sessionIn: "header" }).pipe(
        Layer.provide(server.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
      )
      yield* Effect.flatMap(Corebos, ({ client }) => client.get(listTypes)).pipe(Effect.provide(layer))
      assert.deepStrictEqual(yield* operations(server), ["getChallenge", "login", "listTypes", "logout"])
    })
  )
})
