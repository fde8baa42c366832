import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Kayako, makeKayako } from "../src/index.ts"
import { KayakoEmulator } from "../src/testing/index.ts"
import { operations, readInfo } from "./fixtures/manager.ts"

const jane = { username: "jane@desk.example", password: Redacted.make("p%ss+w") }

describe("Kayako: configuration", () => {
  const good = { url: "https://desk.example/support", ...jane }
  const bad = {
    url: [
      { ...good, url: "desk.example" },
      { ...good, url: "http://desk.example" }
    ],
    username: [
      { ...good, username: "" },
      { ...good, username: "0" }
    ],
    password: [
      { ...good, password: Redacted.make(" ") },
      { ...good, password: Redacted.make("0") }
    ],
    initialStatus: [
      { ...good, initialStatus: " " },
      { ...good, initialStatus: 1.5 }
    ]
  }
  for (const [field, list] of Object.entries(bad)) {
    it.effect(`${field} is refused before any request`, () =>
      Effect.gen(function* () {
        const desk = yield* KayakoEmulator.make()
        for (const options of list) {
          const tried = makeKayako(options).pipe(Effect.flatMap(({ session }) => session))
          const { reason } = yield* Effect.flip(Effect.provide(tried, desk.layer))
          assert.strictEqual(reason._tag === "InvalidConfiguration" ? reason.field : reason._tag, field)
        }
        assert.deepStrictEqual(yield* desk.requests, [])
      })
    )
  }

  it.effect("layerConfig reads KAYAKO_URL, KAYAKO_USERNAME and KAYAKO_PASSWORD", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const env = {
        KAYAKO_URL: desk.url,
        KAYAKO_USERNAME: jane.username,
        KAYAKO_PASSWORD: Redacted.value(jane.password)
      }
      const layer = Kayako.layerConfig({ userAgent: "acme-sync/2" }).pipe(
        Layer.provide(desk.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
      )
      yield* Effect.provide(Effect.flatMap(Kayako, readInfo), layer)
      assert.deepStrictEqual(yield* operations(desk), ["login", "getInfo", "logout"])
      assert.isTrue((yield* desk.requests).every(({ headers }) => headers["user-agent"] === "acme-sync/2"))
    })
  )
})
