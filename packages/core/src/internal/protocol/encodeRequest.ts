/** Builds the request of an operation out of its input. The session is put in later, as into any request. */
import * as Base64 from "effect/encoding/Base64"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as SchemaIssue from "effect/SchemaIssue"
import type { OperationDefinition } from "../../OperationDefinition.ts"
import { InvalidConfiguration } from "../../Reason.ts"
import { quiet } from "../http/redactedBody.ts"
import { fieldOf } from "../issue.ts"
import type { Compiled } from "./compile.ts"
import { mayClimb } from "../http/withinBase.ts"

/** A request ready to be sent, and which fields its input had. */
export interface EncodedRequest {
  readonly request: HttpClientRequest.HttpClientRequest
  readonly sent: (field: string) => boolean
}

const invalid = (field: string, detail: string) => Result.fail(new InvalidConfiguration({ field, detail }))

/** Values that would leave their segment of a path, encoded or not. */
const badSegment = (value: string): boolean => value === "" || value === "." || mayClimb(encodeURIComponent(value))

/** A value as a URL or a form carries it. An object or list goes into a form as JSON. */
const scalar = (value: unknown): string =>
  Predicate.isString(value) ? value : Predicate.isObjectOrArray(value) ? JSON.stringify(value) : String(value)

/** The text of a body or of query parameters: what is always sent, then the named fields that the input has. */
const pick = (
  constants: { readonly [name: string]: unknown } | undefined,
  names: ReadonlyArray<string> | undefined,
  fields: ReadonlyMap<string, unknown>
): ReadonlyArray<readonly [name: string, value: unknown]> => {
  const picked = constants === undefined ? [] : Object.entries(constants)
  for (const name of names ?? []) if (fields.get(name) !== undefined) picked.push([name, fields.get(name)])
  return picked
}

export const encodeRequest = <I, IE, A, AE>(
  { protocol, redact }: Compiled,
  definition: OperationDefinition<I, IE, A, AE>,
  encode: (input: unknown) => Result.Result<IE, SchemaIssue.Issue>,
  origin: string,
  input: I,
  userAgent: string | undefined
): Result.Result<EncodedRequest, InvalidConfiguration> =>
  Result.gen(function* () {
    const encoded = yield* Result.mapError(
      encode(input),
      (issue) => new InvalidConfiguration({ field: fieldOf(issue), detail: "is missing or of another type" })
    )
    const fields = new Map<string, unknown>(Predicate.isObject(encoded) ? Object.entries(encoded) : [])
    for (const [name, value] of fields) {
      // It would go out as another text: another user's name, or a secret that is refused.
      if (Predicate.isString(value) && !value.isWellFormed()) {
        return yield* invalid(name, "is no Unicode text: it holds half of a character")
      }
    }
    let target = definition.target
    for (const name of definition.path ?? []) {
      const value = scalar(fields.get(name))
      if (badSegment(value))
        return yield* invalid(name, "must not be empty, a dot or two dots: it is a segment of the URL")
      target = target.replace(`{${name}}`, encodeURIComponent(value))
    }

    const user = definition.basic === undefined ? undefined : fields.get(definition.basic)
    let request = HttpClientRequest.make(definition.method)(origin + target, {
      headers: {
        accept: protocol.envelope.body === "xml" ? "text/xml, application/xml" : "application/json",
        ...(userAgent === undefined ? undefined : { "user-agent": userAgent }),
        ...(user === undefined ? undefined : { authorization: `Basic ${Base64.encode(`${scalar(user)}:`)}` })
      }
    })

    for (const [name, value] of pick(definition.constants?.query, definition.query, fields)) {
      const text = scalar(value)
      const secret = redact.has(name)
      request = HttpClientRequest.setUrlParam(request, name, secret ? Redacted.make(text) : text)
    }
    if (definition.form !== undefined || definition.constants?.form !== undefined) {
      const form = pick(definition.constants?.form, definition.form, fields)
      const body = HttpBody.urlParams(form.map(([name, value]) => [name, scalar(value)] as const))
      request = HttpClientRequest.setBody(request, quiet(body))
    }
    if (definition.json !== undefined || definition.constants?.json !== undefined) {
      const json = Object.fromEntries(pick(definition.constants?.json, definition.json, fields))
      request = HttpClientRequest.setBody(request, quiet(HttpBody.jsonUnsafe(json)))
    }
    return { request, sent: (field) => fields.get(field) !== undefined }
  })
