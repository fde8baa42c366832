import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Kftoken, makeKftoken, makeKftokenExternalToken, makeKftokenSessionToken } from "../src/index.ts"
import { KftokenEmulator } from "../src/testing/index.ts"
import { answering, external, user } from "./fixtures/manager.ts"

const blank = Redacted.make(" ")

describe("a configuration that cannot work is refused before any request", () => {
  const cases = {
    url: [makeKftoken({ ...user, url: "" }), makeKftoken({ ...user, url: "http://api.kashflow.com/v2" })],
    username: [makeKftoken({ ...user, username: "" })],
    password: [makeKftoken({ ...user, password: blank })],
    memorableWord: [makeKftoken({ ...user, memorableWord: blank })],
    idleTimeout: [0, -1, Number.NaN].map((idleTimeout) => makeKftoken({ ...user, idleTimeout })),
    externalToken: [makeKftokenExternalToken({ ...external, externalToken: blank })],
    uid: [Number.NaN, 1.5].map((uid) => makeKftokenExternalToken({ ...external, uid })),
    sessionToken: ["", " ", "a b", "a\n", "ключ"].map((token) =>
      makeKftokenSessionToken({ sessionToken: Redacted.make(token) })
    )
  }
  for (const [field, list] of Object.entries(cases)) {
    it.effect(field, () =>
      Effect.gen(function* () {
        const server = yield* KftokenEmulator.make()
        for (const made of list) {
          assert.strictEqual(
            outcomeOf(yield* Effect.exit(Effect.provide(made, server.layer))),
            `InvalidConfiguration ${field}`
          )
        }
        assert.deepStrictEqual(yield* server.requests, [])
      })
    )
  }
})

describe("the environment", () => {
  const withEnv = (env: { readonly [name: string]: string }, url?: string) =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make(url === undefined ? {} : { url })
      const layer = Kftoken.layerConfig({ userAgent: "acme-sync/2" }).pipe(
        Layer.provide(server.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
      )
      const exit = yield* Effect.exit(
        Effect.provide(
          Effect.flatMap(Kftoken, ({ session }) => session),
          layer
        )
      )
      return { exit, requests: yield* server.requests }
    })
  const inEnv = { KFTOKEN_USERNAME: "demo.user", KFTOKEN_PASSWORD: "example-password" }

  it.effect("a user with a memorable word, at the vendor's address", () =>
    Effect.gen(function* () {
      const { exit, requests } = yield* withEnv({ ...inEnv, KFTOKEN_MEMORABLE_WORD: "tangerine" })
      assert.strictEqual(outcomeOf(exit), "success")
      assert.strictEqual(requests[0]?.headers["user-agent"], "acme-sync/2")
    })
  )

  it.effect("without a memorable word, a second factor is asked", () =>
    Effect.gen(function* () {
      const { asked, provide } = answering("tangerine")
      assert.strictEqual(outcomeOf((yield* provide(withEnv(inEnv))).exit), "success")
      assert.strictEqual(asked.length, 1)
    })
  )

  it.effect("another address", () =>
    Effect.gen(function* () {
      const url = "https://api-sandbox.kashflow.com/v2"
      const env = { ...inEnv, KFTOKEN_MEMORABLE_WORD: "tangerine", KFTOKEN_URL: `${url}/sessiontoken` }
      assert.strictEqual(outcomeOf((yield* withEnv(env, url)).exit), "success")
    })
  )

  it.effect("a name or a password that is missing", () =>
    Effect.gen(function* () {
      const { exit, requests } = yield* withEnv({ KFTOKEN_USERNAME: "demo.user" })
      assert.strictEqual(outcomeOf(exit), "InvalidConfiguration KFTOKEN_PASSWORD")
      assert.deepStrictEqual(requests, [])
    })
  )
})
