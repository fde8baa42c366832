import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  basic,
  card,
  claimsOf,
  consumer,
  consumerKey,
  device,
  login,
  organisationId,
  post,
  postText,
  served,
  show,
  userFields,
  userLogin
} from "./fixtures/rawRequests.ts"

describe("wire examples", () => {
  it.effect("1 user login before R12", () =>
    served({ release: "R11" }, (emulator) =>
      Effect.gen(function* () {
        const reply = yield* postText(
          login,
          '{"username":"apiuser","password":"example-password","organisation":"DEMOORG","unit":"00000000000000000000000000000001"}'
        )
        assert.strictEqual(reply.status, 200)
        assert.match(
          reply.text,
          /^\{"status":\{"code":"OK","message":null,"description":null\},"data":\{"token":"[0-9A-F]{32}"\}\}$/
        )
        assert.strictEqual(yield* emulator.logins, 1)
        assert.strictEqual(yield* emulator.sessions, 1)
      })
    )
  )

  it.effect("2 user login from R12 on: a JWT of two hours with times as strings", () =>
    served({ release: "R12" }, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(1_760_000_000_000)
        const reply = yield* userLogin
        assert.match(
          reply.text,
          /^\{"data":\{"token":"[\w-]+\.[\w-]+\.[\w-]{43}"\},"status":\{"code":"OK","description":"","message":""\}\}$/
        )
        const { jti, ...claims } = yield* claimsOf(reply.token)
        assert.deepStrictEqual(claims, {
          usr: "apiuser",
          org: "DEMOORG",
          oun: "00000000000000000000000000000001",
          exp: "1760007200",
          iat: "1760000000"
        })
        assert.match(String(jti), /^[0-9A-F]{32}$/)
      })
    )
  )

  it.effect("3 key login: digits with leading zeros before R12, always as text", () =>
    served({ release: "R10" }, () =>
      Effect.gen(function* () {
        const reply = yield* postText("authentication/web_api_key/token", "{}", {
          authorization: "Basic MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY6"
        })
        assert.match(
          reply.text,
          /^\{"data":\{"token":"00\d{18}"\},"status":\{"code":"OK","description":"","message":""\}\}$/
        )
        assert.strictEqual((yield* show(reply.token)).code, "OK")
        const asNumber = yield* postText(
          "contact_information/create",
          `{"token":${Number(reply.token)},"type":"PERSON"}`
        )
        assert.strictEqual(asNumber.code, "EXAMPLE.SESSION_REJECTED")
      })
    )
  )

  it.effect("4 release on R10 ends the token", () =>
    served({ release: "R10" }, (emulator) =>
      Effect.gen(function* () {
        const { token } = yield* userLogin
        const reply = yield* post("authentication/token/release", { token })
        assert.strictEqual(reply.text, '{"status":{"message":"","description":"","code":"OK"},"data":{}}')
        assert.strictEqual((yield* show(token)).code, "EXAMPLE.SESSION_REJECTED")
        assert.strictEqual((yield* post("authentication/token/release", { token })).code, "EXAMPLE.SESSION_REJECTED")
        assert.strictEqual(yield* emulator.sessions, 0)
      })
    )
  )

  it.effect("5 consumer and device logins", () =>
    served({ release: "R16.2" }, () =>
      Effect.gen(function* () {
        const byCard = yield* post(consumer, { access_token_identifier: card }, basic(`${consumerKey}:`))
        const byJwt = yield* post(consumer, { jwt: "example.consumer.jwt", organisation: organisationId })
        const byDevice = yield* post(device, {
          installed_item_identifier: { number: "II0000001" },
          jwt_token: "example.device.jwt"
        })
        for (const reply of [byCard, byJwt, byDevice]) assert.strictEqual((yield* show(reply.token)).code, "OK")
        const claims = yield* claimsOf(byCard.token)
        assert.strictEqual(claims["cii"], "CI000111")
        assert.strictEqual(claims["acr"], "1")
      })
    )
  )

  it.effect("6 the token goes in the query of a GET and in the body of a POST", () =>
    served({ release: "R11" }, (emulator) =>
      Effect.gen(function* () {
        const { token } = yield* userLogin
        const shown = yield* show(token)
        assert.deepInclude(shown.data, { number: "CI000111", first_name: "Ann", last_name: "Lee" })
        const contact = { type: "PERSON", first_name: "Eva", last_name: "Moe" }
        const created = yield* post("contact_information/create", { token, ...contact })
        assert.deepInclude(created.data, contact)
        assert.strictEqual(yield* emulator.creations, 1)
        assert.deepInclude((yield* emulator.contacts).at(-1), contact)
        assert.deepStrictEqual(
          (yield* emulator.requests).map((request) => request.operation),
          ["createToken", "showContactInformation", "createContactInformation"]
        )
      })
    )
  )

  it.effect("7 failures are envelopes under the status, code and data that the options say", () =>
    served({ failureStatus: 401, failureData: "absent", codes: { invalidLogin: "ANOTHER.CODE" } }, (emulator) =>
      Effect.gen(function* () {
        const reply = yield* post(login, { ...userFields, password: "wrong" })
        assert.strictEqual(reply.status, 401)
        assert.strictEqual(
          reply.text,
          '{"status":{"code":"ANOTHER.CODE","message":"Login refused","description":"Login refused"}}'
        )
        assert.strictEqual(yield* emulator.attempts, 1)
        assert.strictEqual(yield* emulator.logins, 0)
      })
    )
  )
})
