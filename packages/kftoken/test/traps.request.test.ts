// https://www.kashflow.com/developers/rest-api/authentication/: what requests carry, and how answers are handed on.
import { traced } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import { outcomeOf } from "@crm-auth/core/test"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { makeKftoken, makeKftokenSessionToken } from "../src/index.ts"
import { deleteSessionToken, listCustomers } from "../src/operations.ts"
import { KftokenEmulator } from "../src/testing/index.ts"
import { manage, operations, user } from "./fixtures/manager.ts"

const write = { body: HttpBody.jsonUnsafe({ Name: "Ann" }) }

describe("traps: the session in a request", () => {
  it.effect("T13 DELETE has the token in its path, encoded, and in its header", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ tokenFormat: "opaque" })
      const manager = yield* manage(server)
      const token = Redacted.value((yield* manager.session).value.sessionToken)
      yield* manager.logout
      const end = (yield* server.requests).at(-1)
      assert.strictEqual(end?.method, "DELETE")
      assert.strictEqual(end?.url.pathname, `/v2/sessiontoken/${encodeURIComponent(token)}`)
      assert.strictEqual(end?.headers["authorization"], `KfToken ${token}`)
      assert.strictEqual(yield* server.sessions, 0)
    })
  )

  it.effect("T13 the path of DELETE is shown nowhere, whatever becomes of it", () =>
    Effect.gen(function* () {
      for (const tokenFormat of ["guid", "opaque"] as const) {
        for (const fault of [undefined, { kind: "drop" }, { kind: "reply", reply: { status: 503 } }] as const) {
          const server = yield* KftokenEmulator.make({ tokenFormat })
          const { sessionToken } = (yield* (yield* manage(server)).session).value
          if (fault !== undefined) yield* server.fault("deleteSessionToken", fault, 3)
          const end = deleteSessionToken({ sessionToken }, { session: sessionToken }).pipe(Effect.provide(server.layer))
          const fiber = yield* Effect.forkChild(traced(end))
          yield* TestClock.adjust("10 seconds")
          const { exit, text } = yield* Fiber.join(fiber)
          assert.strictEqual(Exit.isSuccess(exit), fault === undefined)
          assert.include(text, "https://api.kashflow.com/v2/sessiontoken/…")
          const token = Redacted.value(sessionToken)
          for (const shown of [text, String(exit), JSON.stringify(exit)]) {
            assert.notInclude(shown, token)
            assert.notInclude(shown, encodeURIComponent(token))
          }
        }
      }
    })
  )

  it.effect("T14 a token is opaque: any text that a header can carry", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ tokenFormat: "opaque" })
      const { client, session } = yield* manage(server)
      assert.strictEqual((yield* client.get("/customers")).status, 200)
      const { sessionToken } = (yield* session).value
      assert.match(Redacted.value(sessionToken), /^[A-Z+/=]{47}$/)
      const ready = yield* Effect.provide(makeKftokenSessionToken({ sessionToken }), server.layer)
      assert.strictEqual((yield* ready.client.get("/customers")).status, 200)
    })
  )

  it.effect("T15 no Bearer and no X-SessionToken: KfToken, one space, the token", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { client, session } = yield* manage(server)
      yield* client.post("/customers", write)
      yield* client.get("/customers")
      const token = Redacted.value((yield* session).value.sessionToken)
      for (const { body, headers, url } of (yield* server.requests).slice(2)) {
        assert.strictEqual(headers["authorization"], `KfToken ${token}`)
        const others = Object.entries(headers).filter(([name]) => name !== "authorization")
        for (const text of [...others.flat(), body, url.href]) assert.notInclude(text, token)
      }
      const own = yield* Effect.exit(client.get("/customers", { headers: { authorization: "Bearer mine" } }))
      assert.strictEqual(outcomeOf(own), "InvalidConfiguration Authorization")
    })
  )

  it.effect("T24 JSON is asked for, and nothing else, in logins and calls alike", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ notJson: "406" })
      yield* Effect.scoped(
        Effect.flatMap(manage(server), ({ client }) =>
          Effect.andThen(client.get("/customers"), client.post("/customers", write))
        )
      )
      const accepted = (yield* server.requests).map(({ headers, status }) => `${status} ${headers["accept"]}`)
      assert.deepStrictEqual(
        accepted,
        [201, 200, 200, 201, 204].map((status) => `${status} application/json`)
      )
    })
  )

  it.effect("T30 the token is set per request: two users share an HTTP client, and others use it without", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const [one, two] = yield* Effect.all([makeKftoken(user), makeKftoken(user)]).pipe(Effect.provide(server.layer))
      const calls = [one, two, one].map(({ client }) => client.get("/customers"))
      yield* Effect.all(calls, { concurrency: "unbounded" })
      yield* Effect.provide(HttpClient.get(`${server.url}/customers`), server.layer)
      const sent = (yield* server.requests)
        .filter(({ operation }) => operation === "listCustomers")
        .map(({ headers }) => headers["authorization"])
      assert.strictEqual(new Set(sent).size, 3)
      assert.isUndefined(sent.at(-1))
    })
  )
})

describe("traps: the answer to a call", () => {
  it.effect("T33 a bare list is handed on undecoded, and counts as a use of the session", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make({ lists: "bare" })
      const { client } = yield* manage(server)
      yield* client.post("/customers", write)
      for (let call = 0; call < 5; call++) {
        yield* TestClock.adjust("50 minutes")
        assert.strictEqual(yield* (yield* client.get("/customers")).text, '[{"Id":1,"Name":"Ann"}]')
      }
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("T34 a call takes as long as it takes: only logins have a deadline of their own", () =>
    Effect.gen(function* () {
      const server = yield* KftokenEmulator.make()
      const { client, session } = yield* manage(server)
      const { sessionToken } = (yield* session).value
      const operation = Effect.provide(listCustomers({}, { session: sessionToken }), server.layer)
      for (const call of [Effect.asVoid(client.get("/customers")), Effect.asVoid(operation)]) {
        yield* server.fault("listCustomers", { kind: "delay", duration: "10 minutes" })
        const fiber = yield* Effect.forkChild(call)
        yield* TestClock.adjust("10 minutes")
        yield* Fiber.join(fiber)
      }
      yield* server.fault("createTemporaryToken", { kind: "delay", duration: "10 minutes" })
      const login = yield* Effect.forkChild(Effect.exit((yield* manage(server)).session))
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual(outcomeOf(yield* Fiber.join(login)), "Transport")
      const patient = yield* manage(server, { loginTimeout: "2 minutes" })
      yield* server.fault("createTemporaryToken", { kind: "delay", duration: "100 seconds" })
      const slow = yield* Effect.forkChild(Effect.exit(patient.session))
      yield* TestClock.adjust("100 seconds")
      assert.strictEqual(outcomeOf(yield* Fiber.join(slow)), "success")
      assert.deepStrictEqual((yield* operations(server)).slice(2, 4), ["listCustomers", "listCustomers"])
    })
  )
})
