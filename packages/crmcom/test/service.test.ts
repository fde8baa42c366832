import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Crmcom } from "../src/index.ts"
import { CrmcomEmulator } from "../src/testing/index.ts"
import { contact, consumerKey, manage, manageKey, operations, reasonOf, refine, user } from "./support/manager.ts"

describe("Crmcom: logging in", () => {
  it.effect("T04 T31 a user: name, password, the organisation's name, and nothing else", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const { value } = yield* (yield* manage(server)).session
      assert.match(Redacted.value(value.token), /^[0-9A-F]{32}$/)
      const [login] = yield* server.requests
      assert.strictEqual(login?.url.href, "https://crm.example/crmapi/rest/v2/authentication/token")
      assert.strictEqual(login?.body, '{"username":"apiuser","password":"example-password","organisation":"DEMOORG"}')
      assert.isUndefined(login?.headers["authorization"])
    })
  )

  it.effect("T25 a unit by its id", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const unit = "00000000000000000000000000000002"
      yield* (yield* manage(server, { unit })).session
      yield* (yield* manageKey(server, { unit })).session
      const bodies = (yield* server.requests).map(({ body }) => body)
      assert.include(bodies[0], `"unit":"${unit}"`)
      assert.strictEqual(bodies[1], `{"unit":"${unit}"}`)
    })
  )

  it.effect("T12 T14 a key: as the user of HTTP Basic, with an empty object", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const { value } = yield* (yield* manageKey(server)).session
      assert.match(Redacted.value(value.token), /^00\d{18}$/, "T11 digits stay text")
      const [login] = yield* server.requests
      assert.strictEqual(login?.headers["authorization"], "Basic MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY6")
      assert.strictEqual(login?.body, "{}")
    })
  )

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
      "T24 by JWT, with the organisation's id",
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

  it.effect("T17 a refusal is not repeated, but other credentials are tried", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      let password = "wrong"
      const credentials = Effect.sync(() => ({ ...user, password: Redacted.make(password) }))
      const layer = Crmcom.layer({ url: server.url, credentials }).pipe(Layer.provide(server.layer))
      yield* Effect.gen(function* () {
        const manager = yield* Crmcom
        const error = yield* Effect.flip(manager.session)
        assert.strictEqual(error.reason._tag === "VendorFailure" && error.reason.code, "EXAMPLE.INVALID_LOGIN")
        assert.strictEqual((yield* manager.status).state, "guarded")
        yield* Effect.flip(manager.session)
        assert.strictEqual(yield* server.attempts, 1)
        password = "example-password"
        yield* manager.reset
        yield* manager.session
        assert.strictEqual(yield* server.logins, 1)
      }).pipe(Effect.provide(layer))
    })
  )
})

describe("Crmcom: requests with a session", () => {
  it.effect("T05 in the query of a GET and the JSON body of a POST, and in no header", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11", encodedIdentifiers: "refused" })
      const manager = yield* manage(server)
      const token = Redacted.value((yield* manager.session).value.token)
      const shown = yield* manager.client.get(contact)
      assert.include(yield* shown.text, '"first_name":"Ann"', "T27 an inner = goes out as it was written")
      yield* manager.client.get("/contact_information/show", {
        urlParams: { contact_information_identifier: "number=CI000111" }
      })
      const body = HttpBody.jsonUnsafe({ type: "PERSON", first_name: "Zoë" })
      yield* manager.client.post("/contact_information/create", { body })
      const [, raw, encoded, write] = yield* server.requests
      assert.strictEqual(raw?.url.search, `?contact_information_identifier=number=CI000111&token=${token}`)
      assert.strictEqual(encoded?.url.search, `?contact_information_identifier=number%3DCI000111&token=${token}`)
      assert.strictEqual(write?.body, `{"token":"${token}","type":"PERSON","first_name":"Zoë"}`)
      assert.strictEqual(write?.url.search, "")
      assert.isUndefined(write?.headers["authorization"])
      assert.strictEqual(yield* server.creations, 1)
    })
  )

  it.effect("what it can't be put into is refused before it is sent", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manage(server)
      const exits = yield* Effect.all([
        Effect.exit(client.post("/contact_information/create", { body: HttpBody.urlParams({ type: "PERSON" }) })),
        Effect.exit(client.post("/contact_information/create", { body: HttpBody.text("[1]", "application/json") })),
        Effect.exit(client.post("/contact_information/create", { body: HttpBody.jsonUnsafe({ token: "mine" }) })),
        Effect.exit(client.get("/contact_information/show?token=mine")),
        Effect.exit(client.put("/contact_information/create", { body: HttpBody.jsonUnsafe({}) })),
        Effect.exit(client.del("/contact_information/show"))
      ])
      assert.deepStrictEqual(
        exits.map((exit) => reasonOf(exit)),
        ["body", "body", "token", "token", "body", "body"].map((field) => `InvalidConfiguration ${field}`)
      )
      assert.deepStrictEqual(yield* operations(server), ["createToken"])
    })
  )

  it.effect("T22 T33 a failure of any code is the application's, unless refine knows better", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const plain = yield* manage(server)
      const knowing = yield* manage(server, { refine })
      yield* plain.session
      yield* knowing.session
      yield* server.expireSessions
      const response = yield* plain.client.get(contact)
      assert.include(yield* response.text, "EXAMPLE.SESSION_REJECTED")
      assert.strictEqual(yield* server.logins, 2)
      assert.include(yield* (yield* knowing.client.get(contact)).text, '"code":"OK"')
      assert.strictEqual(yield* server.logins, 3)
    })
  )

  it.effect("T33 a dead token that the server repeats is not shown", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const manager = yield* manage(server, {
        refine: ({ message, reason }) => {
          assert.include(message, "is dead")
          return refine({ code: "EXAMPLE.SESSION_REJECTED", message, reason, operation: "@call", status: 200 })
        }
      })
      const token = Redacted.value((yield* manager.session).value.token)
      const body = JSON.stringify({ status: { code: "DEAD", message: `${token} is dead` } })
      yield* server.fault("showContactInformation", { kind: "reply", reply: { status: 200, body } }, 2)
      const error = yield* Effect.flip(manager.client.get(contact))
      assert.strictEqual(error._tag === "AuthError" ? error.reason._tag : error._tag, "SessionRejected")
      assert.notInclude(error.message, token)
    })
  )
})
