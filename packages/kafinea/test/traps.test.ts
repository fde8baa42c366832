import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { readFileSync } from "node:fs"
import { release82 } from "@crm-auth/webservice/testing"
import { makeKafinea } from "../src/index.ts"
import { kafinea, kafineaAsPrinted, KafineaEmulator, kafineaLike7, kafineaLikeCorebos } from "../src/testing/index.ts"
import {
  afterChallenge,
  jane,
  listTypes,
  manage,
  operations,
  patiently,
  requestsFor,
  reasonTag
} from "./fixtures/manager.ts"

const id = "3fa9c1d27b5e0c1d2e4f0"
const prepared = { tokens: ["5f0c1d2e3a4b6"], sessionIds: [id] }
const once = ["getChallenge", "login"]
const dialects = { kafinea, kafineaAsPrinted, kafineaLike7, kafineaLikeCorebos, release82 }

describe("Kafinea: traps", () => {
  it.effect("T01 the printed sessionId and vtiger's sessionName are one thing, sent as sessionName", () =>
    Effect.gen(function* () {
      for (const dialect of Object.values(dialects)) {
        const server = yield* KafineaEmulator.make({ prepared, dialect })
        const manager = yield* manage(server)
        assert.strictEqual(Redacted.value((yield* manager.session).value.sessionName), id)
        yield* manager.client.get(listTypes)
        yield* manager.logout
        const [, , call, logout] = yield* server.requests
        assert.strictEqual(call?.url.searchParams.get("sessionName"), id)
        assert.strictEqual(logout?.body, `operation=logout&sessionName=${id}`)
        assert.strictEqual(yield* server.sessions, 0)
      }
      const server = yield* KafineaEmulator.make()
      const body = '{"success":true,"result":{"sessionId":"printed","sessionName":"preferred","userId":"19x7"}}'
      yield* server.fault("login", { kind: "reply", reply: { status: 200, body } })
      const { value } = yield* (yield* manage(server)).session
      assert.strictEqual(Redacted.value(value.sessionName), "preferred")
    })
  )

  it.effect("T02 both times are numbers or texts, in any mixture", () =>
    Effect.gen(function* () {
      const server = yield* KafineaEmulator.make()
      for (const serverTime of [1_790_000_000, "1790000000"]) {
        for (const expireTime of [1_790_000_300, "1790000300"]) {
          const token = yield* server.askChallenge(jane.username)
          const body = JSON.stringify({ success: true, result: { token, serverTime, expireTime } })
          yield* server.fault("getChallenge", { kind: "reply", reply: { status: 200, body } })
          yield* (yield* manage(server)).session
        }
      }
      assert.strictEqual(yield* server.logins, 4)
      assert.strictEqual(yield* server.attempts, 4)
    })
  )

  const renewals = [
    { renewBy: undefined, asked: once, method: "GET" },
    { renewBy: "extendSession", asked: ["extendSession"], method: "POST" },
    { renewBy: "extendSessionByGet", asked: ["extendSession", ...once], method: "GET" }
  ] as const
  it.effect("T03 extendsession is sent as printed on demand only, and a login follows its failure", () =>
    Effect.gen(function* () {
      for (const { asked, method, renewBy } of renewals) {
        const server = yield* KafineaEmulator.make()
        const manager = yield* manage(server, { renewBy })
        yield* manager.renew(yield* manager.session)
        assert.deepStrictEqual(yield* operations(server), [...once, ...asked])
        assert.strictEqual((yield* server.requests)[2]?.method, method)
        assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
      }
      const server = yield* KafineaEmulator.make({ dialect: kafineaLike7 })
      const manager = yield* manage(server, { renewBy: "extendSession" })
      yield* manager.renew(yield* manager.session)
      assert.deepStrictEqual(yield* operations(server), [...once, "extendSession", ...once])
    })
  )

  it.effect("T04 only a session that lives and is ours is extended", () =>
    Effect.gen(function* () {
      const server = yield* KafineaEmulator.make()
      const manager = yield* manage(server, { renewBy: "extendSession", idleTimeout: "20 minutes" })
      const seen = yield* manager.session
      yield* manager.logout
      yield* manager.renew(seen)
      yield* server.expireSessions
      yield* manager.client.get(listTypes)
      yield* TestClock.adjust("25 minutes")
      yield* manager.client.get(listTypes)
      assert.notInclude(yield* operations(server), "extendSession")
      yield* manager.renew(yield* manager.session)
      const [extended] = yield* requestsFor(server, "extendSession")
      const { value } = yield* manager.session
      assert.strictEqual(extended?.body, `operation=extendsession&sessionName=${Redacted.value(value.sessionName)}`)
    })
  )

  it.effect("T05 logins of one user follow each other, and one that lost its challenge is tried again", () =>
    Effect.gen(function* () {
      const server = yield* KafineaEmulator.make()
      const managers = yield* Effect.forEach([1, 2, 3, 4], () => manage(server))
      yield* Effect.forEach(managers, ({ session }) => session, { concurrency: "unbounded" })
      assert.deepStrictEqual(yield* operations(server), [...once, ...once, ...once, ...once])
      const contested = yield* KafineaEmulator.make()
      const lost = afterChallenge(contested, contested.askChallenge(jane.username))
      yield* patiently((yield* Effect.provide(makeKafinea({ url: contested.url, ...jane }), lost)).session)
      assert.deepStrictEqual(yield* operations(contested), [...once, ...once])
    })
  )

  it.effect("T06 there is no login by password, and one given as the key is refused and never sent", () =>
    Effect.gen(function* () {
      const server = yield* KafineaEmulator.make()
      const password = Redacted.make("Blue Sky!")
      const error = yield* Effect.flip(patiently((yield* manage(server, { accessKey: password })).session))
      assert.strictEqual(reasonTag(error), "InvalidCredentials")
      for (const { body, url } of yield* server.requests) assert.notMatch(url.href + body, /Blue|Sky/)
      const before = (yield* server.requests).length
      // @ts-expect-error a password is no credential
      const byPassword = makeKafinea({ url: server.url, username: jane.username, password })
      assert.strictEqual(
        reasonTag(yield* Effect.flip(Effect.provide(byPassword, server.layer))),
        "InvalidConfiguration"
      )
      assert.strictEqual((yield* server.requests).length, before)
    })
  )

  it.effect("T07 no version is needed, under no name", () =>
    Effect.gen(function* () {
      const versions = [{}, { version: "0.22" }, { version: 22, kafineaVersion: null }, { vtigerVersion: "7.2.0" }]
      for (const known of versions) {
        const server = yield* KafineaEmulator.make()
        const body = JSON.stringify({ success: true, result: { sessionName: id, userId: "19x7", ...known } })
        yield* server.fault("login", { kind: "reply", reply: { status: 200, body } })
        const { value } = yield* (yield* manage(server)).session
        assert.strictEqual(value.userId, "19x7")
        assert.strictEqual(value.version, known.version === "0.22" ? "0.22" : undefined)
        assert.isUndefined(value.kafineaVersion)
      }
    })
  )

  it.effect("T08 the instance stays in the path, percent-encoded, and another one is another server", () =>
    Effect.gen(function* () {
      const url = "https://apps.kafinea.com/acme%20s%C3%BCd"
      const server = yield* KafineaEmulator.make({ url })
      const manager = yield* manage(server, { url: "https://apps.kafinea.com/acme süd/webservice.php" })
      for (const path of [listTypes, listTypes.slice(1), `${url}${listTypes}`]) yield* manager.client.get(path)
      const paths = new Set((yield* server.requests).map((request) => request.url.origin + request.url.pathname))
      assert.deepStrictEqual([...paths], [`${url}/webservice.php`])
      for (const path of [`https://apps.kafinea.com${listTypes}`, `https://apps.kafinea.com/acme${listTypes}`]) {
        assert.strictEqual(reasonTag(yield* Effect.flip(manager.client.get(path))), "InvalidConfiguration")
      }
      const error = yield* Effect.flip((yield* manage(server, { url: "https://apps.kafinea.com/other" })).session)
      assert.strictEqual(reasonTag(error), "UnexpectedResponse")
      assert.strictEqual(yield* server.logins, 1)
    })
  )

  it.effect("T09 INVALID_AUTH_TOKEN is about the challenge; blank credentials are refused before any request", () =>
    Effect.gen(function* () {
      const server = yield* KafineaEmulator.make()
      const expired = afterChallenge(server, server.expireChallenges, 2)
      const manager = yield* Effect.provide(makeKafinea({ url: server.url, ...jane }), expired)
      assert.strictEqual(reasonTag(yield* Effect.flip(patiently(manager.session))), "ChallengeRejected")
      yield* TestClock.adjust("2 seconds")
      yield* manager.session
      const before = (yield* server.requests).length
      for (const blank of ["", " ", "\t\n"]) {
        const bad = { username: { username: blank }, accessKey: { accessKey: Redacted.make(blank) } }
        for (const [field, options] of Object.entries(bad)) {
          const error = yield* Effect.flip(manage(server, options))
          assert.include(error.message, `${field} is missing or blank`)
          const credentials = Effect.succeed({ ...jane, ...options })
          const late = yield* Effect.provide(makeKafinea({ url: server.url, credentials }), server.layer)
          assert.strictEqual(reasonTag(yield* Effect.flip(late.session)), "InvalidConfiguration")
        }
      }
      assert.strictEqual((yield* server.requests).length, before)
    })
  )

  it("T10 no example or row of the spec claims to have been seen on a Kafinea server", () => {
    const spec = readFileSync(new URL("../../../specs/kafinea.yaml", import.meta.url), "utf8")
    const marks = [...spec.matchAll(/\bevidence: (\w+)/g)].map(([, mark]) => mark)
    assert.deepStrictEqual([...new Set(marks)].sort(), ["doc", "inferred", "seed"])
    const unmarked = spec.split(/^ +value:/m).filter((before, at, all) => {
      return at < all.length - 1 && !before.includes("x-evidence: ")
    })
    assert.deepStrictEqual(unmarked, [])
    const rows = spec.slice(spec.indexOf("  errors:"), spec.indexOf("\npaths:"))
    assert.strictEqual(rows.match(/- operation:/g)?.length, rows.match(/ evidence: inferred/g)?.length)
  })
})
