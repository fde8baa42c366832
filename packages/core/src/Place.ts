/**
 * Where a session is put into a request. Generated code names the places of its vendor, so that a program holds the code
 * of these and no others.
 *
 * @since 0.1.0
 */
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as UrlParams from "effect/http/UrlParams"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { isFormStream, prependField } from "./FormStream.ts"
import { quiet } from "./internal/http/redactedBody.ts"
import { parseJson } from "./internal/protocol/envelope.ts"
import { pathOf } from "./internal/protocol/pointer.ts"
import type { Place, PlaceCondition } from "./Protocol.ts"
import { InvalidConfiguration } from "./Reason.ts"

type Placed = ReturnType<Place["put"]>

/** What goes through a header as it is, and what through a URL or a body. Sessions are opaque: any alphabet will do. */
const visible = /^[\x21-\x7e]*$/
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const text = /^[^\0-\x1f\x7f\p{Surrogate}]*$/u

const refuse = (field: string, detail: string) => Result.fail(new InvalidConfiguration({ field, detail }))

const alreadyThere = (name: string) =>
  refuse(name, `is the session's own field; leave it out of the request: the session is put there`)

const typeOf = (body: HttpBody.HttpBody, otherwise: string): string =>
  body._tag === "Empty" ? otherwise : (body.contentType ?? otherwise)

const textOf = (body: HttpBody.HttpBody): string =>
  body._tag === "Uint8Array"
    ? (body.text ?? new TextDecoder().decode(body.body))
    : body._tag === "Raw" && Predicate.isString(body.body)
      ? body.body
      : ""

/** The kind of a body, as `PlaceCondition` names them; `undefined` for one that no session can be put into. */
const bodyKind = (body: HttpBody.HttpBody): PlaceCondition["body"] => {
  if (body._tag === "Empty") return "none"
  if (body._tag === "FormData" || isFormStream(body)) return "form"
  const type = typeOf(body, "")
  if (body._tag === "Uint8Array" || (body._tag === "Raw" && Predicate.isString(body.body))) {
    if (type.startsWith("application/x-www-form-urlencoded")) return "form"
    if (/^application\/([\w.-]+\+)?json/.test(type)) return "json"
  }
  return undefined
}

/**
 * A place for some requests only. A body can be added to a request without one, unless it is a GET.
 *
 * @category constructors
 * @since 0.1.0
 */
export const placeWhen = (when: PlaceCondition, place: Place): Place => ({
  ...place,
  when,
  fits: ({ body, method }) => {
    if (when.method?.includes(method) === false) return false
    const kind = bodyKind(body)
    return when.body === undefined || when.body === kind || (kind === "none" && method !== "GET")
  }
})

/** Servers take headers of 4 to 16 KiB. A shorter session is not what made them too long. */
const longHeader = (secrets: ReadonlyArray<string>): InvalidConfiguration | undefined => {
  const length = Math.max(0, ...secrets.map((secret) => secret.length))
  if (length < 2048) return undefined
  const detail = `takes ${length} bytes of a header, more than the server, or a proxy before it, accepts (HTTP 431); raise that limit`
  return new InvalidConfiguration({ field: "session", detail })
}

/**
 * A header. With `scheme` the session follows that and one space.
 *
 * @category constructors
 * @since 0.1.0
 */
export const headerPlace = (name: string, scheme?: string): Place => ({
  in: "header",
  name,
  ...(scheme === undefined ? undefined : { scheme }),
  carries: visible,
  tooLong: longHeader,
  put: (request, session) => {
    if (request.headers[name.toLowerCase()] !== undefined) return alreadyThere(name)
    const value = Redacted.value(session)
    return visible.test(value)
      ? Result.succeed(HttpClientRequest.setHeader(request, name, scheme === undefined ? value : `${scheme} ${value}`))
      : refuse(name, "cannot carry this session: it must be visible ASCII")
  }
})

/**
 * A parameter of the URL's query.
 *
 * @category constructors
 * @since 0.1.0
 */
