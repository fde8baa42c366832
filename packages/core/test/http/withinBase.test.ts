/** A request with a session stays below the base URL, on every way to send it. */
import { NodeHttpClient } from "@effect/platform-node"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiClient from "effect/http-api/HttpApiClient"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { createServer, type Server } from "node:http"
import { AuthError, type SessionManager } from "../../src/index.ts"
import { connect } from "../../src/Promise.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type SessionDriver } from "../../src/Driver.ts"
import { loadJudgeUrl } from "../../src/internal/http/loadJudgeUrl.ts"
import { mayClimb } from "../../src/internal/http/mayClimb.ts"
import { withinBase } from "../../src/internal/http/withinBase.ts"
import { type FakeSession, makeFake } from "../map/fake.ts"

await Effect.runPromise(loadJudgeUrl)

const base = "https://apps.example/acme"

const judge = (url: string, at = base) =>
  Result.match(Effect.runSync(Effect.result(withinBase(at, HttpClientRequest.get(url)))), {
    onFailure: ({ field }) => `refused: ${field}`,
    onSuccess: (request) => request.url
  })

/** Paths that some parser or server reads as one outside of the base. */
const climbing = [
  "../other/x",
  "./../other/x",
  "x/../../other",
  "%2e%2e/other",
  "%2E%2e/other",
  ".%2e/other",
  "%2e./other",
  "..\\other",
  "%2e%2e\\other",
  "x\\..\\..\\other",
  "..%2fother",
  "..%2Fother",
  "%2e%2e%2fother",
  "..%5cother",
  "%2e%2e%5Cother",
  "..%252fother",
  "%252e%252e/other",
  "%252e%252e%252fother",
  "%25252e%25252e%25252fother",
  "%2%65%2%65/other",
  "..;/other",
  "..;a=b/other",
  "..%3b/other",
  "..%00/other",
  "..%20/other",
  "%c0%ae%c0%ae/other",
  "..%c0%afother",
  "..%c1%9cother",
  "%u002e%u002e/other",
  "..%u2215../..%2f",
  "x/..%2f..%2fother",
  "..",
  ".\t./other",
  ".\n./other"
]

const elsewhere = [
  "https://apps.example/other/x",
  "https://apps.example/",
  "https://apps.example",
  "https://apps.example/acme2",
  "https://apps.example/acme/../other",
  "https://apps.example/acme/%2e%2e/other",
  "https://apps.example/acme\\..\\other",
  "https://apps.example\\acme\\..\\other",
  "https://APPS.example:443/acme/..%2fother",
  "https://apps.example.evil.example/acme/x",
  "https://apps.example@evil.example/acme/x",
  "https://user:pass@apps.example/acme/x",
  "https://apps.example:8443/acme/x",
  "http://apps.example/acme/x",
  "HTTPS://evil.example/acme/x",
  "//evil.example/acme/x",
  "\\\\evil.example\\acme",
  "/\\evil.example/acme",
  "https:evil.example/acme",
  "https:/evil.example/acme",
  "https:\\\\evil.example/acme",
  "data:text/plain,x",
  "javascript:void 0",
  "https://[bad/acme",
  "https:///acme/x"
]

describe("U12 a request cannot leave the base path", () => {
  for (const url of climbing) {
    it(JSON.stringify(url), () => {
      assert.strictEqual(judge(url), "refused: url")
      assert.strictEqual(judge(`/${url}`), "refused: url")
      assert.strictEqual(judge(`${base}/${url}`), "refused: url")
    })
  }
  for (const url of elsewhere) it(JSON.stringify(url), () => assert.strictEqual(judge(url), "refused: url"))

  it("an encoding deeper than it is looked through is refused, not trusted", () => {
    assert.isTrue(mayClimb(`%${"25".repeat(40)}2e./x`))
    assert.isFalse(mayClimb("/a/100%25/b..c/...%2fd/.e/%2e/x%2fy"))
  })
})

