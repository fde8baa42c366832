import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as UrlParams from "effect/http/UrlParams"
import { KayakoEmulator } from "../src/testing/index.ts"
import { infoRoute, jane, loginRoute, logoutRoute, open, post, sam, send } from "./fixtures/desk.ts"
import { none } from "./fixtures/xml.ts"

const id = "00000000000000000000000000000123"

describe("the wire examples", () => {
  it.effect("1 and 3, a login as a late build answers it", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ sessionIds: [id] })
      const answer = yield* post(desk, loginRoute, jane)
      assert.strictEqual(answer.status, 200)
      assert.strictEqual(answer.headers["content-type"], "text/xml")
      assert.match(answer.headers["content-md5"] ?? "", /^[0-9a-f]{32}$/)
      assert.match(answer.headers["set-cookie"] ?? "", new RegExp(`^SWIFT_sessionid40=${id};`))
      assert.strictEqual(
        answer.body,
        `<?xml version="1.0" encoding="UTF-8"?>
<kayako_staffapi>
<status><![CDATA[1]]></status>
<error />
<version><![CDATA[4.93.0]]></version>
<sessionid><![CDATA[${id}]]></sessionid>
<sessiontimeout><![CDATA[3600]]></sessiontimeout>
<staffid><![CDATA[7]]></staffid>
</kayako_staffapi>`
      )
    })
  )

  it.effect("2, a login as documented", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({
        sessionIds: [id],
        dialect: { form: "documented", cookie: false, contentMd5: false }
      })
      const answer = yield* post(desk, loginRoute, jane)
      assert.deepStrictEqual(answer.headers, { "content-type": "text/xml" })
      assert.strictEqual(
        answer.body,
        `<?xml version="1.0" encoding="UTF-8"?>
<kayako_staffapi><status>1</status><error></error><version>4.70.0</version><sessionid>${id}</sessionid><sessiontimeout>3600</sessiontimeout><staffid>7</staffid><uniqueid>LIC-1</uniqueid><option name="recordphonecalls">0</option><option name="chatqueuetype">roundrobin</option><permission name="observechats">1</permission><variable name="maxuploadsize">8388608</variable></kayako_staffapi>`
      )
    })
  )

  it.effect("4, a second factor", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const wanted = { ...none, status: "2", error: "Second factor key needed." }
      assert.deepStrictEqual((yield* post(desk, loginRoute, sam)).root, wanted)
      assert.deepStrictEqual((yield* post(desk, loginRoute, `${sam}&twofactorkey=`)).root, wanted)
      assert.strictEqual((yield* post(desk, loginRoute, `${sam}&twofactorkey=1`)).root["status"], "2")
      assert.strictEqual((yield* post(desk, loginRoute, `${sam}&twofactorkey=123456`)).root["staffid"], "8")
      assert.strictEqual((yield* post(desk, loginRoute, `${jane}&twofactorkey=9`)).root["status"], "1")
      const other = yield* KayakoEmulator.make({ wrongKeyStatus: "-1" })
      assert.strictEqual((yield* post(other, loginRoute, `${sam}&twofactorkey=1`)).root["status"], "-1")
    })
  )

  it.effect("5, a refused login", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ lockout: true })
      const answer = yield* post(desk, loginRoute, "username=jane%40desk.example&password=wrong")
      assert.strictEqual(answer.status, 200)
      assert.deepStrictEqual(answer.root, { ...none, status: "-1", error: "Login refused, attempt 1 of 3." })
      assert.strictEqual(yield* desk.attempts, 1)
      assert.strictEqual(yield* desk.logins, 0)
      assert.strictEqual(yield* desk.sessions, 0)
    })
  )

  it.effect("7, a logout", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const answer = yield* post(desk, logoutRoute, `sessionid=${yield* open(desk)}`)
      assert.strictEqual(
        answer.body,
        '<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi>\n<status><![CDATA[1]]></status>\n</kayako_staffapi>'
      )
      assert.strictEqual(yield* desk.sessions, 0)
    })
  )
})

