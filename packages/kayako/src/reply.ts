/**
 * Reads replies of the StaffAPI to requests of your own.
 *
 * @since 0.1.0
 */
import type { AuthError } from "@crm-auth/core"
import { replyFilter } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { protocol } from "./generated/session.ts"
import { parseReply } from "./internal/reply.ts"
import { parseXml, ready } from "./internal/xml.ts"
import { contentOf } from "./internal/xmlShape.ts"

/**
 * Decodes a reply with a schema, as `schemaBodyJson` of Effect does for JSON: a field of a struct is the element of that
 * name, or an attribute of it; an array is an element that may occur more than once, and is empty where it does not; a
 * field named `#text` is the text of an element that has attributes. All texts are trimmed, and numbers are decoded from
 * texts. Fails with `HttpClientError` for a body that is no reply of the StaffAPI, and with `SchemaError` for one that
 * does not fit.
 *
 * ```ts
 * const Tickets = Schema.Struct({
 *   ticket: Schema.Array(Schema.Struct({ id: Schema.Int, displayid: Schema.String, subject: Schema.String }))
 * })
 * const response = yield* client.post("/staffapi/index.php?/Tickets/Retrieve")
 * const { ticket } = yield* schemaBodyXml(Tickets)(yield* filterReplyOk(response))
 * ```
 *
 * @category accessors
 * @since 0.1.0
 */
export const schemaBodyXml = <S extends Schema.Constraint>(schema: S) => {
  const codec = Schema.toCodecStringTree(schema)
  const decode = Schema.decodeUnknownEffect(codec)
  const shape = { root: "kayako_staffapi", ...contentOf(SchemaAST.toEncoded(codec.ast)) }
  return (
    response: HttpClientResponse.HttpClientResponse
  ): Effect.Effect<S["Type"], HttpClientError.HttpClientError | Schema.SchemaError, S["DecodingServices"]> =>
    Effect.gen(function* () {
      yield* ready
      const document = parseXml(yield* response.text, shape)
      if (document === undefined) return yield* notXml(response)
      return yield* decode(document)
    })
}

const notXml = (response: HttpClientResponse.HttpClientResponse): HttpClientError.HttpClientError =>
  new HttpClientError.HttpClientError({
    reason: new HttpClientError.DecodeError({
      request: response.request,
      response,
      description: "the body is no reply of the StaffAPI"
    })
  })

/**
 * Hands on a response whose reply says `<status>1</status>`, as `filterStatusOk` of Effect does for HTTP statuses. A
 * refusal, which a desk sends with HTTP 200, fails with an `AuthError` whose reason says what it means: the desk's own
 * status and text are its `code` and `detail`.
 *
 * @category filters
 * @since 0.1.0
 */
export const filterReplyOk: (
  response: HttpClientResponse.HttpClientResponse
) => Effect.Effect<HttpClientResponse.HttpClientResponse, AuthError | HttpClientError.HttpClientError> =
  /*#__PURE__*/ replyFilter(protocol, (text) => parseReply(text, true))
