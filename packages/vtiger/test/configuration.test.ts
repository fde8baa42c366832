import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { makeVtiger, Vtiger } from "../src/index.ts"
import { VtigerEmulator } from "../src/testing/index.ts"
import { jane, listTypes, operations } from "./fixtures/manager.ts"

describe("Vtiger: configuration", () => {
  const good = { url: "https://vtiger.example/crm", ...jane }
  const bad = {
    url: [
      { ...good, url: "" },
      { ...good, url: "vtiger.example" },
      { ...good, url: "http://vtiger.example" }
    ],
    username: [{ ...good, username: " " }],
    accessKey: [
      { ...good, accessKey: Redacted.make("") },
      { ...good, accessKey: Redacted.make(" ") }
    ],
    idleTimeout: [
      { ...good, idleTimeout: 0 },
      { ...good, idleTimeout: -1 },
      { ...good, idleTimeout: Number.NaN }
    ]
  }
  for (const [field, list] of Object.entries(bad)) {
    it.effect(`${field} is refused before any request`, () =>
      Effect.gen(function* () {
        const server = yield* VtigerEmulator.make()
        for (const options of list) {
          const { reason } = yield* Effect.flip(makeVtiger(options).pipe(Effect.provide(server.layer)))
          assert.strictEqual(reason._tag === "InvalidConfiguration" ? reason.field : reason._tag, field)
        }
        assert.deepStrictEqual(yield* server.requests, [])
      })
    )
  }

  it.effect("layerConfig reads VTIGER_URL, VTIGER_USERNAME and VTIGER_ACCESS_KEY", () =>
    Effect.gen(function* () {
      const server = yield* VtigerEmulator.make()
      const env = {
        VTIGER_URL: server.url,
        VTIGER_USERNAME: jane.username,
        VTIGER_ACCESS_KEY: Redacted.value(jane.accessKey)
      }
      const layer = Vtiger.layerConfig({ userAgent: "acme-sync/2" }).pipe(
        Layer.provide(server.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
      )
      yield* Effect.flatMap(Vtiger, ({ client }) => client.get(listTypes)).pipe(Effect.provide(layer))
      const requests = yield* server.requests
      assert.deepStrictEqual(yield* operations(server), ["getChallenge", "login", "listTypes", "logout"])
      assert.isTrue(requests.every(({ headers }) => headers["user-agent"] === "acme-sync/2"))
    })
  )
})
