/** Builds the request of an operation out of its input. The session is put in later, as into any request. */
import * as Headers from "effect/http/Headers"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as UrlParams from "effect/http/UrlParams"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type * as SchemaIssue from "effect/SchemaIssue"
import type { OperationDefinition, RequestPieces } from "../../OperationDefinition.ts"
import { InvalidConfiguration } from "../../Reason.ts"
import { quiet } from "../http/redactedBody.ts"
import { fieldOf } from "../issue.ts"
import type { Compiled } from "./compile.ts"

/** A request ready to be sent, and which fields its input had. */
export interface EncodedRequest {
  readonly request: HttpClientRequest.HttpClientRequest
  readonly sent: (field: string) => boolean
}

const invalid = (field: string, detail: string) => Result.fail(new InvalidConfiguration({ field, detail }))

/** Whether a text, or one inside an object or list, holds half of a character. */
const isMalformed = (value: unknown): boolean =>
  Predicate.isString(value)
    ? !value.isWellFormed()
    : Predicate.isObjectOrArray(value) && Object.values(value).some(isMalformed)

const noParams: RequestPieces["params"] = []

export const encodeRequest = <I, IE, A, AE>(
  { protocol, redact }: Compiled,
  { method, parts = [], target }: OperationDefinition<I, IE, A, AE>,
  encode: (input: unknown) => Result.Result<IE, SchemaIssue.Issue>,
  origin: string,
  input: I,
  userAgent: string | undefined
): Result.Result<EncodedRequest, InvalidConfiguration> => {
  const encoded = encode(input)
  if (encoded._tag === "Failure") return invalid(fieldOf(encoded.failure), "is missing or of another type")
  const values: { readonly [name: string]: unknown } = Predicate.isObject(encoded.success) ? encoded.success : {}
  // No UTF-8 can carry it: it would go out as another user's name, or as a secret that is refused.
  const malformed = Object.keys(values).find((name) => isMalformed(values[name]))
  if (malformed !== undefined) return invalid(malformed, "is no Unicode text: it holds half of a character")
  const field = (name: string): unknown => (Object.hasOwn(values, name) ? values[name] : undefined)
  const headers: { [name: string]: string } = {
    accept: protocol.envelope.body === "xml" ? "text/xml, application/xml" : "application/json"
  }
  if (userAgent !== undefined) headers["user-agent"] = userAgent
  let pieces: RequestPieces = { target, headers, params: noParams, body: undefined }
  for (const part of parts) {
    const made = part(pieces, field, redact)
    if (made._tag === "Failure") return Result.fail(made.failure)
    pieces = made.success
  }
  const { body, params } = pieces
  return Result.succeed({
    request: HttpClientRequest.makeWith(
      method,
      origin + pieces.target,
      params.length === 0 ? UrlParams.empty : UrlParams.make(params),
      Option.none(),
      Headers.fromRecordUnsafe(pieces.headers),
      HttpBody.empty
    ).pipe((request) => (body === undefined ? request : HttpClientRequest.setBody(request, quiet(body)))),
    sent: (name) => field(name) !== undefined
  })
}
