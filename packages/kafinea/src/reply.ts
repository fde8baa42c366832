/**
 * Reads replies of Kafinea to requests of your own.
 *
 * @since 0.1.0
 */
import type { AuthError } from "@crm-auth/core"
import { replyFilter } from "@crm-auth/core/Driver"
import { resultDecoder } from "@crm-auth/webservice"
import type * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Schema from "effect/Schema"
import { protocol } from "./generated/session.ts"

/**
 * Hands on a response whose reply says `"success": true`, as `filterStatusOk` of Effect does for HTTP statuses. A
 * refusal, which the server sends with HTTP 200, fails with an `AuthError` whose reason says what it means: the server's
 * own code and message are its `code` and `detail`.
 *
 * @category filters
 * @since 0.1.0
 */
export const filterReplyOk: (
  response: HttpClientResponse.HttpClientResponse
) => Effect.Effect<HttpClientResponse.HttpClientResponse, AuthError | HttpClientError.HttpClientError> =
  /*#__PURE__*/ replyFilter(protocol)

/**
 * Decodes the `result` of a reply with a schema, as `schemaBodyJson` of Effect does for a whole body. A refusal fails as
 * it does in `filterReplyOk`, and a result that does not fit with `SchemaError`.
 *
 * @category accessors
 * @since 0.1.0
 */
export const schemaResultJson: <S extends Schema.Constraint>(
  schema: S
) => (
  response: HttpClientResponse.HttpClientResponse
) => Effect.Effect<S["Type"], AuthError | HttpClientError.HttpClientError | Schema.SchemaError, S["DecodingServices"]> =
  /*#__PURE__*/ resultDecoder(protocol)
