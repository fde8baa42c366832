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

describe("lockout", () => {
  it.effect("T31 bad passwords and bad characters lock, until an administrator acts", () =>
    served({ lockAfter: 3, lockedStatus: 401 }, (emulator) =>
      Effect.gen(function* () {
        const { SessionToken } = yield* logIn
        const bad = firstStep({ ...credentials, Password: "wrong" })
        yield* Effect.replicateEffect(bad, 2)
        const first = yield* firstStep()
        yield* secondStep({ TemporaryToken: first.TemporaryToken ?? "", MemorableWordList: [] })
        const locked = yield* firstStep()
        assert.strictEqual(`${locked.status} ${locked.Error}`, "401 AccountLocked")
        assert.strictEqual((yield* customers(SessionToken)).Error, "AccountLocked")
        yield* TestClock.adjust("30 minutes")
        assert.strictEqual((yield* firstStep()).Error, "AccountLocked")
        yield* emulator.unlock
        assert.strictEqual((yield* customers(SessionToken)).status, 200)
        yield* Effect.replicateEffect(bad, 2)
        assert.strictEqual((yield* logIn).status, 200)
        yield* Effect.replicateEffect(bad, 2)
        assert.strictEqual((yield* logIn).status, 200)
      })
    )
  )

  it.effect("a lock between the two steps", () =>
    served({ charactersCount: false }, (emulator) =>
      Effect.gen(function* () {
        const first = yield* firstStep()
        yield* emulator.change({ locked: true })
        const reply = yield* secondStep({
          TemporaryToken: first.TemporaryToken ?? "",
          MemorableWordList: answersTo(first)
        })
        assert.strictEqual(`${reply.status} ${reply.Error}`, "400 AccountLocked")
      })
    )
  )
})

