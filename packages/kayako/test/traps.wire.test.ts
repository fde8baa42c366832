import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { makeKayako } from "../src/index.ts"
import { getInfo } from "../src/operations.ts"
import { KayakoEmulator, KayakoFault } from "../src/testing/index.ts"
import { infoRoute, jane, ticketsRoute } from "./fixtures/desk.ts"
import {
  heldBy,
  manage,
  operations,
  outcome,
  push,
  readInfo,
  readTickets,
  reasonOf,
  refusesLogin
} from "./fixtures/manager.ts"

const routes = {
  login: "/support/staffapi/index.php?/Core/Default/Login",
  getInfo: "/support/staffapi/index.php?/Core/Default/GetInfo",
  retrieveTickets: "/support/staffapi/index.php?/Tickets/Retrieve",
  pushTickets: "/support/staffapi/index.php?/Tickets/Push/Index",
  logout: "/support/staffapi/index.php?/Core/Default/Logout"
}

/** Uses every operation that there is, and ends the session. */
const everything = (desk: KayakoEmulator) =>
  Effect.scoped(
    Effect.gen(function* () {
      const kayako = yield* manage(desk)
      yield* readInfo(kayako)
      yield* readTickets(kayako)
      yield* push(kayako)
      return yield* heldBy(kayako)
    })
  )

/** A desk behind the fetch of this platform, with what fetch was asked to do. */
const fetching = (desk: KayakoEmulator) => {
  const inits: Array<RequestInit | undefined> = []
  const stub: typeof globalThis.fetch = (input, init) => {
    inits.push(init)
    return desk.handler(new Request(input, init))
  }
  const layer = FetchHttpClient.layer.pipe(Layer.provide(Layer.succeed(FetchHttpClient.Fetch, stub)))
  return { inits, layer }
}

