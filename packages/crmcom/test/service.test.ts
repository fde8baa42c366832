import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Crmcom } from "../src/index.ts"
import { CrmcomEmulator } from "../src/testing/index.ts"
import { contact, consumerKey, operations } from "./fixtures/manager.ts"

describe("Crmcom: logging in", () => {
  const consumers = [
    [
      "by identifier and pass code",
      { applicationKey: consumerKey, identifier: Redacted.make("CARD0001"), passCode: Redacted.make("1234") },
      '{"access_token_identifier":{"identifier":"CARD0001","pass_code":"1234"}}'
    ],
    [
      "by authentication code",
      { applicationKey: consumerKey, authenticationCode: Redacted.make("CODE0001") },
      '{"access_token_identifier":{"authentication_code":"CODE0001"}}'
    ],
    [
      "by JWT, with the organisation's id",
      { jwt: Redacted.make("example.consumer.jwt"), organisationId: "000000000000000000000000000000A0" },
      '{"jwt":"example.consumer.jwt","organisation":"000000000000000000000000000000A0"}'
    ]
  ] as const
  for (const [name, credentials, body] of consumers) {
    it.effect(`a consumer ${name}`, () =>
      Effect.gen(function* () {
        const server = yield* CrmcomEmulator.make()
        const layer = Crmcom.layerConsumer({ url: server.url, ...credentials }).pipe(Layer.provide(server.layer))
        const status = yield* Effect.provide(
          Effect.flatMap(Crmcom, ({ client }) => Effect.map(client.get(contact), (response) => response.status)),
          layer
        )
        assert.strictEqual(status, 200)
        const [login] = yield* server.requests
        assert.strictEqual(login?.body, body)
        assert.strictEqual(login?.headers["authorization"] === undefined, "jwt" in credentials)
        assert.deepStrictEqual(yield* operations(server), [
          "createTokenFromConsumerApplicationKey",
          "showContactInformation"
        ])
      })
    )
  }

  for (const applicationKey of [undefined, Redacted.make("456789ABCDEF0123456789ABCDEF0123")]) {
    it.effect(`a device ${applicationKey === undefined ? "without" : "with"} a key`, () =>
      Effect.gen(function* () {
        const server = yield* CrmcomEmulator.make()
        const device = { installedItem: "II0000001", jwt: Redacted.make("example.device.jwt"), applicationKey }
        const layer = Crmcom.layerDevice({ url: server.url, credentials: Effect.succeed(device) })
        yield* Effect.provide(
          Effect.flatMap(Crmcom, ({ session }) => session),
          Layer.provide(layer, server.layer)
        )
        const [login] = yield* server.requests
        assert.strictEqual(
          login?.body,
          '{"installed_item_identifier":{"number":"II0000001"},"jwt_token":"example.device.jwt"}'
        )
      })
    )
  }
})
