/** Raw requests to the emulated server, as no client of ours would send them. */
import { CrmcomEmulator, type CrmcomEmulatorOptions } from "@crm-auth/crmcom/testing"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Base64 from "effect/encoding/Base64"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Result from "effect/Result"

const Envelope = Schema.fromJsonString(
  Schema.Struct({
    status: Schema.Struct({ code: Schema.String }),
    data: Schema.optionalKey(Schema.Unknown)
  })
)
const WithToken = Schema.Struct({ token: Schema.String })

const api = "https://crm.example/crmapi/rest/v2/"

const send = Effect.fnUntraced(function* (request: HttpClientRequest.HttpClientRequest) {
  const response = yield* HttpClient.execute(request)
  const text = yield* response.text
  const envelope = Option.getOrUndefined(Schema.decodeOption(Envelope)(text))
  return {
    status: response.status,
    headers: response.headers,
    text,
    code: envelope?.status.code,
    data: envelope?.data,
    token: Option.getOrElse(Schema.decodeUnknownOption(WithToken)(envelope?.data), () => ({ token: "" })).token
  }
})

/** A POST of JSON text exactly as given. */
export const postText = (path: string, text: string, headers: { readonly [name: string]: string } = {}) =>
  send(
    HttpClientRequest.post(api + path, { headers }).pipe(
      HttpClientRequest.bodyText(text, headers["content-type"] ?? "application/json")
    )
  )

export const post = (path: string, body: Schema.Json, headers?: { readonly [name: string]: string }) =>
  postText(path, JSON.stringify(body), headers)

export const get = (path: string, headers: { readonly [name: string]: string } = {}) =>
  send(HttpClientRequest.get(api + path, { headers }))

export const basic = (text: string) => ({ authorization: `Basic ${Base64.encode(text)}` })

export const key = "0123456789ABCDEF0123456789ABCDEF"
export const consumerKey = "89ABCDEF0123456789ABCDEF01234567"

export const userFields = { username: "apiuser", password: "example-password", organisation: "DEMOORG" }
export const userLogin = post("authentication/token", userFields)
export const keyLogin = post("authentication/web_api_key/token", {}, basic(`${key}:`))

export const show = (token: string) =>
  get(`contact_information/show?token=${token}&contact_information_identifier=number=CI000111`)

/** The claims of a JWT. */
export const claimsOf = (jwt: string) =>
  Schema.decodeEffect(Schema.fromJsonString(Schema.Record(Schema.String, Schema.Unknown)))(
    Result.getOrElse(Base64Url.decodeString(jwt.split(".")[1] ?? ""), () => "")
  )

/** A test with a server of its own. */
export const served = <E>(
  options: CrmcomEmulatorOptions,
  test: (emulator: CrmcomEmulator) => Effect.Effect<void, E, HttpClient.HttpClient>
) => Effect.flatMap(CrmcomEmulator.make(options), (emulator) => Effect.provide(test(emulator), emulator.layer))

export const login = "authentication/token"
export const consumer = "authentication/consumer_application_key/token"
export const device = "authentication/device_application_key/token"
export const card = { identifier: "CARD0001", pass_code: "1234" }
export const organisationId = "000000000000000000000000000000A0"
