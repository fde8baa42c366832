import { assert, describe, it } from "@effect/vitest"
import { KftokenFault } from "@crm-auth/kftoken/testing"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  answersTo,
  credentials,
  customers,
  firstStep,
  kfToken,
  logIn,
  secondStep,
  send,
  served
} from "./fixtures/rawRequests.ts"

describe("wire examples", () => {
  it.effect("1 to 4: both steps, a call, a logout", () =>
    served({ challenges: [[5, 2, 8]] }, (emulator) =>
      Effect.gen(function* () {
        const first = yield* send("POST", "/sessiontoken", '{"UserName":"demo.user","Password":"example-password"}')
        assert.strictEqual(first.status, 201)
        const temporary = first.TemporaryToken ?? ""
        assert.match(temporary, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
        assert.strictEqual(
          first.text,
          `{"TemporaryToken":"${temporary}","MemorableWordList":[{"Position":5,"Value":""},{"Position":2,"Value":""},{"Position":8,"Value":""}],"HasTemporaryPassword":false,"IsAdmin":true,"PackageName":"Business","PartnerBrandingOptOut":true,"PartnerId":3,"SubscriptionExpired":false}`
        )
        const second = yield* send(
          "PUT",
          "/sessiontoken",
          `{"TemporaryToken":"${temporary}","MemorableWordList":[{"Position":5,"Value":"e"},{"Position":2,"Value":"a"},{"Position":8,"Value":"n"}]}`
        )
        assert.strictEqual(second.status, 200)
        const token = second.SessionToken ?? ""
        assert.match(token, /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-8[0-9A-F]{3}-[0-9A-F]{12}$/)
        assert.strictEqual(
          second.text,
          `{"SessionToken":"${token}","CompanyName":"Demo Ltd","IsAdmin":true,"SubscriptionExpired":false,"PackageName":"Business","StartPageUrl":"/start","SubscriptionExpiryDate":"2030-01-31"}`
        )
        const call = yield* send("GET", "/customers?page=1&perpage=1", undefined, kfToken(token))
        assert.strictEqual(`${call.status} ${call.text}`, '200 {"Data":[],"MetaData":{"NextPageUrl":null}}')
        const logout = yield* send("DELETE", `/sessiontoken/${token}`, undefined, kfToken(token))
        assert.strictEqual(`${logout.status} ${logout.text}`, "204 ")
        assert.strictEqual((yield* customers(token)).Error, "InvalidSessionToken")
        const again = yield* send("DELETE", `/sessiontoken/${token}`, undefined, kfToken(token))
        assert.strictEqual(`${again.status} ${again.Error}`, "401 InvalidSessionToken")
        assert.strictEqual(yield* emulator.attempts, 1)
        assert.strictEqual(yield* emulator.logins, 1)
        assert.strictEqual(yield* emulator.sessions, 0)
        assert.deepStrictEqual(
          (yield* emulator.requests).map((request) => request.operation),
          [
            "createTemporaryToken",
            "createSessionToken",
            "listCustomers",
            "deleteSessionToken",
            "listCustomers",
            "deleteSessionToken"
          ]
        )
      })
    )
  )

  it.effect("4 T12 a logout may answer 200 with {}", () =>
    served({ deleteStatus: 200 }, () =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        const logout = yield* send("DELETE", `/sessiontoken/${SessionToken}`, undefined, kfToken(SessionToken))
        assert.strictEqual(`${logout.status} ${logout.text}`, "200 {}")
      })
    )
  )

  it.effect("5 an external token gives a session", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const path = "/sessiontoken?externalToken=22222222-3333-4444-8555-666666666666&uid="
        const reply = yield* send("GET", `${path}12345`)
        assert.strictEqual(
          reply.text,
          `{"SessionToken":"${reply.SessionToken}","TenantId":1,"CompanyId":10,"SubscriptionExpired":false}`
        )
        assert.strictEqual((yield* customers(reply.SessionToken)).status, 200)
        const refused = yield* send("GET", `${path}1`)
        assert.strictEqual(`${refused.status} ${refused.Error}`, "400 ExampleInvalidExternalToken")
        assert.strictEqual(yield* emulator.attempts, 2)
        assert.strictEqual(yield* emulator.logins, 1)
      })
    )
  )

  it.effect("6 failures of resource calls", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        const seen: Array<string> = []
        const look = Effect.map(customers(SessionToken), (reply) => void seen.push(`${reply.status} ${reply.text}`))
        for (const change of [
          { permitted: false },
          { restEnabled: false },
          { subscriptionExpired: true },
          { locked: true }
        ]) {
          yield* emulator.change(change)
          yield* look
        }
        yield* emulator.fault("listCustomers", KftokenFault.databaseTimeout)
        yield* look
        yield* emulator.expireSessions
        yield* look
        assert.deepStrictEqual(seen, [
          '401 {"Error":"ExampleNotPermitted","Message":"Not allowed."}',
          '401 {"Error":"ExampleRestDisabled","Message":"REST is switched off."}',
          '401 {"Error":"SubscriptionExpired","Message":"Lapsed."}',
          '401 {"Error":"AccountLocked","Message":"Locked."}',
          '400 {"Error":"-2146232060","Message":"Database timeout."}',
          '401 {"Error":"InvalidSessionToken","Message":"Token not accepted."}'
        ])
      })
    )
  )

  it.effect("6 T11 T32 failures of the first step, and what a successful login reports", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const wrong = yield* firstStep({ ...credentials, Password: "wrong" })
        assert.strictEqual(
          `${wrong.status} ${wrong.text}`,
          '400 {"Error":"InvalidCredentials","Message":"Wrong login."}'
        )
        assert.strictEqual((yield* firstStep({ ...credentials, UserName: "other" })).Error, "InvalidCredentials")
        assert.strictEqual(
          (yield* firstStep({ ...credentials, Password: '"example-password" ' })).Error,
          "PasswordExpired"
        )
        yield* emulator.change({
          subscriptionExpired: true,
          hasTemporaryPassword: true,
          isLockedOut: false,
          disabled: true
        })
        const second = yield* logIn
        assert.include(second.text, '"SubscriptionExpired":true')
        assert.include(second.text, '"HasTemporaryPassword":true,"IsLockedOut":false,"Disabled":true')
        yield* emulator.change({ passwordExpired: true })
        const expired = yield* firstStep()
        assert.strictEqual(
          `${expired.status} ${expired.text}`,
          '400 {"Error":"PasswordExpired","Message":"Change it."}'
        )
      })
    )
  )

  it.effect("6 a customer is made once per POST", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        const created = yield* send("POST", "/customers", '{"Name":"Ann Lee"}', kfToken(SessionToken))
        assert.strictEqual(`${created.status} ${created.text}`, '201 {"Id":1,"Name":"Ann Lee"}')
        yield* send("POST", "/customers", '{"Name":"Bob Ray"}', kfToken(SessionToken))
        assert.strictEqual(yield* emulator.creations, 2)
        const page = yield* send("GET", "/customers?page=1&perpage=1", undefined, kfToken(SessionToken))
        assert.strictEqual(
          page.text,
          '{"Data":[{"Id":1,"Name":"Ann Lee"}],"MetaData":{"NextPageUrl":"https://api.kashflow.com/v2/customers?page=2&perpage=1"}}'
        )
      })
    )
  )
})

