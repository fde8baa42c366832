import { assert, describe, it } from "@effect/vitest"
import { CrmcomFault } from "@crm-auth/crmcom/testing"
import * as Effect from "effect/Effect"
import {
  basic,
  card,
  claimsOf,
  consumer,
  consumerKey,
  device,
  keyLogin,
  organisationId,
  post,
  served,
  show,
  userLogin
} from "./fixtures/rawRequests.ts"

const jwtLogin = post(consumer, { jwt: "example.consumer.jwt", organisation: organisationId })
const cardLogin = post(consumer, { access_token_identifier: card }, basic(`${consumerKey}:`))
const deviceLogin = post(device, {
  installed_item_identifier: { number: "II0000001" },
  jwt_token: "example.device.jwt"
})

describe("what an administrator sets", () => {
  for (const [restriction, code] of [
    ["addressRefused", "EXAMPLE.ADDRESS_REFUSED"],
    ["notConfigured", "EXAMPLE.NOT_CONFIGURED"]
  ] as const) {
    it.effect(`${restriction}: no login is taken, and tokens live on`, () =>
      served({ restriction }, (emulator) =>
        Effect.gen(function* () {
          for (const login of [userLogin, keyLogin, jwtLogin, cardLogin, deviceLogin]) {
            assert.strictEqual((yield* login).code, code)
          }
          yield* emulator.restrict()
          const { token } = yield* userLogin
          yield* emulator.restrict(restriction)
          assert.strictEqual((yield* show(token)).code, "OK")
          assert.strictEqual((yield* userLogin).code, code)
        })
      )
    )
  }

  it.effect("a user's tokens of one kind may be limited: the oldest ends", () =>
    served({ tokensPerUser: 2 }, (emulator) =>
      Effect.gen(function* () {
        const [first, ...others] = yield* Effect.replicateEffect(userLogin, 3)
        const key = yield* keyLogin
        assert.strictEqual((yield* show(first?.token ?? "")).code, "EXAMPLE.SESSION_REJECTED")
        for (const { token } of [...others, key]) assert.strictEqual((yield* show(token)).code, "OK")
        assert.strictEqual(yield* emulator.sessions, 3)
      })
    )
  )

  it.effect("T26 a consumer's other claim is acr on the vendor's page and ari in a sample", () =>
    served({ consumerClaim: "ari" }, () =>
      Effect.gen(function* () {
        const claims = yield* claimsOf((yield* cardLogin).token)
        assert.strictEqual(claims["ari"], "1")
        assert.notProperty(claims, "acr")
      })
    )
  )
})

describe("what stands in front of the server", () => {
  it.effect("pages under any status, throttling and redirects", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const seen: Array<string> = []
        for (const fault of [
          CrmcomFault.gatewayPage(200),
          CrmcomFault.gatewayPage(401),
          CrmcomFault.gatewayPage(403),
          CrmcomFault.throttled(),
          CrmcomFault.throttled(7),
          CrmcomFault.redirect("https://login.example/")
        ]) {
          yield* emulator.fault("createToken", fault)
          const { code, headers, status, text } = yield* userLogin
          assert.isUndefined(code)
          assert.include(text, "<h1>")
          seen.push(`${status} ${headers["retry-after"] ?? "-"} ${headers["location"] ?? "-"}`)
        }
        assert.deepStrictEqual(seen, [
          "200 - -",
          "401 - -",
          "403 - -",
          "429 - -",
          "429 7 -",
          "302 - https://login.example/"
        ])
      })
    )
  )
})
