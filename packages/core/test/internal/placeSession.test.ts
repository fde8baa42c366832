/** The session is put where the vendor wants it, or nowhere. */
import { assert, it } from "@effect/vitest"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as UrlParams from "effect/http/UrlParams"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { inspect } from "node:util"
import { placeSession } from "../../src/internal/protocol/placeSession.ts"
import { prependField } from "../../src/FormStream.ts"
import {
  formPlace,
  headerPlace,
  jsonFieldPlace,
  jsonPlace,
  type Place,
  placeWhen,
  queryPlace
} from "../../src/Driver.ts"

const session = Redacted.make("s=1&x")
const get = HttpClientRequest.get("https://acme.example/x")
const post = (body: HttpBody.HttpBody) => HttpClientRequest.post("https://acme.example/x", { body })
const put = (request: HttpClientRequest.HttpClientRequest, place: Place) => placeSession(request, session, [place])
const ok = (placed: ReturnType<typeof put>) => {
  const request = Result.getOrThrow(placed)
  assert.notMatch(inspect(request.body, { depth: 9 }), /s=1&x|s%3D1%26x/)
  return request
}
const refused = (placed: ReturnType<typeof put>) =>
  Result.match(placed, { onFailure: ({ detail, field }) => `${field} ${detail}`, onSuccess: () => "placed" })
const textOf = ({ body }: HttpClientRequest.HttpClientRequest) => (body._tag === "Uint8Array" ? body.text : undefined)

it("a header, with its scheme, never over the caller's own", () => {
  const place = headerPlace("Authorization", "Bearer")
  assert.strictEqual(ok(put(get, place)).headers["authorization"], "Bearer s=1&x")
  assert.strictEqual(ok(put(get, headerPlace("X-S"))).headers["x-s"], "s=1&x")
  assert.match(
    refused(put(HttpClientRequest.setHeader(get, "authorization", "mine"), place)),
    /the session's own field/
  )
})

it("a query parameter, Redacted, never beside the caller's own, and not into a bare route", () => {
  const place = queryPlace("sid")
  const placed = ok(put(get, place))
  assert.strictEqual(UrlParams.toString(placed.urlParams), "sid=s%3D1%26x")
  assert.notMatch(inspect(placed, { depth: 9 }), /s%3D1/)
  assert.match(refused(put(HttpClientRequest.setUrlParam(get, "sid", "mine"), place)), /own field/)
  assert.match(refused(put(HttpClientRequest.setUrl(get, "https://a.example/x?sid=1#f"), place)), /own field/)
  assert.match(refused(put(HttpClientRequest.setUrl(get, "https://a.example/?/Route"), place)), /route/)
})

it("a query that is written already stays as it is, and the session comes after it, before any fragment", () => {
  const place = queryPlace("sid")
  const at = (query: string) => ok(put(HttpClientRequest.setUrl(get, `https://a.example/x${query}`), place))
  assert.strictEqual(at("?q=a=b#top").url, "https://a.example/x?q=a=b&sid=s%3D1%26x#top")
  assert.strictEqual(at("?q=a=b").url, "https://a.example/x?q=a=b&sid=s%3D1%26x")
  const plain = at("?q=ab")
  assert.strictEqual(plain.url, "https://a.example/x?q=ab")
  assert.strictEqual(UrlParams.toString(plain.urlParams), "sid=s%3D1%26x")
})

it("a session that no header can carry is not put into one", () => {
  const place = headerPlace("X-S")
  assert.match(refused(placeSession(get, Redacted.make("a\nb"), [place])), /must be visible ASCII/)
})

it("U13 a body that cannot carry the session is told what works, and never to write the session itself", () => {
  const webservice: ReadonlyArray<Place> = [
    placeWhen({ method: ["GET"] }, queryPlace("sessionName")),
    placeWhen({ method: ["POST"], body: "form" }, formPlace("sessionName"))
  ]
  const json = post(HttpBody.text("{}", "application/json"))
  const said = "in this POST request; use GET, or use POST with URLSearchParams or FormData"
  assert.strictEqual(
    refused(placeSession(json, session, webservice)),
    `body cannot carry the session, which is added for you, ${said}`
  )
  assert.match(
    refused(placeSession(json, session, webservice, 'set sessionIn: "header"')),
    /, or set sessionIn: "header"$/
  )
  assert.match(refused(placeSession(json, session, [placeWhen({ method: ["GET"] }, headerPlace("a"))])), /use GET$/)
})

it("a request without a fitting place is told which ones there are", () => {
  const places: ReadonlyArray<Place> = [
    placeWhen({ method: ["PUT", "PATCH"] }, jsonPlace("sid")),
    placeWhen({ body: "form" }, formPlace("sid"))
  ]
  const said = refused(placeSession(get, session, places))
  assert.include(said, "use PUT or PATCH with a JSON object, or use any method with URLSearchParams or FormData")
})

it("a form field, whatever the form is made of", () => {
  const place = formPlace("sid")
  assert.strictEqual(textOf(ok(put(post(HttpBody.urlParams({ a: "1" })), place))), "a=1&sid=s%3D1%26x")
  const form = "application/x-www-form-urlencoded"
  assert.strictEqual(textOf(ok(put(post(HttpBody.text("a=1", form)), place))), "a=1&sid=s%3D1%26x")
  assert.strictEqual(textOf(ok(put(post(HttpBody.raw("a=1", { contentType: form })), place))), "a=1&sid=s%3D1%26x")
  const bytes = HttpBody.uint8Array(new TextEncoder().encode("a=1"), form)
  assert.strictEqual(textOf(ok(put(post(bytes), place))), "a=1&sid=s%3D1%26x")
  assert.strictEqual(textOf(ok(put(post(HttpBody.empty), { ...place, when: { body: "form" } }))), "sid=s%3D1%26x")
  assert.match(refused(put(post(HttpBody.urlParams({ sid: "1" })), place)), /own field/)
  const data = new FormData()
  data.append("a", "1")
  const placed = ok(put(post(HttpBody.formData(data)), place))
  assert.isTrue(placed.body._tag === "FormData" && placed.body.formData.get("sid") === "s=1&x")
  assert.isFalse(data.has("sid"))
  data.append("sid", "mine")
  assert.match(refused(put(post(HttpBody.formData(data)), place)), /own field/)
})

