import { assert, describe, it } from "@effect/vitest"
import type { CrmcomEmulatorOptions } from "@crm-auth/crmcom/testing"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  claimsOf,
  consumer,
  keyLogin,
  login,
  organisationId,
  post,
  served,
  show,
  userLogin
} from "./fixtures/rawRequests.ts"

describe("lifetimes", () => {
  it.effect("T08 a user token before R12 dies after more than an hour unused, and use slides that", () =>
    served({ release: "R11" }, () =>
      Effect.gen(function* () {
        const { token } = yield* userLogin
        for (let hour = 0; hour < 4; hour++) {
          yield* TestClock.adjust("1 hour")
          assert.strictEqual((yield* show(token)).code, "OK")
        }
        yield* TestClock.adjust(3_600_001)
        assert.strictEqual((yield* show(token)).code, "EXAMPLE.SESSION_REJECTED")
      })
    )
  )

  for (const [name, options, loggedIn] of [
    ["a key token before R12", { release: "R11" }, keyLogin],
    ["a user token from R12 on", { release: "R12.0.0" }, userLogin],
    ["a key token from R12 on", { release: "R16.2" }, keyLogin]
  ] as const) {
    it.effect(`T08 ${name} dies at two hours even when busy`, () =>
      served(options, () =>
        Effect.gen(function* () {
          const { token } = yield* loggedIn
          for (const wait of ["50 minutes", "50 minutes", "19 minutes"] as const) {
            yield* TestClock.adjust(wait)
            assert.strictEqual((yield* show(token)).code, "OK")
          }
          yield* TestClock.adjust("1 minute")
          assert.strictEqual((yield* show(token)).code, "EXAMPLE.SESSION_REJECTED")
        })
      )
    )
  }

  it.effect("T15 a release has no effect from R12 on, or is refused", () =>
    Effect.gen(function* () {
      for (const deprecatedRelease of ["ignored", "refused"] as const) {
        yield* served({ release: "R12", deprecatedRelease }, () =>
          Effect.gen(function* () {
            const { token } = yield* userLogin
            const reply = yield* post("authentication/token/release", { token })
            assert.strictEqual(reply.code, deprecatedRelease === "ignored" ? "OK" : "EXAMPLE.INVALID_REQUEST")
            assert.strictEqual((yield* show(token)).code, "OK")
          })
        )
      }
    })
  )

  it.effect("a user's sessions live side by side until all are expired", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const tokens = yield* Effect.forEach([userLogin, userLogin, keyLogin], (one) => one)
        assert.strictEqual(new Set(tokens.map((one) => one.token)).size, 3)
        assert.strictEqual(yield* emulator.sessions, 3)
        yield* emulator.expireSessions
        assert.strictEqual(yield* emulator.sessions, 0)
        assert.strictEqual((yield* show(tokens[0]?.token ?? "")).code, "EXAMPLE.SESSION_REJECTED")
      })
    )
  )

  it.effect("T09 claims can be numbers, and the server's clock another one", () =>
    served({ claimTimes: "number", clockSkew: "-10 minutes" }, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(1_760_000_000_000)
        const claims = yield* claimsOf((yield* userLogin).token)
        assert.strictEqual(claims["iat"], 1_759_999_400)
        assert.strictEqual(claims["exp"], 1_760_006_600)
      })
    )
  )
})

describe("releases", () => {
  const available = (release: NonNullable<CrmcomEmulatorOptions["release"]>) =>
    Effect.gen(function* () {
      const statuses: Array<number> = []
      yield* served({ release }, () =>
        Effect.gen(function* () {
          for (const path of [login, "authentication/web_api_key/token", "authentication/token/release", consumer]) {
            statuses.push((yield* post(path, {})).status)
          }
        })
      )
      return statuses
    })

  it.effect("the key login and the release came with R10, the consumer login with R15", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* available("R9"), [200, 404, 404, 404])
      assert.deepStrictEqual(yield* available("R10"), [200, 200, 200, 404])
      assert.deepStrictEqual(yield* available("R14.9"), [200, 200, 200, 404])
      assert.deepStrictEqual(yield* available("R15"), [200, 200, 200, 200])
    })
  )

  it.effect("the consumer's JWT came with R16.2", () =>
    Effect.gen(function* () {
      const input = { jwt: "example.consumer.jwt", organisation: organisationId }
      yield* served({ release: "R16.1" }, () =>
        Effect.map(post(consumer, input), (reply) => assert.strictEqual(reply.code, "EXAMPLE.INVALID_REQUEST"))
      )
      yield* served({ release: "R16.2.0" }, () =>
        Effect.map(post(consumer, input), (reply) => assert.strictEqual(reply.code, "OK"))
      )
    })
  )
})
