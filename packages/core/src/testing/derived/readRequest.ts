/** Reads a request as strictly as the spec allows: every field is known, sent once, encoded well, and of its type. */
import * as Base64 from "effect/encoding/Base64"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { parseJson } from "../../internal/protocol/envelope.ts"
import type { Place, Protocol } from "../../Protocol.ts"
import type { EmulatorRequest } from "../Emulator.ts"
import type { EmulatorInput, EmulatorOperation } from "../EmulatorSpec.ts"
import { misfit, textMisfit } from "./schema.ts"

/** What a request holds. */
export interface SentFields {
  /** Its inputs by name, HTTP Basic's user name included. */
  readonly inputs: ReadonlyMap<string, unknown>
  /** The sessions that it carries in the right place. */
  readonly sessions: ReadonlyArray<string>
  /** Ready-made tokens that it carries, by id. */
  readonly tokens: ReadonlyMap<string, string>
}

/** The kind of a body, as places name it. */
export type BodyKind = "none" | "form" | "json"

type Read<A> = Result.Result<A, string>

const decoder = new TextDecoder("utf-8", { fatal: true })

/** Decodes one name or value of a query or form; fails for a broken escape and for what is no UTF-8. */
const decoded = (text: string): Read<string> =>
  /%(?![0-9a-f]{2})/i.test(text)
    ? Result.fail("has a broken percent escape")
    : Result.try({ try: () => decodeURIComponent(text.replaceAll("+", " ")), catch: () => "is no UTF-8" })

/** The fields of a query or form. */
const pairsOf = (text: string): Read<ReadonlyMap<string, string>> =>
  Result.gen(function* () {
    const fields = new Map<string, string>()
    for (const pair of text === "" ? [] : text.split("&")) {
      const at = pair.indexOf("=")
      const name = yield* decoded(at < 0 ? pair : pair.slice(0, at))
      const value = yield* decoded(at < 0 ? "" : pair.slice(at + 1))
      if (fields.has(name)) return yield* Result.fail(`the field ${name} is sent twice`)
      fields.set(name, value)
    }
    return fields
  })

/** The kind of body that a request says it has. */
export const bodyKindOf = (request: EmulatorRequest): BodyKind | undefined => {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
  if (request.bytes.length === 0 && type === "") return "none"
  if (type === "application/x-www-form-urlencoded") return "form"
  return type === "application/json" ? "json" : undefined
}

/** The place that a session has in a request of a method and body; the same rule as the engine's. */
export const placeOf = (protocol: Protocol, method: string, body: BodyKind): Place | undefined =>
  protocol.place.find(
    ({ when }) =>
      (when?.method === undefined || when.method.includes(method)) &&
      (when?.body === undefined || when.body === body || (body === "none" && method !== "GET"))
  )

interface Parts {
  readonly query: ReadonlyMap<string, string>
  readonly form: ReadonlyMap<string, string>
  readonly json: { readonly [name: string]: unknown }
}

const hasRoute = (target: string): boolean => target.includes("?/")

const partsOf = (request: EmulatorRequest, kind: BodyKind, target: string): Read<Parts> =>
  Result.gen(function* () {
    const query = yield* pairsOf(hasRoute(target) ? "" : request.url.search.replace(/^\?/, ""))
    const body = yield* Result.try({ try: () => decoder.decode(request.bytes), catch: () => "the body is no UTF-8" })
    const form = yield* pairsOf(kind === "form" ? body : "")
    if (kind !== "json") return { query, form, json: {} }
    const json = parseJson(body)
    if (!Predicate.isObject(json)) return yield* Result.fail("the body is no JSON object")
    return { query, form, json: { ...json } }
  })

/** The key of a Basic header: exactly the Base64 of `key:`. */
const basicUser = (header: string): string | undefined => {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/.exec(header) ?? []
  const text = encoded === undefined ? "" : Result.getOrElse(Base64.decodeString(encoded), () => "")
  return /^[^:]+:$/.test(text) && Base64.encode(text) === encoded ? text.slice(0, -1) : undefined
}

