// F12 to F14, F16, F19, F23: what is no answer, and what a refusal means.
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { crash } from "../../../src/testing/index.ts"
import { md5, wire } from "../wire.ts"
import { overFetch } from "./fetch.ts"
import {
  creating,
  type FamilySession,
  type FamilySubject,
  failure,
  html,
  key,
  listTypes,
  operationsOf,
  patiently,
  requestsFor,
  stageOf,
  success,
  tagOf,
  type Trap
} from "./subject.ts"

const token = "5f0c1d2e3a4b6"
const notice = "\nNotice: Undefined index: example in /var/www/crm/include/Webservices/Example.php on line 13\n"

export const failureTraps = <A extends FamilySession>(subject: FamilySubject<A>): Record<string, Trap> => {
  const { manage, stage } = stageOf(subject)
  return {
    "F12 a reply is read behind PHP's notices, and what is no reply is told without a secret": Effect.gen(function* () {
      const { manager, server } = yield* stage({ quirks: ["displayErrors"], prepared: { tokens: [token] } })
      yield* manager.client.get(listTypes)
      yield* server.expireSessions
      yield* manager.client.get(listTypes)
      assert.strictEqual(yield* server.logins, 2)
      const hash = md5(token + key)
      const bodies = [
        `<b>Fatal error</b>: accessKey=${hash} in login`,
        "Down for maintenance",
        `${notice}{"success":tru`,
        `{"success":"true","result":{"sessionName":"0badc0de0badc0de0"}}`,
        `[{"success":true}]`,
        "null"
      ]
      for (const body of bodies) {
        const other = yield* stage({ prepared: { tokens: [token] } })
        yield* other.server.fault("login", { kind: "reply", reply: html(200, body) })
        const error = yield* Effect.flip(other.manager.session)
        assert.strictEqual(tagOf(error), "UnexpectedResponse")
        assert.isBelow(error.message.length, 300)
        for (const secret of [hash, "0badc0de0badc0de0"]) assert.notInclude(error.message, secret)
      }
    }),

    "F13 an empty 500 never repeats a write, and a session that keeps getting it is replaced once": Effect.gen(
      function* () {
        const { manager, server } = yield* stage()
        yield* manager.session
        yield* server.fault("create", { kind: "reply", reply: crash })
        assert.strictEqual((yield* manager.client.post("/webservice.php", creating)).status, 500)
        assert.strictEqual((yield* requestsFor(server, "create")).length, 1)
        yield* manager.client.get(listTypes)

        // A client asks to extend the session after it ended: it is open again, without a user.
        const broken = yield* stage({ prepared: { sessionIds: ["0badc0de0badc0de0"] } })
        yield* broken.manager.session
        yield* broken.server.expireSessions
        if (subject.breaksSessions) {
          yield* wire(broken.server)({ form: "operation=extendsession&sessionName=0badc0de0badc0de0" })
        } else yield* broken.server.setOutage(true)
        const statuses: Array<string | number> = []
        for (let call = 0; call < 4; call++) {
          const answered = Effect.map(broken.manager.client.get(listTypes), ({ status }) => status)
          statuses.push(yield* patiently(answered))
        }
        assert.deepStrictEqual(statuses, subject.breaksSessions ? [500, 500, 200, 200] : [500, 500, 500, 500])
        assert.strictEqual(yield* broken.server.logins, subject.breaksSessions ? 2 : 1)
        yield* broken.server.setOutage(false)

        const unknown = yield* stage()
        yield* unknown.server.fault("create", { kind: "reply", reply: crash }, 100)
        const write = Effect.result(unknown.manager.client.post("/webservice.php", creating))
        for (let call = 0; call < 20; call++) yield* patiently(write)
        assert.strictEqual((yield* requestsFor(unknown.server, "create")).length, 20)
        assert.strictEqual(yield* unknown.server.logins, 1, "the cheapest call works: the session is not to blame")
      }
    ),

    "F14 a failure without a JSON body is judged by status and content": Effect.gen(function* () {
      const lost = yield* stage(undefined, { url: "https://crm.example/elsewhere" }).pipe(
        Effect.map(({ manager }) => manager)
      )
      assert.strictEqual(tagOf(yield* Effect.flip(patiently(lost.session))), "Transport")
      const page = "<!doctype html><html><body>500</body></html>"
      const cases = [
        { reply: html(404, page), tag: "UnexpectedResponse" },
        { reply: html(200, page), tag: "UnexpectedResponse" },
        { reply: html(403, page), tag: "UnexpectedResponse" },
        { reply: crash, tag: "Unavailable" },
        { reply: html(500, page), tag: "Unavailable" },
        { reply: html(502, page), tag: "Unavailable" },
        { reply: html(503, ""), tag: "Unavailable" },
        { reply: html(504, page), tag: "Unavailable" },
        { reply: html(429, "Too many"), tag: "RateLimited" }
      ]
      for (const operation of ["getChallenge", "login"]) {
        for (const { reply, tag } of cases) {
          const { manager, server } = yield* stage()
          yield* server.fault(operation, { kind: "reply", reply }, 100)
          assert.strictEqual(tagOf(yield* Effect.flip(patiently(manager.session))), tag)
          // A page is no sign that a login did nothing, unless a proxy sent it.
          const final =
            tag === "UnexpectedResponse" || (operation === "login" && reply.status === 500 && reply !== crash)
          assert.strictEqual((yield* requestsFor(server, operation)).length, final ? 1 : 3)
        }
      }
      const { manager, server } = yield* stage()
      yield* manager.session
      for (const { reply } of cases) {
        yield* server.fault("listTypes", { kind: "reply", reply })
        const response = yield* manager.client.get(listTypes)
        assert.deepStrictEqual([response.status, yield* response.text], [reply.status, reply.body])
      }
      assert.strictEqual(yield* server.logins, 1)
    }),

    "F16 a code decides, whatever the text says": Effect.gen(function* () {
      const codes = {
        INVALID_USER_CREDENTIALS: "InvalidCredentials",
        INVALID_AUTH_TOKEN: "ChallengeRejected",
        ACCESSKEY_UNDEFINED: "AccessDenied",
        AUTHENTICATION_REQUIRED: "AccountLocked",
        NOT_IN_ANY_TABLE: "VendorFailure",
        1062: "VendorFailure"
      }
      const texts = ["Invalid username or password", "Specified token is invalid or expired", "Доступ запрещён", ""]
      for (const [code, tag] of Object.entries(codes)) {
        for (const text of texts) {
          const { manager, server } = yield* stage()
          yield* server.fault("login", { kind: "reply", reply: failure(code, text) }, subject.tries)
          const error = yield* Effect.flip(patiently(manager.session))
          assert.strictEqual(tagOf(error), tag)
          assert.include(error.message, `code ${code}`)
          assert.include(error.message, text)
        }
      }
      for (const text of ["Authencation required", "Authentication required"]) {
        const { manager, server } = yield* stage()
        yield* server.fault("listTypes", { kind: "reply", reply: failure("INVALID_SESSIONID", text) })
        assert.strictEqual((yield* manager.client.get(listTypes)).status, 200)
        yield* server.fault("listTypes", { kind: "reply", reply: failure("OTHER", text) })
        yield* manager.client.get(listTypes)
        assert.strictEqual(yield* server.logins, 2)
      }
    }),

    "F19 a redirect is followed nowhere, and told with its target": Effect.gen(function* () {
      const location = "https://elsewhere.example/crm/webservice.php?operation=login&session=s3cr3t"
      for (const status of [301, 302, 303, 307, 308]) {
        const reply = { status, headers: { location }, body: "" }
        for (const operation of ["getChallenge", "login"]) {
          const { manager, server } = yield* stage()
          yield* server.fault(operation, { kind: "reply", reply })
          const error = yield* Effect.flip(manager.session)
          assert.strictEqual(tagOf(error), "UnexpectedResponse")
          assert.include(error.message, "https://elsewhere.example/crm/webservice.php")
          assert.notInclude(error.message, "s3cr3t")
          assert.strictEqual((yield* requestsFor(server, operation)).length, 1)
        }
        const { manager, server } = yield* stage()
        yield* server.fault("listTypes", { kind: "reply", reply })
        assert.strictEqual((yield* manager.client.get(listTypes)).status, status)
        yield* server.fault("logout", { kind: "reply", reply })
        yield* manager.logout
        assert.deepStrictEqual(yield* operationsOf(server), ["getChallenge", "login", "listTypes", "logout"])
      }
      const sent = yield* overFetch(subject, ({ client, logout }) => Effect.andThen(client.get(listTypes), logout))
      assert.deepStrictEqual(
        sent.map(({ redirect }) => redirect),
        ["manual", "manual", "manual", "manual"]
      )
    }),

    "F23 a logout that fails hides nothing and is not repeated; one word alone proves it": Effect.gen(function* () {
      const refusals = [
        failure("INVALID_SESSIONID"),
        failure("AUTHENTICATION_REQUIRED"),
        failure("INTERNAL_SERVER_ERROR"),
        success({ message: "session error" }),
        html(404, "<html></html>")
      ]
      for (const reply of refusals) {
        const { manager, server } = yield* stage()
        yield* server.fault("logout", { kind: "reply", reply })
        const scoped = Effect.scoped(
          Effect.flatMap(manage(server), ({ client }) => Effect.andThen(client.get(listTypes), Effect.succeed("mine")))
        )
        assert.strictEqual(yield* scoped, "mine")
        assert.strictEqual((yield* requestsFor(server, "logout")).length, 1)
        yield* manager.logout
      }
      const { server } = yield* stage()
      const bare = Effect.provide(
        subject.logout({ sessionName: Redacted.make("any") }, { url: server.url }),
        server.layer
      )
      const outcomes = [
        { reply: success({ message: "successfull" }), tag: "success" },
        { reply: failure("INVALID_SESSIONID"), tag: "success" },
        { reply: success({ message: "successful" }), tag: "UnexpectedResponse" },
        { reply: success({ message: "session error" }), tag: "UnexpectedResponse" },
        { reply: success(null), tag: subject.silentLogout ? "success" : "UnexpectedResponse" },
        { reply: failure("INTERNAL_SERVER_ERROR"), tag: "VendorFailure" }
      ]
      for (const { reply, tag } of outcomes) {
        yield* server.fault("logout", { kind: "reply", reply })
        assert.strictEqual(yield* Effect.match(bare, { onFailure: tagOf, onSuccess: () => "success" }), tag)
      }
    })
  }
}
