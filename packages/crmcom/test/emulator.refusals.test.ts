import { assert, describe, it } from "@effect/vitest"
import { CrmcomEmulator, CrmcomFault } from "@crm-auth/crmcom/testing"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  basic,
  card,
  consumer,
  consumerKey,
  device,
  get,
  key,
  login,
  organisationId,
  post,
  postText,
  served,
  show,
  userFields,
  userLogin
} from "./fixtures/rawRequests.ts"

describe("nulls", () => {
  it.effect("U43 T31 null stands for what is left out, in a login as in a create", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const logged = yield* postText(login, JSON.stringify({ ...userFields, token: null, unit: null }))
        assert.strictEqual(logged.code, "OK")
        const { token } = logged
        const created = yield* post("contact_information/create", {
          token,
          type: "PERSON",
          first_name: null,
          last_name: "Lee"
        })
        assert.strictEqual(created.code, "OK")
        assert.strictEqual(yield* emulator.creations, 1)
        const text = yield* postText(login, JSON.stringify({ ...userFields, token: "any" }))
        assert.match(text.code ?? "", /INVALID_REQUEST$/)
      })
    )
  )
})

describe("refusals", () => {
  const refusedLogins: ReadonlyArray<readonly [string, string, string, { readonly [name: string]: string }?]> = [
    ["T04 organization", login, '{"username":"apiuser","password":"example-password","organization":"DEMOORG"}'],
    ["T14 a key", login, "{}", basic(`${key}:`)],
    ["T24 the organisation's id", login, JSON.stringify({ ...userFields, organisation: organisationId })],
    ["T24 another case", login, JSON.stringify({ ...userFields, organisation: "demoorg" })],
    ["T25 a unit's name", login, JSON.stringify({ ...userFields, unit: "Head office" })],
    ["no JSON", login, "username=apiuser"],
    ["T12 a key without colon", "authentication/web_api_key/token", "{}", basic(key)],
    ["T12 a key with password", "authentication/web_api_key/token", "{}", basic(`${key}:x`)],
    ["a bare key", "authentication/web_api_key/token", "{}", { authorization: key }],
    ["a wrong key", "authentication/web_api_key/token", "{}", basic("wrong:")],
    ["no key", "authentication/web_api_key/token", "{}"],
    ["T14 a user name", "authentication/web_api_key/token", JSON.stringify(userFields), basic(`${key}:`)],
    ["an empty body", "authentication/web_api_key/token", "", basic(`${key}:`)],
    ["a consumer without key", consumer, JSON.stringify({ access_token_identifier: card })],
    [
      "an identifier without pass code",
      consumer,
      '{"access_token_identifier":{"identifier":"CARD0001"}}',
      basic(`${consumerKey}:`)
    ],
    ["T24 an organisation's name beside a JWT", consumer, '{"jwt":"example.consumer.jwt","organisation":"DEMOORG"}'],
    ["the other key", consumer, JSON.stringify({ access_token_identifier: card }), basic(`${key}:`)],
    ["a wrong JWT", device, '{"installed_item_identifier":{"number":"II0000001"},"jwt_token":"wrong"}']
  ]

  for (const [name, path, text, headers] of refusedLogins) {
    it.effect(`a login with ${name}`, () =>
      served({}, (emulator) =>
        Effect.gen(function* () {
          const reply = yield* postText(path, text, headers)
          assert.strictEqual(reply.status, 200)
          assert.match(reply.code ?? "", /^EXAMPLE\.INVALID_(LOGIN|REQUEST)$/)
          assert.strictEqual(reply.data, null)
          assert.strictEqual(yield* emulator.attempts, 1)
          assert.strictEqual(yield* emulator.sessions, 0)
        })
      )
    )
  }

  it.effect("T05 a token anywhere but in its place", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const { token } = yield* userLogin
        const contact = "contact_information/show?contact_information_identifier=number=CI000111"
        const replies = yield* Effect.all([
          get(contact),
          get(contact, { authorization: `Bearer ${token}` }),
          get(`${contact}&token=${token}`, { authorization: `Bearer ${token}` }),
          get(contact, { cookie: `token=${token}` }),
          get(`${contact}&token=${token}&token=${token}`),
          post(`contact_information/create?token=${token}`, { type: "PERSON" }),
          post("contact_information/create", { data: { token }, type: "PERSON" })
        ])
        for (const reply of replies) assert.strictEqual(reply.code, "EXAMPLE.SESSION_REJECTED")
        assert.strictEqual(yield* emulator.creations, 0)
      })
    )
  )

  it.effect("T12 T28 T36 what never reaches the application gets a page", () =>
    served({}, () =>
      Effect.gen(function* () {
        const wrongMethod = yield* get("authentication/web_api_key/token", basic(`${key}:`))
        assert.strictEqual(wrongMethod.status, 405)
        assert.strictEqual(wrongMethod.headers["allow"], "POST")
        const form = yield* postText(login, "{}", { "content-type": "application/x-www-form-urlencoded" })
        assert.strictEqual(form.status, 415)
        for (const path of ["/authentication/token", "authentication/token/", "Authentication/token"]) {
          const reply = yield* post(path, userFields)
          assert.strictEqual(reply.status, 404)
          assert.match(reply.headers["content-type"] ?? "", /^text\/html/)
        }
      })
    )
  )

  it.effect("T27 a percent-encoded = inside an identifier, if the option says so", () =>
    Effect.gen(function* () {
      for (const encodedIdentifiers of ["accepted", "refused"] as const) {
        yield* served({ encodedIdentifiers }, () =>
          Effect.gen(function* () {
            const { token } = yield* userLogin
            const path = `contact_information/show?token=${token}&contact_information_identifier=number`
            assert.strictEqual((yield* get(`${path}=CI000111`)).code, "OK")
            assert.strictEqual((yield* get(`${path}=CI999999`)).code, "EXAMPLE.NOT_FOUND")
            const encoded = yield* get(`${path}%3DCI000111`)
            assert.strictEqual(encoded.code, encodedIdentifiers === "accepted" ? "OK" : "EXAMPLE.INVALID_REQUEST")
          })
        )
      }
    })
  )

  it.effect("a consumer's token gives that consumer's data only", () =>
    served({}, () =>
      Effect.gen(function* () {
        const { token } = yield* post(consumer, { access_token_identifier: card }, basic(`${consumerKey}:`))
        const other = `contact_information/show?token=${token}&contact_information_identifier=number=CI000112`
        assert.strictEqual((yield* get(other)).code, "EXAMPLE.NOT_ALLOWED")
        const created = yield* post("contact_information/create", { token, type: "PERSON" })
        assert.strictEqual(created.code, "EXAMPLE.NOT_ALLOWED")
      })
    )
  )
})