export const queryPlace = (name: string): Place => ({
  in: "query",
  name,
  carries: text,
  put: (request, session) => {
    const query = request.url.indexOf("?")
    const inUrl = query === -1 ? "" : request.url.slice(query + 1).replace(/#.*$/s, "")
    const taken = UrlParams.getFirst(request.urlParams, name)._tag === "Some" || new URLSearchParams(inUrl).has(name)
    if (taken) return alreadyThere(name)
    // A bare route would be rewritten by the first parameter that is set beside it.
    if (inUrl.startsWith("/"))
      return refuse("url", `a request to the route ?${inUrl} cannot carry its session in the query`)
    // A parameter set beside the URL's own query would write that anew: an `=` in a value, which some vendors want as it
    // is, would become `%3D`. There the session is written after it.
    if (request.urlParams.params.length === 0 && /=[^&]*=/.test(inUrl)) {
      const end = query + 1 + inUrl.length
      const field = `&${encodeURIComponent(name)}=${encodeURIComponent(Redacted.value(session).toWellFormed())}`
      return Result.succeed(
        HttpClientRequest.setUrl(request, request.url.slice(0, end) + field + request.url.slice(end))
      )
    }
    return Result.succeed(HttpClientRequest.setUrlParam(request, name, session))
  }
})

const formAdvice = " with URLSearchParams or FormData"

/** Sets a field of a form, whatever kind of body it is. `replaces` says that the form has a field of that name. */
const setField = (
  request: HttpClientRequest.HttpClientRequest,
  name: string,
  value: string,
  replaces: boolean
): HttpClientRequest.HttpClientRequest => {
  const body = request.body
  if (body._tag === "FormData") {
    const copy = new FormData()
    for (const [key, one] of body.formData.entries()) if (key !== name) copy.append(key, one)
    copy.append(name, value)
    return HttpClientRequest.setBody(request, quiet(HttpBody.formData(copy)))
  }
  const written = textOf(body)
  const isOther = (pair: string): boolean => pair !== "" && !new URLSearchParams(pair).has(name)
  const kept = replaces ? written.split("&").filter(isOther).join("&") : written
  const field = new URLSearchParams([[name, value]]).toString()
  const type = typeOf(body, "application/x-www-form-urlencoded")
  return HttpClientRequest.setBody(request, quiet(HttpBody.text(kept === "" ? field : `${kept}&${field}`, type)))
}

/** The values of a form's fields of a name; `undefined` stands for a file. */
const fieldsOf = (body: HttpBody.HttpBody, name: string): ReadonlyArray<string | undefined> =>
  body._tag === "FormData"
    ? body.formData.getAll(name).map((value) => (Predicate.isString(value) ? value : undefined))
    : new URLSearchParams(textOf(body)).getAll(name)

/**
 * A field of a form: of `URLSearchParams`, `FormData` or a `FormStream`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const formPlace = (name: string): Place => ({
  in: "form",
  name,
  advice: formAdvice,
  carries: text,
  put: (request, session) =>
    isFormStream(request.body)
      ? Result.succeed(HttpClientRequest.setBody(request, request.body[prependField](name, session)))
      : fieldsOf(request.body, name).length > 0
        ? alreadyThere(name)
        : Result.succeed(setField(request, name, Redacted.value(session), false))
})

/**
 * A form's field that holds JSON. `/name` puts the session into an object as that member, `/0` first into an array.
 *
 * @category constructors
 * @since 0.1.0
 */
export const jsonFieldPlace = (name: string, json: string): Place => ({
  in: "form",
  name,
  json,
  advice: formAdvice,
  carries: text,
  put: (request, session) => {
    if (isFormStream(request.body)) {
      return refuse("body", `must not be a stream: the session is put into its field ${name} as JSON`)
    }
    const present = fieldsOf(request.body, name)
    const [field = ""] = present
    if (present.length > 1 || (present.length === 1 && present[0] === undefined)) {
      return refuse(name, "must be one text, as the session is put into it as JSON")
    }
    const member = json === "/0" ? undefined : pathOf(json)[0]
    const written = field.trim() === "" ? (member === undefined ? "[]" : "{}") : field
    return Result.map(
      member === undefined ? intoList(written, name, session) : intoObject(written, member, name, session),
      (value) => setField(request, name, value, present.length > 0)
    )
  }
})

/** Puts the session behind a text's first bracket. The rest is kept, so that numbers and the order of keys stay as written. */
const behind = (bracket: string, written: string, value: string, isEmpty: boolean) => {
  const start = written.indexOf(bracket) + 1
  return Result.succeed(written.slice(0, start) + value + (isEmpty ? "" : ",") + written.slice(start))
}

const intoList = (
  written: string,
  field: string,
  session: Redacted.Redacted
): Result.Result<string, InvalidConfiguration> => {
  const document = parseJson(written)
  return Array.isArray(document)
    ? behind("[", written, JSON.stringify(Redacted.value(session)), document.length === 0)
    : refuse(field, "must be a JSON array, so that the session can be put first")
}

const intoObject = (
  written: string,
  member: string,
  field: string,
  session: Redacted.Redacted
): Result.Result<string, InvalidConfiguration> => {
  const document = parseJson(written)
  if (!Predicate.isObject(document)) {
    return refuse(field, `must be a JSON object, so that the field ${member} can be added`)
  }
  if (Object.hasOwn(document, member)) return alreadyThere(member)
  const pair = `${JSON.stringify(member)}:${JSON.stringify(Redacted.value(session))}`
  return behind("{", written, pair, Object.keys(document).length === 0)
}

/**
 * A member of a JSON body.
 *
 * @category constructors
 * @since 0.1.0
 */
export const jsonPlace = (name: string): Place => ({
  in: "json",
  name,
  advice: " with a JSON object",
  carries: text,
  put: (request, session): Placed => {
    const { body } = request
    const written = body._tag === "Empty" ? "{}" : textOf(body)
    const type = typeOf(body, "application/json")
    return Result.map(intoObject(written, name, "body", session), (value) =>
      HttpClientRequest.setBody(request, quiet(HttpBody.text(value, type)))
    )
  }
})
