/** Builds the request of an operation out of its input. */
import * as Base64 from "effect/encoding/Base64"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as SchemaParser from "effect/SchemaParser"
import type { OperationDefinition, Server } from "../Operation.ts"
import type { Protocol } from "../Protocol.ts"
import { InvalidConfiguration } from "../Reason.ts"
import { fieldOf } from "./issue.ts"
import { placeSession } from "./place.ts"
import { quiet } from "./quietBody.ts"

/** A request ready to be sent, and which fields its input had. */
export interface EncodedRequest {
  readonly request: HttpClientRequest.HttpClientRequest
  readonly sent: (field: string) => boolean
}

const invalid = (field: string, detail: string) => Result.fail(new InvalidConfiguration({ field, detail }))

/** Values that would leave their segment of a path, encoded or not. */
const badSegment = (value: string): boolean => value === "" || value === "." || value === ".."

const scalar = (value: unknown): string => (Predicate.isString(value) ? value : String(value))

export const encodeRequest = <I, IE, A, AE>(
  protocol: Protocol,
  definition: OperationDefinition<I, IE, A, AE>,
  base: string,
  input: I,
  server: Server
): Result.Result<EncodedRequest, InvalidConfiguration> =>
  Result.gen(function* () {
    const encoded = yield* Result.mapError(
      SchemaParser.encodeUnknownResult(definition.input)(input),
      (issue) => new InvalidConfiguration({ field: fieldOf(issue), detail: "is missing or of another type" })
    )
    const fields = new Map(Predicate.isObject(encoded) ? Object.entries(encoded) : [])
    for (const [name, value] of fields) {
      // It would go out as another text: another user's name, or a secret that is refused.
      if (Predicate.isString(value) && !value.isWellFormed()) {
        return yield* invalid(name, "is no Unicode text: it holds half of a character")
      }
    }
    const pick = (names: ReadonlyArray<string> = []) =>
      names.flatMap((name) => (fields.get(name) === undefined ? [] : [[name, fields.get(name)] as const]))

    let target = definition.target
    for (const name of definition.path ?? []) {
      const value = scalar(fields.get(name))
      if (badSegment(value))
        return yield* invalid(name, "must not be empty, a dot or two dots: it is a segment of the URL")
      target = target.replace(`{${name}}`, encodeURIComponent(value))
    }

    let request = HttpClientRequest.make(definition.method)(base + protocol.server.path + target).pipe(
      HttpClientRequest.accept(protocol.envelope.body === "xml" ? "text/xml, application/xml" : "application/json")
    )
    if (server.userAgent !== undefined) request = HttpClientRequest.setHeader(request, "user-agent", server.userAgent)

    const params = [...Object.entries(definition.constants?.query ?? {}), ...pick(definition.query)]
    for (const [name, value] of params) {
      const text = scalar(value)
      const secret = protocol.redact.includes(name)
      request = HttpClientRequest.setUrlParam(request, name, secret ? Redacted.make(text) : text)
    }
    if (definition.form !== undefined || definition.constants?.form !== undefined) {
      const form = [...Object.entries(definition.constants?.form ?? {}), ...pick(definition.form)]
      const body = HttpBody.urlParams(form.map(([name, value]) => [name, scalar(value)] as const))
      request = HttpClientRequest.setBody(request, quiet(body))
    }
    if (definition.json !== undefined || definition.constants?.json !== undefined) {
      const json = Object.fromEntries([...Object.entries(definition.constants?.json ?? {}), ...pick(definition.json)])
      request = HttpClientRequest.setBody(request, quiet(HttpBody.jsonUnsafe(json)))
    }
    const user = definition.basic === undefined ? undefined : fields.get(definition.basic)
    if (user !== undefined) {
      request = HttpClientRequest.setHeader(request, "authorization", `Basic ${Base64.encode(`${scalar(user)}:`)}`)
    }
    if (definition.session === true) {
      if (server.session === undefined) return yield* invalid("session", "is missing; this operation needs one")
      request = yield* placeSession(request, server.session, server.places ?? protocol.place)
    }
    return { request, sent: (field) => fields.get(field) !== undefined }
  })
