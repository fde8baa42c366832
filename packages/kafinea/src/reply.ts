/**
 * Reads replies of Kafinea to requests of your own.
 *
 * @since 0.1.0
 */
import { replyFilter, resultDecoder } from "@crm-auth/webservice"
import { protocol } from "./generated/session.ts"

/**
 * Hands on a response whose reply says `"success": true`, as `filterStatusOk` of Effect does for HTTP statuses. A
 * refusal, which the server sends with HTTP 200, fails with an `AuthError` whose reason says what it means: the server's
 * own code and message are its `code` and `detail`.
 *
 * @category filters
 * @since 0.1.0
 */
export const filterReplyOk = /*#__PURE__*/ replyFilter(protocol)

/**
 * Decodes the `result` of a reply with a schema, as `schemaBodyJson` of Effect does for a whole body. A refusal fails as
 * it does in `filterReplyOk`, and a result that does not fit with `SchemaError`.
 *
 * @category accessors
 * @since 0.1.0
 */
export const schemaResultJson = /*#__PURE__*/ resultDecoder(protocol)
