/** Puts a session into a request, where the vendor's spec says. */
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as UrlParams from "effect/http/UrlParams"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { isFormStream, prependField } from "../../FormStream.ts"
import type { Place } from "../../Protocol.ts"
import { InvalidConfiguration } from "../../Reason.ts"
import { quiet } from "../http/redactedBody.ts"
import type { Compiled } from "./compile.ts"
import { parseJson } from "./envelope.ts"
import { pathOf, valueAt } from "./pointer.ts"

/** What goes through a header as it is, and what through a URL or a body. Sessions are opaque: any alphabet will do. */
const inHeader = /^[\x21-\x7e]*$/
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const inText = /^[^\0-\x1f\x7f\p{Surrogate}]*$/u

/** Whether the sessions of a reply can be sent back: a server's line break in one would end a header. */
export const isCarriable = ({ logins, protocol: { place } }: Compiled, document: unknown): boolean => {
  const carriable = place.some((one) => one.in === "header") ? inHeader : inText
  return [...logins.values()].every((login) =>
    login.session.every((path) => {
      const session = valueAt(document, path)
      return !Predicate.isString(session) || carriable.test(session)
    })
  )
}

type Placed = Result.Result<HttpClientRequest.HttpClientRequest, InvalidConfiguration>

const refuse = (field: string, detail: string) => Result.fail(new InvalidConfiguration({ field, detail }))

/** The kind of a body, as `Place.when` names them; `undefined` for one that no session can be put into. */
const bodyKind = (body: HttpBody.HttpBody): "none" | "form" | "json" | undefined => {
  if (body._tag === "Empty") return "none"
  if (body._tag === "FormData" || isFormStream(body)) return "form"
  const type = typeOf(body, "")
  if (body._tag === "Uint8Array" || (body._tag === "Raw" && Predicate.isString(body.body))) {
    if (type.startsWith("application/x-www-form-urlencoded")) return "form"
    if (/^application\/([\w.-]+\+)?json/.test(type)) return "json"
  }
  return undefined
}

const typeOf = (body: HttpBody.HttpBody, otherwise: string): string =>
  body._tag === "Empty" ? otherwise : (body.contentType ?? otherwise)

const textOf = (body: HttpBody.HttpBody): string =>
  body._tag === "Uint8Array"
    ? (body.text ?? new TextDecoder().decode(body.body))
    : body._tag === "Raw" && Predicate.isString(body.body)
      ? body.body
      : ""

const alreadyThere = (name: string) =>
  refuse(name, `is the session's own field; leave it out of the request: the session is put there`)

const inQuery = (request: HttpClientRequest.HttpClientRequest, name: string, session: Redacted.Redacted): Placed => {
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
    return Result.succeed(HttpClientRequest.setUrl(request, request.url.slice(0, end) + field + request.url.slice(end)))
  }
  return Result.succeed(HttpClientRequest.setUrlParam(request, name, session))
}

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
  const text = textOf(body)
  const isOther = (pair: string): boolean => pair !== "" && !new URLSearchParams(pair).has(name)
  const kept = replaces ? text.split("&").filter(isOther).join("&") : text
  const field = new URLSearchParams([[name, value]]).toString()
  const type = typeOf(body, "application/x-www-form-urlencoded")
  return HttpClientRequest.setBody(request, quiet(HttpBody.text(kept === "" ? field : `${kept}&${field}`, type)))
}

/** The values of a form's fields of a name; `undefined` stands for a file. */
const fieldsOf = (body: HttpBody.HttpBody, name: string): ReadonlyArray<string | undefined> =>
  body._tag === "FormData"
    ? body.formData.getAll(name).map((value) => (Predicate.isString(value) ? value : undefined))
    : new URLSearchParams(textOf(body)).getAll(name)

