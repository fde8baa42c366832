import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import { send } from "../../src/internal/http/send.ts"
import { traced } from "../../src/testing/index.ts"

const secret = "s3cret/0123"
const request = HttpClientRequest.get(`https://crm.example/sessions/${encodeURIComponent(secret)}?password=p4ss`)

/** A server that answers with a status, or resets the connection. */
const answering = (status: number | undefined, seen: Array<HttpClientRequest.HttpClientRequest> = []) =>
  HttpClient.make((sent) => {
    seen.push(sent)
    return status === undefined
      ? Effect.fail(
          new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request: sent }) })
        )
      : Effect.succeed(HttpClientResponse.fromWeb(sent, new Response(null, { status })))
  })

const showing = { secrets: [secret], redact: ["password"] }

describe("a request whose URL has a secret in it", () => {
  for (const status of [200, 503, undefined]) {
    it.effect(`is traced without it: ${status ?? "connection reset"}`, () =>
      Effect.gen(function* () {
        const { exit, text } = yield* traced(send(answering(status), request, showing))
        assert.strictEqual(Exit.isSuccess(exit), status !== undefined)
        assert.include(text, '"url.full","https://crm.example/sessions/…?password=REDACTED"')
        assert.strictEqual(text.includes("Failure("), status !== 200)
        for (const value of [secret, encodeURIComponent(secret), "p4ss"]) assert.notInclude(text, value)
      })
    )
  }

  it.effect("carries trace headers only when asked", () =>
    Effect.gen(function* () {
      const seen: Array<HttpClientRequest.HttpClientRequest> = []
      yield* send(answering(200, seen), request, showing)
      yield* send(answering(200, seen), request, { ...showing, propagateTraces: true })
      assert.deepStrictEqual(
        seen.map(({ headers }) => "traceparent" in headers),
        [false, true]
      )
    })
  )

  it.effect("is not traced at all where the application wants no spans", () =>
    Effect.gen(function* () {
      const untraced = Effect.provideService(HttpClient.TracerDisabledWhen, () => true)
      const { text } = yield* traced(untraced(send(answering(200), request, showing)))
      assert.strictEqual(text, "")
    })
  )
})