describe("lifetimes", () => {
  it.effect("T08 a session dies after more than 60 minutes unused, and use slides that without end", () =>
    served({}, () =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        for (let hour = 0; hour < 12; hour++) {
          yield* TestClock.adjust("60 minutes")
          assert.strictEqual((yield* customers(SessionToken)).status, 200)
        }
        yield* TestClock.adjust(3_600_001)
        assert.strictEqual((yield* customers(SessionToken)).Error, "InvalidSessionToken")
      })
    )
  )

  it.effect("T08 the idle figure is the server's to choose", () =>
    served({ idle: "10 minutes" }, (emulator) =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        assert.strictEqual(yield* emulator.sessions, 1)
        yield* TestClock.adjust("11 minutes")
        assert.strictEqual(yield* emulator.sessions, 0)
        assert.strictEqual((yield* customers(SessionToken)).Error, "InvalidSessionToken")
      })
    )
  )

  it.effect("a temporary token works once, and not for long", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const seen: Array<string | undefined> = []
        const spoils = [secondStep, () => TestClock.adjust(300_001), () => emulator.expireTemporaryTokens]
        for (const spoil of spoils) {
          const first = yield* firstStep()
          const step = { TemporaryToken: first.TemporaryToken ?? "", MemorableWordList: answersTo(first) }
          yield* spoil(step)
          seen.push((yield* secondStep(step)).Error)
        }
        assert.deepStrictEqual(
          seen,
          Array.from({ length: 3 }, () => "ExampleStaleTemporaryToken")
        )
        assert.strictEqual(yield* emulator.logins, 1)
      })
    )
  )
})