const inForm = (request: HttpClientRequest.HttpClientRequest, place: Place, session: Redacted.Redacted): Placed => {
  const { json, name } = place
  if (isFormStream(request.body)) {
    return json === undefined
      ? Result.succeed(HttpClientRequest.setBody(request, request.body[prependField](name, session)))
      : refuse("body", `must not be a stream: the session is put into its field ${name} as JSON`)
  }
  const present = fieldsOf(request.body, name)
  if (json === undefined) {
    return present.length > 0
      ? alreadyThere(name)
      : Result.succeed(setField(request, name, Redacted.value(session), false))
  }
  const [field = ""] = present
  if (present.length > 1 || (present.length === 1 && present[0] === undefined)) {
    return refuse(name, "must be one text, as the session is put into it as JSON")
  }
  const member = json === "/0" ? undefined : pathOf(json)[0]
  const text = field.trim() === "" ? (member === undefined ? "[]" : "{}") : field
  return Result.map(intoJson(text, member, name, session), (value) =>
    setField(request, name, value, present.length > 0)
  )
}

/**
 * Puts the session behind the first bracket of a JSON text: as the member of an object, or without `member` as the
 * first element of an array. The text is only checked, so that numbers and the order of keys stay as written.
 */
const intoJson = (
  text: string,
  member: string | undefined,
  field: string,
  session: Redacted.Redacted
): Result.Result<string, InvalidConfiguration> => {
  const document = parseJson(text)
  const value = JSON.stringify(Redacted.value(session))
  if (member === undefined) {
    if (!Array.isArray(document)) return refuse(field, "must be a JSON array, so that the session can be put first")
    const start = text.indexOf("[") + 1
    return Result.succeed(text.slice(0, start) + value + (document.length === 0 ? "" : ",") + text.slice(start))
  }
  if (!Predicate.isObject(document)) {
    return refuse(field, `must be a JSON object, so that the field ${member} can be added`)
  }
  if (Object.hasOwn(document, member)) return alreadyThere(member)
  const start = text.indexOf("{") + 1
  const rest = Object.keys(document).length === 0 ? text.slice(start) : `,${text.slice(start)}`
  return Result.succeed(`${text.slice(0, start)}${JSON.stringify(member)}:${value}${rest}`)
}

const inJson = (request: HttpClientRequest.HttpClientRequest, name: string, session: Redacted.Redacted): Placed => {
  const body = request.body
  const text = body._tag === "Empty" ? "{}" : textOf(body)
  const type = typeOf(body, "application/json")
  return Result.map(intoJson(text, name, "body", session), (written) =>
    HttpClientRequest.setBody(request, quiet(HttpBody.text(written, type)))
  )
}

/**
 * Puts a session into a request. Nothing is overwritten, and a request without a fitting place is refused. `advice` is
 * what else would help, such as an option of the vendor's layer.
 */
export const placeSession = (
  request: HttpClientRequest.HttpClientRequest,
  session: Redacted.Redacted,
  places: ReadonlyArray<Place>,
  advice?: string
): Placed => {
  const kind = bodyKind(request.body)
  const place = places.find(
    ({ when }) =>
      (when?.method === undefined || when.method.includes(request.method)) &&
      (when?.body === undefined || when.body === kind || (kind === "none" && request.method !== "GET"))
  )
  if (place === undefined) {
    const works = [...places.map(requestFor), ...(advice === undefined ? [] : [advice])].join(", or ")
    return refuse(
      "body",
      `cannot carry the session, which is added for you, in this ${request.method} request; ${works}`
    )
  }
  switch (place.in) {
    case "header": {
      if (request.headers[place.name.toLowerCase()] !== undefined) return alreadyThere(place.name)
      if (!inHeader.test(Redacted.value(session)))
        return refuse(place.name, "cannot carry this session: it must be visible ASCII")
      const scheme = place.scheme === undefined ? "" : `${place.scheme} `
      return Result.succeed(HttpClientRequest.setHeader(request, place.name, scheme + Redacted.value(session)))
    }
    case "query":
      return inQuery(request, place.name, session)
    case "form":
      return inForm(request, place, session)
    case "json":
      return inJson(request, place.name, session)
  }
}

const bodyFor: { readonly [kind in Place["in"]]: string } = {
  header: "",
  query: "",
  form: " with URLSearchParams or FormData",
  json: " with a JSON object"
}

/** A request that a place fits, in the words of a caller. */
const requestFor = ({ in: location, when }: Place): string =>
  `use ${(when?.method ?? ["any method"]).join(" or ")}${bodyFor[location]}`