describe("controls", () => {
  it.effect("lockout: bad logins within the window lock, and then the right password fails too", () =>
    served({ lockout: { maxAttempts: 3, window: "10 minutes", lock: "30 minutes" } }, (emulator) =>
      Effect.gen(function* () {
        const bad = post(login, { ...userFields, password: "wrong" })
        yield* bad
        yield* bad
        yield* TestClock.adjust("10 minutes")
        yield* bad
        assert.strictEqual((yield* userLogin).code, "OK")
        yield* Effect.replicateEffect(bad, 3)
        assert.strictEqual((yield* userLogin).code, "EXAMPLE.ACCOUNT_LOCKED")
        yield* TestClock.adjust("30 minutes")
        assert.strictEqual((yield* userLogin).code, "OK")
        yield* emulator.lock
        assert.strictEqual((yield* userLogin).code, "EXAMPLE.ACCOUNT_LOCKED")
        yield* emulator.unlock
        assert.strictEqual((yield* userLogin).code, "OK")
      })
    )
  )

  it.effect("change gives the account another password; its tokens stay alive", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const { token } = yield* userLogin
        yield* emulator.change({ password: "another-password" })
        assert.strictEqual((yield* userLogin).code, "EXAMPLE.INVALID_LOGIN")
        assert.strictEqual((yield* post(login, { ...userFields, password: "another-password" })).code, "OK")
        assert.strictEqual((yield* show(token)).code, "OK")
      })
    )
  )

  it.effect("T01 T02 T36 faults: a gateway's page, no data, no token, any code", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const texts: Array<string> = []
        for (const fault of [
          CrmcomFault.gatewayPage(),
          CrmcomFault.nullData,
          CrmcomFault.withoutToken,
          CrmcomFault.failure("COM.CRM.EXCEPTION.EXAMPLE", { data: "null" })
        ]) {
          yield* emulator.fault("createToken", fault)
          const reply = yield* userLogin
          texts.push(`${reply.status} ${reply.text}`)
        }
        assert.match(texts[0] ?? "", /^502 <!DOCTYPE html>.*502 Bad Gateway/)
        assert.deepStrictEqual(texts.slice(1), [
          '200 {"data":null,"status":{"code":"OK","description":"","message":""}}',
          '200 {"data":{},"status":{"code":"OK","description":"","message":""}}',
          '200 {"status":{"code":"COM.CRM.EXCEPTION.EXAMPLE","message":"Failure","description":"Failure"},"data":null}'
        ])
        assert.strictEqual(yield* emulator.logins, 0)
      })
    )
  )

  it.effect("the accounts are what the logins want, and the base may have a path", () =>
    Effect.gen(function* () {
      const emulator = yield* CrmcomEmulator.make({
        url: "http://127.0.0.1:8080/vendor/",
        accounts: [{ username: "u" }]
      })
      assert.strictEqual(emulator.url, "http://127.0.0.1:8080/vendor")
      const [fields] = emulator.accounts
      const response = yield* Effect.promise(() =>
        emulator.handler(
          new Request(`${emulator.url}/crmapi/rest/v2/authentication/token`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(fields)
          })
        )
      )
      assert.match(yield* Effect.promise(() => response.text()), /"code":"OK"/)
    })
  )
})
