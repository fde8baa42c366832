// https://crmdevelopment.atlassian.net/wiki/x/ppIH: where requests go, and what they carry.
import { jsonReply, traced } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { type CrmcomOptions, makeCrmcom } from "../src/index.ts"
import { showContactInformation } from "../src/operations.ts"
import { CrmcomEmulator } from "../src/testing/index.ts"
import { contact, manage, manageKey, operations, user } from "./fixtures/manager.ts"

const show = "/contact_information/show"
const create = "/contact_information/create"

describe("traps: the token in a request", () => {
  it.effect("T05 in the query of a GET and the JSON body of a POST, and in no header", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const manager = yield* manage(server)
      const token = Redacted.value((yield* manager.session).value.token)
      yield* manager.client.get(contact)
      yield* manager.client.post(create, { body: HttpBody.jsonUnsafe({ type: "PERSON", first_name: "Zoë" }) })
      const [, read, write] = yield* server.requests
      assert.strictEqual(read?.url.searchParams.get("token"), token)
      assert.strictEqual(write?.body, `{"token":"${token}","type":"PERSON","first_name":"Zoë"}`)
      assert.strictEqual(write?.url.search, "")
      for (const request of [read, write]) {
        assert.isUndefined(request?.headers["authorization"])
        assert.isUndefined(request?.headers["cookie"])
        assert.notInclude(Object.values(request?.headers ?? {}), token)
      }
    })
  )

  it.effect("T05 what it can't be put into is refused before it is sent", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manage(server)
      const exits = yield* Effect.all([
        Effect.exit(client.post(create, { body: HttpBody.urlParams({ type: "PERSON" }) })),
        Effect.exit(client.post(create, { body: HttpBody.text("[1]", "application/json") })),
        Effect.exit(client.post(create, { body: HttpBody.jsonUnsafe({ token: "mine" }) })),
        Effect.exit(client.get(`${show}?token=mine`)),
        Effect.exit(client.put(create, { body: HttpBody.jsonUnsafe({}) })),
        Effect.exit(client.del(show))
      ])
      assert.deepStrictEqual(
        exits.map((exit) => outcomeOf(exit)),
        ["body", "body", "token", "token", "body", "body"].map((field) => `InvalidConfiguration ${field}`)
      )
      assert.deepStrictEqual(yield* operations(server), ["createToken"])
    })
  )

  it.effect("T06 no span, log, response or error shows the token of a query", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11" })
      const identifier = "number=CI000111"
      const calls = Effect.gen(function* () {
        const { client, session } = yield* manage(server)
        const { token } = (yield* session).value
        const input = { contact_information_identifier: identifier }
        const operation = showContactInformation(input, { url: server.url, session: token })
        const each: ReadonlyArray<readonly [Effect.Effect<unknown, unknown>, number]> = [
          [client.get(contact), 1],
          [client.get(show, { urlParams: input }), 1],
          [Effect.provide(operation, server.layer), 3]
        ]
        const exits: Array<Exit.Exit<unknown, unknown>> = []
        for (const [one, tries] of each) {
          exits.push(yield* Effect.exit(one))
          yield* server.fault("showContactInformation", { kind: "drop" }, tries)
          const lost = yield* Effect.forkChild(Effect.exit(one))
          yield* TestClock.adjust("10 seconds")
          exits.push(yield* Fiber.join(lost))
        }
        assert.deepStrictEqual(exits.map(Exit.isSuccess), [true, false, true, false, true, false])
        return { exits, token: Redacted.value(token) }
      })
      const { exit, text } = yield* traced(Effect.scoped(calls))
      assert.isTrue(Exit.isSuccess(exit))
      if (Exit.isFailure(exit)) return
      const { exits, token } = exit.value
      assert.include(text, "contact_information/show")
      for (const shown of [text, ...exits.map(String), ...exits.map((one) => JSON.stringify(one))]) {
        assert.notInclude(shown, token)
      }
    })
  )

  it.effect("T27 an inner = goes out as the caller wrote it, or encoded, as the caller likes", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ release: "R11", encodedIdentifiers: "refused" })
      const { client, session } = yield* manage(server)
      const token = Redacted.value((yield* session).value.token)
      assert.include(yield* (yield* client.get(contact)).text, '"first_name":"Ann"')
      yield* client.get(show, { urlParams: { contact_information_identifier: "number=CI000111" } })
      const [, raw, encoded] = yield* server.requests
      assert.strictEqual(raw?.url.search, `?contact_information_identifier=number=CI000111&token=${token}`)
      assert.strictEqual(encoded?.url.search, `?contact_information_identifier=number%3DCI000111&token=${token}`)
    })
  )
})

