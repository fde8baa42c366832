/** Builds the request of an operation out of its input. The session is put in later, as into any request. */
import * as Base64 from "effect/encoding/Base64"
import * as Headers from "effect/http/Headers"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as UrlParams from "effect/http/UrlParams"
import * as Option from "effect/Option"
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

/** Whether a text, or one inside an object or list, holds half of a character. */
const isMalformed = (value: unknown): boolean =>
  Predicate.isString(value)
    ? !value.isWellFormed()
    : Predicate.isObjectOrArray(value) && Object.values(value).some(isMalformed)

/** JSON without an ampersand: some servers decode HTML entities before they read it. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll("&", String.raw`\u0026`)

/** A value as a URL or a form carries it. An object or list goes into a form as JSON. */
const scalar = (value: unknown): string =>
  Predicate.isString(value) ? value : Predicate.isObjectOrArray(value) ? json(value) : String(value)

/** The encoded fields of an input. */
class Fields {
  readonly #values: { readonly [name: string]: unknown }

  constructor(encoded: unknown) {
    this.#values = Predicate.isObject(encoded) ? encoded : {}
  }

  get(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
  }

  /** The field whose text no UTF-8 can carry: it would go out as another user's name, or as a secret that is refused. */
  get malformed(): string | undefined {
    for (const name of Object.keys(this.#values)) {
      if (isMalformed(this.#values[name])) return name
    }
    return undefined
  }

  /** What is always sent, then the named fields that the input has. */
  pick(
    constants: Constants | undefined,
    names: ReadonlyArray<string> | undefined
  ): Array<[name: string, value: unknown]> {
    const picked: Array<[string, unknown]> = constants === undefined ? [] : Object.entries(constants)
    for (const name of names ?? []) {
      const value = this.get(name)
      if (value !== undefined) picked.push([name, value])
    }
    return picked
  }
}

interface Constants {
  readonly [name: string]: unknown
}

/** The request target with the fields of its path put in, or the field that does not fit there. */
const targetOf = (
  { path, target }: { readonly target: string; readonly path?: ReadonlyArray<string> | undefined },
  fields: Fields
): Result.Result<string, InvalidConfiguration> => {
  let filled = target
  for (const name of path ?? []) {
    const value = scalar(fields.get(name))
    if (badSegment(value)) return invalid(name, "must not be empty, a dot or two dots: it is a segment of the URL")
    filled = filled.replace(`{${name}}`, encodeURIComponent(value))
  }
  return Result.succeed(filled)
}

export const encodeRequest = <I, IE, A, AE>(
  { protocol, redact }: Compiled,
  definition: OperationDefinition<I, IE, A, AE>,
  encode: (input: unknown) => Result.Result<IE, SchemaIssue.Issue>,
  origin: string,
  input: I,
  userAgent: string | undefined
): Result.Result<EncodedRequest, InvalidConfiguration> => {
  const encoded = encode(input)
  if (Result.isFailure(encoded)) return invalid(fieldOf(encoded.failure), "is missing or of another type")
  const fields = new Fields(encoded.success)
  const { malformed } = fields
  if (malformed !== undefined) return invalid(malformed, "is no Unicode text: it holds half of a character")
  const target = targetOf(definition, fields)
  if (Result.isFailure(target)) return Result.fail(target.failure)

  const { basic, constants, form, json, query } = definition
  const headers: { [name: string]: string } = {
    accept: protocol.envelope.body === "xml" ? "text/xml, application/xml" : "application/json"
  }
  if (userAgent !== undefined) headers["user-agent"] = userAgent
  const user = basic === undefined ? undefined : fields.get(basic)
  if (user !== undefined) headers["authorization"] = `Basic ${Base64.encode(`${scalar(user)}:`)}`

  const params = fields.pick(constants?.query, query).map(([name, value]): [string, string | Redacted.Redacted] => {
    const text = scalar(value)
    return [name, redact.has(name) ? Redacted.make(text) : text]
  })
  const bare = HttpClientRequest.makeWith(
    definition.method,
    origin + target.success,
    params.length === 0 ? UrlParams.empty : UrlParams.make(params),
    Option.none(),
    Headers.fromRecordUnsafe(headers),
    HttpBody.empty
  )
  const body = bodyOf(fields, constants, form, json)
  return Result.succeed({
    request: body === undefined ? bare : HttpClientRequest.setBody(bare, quiet(body)),
    sent: (field) => fields.get(field) !== undefined
  })
}

const bodyOf = (
  fields: Fields,
  constants: { readonly form?: Constants; readonly json?: Constants } | undefined,
  form: ReadonlyArray<string> | undefined,
  json: ReadonlyArray<string> | undefined
): HttpBody.Uint8Array | undefined => {
  if (json !== undefined || constants?.json !== undefined) {
    return HttpBody.jsonUnsafe(Object.fromEntries(fields.pick(constants?.json, json)))
  }
  if (form === undefined && constants?.form === undefined) return undefined
  const texts = new URLSearchParams(
    fields.pick(constants?.form, form).map(([name, value]): [string, string] => [name, scalar(value)])
  )
  return HttpBody.text(texts.toString(), "application/x-www-form-urlencoded")
}
