/** What `fetch` is given may come from another realm or another copy of undici, and nothing of it is lost. */
import { NodeHttpClient } from "@effect/platform-node"
import Undici from "@effect/platform-node/Undici"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { createServer, type Server } from "node:http"
import { Readable } from "node:stream"
import { runInNewContext } from "node:vm"
import { AuthError, type SessionManager } from "../../src/index.ts"
import { connect, type LayerConnection } from "../../src/Promise.ts"
import { make as makeSessionManager } from "../../src/SessionManager.ts"
import { type FakeSession, makeFake } from "../map/fake.ts"

class Desk extends Context.Service<Desk, SessionManager<FakeSession>>()("test/Desk") {}

const layers: ReadonlyArray<readonly [string, Layer.Layer<HttpClient.HttpClient>]> = [
  ["fetch", FetchHttpClient.layer],
  ["undici", NodeHttpClient.layerUndici],
  ["node:http", NodeHttpClient.layerNodeHttp]
]

/** `fetch` as a program without types calls it: its arguments are typed for one realm. */
const call = ({ fetch }: LayerConnection<FakeSession>, input: unknown, init?: unknown): Promise<Response> =>
  Reflect.apply(fetch, undefined, [input, init])

/** As another realm's: none of its instances is one of this realm's. */
class ForeignParams {
  readonly [Symbol.toStringTag] = "URLSearchParams"
  toString() {
    return "a=1&b=%C3%BC"
  }
}

class ForeignBlob {
  readonly [Symbol.toStringTag] = "Blob"
  readonly type = "text/x"
  readonly size = 4
  arrayBuffer() {
    return Promise.resolve(new TextEncoder().encode("blob").buffer)
  }
}

class ForeignForm {
  readonly [Symbol.toStringTag] = "FormData"
  entries() {
    return [
      ["a", "1"],
      ["file", new ForeignBlob()]
    ]
  }
}

class ForeignHeaders {
  readonly [Symbol.toStringTag] = "Headers"
  forEach(f: (value: string, name: string) => void) {
    f("text/y", "content-type")
    f("1", "x-own")
  }
}

interface Seen {
  readonly method: string
  readonly type: string | undefined
  readonly own: string | string[] | undefined
  readonly session: string | string[] | undefined
  readonly body: string
}