describe("traps: the server", () => {
  it.effect("T28 base and path are joined by one slash, in every form that people paste", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ url: "https://crm.example/vendor" })
      for (const ending of ["", "/", "//", "/crmapi", "/crmapi/rest", "/crmapi/rest/v2", "/crmapi/rest/v2/"]) {
        const { client } = yield* manage(server, { url: server.url + ending })
        yield* client.get(contact)
        yield* client.get(contact.slice(1))
      }
      const paths = (yield* server.requests).map(({ url }) => url.pathname)
      assert.strictEqual(paths.length, 21)
      for (const path of paths)
        assert.match(path, /^\/vendor\/crmapi\/rest\/v2\/(authentication|contact_information)\//)
    })
  )

  it.effect("T29 address and HTTP client are the caller's: a bare IP address, http if allowed, his own trust", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make({ url: "http://192.0.2.7:8080" })
      const sent: Array<string> = []
      const { client } = yield* makeCrmcom({ url: server.url, allowInsecureHttp: true, ...user }).pipe(
        Effect.updateService(
          HttpClient.HttpClient,
          HttpClient.mapRequest((request) => {
            sent.push(request.url)
            return HttpClientRequest.setHeader(request, "x-callers", "own")
          })
        ),
        Effect.provide(server.layer)
      )
      yield* client.get(contact)
      assert.strictEqual(sent.length, 2)
      for (const { headers } of yield* server.requests) assert.strictEqual(headers["x-callers"], "own")
      const without: CrmcomOptions = Object.assign({ url: "", ...user }, { url: "" })
      for (const made of [makeCrmcom(without), makeCrmcom({ url: server.url, ...user })]) {
        assert.strictEqual(
          outcomeOf(yield* Effect.exit(Effect.provide(made, server.layer))),
          "InvalidConfiguration url"
        )
      }
    })
  )

  it.effect("T35 nothing of V5: no api_key, no Bearer, no refresh, none of its paths and tokens", () =>
    Effect.gen(function* () {
      const server = yield* CrmcomEmulator.make()
      const { client } = yield* manageKey(server)
      for (let call = 0; call < 4; call++) {
        yield* client.get(contact)
        yield* client.post(create, { body: HttpBody.jsonUnsafe({ type: "PERSON" }) })
        yield* TestClock.adjust("50 minutes")
      }
      assert.strictEqual(yield* server.logins, 2)
      const key = "createTokenFromWebApiKey"
      for (const { body, headers, operation, url } of yield* server.requests) {
        assert.match(url.pathname, /^\/crmapi\/rest\/v2\//)
        assert.strictEqual(headers["authorization"]?.split(" ")[0], operation === key ? "Basic" : undefined)
        assert.notProperty(headers, "api_key")
        assert.notInclude(body + url.search, "refresh")
      }
      const reply = jsonReply(200, { access_token: "t", refresh_token: "r", expires_in: 3600 })
      yield* server.fault(key, { kind: "reply", reply })
      assert.strictEqual(outcomeOf(yield* Effect.exit((yield* manageKey(server)).session)), "UnexpectedResponse")
    })
  )
})