describe("the request", () => {
  it.effect("T01 the route goes out as it is documented, and what would rewrite it is refused", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      yield* everything(desk)
      const sent = (yield* desk.requests).map(({ operation, url }) => [operation, url.pathname + url.search])
      assert.deepStrictEqual(sent, Object.entries(routes))

      const kayako = yield* manage(desk)
      const rewritten = [
        kayako.client.post(ticketsRoute, { urlParams: { departmentid: "6" } }),
        kayako.client.post(new URL(desk.url + ticketsRoute)),
        kayako.client.execute(
          HttpClientRequest.post(desk.url + ticketsRoute).pipe(HttpClientRequest.setUrlParam("a", "b"))
        )
      ]
      for (const call of rewritten) {
        const reason = yield* reasonOf(call)
        assert.strictEqual(reason._tag, "InvalidConfiguration")
        assert.include(String(reason), "url must be a text")
      }
      assert.notInclude(yield* operations(desk), "unknown")
    })
  )

  it.effect("T02 no other spelling of the route, and no form field that hijacks it", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const kayako = yield* manage(desk)
      const form = new FormData()
      form.append("e", "/Tickets/Push/Index")
      for (const body of [HttpBody.urlParams({ e: "/Tickets/Push/Index", payload: "x" }), HttpBody.formData(form)]) {
        assert.strictEqual(yield* outcome(kayako.client.post(infoRoute, { body })), "InvalidConfiguration")
      }
      assert.deepStrictEqual(yield* desk.pushes, [])
      // Any other value of such a field is the application's own affair.
      assert.strictEqual(
        yield* outcome(kayako.client.post(infoRoute, { body: HttpBody.urlParams({ e: "a/b" }) })),
        "success"
      )
      for (const { body, url } of yield* desk.requests) {
        assert.notInclude(url.search, "?e=")
        assert.notMatch(new URLSearchParams(body).get("e") ?? "", /^\//)
      }
    })
  )

  it.effect("T03 the password is encoded once, and twice only for a desk that is said to decode twice", () =>
    Effect.gen(function* () {
      const passwords = ["p%ss+w", "100%25", "a+b c&d=e", "ünïcode ✓", "%", "+"]
      for (const password of passwords) {
        const accounts = [{ username: "jane@desk.example", password, staffid: "7" }]
        const desk = yield* KayakoEmulator.make({ accounts })
        const old = yield* KayakoEmulator.make({ accounts, decodesPasswordTwice: true })
        yield* (yield* manage(desk, { password })).session
        assert.strictEqual(new URLSearchParams((yield* desk.requests)[0]?.body).get("password"), password)
        yield* (yield* manage(old, { password, decodesPasswordTwice: true })).session
      }
      const old = yield* KayakoEmulator.make({ decodesPasswordTwice: true })
      yield* refusesLogin(old, "InvalidCredentials")
      const now = yield* KayakoEmulator.make()
      yield* (yield* manage(now)).session
      assert.strictEqual(
        yield* outcome((yield* manage(now, { decodesPasswordTwice: true })).session),
        "InvalidCredentials"
      )
      const [first] = yield* now.requests
      assert.strictEqual(first?.body, jane)
      assert.strictEqual(first?.headers["content-type"], "application/x-www-form-urlencoded")
    })
  )

  it.effect("T27 no trace header goes to the desk, unless asked for", () =>
    Effect.gen(function* () {
      const traced = (desk: KayakoEmulator, propagateTraces?: boolean) =>
        Effect.scoped(
          Effect.gen(function* () {
            const kayako = yield* manage(desk, { propagateTraces })
            yield* readInfo(kayako)
            const session = Redacted.make(yield* heldBy(kayako))
            yield* getInfo({}, { url: desk.url, session, propagateTraces }).pipe(Effect.provide(desk.layer))
          }).pipe(Effect.withSpan("application"))
        )
      const headersOf = (desk: KayakoEmulator) =>
        Effect.map(desk.requests, (requests) =>
          requests.map(({ headers, operation }) => [operation, "traceparent" in headers || "b3" in headers] as const)
        )
      const silent = yield* KayakoEmulator.make()
      yield* traced(silent)
      const names = ["login", "getInfo", "getInfo", "logout"]
      assert.deepStrictEqual(
        yield* headersOf(silent),
        names.map((name) => [name, false] as const)
      )
      const asked = yield* KayakoEmulator.make()
      yield* traced(asked, true)
      assert.deepStrictEqual(
        yield* headersOf(asked),
        names.map((name) => [name, true] as const)
      )
    })
  )

  it.live("T28 no cookie is kept or sent: a request without its field must not be someone else's", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ dialect: { cookie: true } })
      const { inits, layer } = fetching(desk)
      yield* Effect.gen(function* () {
        const kayako = yield* makeKayako({
          url: desk.url,
          username: "jane@desk.example",
          password: Redacted.make("p%ss+w")
        })
        yield* readInfo(kayako)
        yield* kayako.logout
      }).pipe(Effect.scoped, Effect.provide(layer))
      assert.deepStrictEqual(yield* operations(desk), ["login", "getInfo", "logout"])
      for (const { headers } of yield* desk.requests) assert.isUndefined(headers["cookie"])
      assert.deepStrictEqual(
        inits.map((init) => init?.credentials),
        ["omit", "omit", "omit"]
      )
    })
  )

  it.effect("T29 the session is in no URL, but in the form of every call", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const session = yield* everything(desk)
      for (const { body, headers, operation, url } of yield* desk.requests) {
        assert.notInclude(url.href, session)
        assert.notInclude(url.href, "sessionid")
        assert.notInclude(JSON.stringify(headers), session)
        assert.strictEqual(new URLSearchParams(body).get("sessionid"), operation === "login" ? null : session)
      }
      // A request that cannot carry it in a form is not sent with it elsewhere.
      const kayako = yield* manage(desk)
      assert.strictEqual(yield* outcome(kayako.client.get(infoRoute)), "InvalidConfiguration")
      const json = kayako.client.post(infoRoute, { body: HttpBody.jsonUnsafe({}) })
      assert.strictEqual(yield* outcome(json), "InvalidConfiguration")
    })
  )

  it.effect("T38 the documented casing only: the desk knows no other", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      yield* everything(desk)
      assert.deepStrictEqual(yield* operations(desk), Object.keys(routes))
      assert.isTrue(Object.values(routes).every((route) => /\?\/[A-Z][a-z]+\/[A-Z]/.test(route)))
      const kayako = yield* manage(desk)
      // The application's own routes go out as it wrote them, and are not bent into shape.
      yield* kayako.client.post("/staffapi/index.php?/tickets/retrieve")
      assert.strictEqual((yield* operations(desk)).at(-1), "unknown")
    })
  )
})

describe("the status of HTTP", () => {
  it.effect("T04 200 says nothing: the document's status does", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      for (const [status, tag] of [
        ["-1", "InvalidCredentials"],
        ["2", "SecondFactorRequired"],
        ["-2", "VendorFailure"],
        ["0", "VendorFailure"]
      ] as const) {
        yield* desk.fault("login", KayakoFault.status(status, "No."))
        yield* refusesLogin(desk, tag, status)
      }
      assert.isTrue((yield* desk.requests).every(({ status }) => status === 200))
    })
  )
})
