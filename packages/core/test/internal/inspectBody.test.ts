/** What is read of a response to understand it, and what the caller gets of it. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Cookies from "effect/http/Cookies"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { CallerResponse } from "../../src/internal/client/CallerResponse.ts"
import { inspectBody, unread } from "../../src/internal/client/inspectBody.ts"

const request = HttpClientRequest.get("https://vendor.example/x")
const window = 64 * 1024

/** An answer of a transport, with what only a transport knows. */
const answered = (body: BodyInit | null, status = 200, headers: Record<string, string> = {}) =>
  Object.defineProperties(HttpClientResponse.fromWeb(request, new Response(body, { headers })), {
    status: { get: () => status },
    cookies: { get: () => Cookies.fromSetCookie("seen=by-the-transport") },
    remoteAddress: { get: () => Option.some("192.0.2.7") }
  })

const inPieces = (...sizes: ReadonlyArray<number>) => {
  const left = sizes.map((size) => new TextEncoder().encode("y".repeat(size)))
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const piece = left.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(piece)
    }
  })
}

describe("a status that has no body", () => {
  for (const status of [101, 204, 205, 304]) {
    it.effect(`${status}: nothing is read, and the caller gets an empty body`, () =>
      Effect.gen(function* () {
        const silent = answered(null, status)
        const asked: Array<string> = []
        Object.defineProperties(silent, {
          stream: { get: () => Stream.die(asked.push("stream")) },
          arrayBuffer: { get: () => Effect.die(asked.push("arrayBuffer")) }
        })
        const { body, complete, response } = yield* inspectBody(silent, request)
        assert.deepStrictEqual([body, complete, response.status], ["", true, status])
        assert.strictEqual(yield* response.text, "")
        assert.deepStrictEqual(asked, [])
      })
    )
  }

  for (const status of [200, 203, 206, 303, 305, 400]) {
    it.effect(`${status} has one`, () =>
      Effect.gen(function* () {
        const { body, response } = yield* inspectBody(answered("text", status), request)
        assert.deepStrictEqual([body, response.status, yield* response.text], ["text", status, "text"])
      })
    )
  }
})

describe("a status that no web response can have", () => {
  for (const status of [199, 600, 999]) {
    it.effect(`${status} reaches the caller, with the body in every form`, () =>
      Effect.gen(function* () {
        const { response } = yield* inspectBody(answered('{"a":1}', status), request)
        assert.deepStrictEqual(yield* response.json, { a: 1 })
        assert.strictEqual(response.status, status)
      })
    )
  }
})

describe("what only the transport knows", () => {
  for (const [what, size] of [
    ["a short body", 10],
    ["a body that is not read to its end", 3 * window]
  ] as const) {
    it.effect(`is known of ${what}, too`, () =>
      Effect.gen(function* () {
        const { response } = yield* inspectBody(answered(inPieces(size, size), 201), request)
        assert.strictEqual(response.status, 201)
        assert.strictEqual(response.cookies.cookies["seen"]?.value, "by-the-transport")
        assert.deepStrictEqual(response.remoteAddress, Option.some("192.0.2.7"))
      })
    )
  }

  it.effect("is known of an answer without a body, too", () =>
    Effect.gen(function* () {
      const { response } = yield* inspectBody(answered(null, 204), request)
      assert.strictEqual(response.cookies.cookies["seen"]?.value, "by-the-transport")
      assert.deepStrictEqual(response.remoteAddress, Option.some("192.0.2.7"))
    })
  )
})

describe("how much is read", () => {
  it.effect("a body that says that it is small is read at once, without a stream", () =>
    Effect.gen(function* () {
      const small = answered("short", 200, { "content-length": "5" })
      Object.defineProperty(small, "stream", { get: () => Stream.die("a stream") })
      const { body, complete, response } = yield* inspectBody(small, request)
      assert.deepStrictEqual([body, complete, yield* response.text], ["short", true, "short"])
    })
  )

  it.effect("a body of exactly 64 KiB is read to its end", () =>
    Effect.gen(function* () {
      const { body, complete } = yield* inspectBody(answered(inPieces(window)), request)
      assert.deepStrictEqual([body?.length, complete], [window, true])
    })
  )

  it.effect("of a longer body the first 64 KiB are read, and the caller gets all of it", () =>
    Effect.gen(function* () {
      const { body, complete, response } = yield* inspectBody(answered(inPieces(window, 1)), request)
      assert.deepStrictEqual([body?.length, complete], [window, false])
      assert.strictEqual((yield* response.text).length, window + 1)
    })
  )

  it("an answer that is not read is not complete", () => {
    const { body, complete, response } = unread(answered("text"), request)
    assert.deepStrictEqual([body, complete], [undefined, false])
    assert.instanceOf(response, CallerResponse)
  })
})

describe("the caller's response", () => {
  it("has the caller's URL, and none where the request has none", () => {
    assert.strictEqual(new CallerResponse(request, answered("")).url, "https://vendor.example/x")
    assert.strictEqual(new CallerResponse(HttpClientRequest.get("::"), answered("")).url, "")
  })

  it("prints the request and the status", () => {
    const printed = new CallerResponse(request, answered("", 418)).toJSON()
    assert.deepInclude(printed, { _id: "HttpClientResponse", request: request.toJSON(), status: 418 })
  })

  it.effect("an empty body is a failure of the caller's own request", () =>
    Effect.gen(function* () {
      const response = new CallerResponse(request, answered(null))
      const error = yield* Effect.flip(Stream.runDrain(response.stream))
      assert.instanceOf(error.reason, HttpClientError.EmptyBodyError)
      assert.strictEqual(error.reason.request, request)
      assert.strictEqual("response" in error.reason ? error.reason.response : undefined, response)
    })
  )
})