describe("U12 a URL below the base may be written in any way", () => {
  const below = [
    ["x?a=1", `${base}/x?a=1`],
    ["/x", `${base}/x`],
    ["", `${base}/`],
    ["?/Tickets/..%2f", `${base}/?/Tickets/..%2f`],
    ["#top", `${base}/#top`],
    [base, base],
    [`${base}?q=../x`, `${base}?q=../x`],
    [`${base}/`, `${base}/`],
    ["https://APPS.Example/acme/x?q=1#f", `${base}/x?q=1#f`],
    ["https://apps.example:443/acme/x", `${base}/x`],
    ["HTTPS://apps.example/acme/x", `${base}/x`],
    ["//apps.example/acme/x", `${base}/x`],
    ["https:\\\\apps.example\\acme\\x", `${base}/x`],
    ["./x", `${base}/x`],
    ["a/../b", `${base}/b`],
    ["a/%2e%2e/b", `${base}/b`],
    [".hidden/x", `${base}/.hidden/x`],
    ["a..b/c...d", `${base}/a..b/c...d`],
    ["a%20b/100%25/c%2Fd", `${base}/a%20b/100%25/c%2Fd`],
    ["ü x", `${base}/%C3%BC%20x`]
  ] as const
  for (const [given, sent] of below) it(JSON.stringify(given), () => assert.strictEqual(judge(given), sent))

  it("a base without a path has nothing above it", () => {
    assert.strictEqual(judge("../x", "https://api.example"), "https://api.example/x")
    assert.strictEqual(judge("..%2fx", "https://api.example"), "https://api.example/..%2fx")
    assert.strictEqual(judge("https://API.example:443/x", "https://api.example"), "https://api.example/x")
  })
})

class Desk extends Context.Service<Desk, SessionManager<FakeSession>>()("test/Desk") {
  static readonly layer = (driver: SessionDriver<FakeSession, string>) => Layer.effect(Desk, makeSessionManager(driver))
}

const Api = HttpApi.make("api").add(
  HttpApiGroup.make("files").add(
    HttpApiEndpoint.get("read", "/files/:name", { params: { name: Schema.String }, success: Schema.String }),
    HttpApiEndpoint.get("other", "/../other", { success: Schema.String })
  )
)

const layers: ReadonlyArray<readonly [string, Layer.Layer<HttpClient.HttpClient>]> = [
  ["fetch", FetchHttpClient.layer],
  ["undici", NodeHttpClient.layerUndici],
  ["node:http", NodeHttpClient.layerNodeHttp]
]

describe.each(layers)("A06 U12 on the %s layer", (_, http) => {
  let server: Server
  let origin: string
  const seen: Array<string> = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request.url ?? "")
      response.setHeader("content-type", "application/json").end('"ok"')
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    origin = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/acme` : ""
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const fieldOf = (error: unknown) =>
    error instanceof AuthError && error.reason._tag === "InvalidConfiguration" ? error.reason.field : error

  it("nothing outside of the base arrives: client, connect and HttpApiClient", async () => {
    const driver = { ...makeFake().driver("a"), origin }
    await using auth = await connect(Desk.layer(driver), { http })
    seen.length = 0
    for (const url of climbing) {
      for (const given of [url, `${origin}/${url}`]) {
        const failed = await Effect.runPromise(Effect.flip(auth.manager.client.get(given)))
        assert.strictEqual(fieldOf(failed), "url", given)
        const rejected: unknown = await auth.fetch(given).then(
          () => assert.fail(`${given} was sent`),
          (error: unknown) => error
        )
        assert.strictEqual(fieldOf(rejected), "url", given)
      }
    }
    for (const input of [new URL(`${origin}/../other`), new Request(`${origin}/%2e%2e/other`)]) {
      const rejected: unknown = await auth.fetch(input).catch((error: unknown) => error)
      assert.strictEqual(fieldOf(rejected), "url")
    }
    const api = await Effect.runPromise(
      HttpApiClient.makeWith(Api, { httpClient: auth.manager.client, baseUrl: origin })
    )
    assert.strictEqual(fieldOf(await Effect.runPromise(Effect.flip(api.files.other()))), "url")
    for (const name of ["../../other", "..\\..\\other", "%2e%2e/%2e%2e/other"]) {
      assert.strictEqual(fieldOf(await Effect.runPromise(Effect.flip(api.files.read({ params: { name } })))), "url")
    }
    assert.deepStrictEqual(seen, [])
    assert.strictEqual(await Effect.runPromise(api.files.read({ params: { name: "a b" } })), "ok")
    assert.strictEqual((await auth.fetch("x/../y?q=a%20b")).status, 200)
    assert.strictEqual((await auth.fetch(origin.replace("http://", "HTTP://"))).status, 200)
    assert.deepStrictEqual(seen, ["/acme/files/a%20b", "/acme/y?q=a%20b", "/acme"])
  })
})
