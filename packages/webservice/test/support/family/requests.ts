// F07 to F11, F15, F20, F21: what goes over the wire.
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import { md5 } from "../wire.ts"
import { overFetch } from "./fetch.ts"
import {
  creating,
  type FamilySession,
  type FamilySubject,
  html,
  key,
  listTypes,
  operationsOf,
  parametersOf,
  requestsFor,
  stageOf,
  tagOf,
  type Trap,
  username
} from "./subject.ts"

const token = "5f0c1d2e3a4b6"
const names = ["jane+crm@acme.example", "a&b=c#d%41 e/f?g", "Åsa Öst", "日本🙂@é.example", "plus+plus", "100%"]

export const requestTraps = <A extends FamilySession>(subject: FamilySubject<A>): Record<string, Trap> => {
  const { manage, stage } = stageOf(subject)
  return {
    "F07 no cookie is sent, though the server sets them, and none is kept": Effect.gen(function* () {
      const dialect = { ...subject.current, session: { ...subject.current.session, cookies: true } }
      const { manager, server } = yield* stage({ dialect })
      const other = yield* manage(server)
      yield* manager.client.get(listTypes)
      yield* other.client.get(listTypes)
      const before = yield* manager.session
      yield* manager.renew(before)
      yield* manager.client.get(listTypes)
      const ids = [before, yield* manager.session, yield* other.session]
      assert.strictEqual(new Set(ids.map(({ value }) => Redacted.value(value.sessionName))).size, 3)
      assert.isTrue((yield* server.requests).every(({ headers }) => headers["cookie"] === undefined))
      const sent = yield* overFetch(subject, ({ client, logout }) => Effect.andThen(client.get(listTypes), logout))
      assert.deepStrictEqual(
        sent.map(({ credentials }) => credentials),
        ["omit", "omit", "omit", "omit"]
      )
    }),

    "F08 login and logout are forms, and a call with a JSON body is refused before it is sent": Effect.gen(
      function* () {
        const { manager, server } = yield* stage()
        yield* manager.session
        const json = manager.client.post("/webservice.php", { body: HttpBody.jsonUnsafe({ operation: "listtypes" }) })
        assert.strictEqual(tagOf(yield* Effect.flip(json)), "InvalidConfiguration")
        yield* manager.client.post("/webservice.php", creating)
        yield* manager.logout
        const posts = (yield* server.requests).filter(({ method }) => method === "POST")
        assert.deepStrictEqual(
          posts.map(({ headers, operation }) => [operation, headers["content-type"]?.split(";")[0]]),
          ["login", "create", "logout"].map((operation) => [operation, "application/x-www-form-urlencoded"])
        )
        assert.strictEqual((yield* server.records).length, 1)
      }
    ),

    "F09 a challenge is asked for by GET, and answered by POST with nothing in the URL": Effect.gen(function* () {
      const { manager, server } = yield* stage({ prepared: { tokens: [token] } })
      yield* manager.session
      const [challenge, login] = yield* server.requests
      assert.strictEqual(challenge?.method, "GET")
      assert.strictEqual(challenge?.url.search, "?operation=getchallenge&username=jane%2Bcrm%40acme.example")
      assert.strictEqual(challenge?.body, "")
      assert.strictEqual(login?.method, "POST")
      assert.strictEqual(login?.url.href, `${server.url}/webservice.php`)
      const hash = "559f91d9ea4887b743fc012c93888c55"
      assert.strictEqual(login?.body, `operation=login&username=jane%2Bcrm%40acme.example&accessKey=${hash}`)
    }),

    "F10 a user name goes out percent-encoded UTF-8, and half a character is refused": Effect.gen(function* () {
      // What the names would become if they went out as they are.
      const decoys = ["jane crm@acme.example", "a", "plus plus"]
      const accounts = [...names, ...decoys].map((name, id) => ({ username: name, accessKey: key, id }))
      const { server } = yield* stage({ accounts })
      for (const [id, name] of names.entries()) {
        const { value } = yield* (yield* manage(server, { username: name })).session
        assert.strictEqual(value.userId, `19x${id}`)
      }
      const before = (yield* server.requests).length
      const error = yield* Effect.flip((yield* manage(server, { username: "jane\uD83D" })).session)
      assert.strictEqual(tagOf(error), "InvalidConfiguration")
      assert.strictEqual((yield* server.requests).length, before)
    }),

    "F11 no format is asked for; an empty reply to a login is not a login": Effect.gen(function* () {
      const { manager, server } = yield* stage()
      yield* manager.client.get(listTypes)
      yield* manager.client.post("/webservice.php", creating)
      yield* manager.logout
      const sent = (yield* server.requests).flatMap((request) => parametersOf(request).map(([name]) => name))
      assert.notInclude(sent, "format")
      for (const operation of ["getChallenge", "login"]) {
        const reply = { status: 200, headers: { "content-type": "application/json" }, body: "" }
        yield* server.fault(operation, { kind: "reply", reply })
        assert.strictEqual(tagOf(yield* Effect.flip((yield* manage(server)).session)), "UnexpectedResponse")
      }
    }),

    "F15 the key is used byte for byte, of any length, and its hash is lower-case hex": Effect.gen(function* () {
      for (const accessKey of ["k", " Kq3 ", "KQ3", "kq3", "ключ", "arnbrn", "k".repeat(40)]) {
        const { manager, server } = yield* stage(
          { accounts: [{ username, accessKey }], prepared: { tokens: [token] } },
          { accessKey: Redacted.make(accessKey) }
        )
        yield* manager.session
        const [login] = yield* requestsFor(server, "login")
        assert.strictEqual(new URLSearchParams(login?.body).get("accessKey"), md5(token + accessKey))
        assert.match(md5(token + accessKey), /^[0-9a-f]{32}$/)
        assert.strictEqual(yield* server.attempts, 1)
      }
    }),

    "F20 a challenge and a login carry no session, not even the dead one that they replace": Effect.gen(function* () {
      const { manager, server } = yield* stage()
      yield* manager.client.get(listTypes)
      yield* server.expireSessions
      yield* manager.client.get(listTypes)
      yield* manager.renew(yield* manager.session)
      const expected = { getChallenge: ["operation", "username"], login: ["operation", "username", "accessKey"] }
      for (const [operation, fields] of Object.entries(expected)) {
        const requests = yield* requestsFor(server, operation)
        assert.strictEqual(requests.length, 3)
        for (const request of requests) {
          assert.deepStrictEqual(
            parametersOf(request).map(([name]) => name),
            fields
          )
          assert.isUndefined(request.headers["corebos-authorization"] ?? request.headers["authorization"])
        }
      }
    }),

    "F21 a base URL in every form that people paste leads to one address": Effect.gen(function* () {
      for (const url of ["https://crm.example", "https://crm.example/a/b", "https://crm.example:8443/a%20b"]) {
        const server = yield* subject.emulator({ url })
        for (const ending of ["", "/", "//", "/webservice.php", "/webservice.php/", "/index.php"]) {
          yield* (yield* manage(server, { url: ` ${url}${ending} ` })).session
        }
        const paths = new Set((yield* server.requests).map((request) => request.url.origin + request.url.pathname))
        assert.deepStrictEqual([...paths], [`${url}/webservice.php`])
      }
      const { server } = yield* stage()
      yield* server.fault("*", { kind: "reply", reply: html(404, "<!doctype html><html></html>") })
      assert.strictEqual(tagOf(yield* Effect.flip((yield* manage(server)).session)), "UnexpectedResponse")
      assert.deepStrictEqual(yield* operationsOf(server), ["getChallenge"])
    })
  }
}
