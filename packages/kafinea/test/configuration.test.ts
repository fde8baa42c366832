import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Kafinea, makeKafinea } from "../src/index.ts"
import { KafineaEmulator } from "../src/testing/index.ts"
import { jane, listTypes, operations } from "./fixtures/manager.ts"

describe("Kafinea: configuration", () => {
  const good = { url: "https://apps.kafinea.com/acme", ...jane }
  const bad = {
    url: { ...good, url: "apps.kafinea.com/acme" },
    username: { ...good, username: "" },
    accessKey: { ...good, accessKey: Redacted.make(" ") },
    idleTimeout: { ...good, idleTimeout: 0 }
  }
  for (const [field, options] of Object.entries(bad)) {
    it.effect(`${field} is refused before any request`, () =>
      Effect.gen(function* () {
        const server = yield* KafineaEmulator.make()
        const { reason } = yield* Effect.flip(Effect.provide(makeKafinea(options), server.layer))
        assert.strictEqual(reason._tag === "InvalidConfiguration" ? reason.field : reason._tag, field)
        assert.deepStrictEqual(yield* server.requests, [])
      })
    )
  }

  it.effect("layerConfig reads KAFINEA_URL, KAFINEA_USERNAME and KAFINEA_ACCESS_KEY", () =>
    Effect.gen(function* () {
      const server = yield* KafineaEmulator.make()
      const env = {
        KAFINEA_URL: server.url,
        KAFINEA_USERNAME: jane.username,
        KAFINEA_ACCESS_KEY: Redacted.value(jane.accessKey)
      }
      const layer = Kafinea.layerConfig().pipe(
        Layer.provide(server.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
      )
      yield* Effect.flatMap(Kafinea, ({ client }) => client.get(listTypes)).pipe(Effect.provide(layer))
      assert.deepStrictEqual(yield* operations(server), ["getChallenge", "login", "listTypes", "logout"])
    })
  )
})