const schemed = (place: Place, value: string): string | undefined => {
  if (place.scheme === undefined) return value
  return value.startsWith(`${place.scheme} `) ? value.slice(place.scheme.length + 1) : undefined
}

/** Takes the session out of a JSON array or object; `undefined` if it is not there. */
const outOf = (value: unknown, pointer: string): { readonly session: unknown; readonly rest: unknown } | undefined => {
  if (pointer === "/0") {
    if (!Array.isArray(value) || value.length === 0) return undefined
    const [session, ...rest]: ReadonlyArray<unknown> = value
    return { session, rest }
  }
  const name = pointer.slice(1).replaceAll("~1", "/").replaceAll("~0", "~")
  if (!Predicate.isObject(value) || !Object.hasOwn(value, name)) return undefined
  const { [name]: session, ...rest } = { ...value }
  return { session, rest }
}

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : Predicate.isObject(value) && Object.keys(value).length === 0

/** The headers that carry credentials, and what each holds. */
const fromHeaders = (
  request: EmulatorRequest,
  operation: Pick<EmulatorOperation, "basic" | "session">,
  protocol: Protocol,
  place: Place | undefined
): Read<{
  readonly key: string | undefined
  readonly session: string | undefined
  readonly tokens: ReadonlyMap<string, string>
}> =>
  Result.gen(function* () {
    if (request.headers["cookie"] !== undefined) return yield* Result.fail("cookies are not taken")
    const tokens = new Map<string, string>()
    let session: string | undefined
    const known = new Set<string>()
    if (operation.session) {
      for (const [id, token] of Object.entries(protocol.tokens)) {
        const value = request.headers[token.place.name.toLowerCase()]
        if (token.place.in !== "header" || value === undefined) continue
        const text = schemed(token.place, value)
        if (text === undefined) continue
        known.add(token.place.name.toLowerCase())
        tokens.set(id, text)
      }
      const value = place?.in === "header" ? request.headers[place.name.toLowerCase()] : undefined
      if (place !== undefined && value !== undefined && !known.has(place.name.toLowerCase())) {
        session = schemed(place, value)
        known.add(place.name.toLowerCase())
      }
    }
    const authorization = request.headers["authorization"]
    if (operation.basic !== undefined) {
      const key = authorization === undefined ? undefined : basicUser(authorization)
      if (authorization !== undefined && key === undefined) {
        return yield* Result.fail("the Authorization header is not Basic with a user name and an empty password")
      }
      if (key === undefined && operation.basic.required) return yield* Result.fail("lacks the Authorization header")
      return { key, session, tokens }
    }
    if (authorization !== undefined && !known.has("authorization")) {
      return yield* Result.fail("takes no Authorization header")
    }
    return { key: undefined, session, tokens }
  })

/** The value of an input that travels as text. */
const fromText = (input: EmulatorInput, text: string): Read<unknown> => {
  if (input.json !== true) {
    const wrong = textMisfit(input.schema, text)
    return wrong === undefined ? Result.succeed(text) : Result.fail(`${input.name} ${wrong}`)
  }
  const value = parseJson(text)
  return value === undefined ? Result.fail(`${input.name} is no JSON`) : ofJson(input, value)
}

const ofJson = (input: EmulatorInput, value: unknown): Read<unknown> => {
  const wrong = misfit(input.schema, value)
  return wrong === undefined ? Result.succeed(value) : Result.fail(`${input.name} ${wrong}`)
}

