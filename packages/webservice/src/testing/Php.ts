/**
 * A request as PHP hands it to a script: query, form and cookies by name, the last of a name winning.
 *
 * @since 0.1.0
 */
import { type EmulatorRequest, multipartFields } from "@crm-auth/core/testing"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"

/**
 * Values by name.
 *
 * @category models
 * @since 0.1.0
 */
export type Parameters = ReadonlyMap<string, string>

/**
 * What PHP knows as `$_GET`, `$_POST`, `$_REQUEST` (the form wins) and `$_COOKIE`. `badBytes` tells that a value was
 * not UTF-8.
 *
 * @category models
 * @since 0.1.0
 */
export interface PhpRequest {
  readonly method: string
  readonly headers: { readonly [name: string]: string }
  readonly query: Parameters
  readonly form: Parameters
  readonly request: Parameters
  readonly cookies: Parameters
  readonly badBytes: boolean
}

const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
const replacement = "\uFFFD"

/** Percent-decodes a part; `undefined` when its bytes are no UTF-8. */
const percentDecode = (part: string): string | undefined => {
  // A raw replacement character is what is left of a byte that was no UTF-8.
  if (part.includes(replacement)) return undefined
  const bytes: Array<number> = []
  for (const [piece] of part.replaceAll("+", " ").matchAll(/%[0-9a-f]{2}|[^%]+|%/gi)) {
    if (/^%[0-9a-f]{2}$/i.test(piece)) bytes.push(Number.parseInt(piece.slice(1), 16))
    else bytes.push(...encoder.encode(piece))
  }
  const decoded = decoder.decode(new Uint8Array(bytes))
  const again = encoder.encode(decoded)
  return again.length === bytes.length && again.every((byte, index) => byte === bytes[index]) ? decoded : undefined
}

interface Parsed {
  readonly values: Map<string, string>
  badBytes: boolean
}

const parsePairs = (source: string, separator: "&" | ";"): Parsed => {
  const parsed: Parsed = { values: new Map(), badBytes: false }
  for (const pair of source.split(separator)) {
    const at = pair.indexOf("=")
    const name = percentDecode((at < 0 ? pair : pair.slice(0, at)).trimStart())
    const value = percentDecode(at < 0 ? "" : pair.slice(at + 1))
    if (name === undefined || value === undefined) parsed.badBytes = true
    if (name !== undefined && name !== "") parsed.values.set(name, value ?? replacement)
  }
  return parsed
}

const parseMultipart = (fields: ReadonlyMap<string, string | undefined>): Parsed => ({
  values: new Map([...fields].map(([name, value]) => [name, value ?? replacement])),
  badBytes: [...fields.values()].includes(undefined)
})

const none: Parsed = { values: new Map(), badBytes: false }

const parseForm = (request: EmulatorRequest): Parsed => {
  // PHP fills $_POST for no other method.
  if (request.method !== "POST") return none
  const type = request.headers["content-type"] ?? ""
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return parsePairs(request.body, "&")
  const fields = multipartFields(type, request.bytes)
  return fields === undefined ? none : parseMultipart(fields)
}

const decodeJson = /*#__PURE__*/ Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Unknown))

/**
 * Reads a text as JSON.
 *
 * @category parsing
 * @since 0.1.0
 */
export const fromJson = (source: string): unknown => Option.getOrUndefined(decodeJson(source))

/** A JSON body as a form, when it is an object that names an operation. */
const parseJsonBody = (request: EmulatorRequest): Parsed => {
  const value = fromJson(request.body)
  if (!Predicate.isObject(value) || !Predicate.hasProperty(value, "operation")) return none
  const scalars = Object.entries(value).filter(
    ([, member]) => Predicate.isString(member) || Predicate.isNumber(member) || Predicate.isBoolean(member)
  )
  return { values: new Map(scalars.map(([name, member]) => [name, String(member)])), badBytes: false }
}

/**
 * Reads a request as PHP does.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parseRequest = (request: EmulatorRequest, readsJson: boolean): PhpRequest => {
  const query = parsePairs(request.url.search.slice(1), "&")
  const sent = parseForm(request)
  const empty = query.values.size === 0 && sent.values.size === 0 && !query.badBytes && !sent.badBytes
  const form = readsJson && empty ? parseJsonBody(request) : sent
  return {
    method: request.method,
    headers: request.headers,
    query: query.values,
    form: form.values,
    request: new Map([...query.values, ...form.values]),
    cookies: parsePairs(request.headers["cookie"] ?? "", ";").values,
    badBytes: query.badBytes || form.badBytes
  }
}

/**
 * Writes JSON as PHP's `json_encode` does: non-ASCII as `\uXXXX`, `/` as `\/`.
 *
 * @category encoding
 * @since 0.1.0
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
