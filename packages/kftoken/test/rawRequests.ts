/** Raw requests to the emulated server, as no client of ours would send them. */
import { KftokenEmulator, type KftokenEmulatorOptions } from "@crm-auth/kftoken/testing"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpMethod from "effect/http/HttpMethod"
import * as HttpClientRequest from "effect/http/HttpClientRequest"

/** A test with a server of its own. */
export const served = <E>(
  options: KftokenEmulatorOptions,
  test: (emulator: KftokenEmulator) => Effect.Effect<void, E, HttpClient.HttpClient>
) => Effect.flatMap(KftokenEmulator.make(options), (emulator) => Effect.provide(test(emulator), emulator.layer))

const Reply = Schema.fromJsonString(
  Schema.Struct({
    Error: Schema.optionalKey(Schema.String),
    SessionToken: Schema.optionalKey(Schema.String),
    TemporaryToken: Schema.optionalKey(Schema.String),
    MemorableWordList: Schema.optionalKey(
      Schema.Array(Schema.Struct({ Position: Schema.Union([Schema.Finite, Schema.String]), Value: Schema.String }))
    )
  })
)

type Headers = { readonly [name: string]: string }

/** A request with JSON text exactly as given. */
export const send = Effect.fnUntraced(function* (
  method: HttpMethod.HttpMethod,
  path: string,
  text?: string,
  headers: Headers = {}
) {
  const bare = HttpClientRequest.make(method)(`https://api.kashflow.com/v2${path}`, {
    headers: { accept: "application/json", ...headers }
  })
  const request =
    text === undefined ? bare : HttpClientRequest.bodyText(bare, text, headers["content-type"] ?? "application/json")
  const response = yield* HttpClient.execute(request)
  const body = yield* response.text
  return {
    status: response.status,
    headers: response.headers,
    text: body,
    ...Option.getOrElse(Schema.decodeOption(Reply)(body), () => ({}))
  }
})

export const credentials = { UserName: "demo.user", Password: "example-password" }

export const firstStep = (fields: Schema.Json = credentials, headers?: Headers) =>
  send("POST", "/sessiontoken", JSON.stringify(fields), headers)

export const secondStep = (fields: Schema.Json, headers?: Headers) =>
  send("PUT", "/sessiontoken", JSON.stringify(fields), headers)

type FirstReply = Effect.Success<ReturnType<typeof firstStep>>

/** The word's characters at the positions that a first step asked for, in its order. */
export const answersTo = (first: FirstReply, word = "tangerine") =>
  (first.MemorableWordList ?? []).map(({ Position }) => ({
    Position: Number(Position),
    Value: word.charAt(Number(Position) - 1)
  }))

/** Both steps. */
export const logIn = Effect.gen(function* () {
  const first = yield* firstStep()
  return yield* secondStep({ TemporaryToken: first.TemporaryToken ?? "", MemorableWordList: answersTo(first) })
})

export const kfToken = (token: string | undefined): Headers => ({ authorization: `KfToken ${token}` })

export const customers = (token: string | undefined) => send("GET", "/customers", undefined, kfToken(token))
