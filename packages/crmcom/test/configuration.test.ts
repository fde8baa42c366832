import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import {
  Crmcom,
  type CrmcomConsumerOptions,
  type CrmcomRelease,
  makeCrmcom,
  makeCrmcomConsumer,
  makeCrmcomDevice,
  makeCrmcomWebApiKey
} from "../src/index.ts"
import { CrmcomEmulator } from "../src/testing/index.ts"
import { consumerKey, user, webApiKey } from "./fixtures/manager.ts"

const url = "https://crm.example"
const empty = Redacted.make(" ")
const secret = Redacted.make("secret")
const device = { installedItem: "II0000001", jwt: secret }
const card = { applicationKey: consumerKey, identifier: secret, passCode: secret }

/** What types refuse may still come from where there are none. */
const loose = (fields: { readonly [name: string]: unknown }): CrmcomConsumerOptions =>
  Object.assign({ url, jwt: secret, organisationId: "1" }, { jwt: undefined, organisationId: undefined }, fields)

const unknownRelease: { release: CrmcomRelease } = Object.assign({ release: "R16.2" as const }, { release: "R14" })

describe("a configuration that cannot work is refused before any request", () => {
  const cases = {
    url: [
      makeCrmcom({ url: "", ...user }),
      makeCrmcom({ url: "crm.example", ...user }),
      makeCrmcom({ url: "http://192.0.2.7", ...user }),
      makeCrmcomDevice({ url: "https://crm.example?x=1", ...device })
    ],
    release: [
      makeCrmcom({ url, ...user, ...unknownRelease }),
      makeCrmcomWebApiKey({ url, webApiKey, release: "R9" }),
      makeCrmcomDevice({ url, ...device, release: "R12" }),
      makeCrmcomConsumer({ url, ...card, release: "R12" }),
      makeCrmcomConsumer({ url, jwt: secret, organisationId: "1", release: "R15" })
    ],
    username: [makeCrmcom({ url, ...user, username: "" })],
    password: [makeCrmcom({ url, ...user, password: empty })],
    organisation: [makeCrmcom({ url, ...user, organisation: " " })],
    unit: [
      makeCrmcom({ url, ...user, unit: "" }),
      makeCrmcomWebApiKey({ url, webApiKey, unit: " " }),
      makeCrmcomConsumer(loose({ jwt: secret, organisationId: "1", unit: "1" }))
    ],
    webApiKey: [
      makeCrmcomWebApiKey({ url, webApiKey: empty }),
      makeCrmcomWebApiKey({ url, webApiKey: Redacted.make("0123456789ABCDEF0123456789ABCDEF:") })
    ],
    installedItem: [makeCrmcomDevice({ url, ...device, installedItem: "" })],
    jwt: [makeCrmcomDevice({ url, ...device, jwt: empty })],
    applicationKey: [
      makeCrmcomDevice({ url, ...device, applicationKey: Redacted.make("key:password") }),
      makeCrmcomConsumer({ url, ...card, applicationKey: empty }),
      makeCrmcomConsumer({ url, ...card, applicationKey: Redacted.make("key:") }),
      makeCrmcomConsumer(loose({ identifier: secret, passCode: secret })),
      makeCrmcomConsumer(loose({ jwt: secret, organisationId: "1", applicationKey: secret }))
    ],
    authenticationCode: [makeCrmcomConsumer(loose({ applicationKey: secret }))],
    identifier: [makeCrmcomConsumer(loose({ applicationKey: secret, authenticationCode: secret, passCode: secret }))],
    passCode: [makeCrmcomConsumer(loose({ applicationKey: secret, identifier: secret }))],
    organisationId: [
      makeCrmcomConsumer({ url, jwt: secret, organisationId: "" }),
      makeCrmcomConsumer(loose({ jwt: secret })),
      makeCrmcomConsumer(loose({ ...card, organisationId: "1" }))
    ]
  }

  for (const [field, list] of Object.entries(cases)) {
    it.effect(field, () =>
      Effect.gen(function* () {
        const server = yield* CrmcomEmulator.make()
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

  it.effect("credentials from an effect are checked each time they are read", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const credentials = Effect.succeed({ jwt: secret, organisationId: "1" })
      const manager = yield* Effect.provide(makeCrmcomConsumer({ url, credentials, release: "R15" }), server.layer)
      assert.strictEqual(outcomeOf(yield* Effect.exit(manager.session)), "InvalidConfiguration release")
      assert.deepStrictEqual(yield* server.requests, [])
    })
  )
})

describe("the environment", () => {
  const withEnv = (env: { readonly [name: string]: string }) =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const layer = Crmcom.layerConfig({ userAgent: "acme-sync/2" }).pipe(
        Layer.provide(server.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env: { CRMCOM_URL: server.url, ...env } })))
      )
      const exit = yield* Effect.exit(
        Effect.provide(
          Effect.flatMap(Crmcom, ({ session }) => session),
          layer
        )
      )
      return { exit, requests: yield* server.requests }
    })
  const inEnv = {
    CRMCOM_USERNAME: user.username,
    CRMCOM_PASSWORD: Redacted.value(user.password),
    CRMCOM_ORGANISATION: user.organisation
  }

  it.effect("a user, maybe of a unit and a release", () =>
    Effect.gen(function* () {
      const unit = "00000000000000000000000000000002"
      const { exit, requests } = yield* withEnv({ ...inEnv, CRMCOM_UNIT: unit, CRMCOM_RELEASE: "R12" })
      assert.strictEqual(outcomeOf(exit), "success")
      assert.include(requests[0]?.body, unit)
      assert.strictEqual(requests[0]?.headers["user-agent"], "acme-sync/2")
      assert.strictEqual(requests.length, 1, "from R12 on nothing is released")
    })
  )

  it.effect("a key goes before a user", () =>
    Effect.gen(function* () {
      const { exit, requests } = yield* withEnv({ ...inEnv, CRMCOM_WEB_API_KEY: Redacted.value(webApiKey) })
      assert.strictEqual(outcomeOf(exit), "success")
      assert.deepStrictEqual(
        requests.map(({ operation }) => operation),
        ["createTokenFromWebApiKey", "releaseToken"]
      )
    })
  )

  it.effect("what is missing, and a release that does not exist", () =>
    Effect.gen(function* () {
      const { CRMCOM_PASSWORD: _, ...withoutPassword } = inEnv
      const cases = {
        "CRMCOM_USERNAME, CRMCOM_PASSWORD, CRMCOM_ORGANISATION": {},
        CRMCOM_PASSWORD: withoutPassword,
        release: { ...inEnv, CRMCOM_RELEASE: "R14" }
      }
      for (const [field, env] of Object.entries(cases)) {
        const { exit, requests } = yield* withEnv(env)
        assert.strictEqual(outcomeOf(exit), `InvalidConfiguration ${field}`)
        assert.strictEqual(requests.length, 0)
      }
      assert.strictEqual(outcomeOf((yield* withEnv({ ...inEnv, CRMCOM_UNIT: " " })).exit), "InvalidConfiguration unit")
    })
  )
})
