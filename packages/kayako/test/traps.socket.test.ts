import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { KayakoFault } from "../src/testing/index.ts"
import { infoRoute } from "./fixtures/desk.ts"
import { operations, outcome, readInfo, reasonOf } from "./fixtures/manager.ts"
import { listener, onSocket, type Wire } from "./fixtures/socket.ts"

/** A Content-Length that is reckoned from the first root alone. */
const ofFirstRoot = (wire: Wire): Wire => {
  const end = "</kayako_staffapi>"
  const first = new TextDecoder().decode(wire.body).indexOf(end) + end.length
  return { ...wire, headers: { ...wire.headers, "content-length": `${first}` } }
}

describe("on a socket", () => {
  it.live("T01 the route reaches the server letter by letter", () =>
    Effect.gen(function* () {
      const { desk, kayako } = yield* onSocket()
      yield* readInfo(kayako)
      yield* kayako.logout
      assert.deepStrictEqual(yield* operations(desk), ["login", "getInfo", "logout"])
      for (const { headers, url } of yield* desk.requests) {
        assert.match(url.search, /^\?\/Core\/Default\/[A-Z][A-Za-z]+$/)
        assert.strictEqual(headers["user-agent"], "crm-auth-kayako")
        for (const name of ["cookie", "traceparent", "b3", "authorization"]) assert.isUndefined(headers[name], name)
      }
    })
  )

  it.live("T05 no redirect is followed, so that no password and no session leaves for elsewhere", () =>
    Effect.gen(function* () {
      const elsewhere = yield* listener
      for (const status of [301, 302, 303, 307, 308]) {
        const { desk, kayako } = yield* onSocket()
        for (const location of [elsewhere.url, `${desk.url}/staffapi/index.php?/Core/Default/GetInfo`]) {
          yield* kayako.reset
          yield* desk.fault("login", KayakoFault.redirect(location, status))
          assert.strictEqual(yield* outcome(kayako.session), "UnexpectedResponse", `${status}`)
        }
        assert.deepStrictEqual(yield* operations(desk), ["login", "login"])
        yield* kayako.reset
        yield* kayako.session
        yield* desk.fault("getInfo", KayakoFault.redirect(elsewhere.url, status))
        assert.strictEqual((yield* kayako.client.post(infoRoute)).status, status)
      }
      assert.deepStrictEqual(elsewhere.seen, [])
    })
  )

  it.live("T07 a Content-Length of the first root alone is enough, one beyond the body is a broken connection", () =>
    Effect.gen(function* () {
      const { desk, kayako } = yield* onSocket({}, ofFirstRoot)
      yield* readInfo(kayako)
      yield* desk.expireSessions
      const response = yield* readInfo(kayako)
      assert.match(yield* response.text, /^<\?xml[^]*<\/kayako_staffapi>$/)
      assert.strictEqual(yield* desk.logins, 2)

      const cut = yield* onSocket({}, (wire) => ({
        ...wire,
        headers: { ...wire.headers, "content-length": `${wire.body.length + 1}` }
      }))
      assert.strictEqual(yield* outcome(cut.kayako.session), "Transport")
      assert.strictEqual(yield* cut.desk.attempts, 1)
    })
  )

  it.live("T16 unrequested gzip is unpacked, and bytes without a label are no text", () =>
    Effect.gen(function* () {
      const { desk, kayako } = yield* onSocket({ gzip: true })
      assert.include(yield* Effect.flatMap(readInfo(kayako), ({ text }) => text), "Desk & Sons")
      yield* desk.expireSessions
      assert.include(yield* Effect.flatMap(readInfo(kayako), ({ text }) => text), "Desk & Sons")
      assert.strictEqual(yield* desk.logins, 2)

      const bare = yield* onSocket({ gzip: "unlabelled" })
      const reason = yield* reasonOf(bare.kayako.session)
      assert.strictEqual(reason._tag, "UnexpectedResponse")
      assert.strictEqual(yield* bare.desk.attempts, 1)
    })
  )
})
