import { assert, describe, it } from "@effect/vitest"
import { KftokenFault } from "@crm-auth/kftoken/testing"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { customers, firstStep, kfToken, logIn, send, served } from "./fixtures/rawRequests.ts"

const exchange = send("GET", "/sessiontoken?externalToken=22222222-3333-4444-8555-666666666666&uid=12345")

describe("what the account's settings forbid", () => {
  for (const [account, code] of [
    [{ restEnabled: false }, "ExampleRestDisabled"],
    [{ addressAllowed: false }, "ExampleAddressRefused"]
  ] as const) {
    for (const settingsStatus of [undefined, 400, 403] as const) {
      const status = settingsStatus ?? 401
      it.effect(`${code} under ${status}: no login, and no call`, () =>
        served(settingsStatus === undefined ? {} : { settingsStatus }, (emulator) =>
          Effect.gen(function* () {
            const { SessionToken } = yield* logIn
            yield* emulator.change(account)
            for (const reply of [yield* firstStep(), yield* exchange, yield* customers(SessionToken)]) {
              assert.strictEqual(`${reply.status} ${reply.Error}`, `${status} ${code}`)
            }
            yield* emulator.change({ restEnabled: true, addressAllowed: true })
            assert.strictEqual((yield* customers(SessionToken)).status, 200)
          })
        )
      )
    }
  }
})

describe("what no page describes", () => {
  it.effect("a session may have an end of its own, used or not", () =>
    served({ absolute: "90 minutes" }, () =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        yield* TestClock.adjust("50 minutes")
        assert.strictEqual((yield* customers(SessionToken)).status, 200)
        yield* TestClock.adjust("40 minutes")
        assert.strictEqual((yield* customers(SessionToken)).Error, "InvalidSessionToken")
      })
    )
  )

  it.effect("a newer login may end an older one's session", () =>
    served({ sessionsPerUser: 1 }, (emulator) =>
      Effect.gen(function* () {
        const older = yield* logIn
        const newer = yield* logIn
        assert.strictEqual((yield* customers(older.SessionToken)).Error, "InvalidSessionToken")
        assert.strictEqual((yield* customers(newer.SessionToken)).status, 200)
        assert.strictEqual(yield* emulator.sessions, 1)
      })
    )
  )

  it.effect("the second step's refusals under the other status, with any code", () =>
    served(
      { refusedStatus: 401, codes: { staleTemporaryToken: "InvalidSessionToken", wrongCharacters: "Wrong" } },
      (emulator) =>
        Effect.gen(function* () {
          const refusals: Array<string> = []
          const look = (step: Effect.Success<typeof logIn>) => refusals.push(`${step.status} ${step.Error}`)
          const first = yield* firstStep()
          const again = { TemporaryToken: first.TemporaryToken ?? "", MemorableWordList: [] }
          const secondStep = send("PUT", "/sessiontoken", JSON.stringify(again))
          look(yield* secondStep)
          look(yield* secondStep)
          assert.deepStrictEqual(refusals, ["401 Wrong", "401 InvalidSessionToken"])
          assert.strictEqual(yield* emulator.logins, 0)
        })
    )
  )
})

describe("what is documented in two forms", () => {
  it.effect("T12 a first step under 201 or 200", () =>
    served({ firstStepStatus: 200 }, () => Effect.map(firstStep(), (reply) => assert.strictEqual(reply.status, 200)))
  )

  it.effect("T33 a list in an object or bare", () =>
    served({ lists: "bare" }, () =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        yield* send("POST", "/customers", '{"Name":"Ann Lee"}', kfToken(SessionToken))
        assert.strictEqual((yield* customers(SessionToken)).text, '[{"Id":1,"Name":"Ann Lee"}]')
      })
    )
  )

  it.effect("a failure of the server, with an envelope or as a page", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        for (const status of [403, 500, 502, 503, 504]) {
          yield* emulator.fault("listCustomers", KftokenFault.failure(status, "SomeCode"))
          yield* emulator.fault("listCustomers", KftokenFault.gatewayPage(status))
          const [envelope, page] = [yield* customers(SessionToken), yield* customers(SessionToken)]
          assert.strictEqual(`${envelope.status} ${envelope.Error}`, `${status} SomeCode`)
          assert.strictEqual(`${page.status} ${page.text.slice(0, 15)}`, `${status} <!DOCTYPE html>`)
        }
      })
    )
  )
})
