/**
 * Reads the envelopes of responses to requests of the application's own.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import { AuthError } from "./AuthError.ts"
import { failureSide } from "./internal/account/failures.ts"
import { sessionSecretsOf } from "./internal/client/sessionSecrets.ts"
import { afterLoading } from "./internal/lazy.ts"
import { compile } from "./internal/protocol/compile.ts"
import { readBody } from "./internal/protocol/envelope.ts"
import type { Protocol } from "./Protocol.ts"

/**
 * Reads the vendor's document out of a response of `client`. Fails with the reason that the vendor's error rows give a
 * refusal, and with `UnexpectedResponse` for a body that is no such document. A body that `client` has not read is read
 * whole; a caller that has streamed it elsewhere gives its text as `read`.
 *
 * @category combinators
 * @since 0.1.0
 */
export const readEnvelope =
  (protocol: Protocol, parse: (text: string) => unknown = protocol.envelope.parse) =>
  (
    response: HttpClientResponse.HttpClientResponse,
    read?: string
  ): Effect.Effect<unknown, AuthError | HttpClientError.HttpClientError> =>
    Effect.gen(function* () {
      const compiled = compile(protocol)
      const { headers, status } = response
      const text =
        status === 204
          ? ""
          : yield* afterLoading(protocol.envelope.ready, read === undefined ? response.text : Effect.succeed(read))
      const body =
        status === 204
          ? ({ kind: "envelope", document: undefined, ok: true } as const)
          : readBody(text, { envelope: compiled.envelope, status, complete: true, parse })
      const { location } = headers
      const answer = { operation: "@call", status, body, text, location, sent: () => false }
      if (compiled.rows.accepts(answer)) return body.kind === "envelope" ? body.document : undefined
      const { judge, retryAfter } = yield* failureSide
      const { reason } = judge(compiled, answer, {
        safe: false,
        secrets: sessionSecretsOf(response),
        retryAfter: retryAfter(headers, yield* Clock.currentTimeMillis),
        contentType: headers["content-type"]
      })
      return yield* new AuthError({ vendor: protocol.vendor, operation: "call", reason })
    })

/**
 * Makes the function that hands on a response whose reply is a success, as `filterStatusOk` of Effect does for HTTP
 * statuses. A refusal, whatever its HTTP status, fails with an `AuthError` whose reason says what it means: the vendor's
 * own code and message are its `code` and `detail`. `parse` is as in `readEnvelope`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const replyFilter = (
  protocol: Protocol,
  parse?: (text: string) => unknown
): ((
  response: HttpClientResponse.HttpClientResponse
) => Effect.Effect<HttpClientResponse.HttpClientResponse, AuthError | HttpClientError.HttpClientError>) => {
  const read = readEnvelope(protocol, parse)
  return (response) => Effect.as(read(response), response)
}