describe.each(layers)("U11 on the %s layer", (_, http) => {
  let server: Server
  let url: string
  let auth: LayerConnection<FakeSession>
  const seen: Array<Seen> = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Array<Buffer> = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const { "content-type": type, "x-own": own, "x-session": session } = request.headers
        seen.push({ method: request.method ?? "", type, own, session, body: Buffer.concat(chunks).toString() })
        response.end("ok")
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    const origin = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : ""
    url = `${origin}/x`
    auth = await connect(Layer.effect(Desk, makeSessionManager({ ...makeFake().driver("a"), origin })), { http })
  })
  afterAll(async () => {
    await auth.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const send = async (init: unknown, input: unknown = url): Promise<Seen> => {
    seen.length = 0
    const response = await call(auth, input, init)
    assert.strictEqual(await response.text(), "ok")
    const [one] = seen
    if (one === undefined) return assert.fail("nothing arrived")
    assert.strictEqual(one.session, "1")
    return one
  }

  const post = (body: unknown, headers?: unknown) => send({ method: "POST", body, headers, duplex: "half" })

  it("a Node stream arrives: of texts, of bytes, of an async iterable", async () => {
    const json = '{"a":"ü"}'
    assert.strictEqual((await post(Readable.from([json]))).body, json)
    assert.strictEqual((await post(Readable.from([Buffer.from('{"a":'), Buffer.from('"ü"}')]))).body, json)
    assert.strictEqual((await post(Readable.from([json], { encoding: "utf8" }))).body, json)
    assert.strictEqual((await post(new Blob([json]).stream())).body, json)
    async function* chunks() {
      yield "a"
      yield new Uint8Array([98])
      yield new Uint8Array([99]).buffer
    }
    assert.strictEqual((await post(chunks())).body, "abc")
  })

  it("a stream is sent with its content type", async () => {
    const { body, type } = await post(Readable.from(["{}"]), { "content-type": "application/json" })
    assert.deepStrictEqual([body, type], ["{}", "application/json"])
  })

  it("forms, headers and bytes of another realm arrive", async () => {
    const params = await post(new ForeignParams())
    assert.strictEqual(params.body, "a=1&b=%C3%BC")
    assert.match(params.type ?? "", /^application\/x-www-form-urlencoded/)
    const form = await post(new ForeignForm())
    assert.match(form.type ?? "", /^multipart\/form-data; boundary=/)
    assert.match(form.body, /name="a"\r\n\r\n1\r\n/)
    assert.match(form.body, /name="file"; filename="blob"\r\nContent-Type: text\/x\r\n\r\nblob\r\n/i)
    const headers = await post("text", new ForeignHeaders())
    assert.deepStrictEqual([headers.type, headers.own], ["text/y", "1"])
    const blob = await post(new ForeignBlob())
    assert.deepStrictEqual([blob.type, blob.body], ["text/x", "blob"])
    const buffer: unknown = runInNewContext("new Uint8Array([97, 98]).buffer")
    assert.isFalse(buffer instanceof ArrayBuffer)
    assert.strictEqual((await post(buffer)).body, "ab")
    assert.strictEqual((await post(runInNewContext("new Uint8Array([97, 98, 99]).subarray(1)"))).body, "bc")
    assert.strictEqual((await post(new File(["file"], "a.txt", { type: "text/z" }))).body, "file")
  })

  it("another copy's Request, FormData and Headers arrive", async () => {
    const form = new Undici.FormData()
    form.append("a", "1")
    form.append("f", new Blob(["blob"], { type: "text/x" }), "f.txt")
    const sent = await post(form)
    assert.match(sent.body, /name="a"\r\n\r\n1\r\n/)
    assert.match(sent.body, /filename="f\.txt"/)
    const own = new Undici.Headers([["x-own", "2"]])
    assert.strictEqual((await post("text", own)).own, "2")
    const request = new Undici.Request(url, {
      method: "PUT",
      body: "{}",
      headers: { "content-type": "application/json" }
    })
    assert.isFalse(Object(request) instanceof Request)
    assert.deepInclude(await send(undefined, request), { method: "PUT", body: "{}", type: "application/json" })
    const streamed = new Undici.Request(url, { method: "PUT", body: "bytes", headers: { "content-type": "image/png" } })
    assert.deepInclude(await send(undefined, streamed), { method: "PUT", body: "bytes", type: "image/png" })
    assert.deepInclude(await send({ method: "PATCH", body: "x" }, request), { method: "PATCH", body: "x" })
  })

  it("bytes are those at the time of the call, and numbers are texts, as for fetch", async () => {
    const bytes = new TextEncoder().encode("before")
    const sending = post(bytes)
    bytes.fill(0)
    assert.strictEqual((await sending).body, "before")
    assert.deepInclude(await post(5), { body: "5", type: "text/plain;charset=UTF-8" })
  })

  it("what cannot be sent is refused before anything is sent", async () => {
    const used = Readable.from(["a"])
    for await (const _ of used) void _
    const locked = new Blob(["a"]).stream()
    locked.getReader()
    const read = new Blob(["a"]).stream()
    const reader = read.getReader()
    await reader.read()
    reader.releaseLock()
    const request = new Request(url, { method: "POST", body: "a" })
    await request.text()
    const old = Object.assign(new Readable(), { [Symbol.asyncIterator]: undefined })
    const bodies = [{ a: 1 }, [1, 2], () => "a", Symbol("a"), new Map(), used, used.destroy(), locked, read, old]
    seen.length = 0
    const calls = [
      ...bodies.map((body): [unknown, unknown] => [url, { method: "POST", body, duplex: "half" }]),
      [request, undefined],
      [url, { method: "GET", body: "a" }],
      [url, { method: "POST", body: { [Symbol.toStringTag]: "FormData", entries: () => [["a", {}]] } }]
    ]
    for (const [input, init] of calls) {
      const error: unknown = await call(auth, input, init).then(
        () => undefined,
        (rejected: unknown) => rejected
      )
      assert.instanceOf(error, AuthError)
      assert.deepInclude(error.reason, { _tag: "InvalidConfiguration", field: "body" })
    }
    assert.deepStrictEqual(seen, [])
  })

  it("a stream of something else is an error of the body, not of the network", async () => {
    const error: unknown = await call(auth, url, {
      method: "POST",
      body: Readable.from([{ a: 1 }]),
      duplex: "half"
    }).catch((rejected: unknown) => rejected)
    assert.instanceOf(error, AuthError)
    assert.deepInclude(error.reason, { _tag: "InvalidConfiguration", field: "body" })
  })

  it("another realm's signal aborts", async () => {
    const listeners = new Set<() => void>()
    const signal = {
      aborted: false,
      reason: undefined as unknown,
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener)
    }
    const calling = call(auth, url, { signal }).catch((rejected: unknown) => rejected)
    Object.assign(signal, { aborted: true, reason: "enough" })
    for (const listener of listeners) listener()
    assert.strictEqual(await calling, "enough")
  })
})
