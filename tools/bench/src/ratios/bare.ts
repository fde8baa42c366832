/** The requests of a login by Effect's client alone. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { Exchange } from "./exchanges.ts"

/** The requests one after the other, their bodies read as text: what a layer alone costs. */
export const bareExchange = (
  url: string,
  exchanges: ReadonlyArray<Exchange>
): Effect.Effect<void, HttpClientError.HttpClientError, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    for (const { body, headers, method, path } of exchanges) {
      const request = HttpClientRequest.make(method)(url + path, { headers })
      const full = body === undefined ? request : HttpClientRequest.bodyText(request, body, headers?.["content-type"])
      yield* Effect.flatMap(client.execute(full), ({ text }) => text)
    }
  })