describe("refusals", () => {
  it.effect("T01 T15 anything but KfToken, one space and a session token", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const { SessionToken: token } = yield* logIn
        const { TemporaryToken: temporary } = yield* firstStep()
        for (const headers of [
          {},
          { authorization: `Bearer ${token}` },
          { "x-sessiontoken": `${token}` },
          { authorization: `kftoken ${token}` },
          { authorization: `KfToken  ${token}` },
          { authorization: `KfToken${token}` },
          { authorization: `${token}` },
          { cookie: `SessionToken=${token}` },
          kfToken(temporary),
          kfToken(token?.toLowerCase())
        ]) {
          const reply = yield* send("POST", "/customers", '{"Name":"Ann"}', headers)
          assert.strictEqual(`${reply.status} ${reply.Error}`, "401 InvalidSessionToken")
        }
        assert.strictEqual(yield* emulator.creations, 0)
      })
    )
  )

  it.effect("T13 a logout without the token in path and header", () =>
    served({ tokenFormat: "opaque" }, (emulator) =>
      Effect.gen(function* () {
        const token = (yield* logIn).SessionToken ?? ""
        assert.notMatch(token, /^[0-9A-F-]{36}$/)
        const path = `/sessiontoken/${encodeURIComponent(token)}`
        assert.strictEqual((yield* send("DELETE", path)).status, 401)
        assert.strictEqual((yield* send("DELETE", "/sessiontoken", undefined, kfToken(token))).status, 405)
        assert.strictEqual((yield* send("DELETE", "/sessiontoken/other", undefined, kfToken(token))).status, 401)
        assert.strictEqual((yield* send("DELETE", "/sessiontoken/%zz", undefined, kfToken(token))).status, 401)
        assert.strictEqual(yield* emulator.sessions, 1)
        assert.strictEqual((yield* send("DELETE", path, undefined, kfToken(token))).status, 204)
        assert.strictEqual(yield* emulator.sessions, 0)
      })
    )
  )

  it.effect("a first step with other names, other bodies, or a session", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const replies = yield* Effect.all([
          firstStep({ user_name: "demo.user", password: "example-password" }),
          firstStep({ UserName: "demo.user" }),
          firstStep({ UserName: "demo.user", Password: 1 }),
          firstStep(credentials, { "content-type": "application/xml" }),
          firstStep(credentials, { "content-type": "application/x-www-form-urlencoded" }),
          firstStep(credentials, kfToken("any")),
          send("POST", "/sessiontoken?oldApp=1", JSON.stringify(credentials)),
          send("POST", "/sessiontoken", "{"),
          secondStep({ temporary_token: "any", memorableWordList: [] })
        ])
        for (const reply of replies) assert.strictEqual(`${reply.status} ${reply.Error}`, "400 ExampleBadRequest")
        assert.strictEqual((yield* send("POST", "/sessiontoken?oldApp=true", JSON.stringify(credentials))).status, 201)
        assert.strictEqual(yield* emulator.sessions, 0)
      })
    )
  )

  it.effect("T24 XML, or 406, unless JSON is asked for", () =>
    Effect.gen(function* () {
      const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8"
      for (const accept of ["application/xml", "text/html", browser]) {
        yield* served({}, (emulator) =>
          Effect.gen(function* () {
            const reply = yield* firstStep(credentials, { accept })
            assert.strictEqual(reply.status, 201)
            assert.match(reply.headers["content-type"] ?? "", /^application\/xml/)
            assert.match(reply.text, /^<\?xml /)
            assert.strictEqual(yield* emulator.attempts, 1)
          })
        )
        yield* served({ notJson: "406" }, () =>
          Effect.map(firstStep(credentials, { accept }), (reply) => assert.strictEqual(reply.status, 406))
        )
      }
      yield* served({}, () =>
        Effect.map(firstStep(credentials, { accept: "application/json; charset=utf-8, */*;q=0.1" }), (reply) =>
          assert.strictEqual(reply.status, 201)
        )
      )
    })
  )

  it.effect("U42 member names are read without case, and JSON is the answer to no Accept and to any", () =>
    Effect.gen(function* () {
      const spellings = [
        { username: "demo.user", password: "example-password" },
        { USERNAME: "demo.user", PassWord: "example-password" }
      ]
      for (const fields of spellings) {
        for (const accept of ["", "*/*", "application/*"]) {
          yield* served({}, () =>
            Effect.map(firstStep(fields, { accept }), (reply) => {
              assert.strictEqual(reply.status, 201)
              assert.match(reply.headers["content-type"] ?? "", /^application\/json/)
            })
          )
        }
      }
    })
  )

  it.effect("other paths and methods", () =>
    served({}, () =>
      Effect.gen(function* () {
        for (const path of ["/sessionToken", "/sessiontoken/", "/other", "/sessiontoken/a/b"]) {
          assert.strictEqual((yield* send("POST", path, JSON.stringify(credentials))).status, 404)
        }
        const patch = yield* send("PATCH", "/sessiontoken", "{}")
        assert.strictEqual(patch.status, 405)
        assert.strictEqual(patch.headers["allow"], "POST, PUT, GET")
        assert.strictEqual(patch.Error, undefined)
      })
    )
  )

  it.effect("faults: throttling, an empty 401, a page, a reply without fields", () =>
    served({}, (emulator) =>
      Effect.gen(function* () {
        const seen: Array<string> = []
        for (const fault of [
          KftokenFault.throttled(7),
          KftokenFault.emptyUnauthorized,
          KftokenFault.gatewayPage(503),
          KftokenFault.okWithoutFields,
          KftokenFault.failure(403, "ExampleForbidden")
        ]) {
          yield* emulator.fault("createTemporaryToken", fault)
          const reply = yield* firstStep()
          seen.push(`${reply.status} ${reply.headers["retry-after"] ?? "-"} ${reply.text.slice(0, 15)}`)
        }
        assert.deepStrictEqual(seen, ["429 7 ", "401 - ", "503 - <!DOCTYPE html>", "200 - {}", '403 - {"Error":"Examp'])
      })
    )
  )
})
