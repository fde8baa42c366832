// Another client of a user, between a challenge and its answer.
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type { WebserviceEmulator } from "../../src/testing/index.ts"

/** The server, where something happens right after each of the first `times` challenges. */
export const afterChallenge = (server: WebserviceEmulator, happens: Effect.Effect<unknown>, times = 1) =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) => {
      let left = times
      return HttpClient.transform(client, (response, request) =>
        request.method === "GET" && left-- > 0 ? Effect.tap(response, happens) : response
      )
    })
  ).pipe(Layer.provide(server.layer))
