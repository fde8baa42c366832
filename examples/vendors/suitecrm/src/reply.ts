// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

/**
 * Reads replies of SuiteCRM to requests of your own.
 *
 * @since 0.1.0
 */
import type { AuthError } from "@crm-auth/core"
import { replyFilter } from "@crm-auth/core/Driver"
import type * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import { protocol } from "./generated/session.ts"

/**
 * Hands on a response whose reply is a success, as `filterStatusOk` of Effect does for HTTP statuses. A refusal,
 * whatever its HTTP status, fails with an `AuthError` whose reason says what it means: the server's own code and
 * message are its `code` and `detail`.
 *
 * @category filters
 * @since 0.1.0
 */
export const filterReplyOk: (
  response: HttpClientResponse.HttpClientResponse
) => Effect.Effect<HttpClientResponse.HttpClientResponse, AuthError | HttpClientError.HttpClientError> =
  /*#__PURE__*/ replyFilter(protocol)