/** Reads a request of an operation; fails with a sentence that says what is wrong with it. */
export const readRequest = (
  protocol: Protocol,
  operation: EmulatorOperation,
  request: EmulatorRequest,
  segments: ReadonlyMap<string, string>
): Read<SentFields> =>
  Result.gen(function* () {
    const kind = bodyKindOf(request)
    // A session may be the only field of a body.
    const expected = operation.body
    const place = operation.session ? placeOf(protocol, request.method, expected) : undefined
    const onlySession = expected === "none" && kind !== "none" && place?.in === kind
    if (kind !== expected && !onlySession) {
      return yield* Result.fail(
        expected === "none" ? "takes no body" : `wants a body of the type ${mediaTypes[expected]}`
      )
    }
    const parts = yield* partsOf(request, kind ?? "none", operation.target)
    const headers = yield* fromHeaders(request, operation, protocol, place)
    const inputs = new Map<string, unknown>()
    const sessions: Array<string> = headers.session === undefined ? [] : [headers.session]
    const left = {
      query: new Map(parts.query),
      form: new Map(parts.form),
      json: new Map(Object.entries(parts.json))
    }

    for (const { in: where, name, value } of operation.constants) {
      const sent = left[where].get(name)
      const agreed = where === "json" ? sent === value : sent === String(value)
      if (!agreed) return yield* Result.fail(`${name} is not ${String(value)}`)
      left[where].delete(name)
    }
    if (place !== undefined && place.in !== "header") {
      const fields = left[place.in]
      const sent: unknown = fields.get(place.name)
      if (place.json === undefined) {
        if (fields.delete(place.name)) {
          if (!Predicate.isString(sent)) return yield* Result.fail(`${place.name} is no text`)
          sessions.push(sent)
        }
      } else if (Predicate.isString(sent)) {
        const taken = outOf(parseJson(sent), place.json)
        if (taken !== undefined && Predicate.isString(taken.session)) {
          sessions.push(taken.session)
          const isInput = operation.inputs.some((input) => input.name === place.name && input.in === place.in)
          if (!isInput || isEmpty(taken.rest)) left.form.delete(place.name)
          else left.form.set(place.name, JSON.stringify(taken.rest))
          if (!isInput && !isEmpty(taken.rest)) return yield* Result.fail(`${place.name} holds more than the session`)
        }
      }
    }
    for (const input of operation.inputs) {
      const fields: ReadonlyMap<string, unknown> = input.in === "path" ? segments : left[input.in]
      const sent = fields.get(input.name)
      if (sent === undefined) {
        if (input.required) return yield* Result.fail(`lacks the field ${input.name}`)
        continue
      }
      inputs.set(
        input.name,
        input.in === "json" ? yield* ofJson(input, sent) : yield* fromText(input, Predicate.isString(sent) ? sent : "")
      )
      if (input.in !== "path") left[input.in].delete(input.name)
    }
    for (const fields of [left.query, left.form, left.json]) {
      for (const name of fields.keys()) return yield* Result.fail(`the field ${name} is unknown`)
    }
    if (operation.basic !== undefined && headers.key !== undefined) inputs.set(operation.basic.name, headers.key)
    return { inputs, sessions, tokens: headers.tokens }
  })

const mediaTypes = { form: "application/x-www-form-urlencoded", json: "application/json" }

/** The sessions that any request carries, where the protocol places them: a request of the application's own. */
export const sessionsIn = (protocol: Protocol, request: EmulatorRequest): SentFields | undefined => {
  const kind = bodyKindOf(request)
  if (kind === undefined) return undefined
  const place = placeOf(protocol, request.method, kind)
  const parts = partsOf(request, kind, "")
  const headers = fromHeaders(request, { session: true }, protocol, place)
  if (Result.isFailure(parts) || Result.isFailure(headers)) return undefined
  const { session, tokens } = headers.success
  if (place === undefined || place.in === "header") {
    return { inputs: new Map(), sessions: session === undefined ? [] : [session], tokens }
  }
  const { form, json, query } = parts.success
  const sent: unknown = place.in === "json" ? json[place.name] : (place.in === "form" ? form : query).get(place.name)
  const taken =
    place.json === undefined ? sent : outOf(parseJson(Predicate.isString(sent) ? sent : ""), place.json)?.session
  return { inputs: new Map(), sessions: Predicate.isString(taken) ? [taken] : [], tokens }
}
