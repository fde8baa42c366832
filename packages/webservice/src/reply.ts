/**
 * Reads replies of `webservice.php` to requests of the application's own.
 *
 * @since 0.1.0
 */
import type { AuthError } from "@crm-auth/core"
import { type Protocol, readEnvelope } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

/**
 * Makes the function that decodes the `result` of a reply with a schema, as `schemaBodyJson` of Effect does for a whole
 * body. A refusal fails as `replyFilter` of `@crm-auth/core/Driver` says, and a result that does not fit with `SchemaError`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const resultDecoder = (protocol: Protocol) => {
  const read = readEnvelope(protocol)
  return <S extends Schema.Constraint>(schema: S) => {
    const decode = Schema.decodeUnknownEffect(Schema.toCodecJson(schema))
    return (
      response: HttpClientResponse.HttpClientResponse
    ): Effect.Effect<
      S["Type"],
      AuthError | HttpClientError.HttpClientError | Schema.SchemaError,
      S["DecodingServices"]
    > =>
      Effect.flatMap(read(response), (document) =>
        decode(Predicate.hasProperty(document, "result") ? document.result : undefined)
      )
  }
}