it("a JSON field, with numbers and key order as written", () => {
  const place = placeWhen({ body: "json" }, jsonPlace("sid"))
  const json = (text: string) => post(HttpBody.text(text, "application/json; charset=utf-8"))
  assert.strictEqual(
    textOf(ok(put(json(' {"n":12345678901234567890}'), place))),
    ' {"sid":"s=1&x","n":12345678901234567890}'
  )
  assert.strictEqual(textOf(ok(put(json("{ }"), place))), '{"sid":"s=1&x" }')
  assert.strictEqual(textOf(ok(put(post(HttpBody.empty), place))), '{"sid":"s=1&x"}')
  assert.strictEqual(textOf(ok(put(post(HttpBody.text("{}", "application/vnd.api+json")), place))), '{"sid":"s=1&x"}')
  for (const text of ["[1]", "5", "{", ""]) assert.match(refused(put(json(text), place)), /must be a JSON object/)
  assert.match(refused(put(json('{"sid":1}'), place)), /own field/)
})

it("a request without a fitting place is refused, and told which would fit", () => {
  const places: ReadonlyArray<Place> = [placeWhen({ method: ["POST", "PUT"], body: "form" }, formPlace("sid"))]
  for (const request of [
    get,
    post(HttpBody.text("x", "text/plain")),
    post(HttpBody.stream(Stream.empty)),
    post(HttpBody.raw(new Blob()))
  ]) {
    assert.match(refused(placeSession(request, session, places)), /POST or PUT with URLSearchParams or FormData$/)
  }
  assert.match(refused(placeSession(get, session, [])), /cannot carry/)
})

it("a form that is streamed gets the session as its first field, and is not read", () => {
  const unread = Stream.die("the form was read")
  const form = Object.assign(HttpBody.stream(unread, "multipart/form-data; boundary=b"), {
    [prependField]: (name: string, value: Redacted.Redacted) =>
      HttpBody.stream(unread, `first ${name} ${Redacted.value(value).length}`)
  })
  const placed = ok(put(post(form), placeWhen({ method: ["POST"], body: "form" }, formPlace("sid"))))
  assert.strictEqual(placed.body._tag === "Stream" ? placed.body.contentType : undefined, "first sid 5")
})

it("a stream that takes no field cannot carry a session", () => {
  const form = HttpBody.stream(Stream.die("the form was read"), "multipart/form-data; boundary=b")
  assert.match(
    refused(put(post(form), placeWhen({ method: ["POST"], body: "form" }, formPlace("sid")))),
    /cannot carry the session/
  )
})

it("JSON within a form field: first into an array, or as a member of an object, the rest as it was written", () => {
  const form = (text: string) =>
    HttpClientRequest.post("https://a.example/", {
      body: HttpBody.text(text, "application/x-www-form-urlencoded")
    })
  const first = jsonFieldPlace("rest_data", "/0")
  const member = jsonFieldPlace("rest_data", "/session")
  const jsonOf = (text: string, place: Place) =>
    new URLSearchParams(textOf(ok(put(form(text), place)))).get("rest_data")
  const written = (json: string) => `method=x&${new URLSearchParams([["rest_data", json]]).toString()}`
  assert.strictEqual(jsonOf("method=x", first), '["s=1&x"]')
  assert.strictEqual(jsonOf(written("[1.0, {}]"), first), '["s=1&x",1.0, {}]')
  assert.strictEqual(jsonOf("method=x", member), '{"session":"s=1&x"}')
  assert.strictEqual(jsonOf(written('{"b": 1e2}'), member), '{"session":"s=1&x","b": 1e2}')
  assert.strictEqual(new URLSearchParams(textOf(ok(put(form("method=x"), first)))).get("method"), "x")
  assert.match(refused(put(form(written('{"session":"mine"}')), member)), /session is the session's own field/)
  assert.match(refused(put(form(written('{"a":1}')), first)), /rest_data must be a JSON array/)
  assert.match(refused(put(form(written("[]")), member)), /rest_data must be a JSON object/)
  assert.match(refused(put(form(`${written("[]")}&rest_data=[]`), first)), /rest_data must be one text/)
  const multipart = new FormData()
  multipart.append("rest_data", "[2]")
  const { body } = Result.getOrThrow(
    put(HttpClientRequest.post("https://a.example/", { body: HttpBody.formData(multipart) }), first)
  )
  assert.strictEqual(body._tag === "FormData" ? body.formData.get("rest_data") : undefined, '["s=1&x",2]')
})

it("a blob of a form type keeps its content: it is refused, not replaced by the session", () => {
  const blob = new Blob(["a=1"], { type: "application/x-www-form-urlencoded" })
  for (const contentType of ["application/x-www-form-urlencoded", "application/json"]) {
    const request = post(HttpBody.raw(blob, { contentType }))
    const places: ReadonlyArray<Place> = [
      placeWhen({ method: ["POST"], body: "form" }, formPlace("sid")),
      placeWhen({ method: ["POST"], body: "json" }, jsonPlace("sid"))
    ]
    assert.match(refused(placeSession(request, session, places)), /^body cannot carry the session/)
    assert.isTrue(request.body._tag === "Raw" && request.body.body === blob)
  }
})