describe("T01 T38 the route", () => {
  it.effect("is the raw query string in the documented casing, all else is answered -1", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const routes = [
        "",
        "?",
        "?/Core/Default",
        "?/core/default/login",
        "?/Core/Default/login",
        "?Core/Default/Login",
        "?/Core/Default/Login/",
        "?/Core/Default/Login=",
        "?%2FCore%2FDefault%2FLogin=",
        "?/Core%2FDefault%2FLogin",
        "?e=/Core/Default/Login",
        "?x=1&/Core/Default/Login"
      ]
      for (const route of routes) {
        const { root } = yield* post(desk, `/staffapi/index.php${route}`, jane)
        assert.strictEqual(root["status"], "-1", route)
        assert.match(String(root["error"]), /^Your session expired/)
      }
      assert.strictEqual(yield* desk.attempts, 0)
      assert.isTrue((yield* desk.requests).every(({ operation }) => operation === "unknown"))
    })
  )

  it.effect("is rewritten by a query parameter, and then leads nowhere", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const request = HttpClientRequest.post(desk.url + loginRoute).pipe(HttpClientRequest.setUrlParam("x", "1"))
      const { root } = yield* send(desk, request)
      assert.strictEqual(root["status"], "-1")
      assert.strictEqual((yield* desk.requests)[0]?.operation, "unknown")
    })
  )

  it.effect("may have a query behind it, and a form field e takes its place (T02)", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      assert.strictEqual((yield* post(desk, `${loginRoute}&x=1`, jane)).root["status"], "1")
      yield* post(desk, infoRoute, `${jane}&e=/Core/Default/Login`)
      assert.deepStrictEqual(
        (yield* desk.requests).map(({ operation }) => operation),
        ["login", "login"]
      )
    })
  )

  it.effect("with characters that no route has is answered 400, another path 404", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      assert.strictEqual((yield* post(desk, "/staffapi/index.php?/Core/Default/Login;", jane)).status, 400)
      for (const path of ["/index.php?/Core/Default/Login", "/staffapi/?/Core/Default/Login", "/StaffAPI/index.php"]) {
        assert.strictEqual((yield* post(desk, path, jane)).status, 404, path)
      }
      const root = yield* KayakoEmulator.make({ url: "https://help.example/" })
      const answer = yield* send(
        root,
        HttpClientRequest.post(`https://help.example${loginRoute}`).pipe(
          HttpClientRequest.bodyUrlParams(UrlParams.fromInput({ username: "jane@desk.example", password: "p%ss+w" }))
        )
      )
      assert.strictEqual(answer.root["status"], "1")
    })
  )
})

describe("the form", () => {
  it.effect("exists in POST requests of its content type only", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const url = desk.url + loginRoute
      const json = { username: "jane@desk.example", password: "p%ss+w" }
      const requests = [
        HttpClientRequest.get(url),
        HttpClientRequest.get(`${url}&${jane}`),
        HttpClientRequest.put(url).pipe(HttpClientRequest.bodyText(jane, "application/x-www-form-urlencoded")),
        HttpClientRequest.post(url).pipe(HttpClientRequest.bodyText(jane, "text/plain")),
        HttpClientRequest.post(url).pipe(HttpClientRequest.bodyJsonUnsafe(json))
      ]
      for (const request of requests) {
        const { root } = yield* send(desk, request)
        assert.deepStrictEqual([root["status"], root["error"]], ["-1", "User name and password are both needed."])
      }
    })
  )

  it.effect("T03 T33 has its fields by their exact names, decoded once, and 0 is missing", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({
        lockout: true,
        accounts: [
          { username: "0", password: "p", staffid: "1" },
          { username: "zero", password: "0", staffid: "2" }
        ]
      })
      const missing = [
        "",
        "username=zero",
        "password=x",
        "Username=zero&Password=x",
        "user=zero&pass=x",
        "username=zero&password=",
        "username=zero&password=0",
        "username=0&password=p"
      ]
      for (const form of missing) {
        const { root } = yield* post(desk, loginRoute, form)
        assert.deepStrictEqual([root["status"], root["error"]], ["-1", "User name and password are both needed."])
      }
      assert.strictEqual(
        (yield* post(desk, loginRoute, "username=zero&password=x")).root["error"],
        "Login refused, attempt 1 of 3."
      )

      const twice = "username=jane%40desk.example&password=p%2525ss%252Bw"
      const once = yield* KayakoEmulator.make()
      assert.strictEqual((yield* post(once, loginRoute, twice)).root["status"], "-1")
      const old = yield* KayakoEmulator.make({ decodesPasswordTwice: true })
      assert.strictEqual((yield* post(old, loginRoute, twice)).root["status"], "1")
      assert.strictEqual((yield* post(old, loginRoute, jane)).root["status"], "-1")
    })
  )
})
