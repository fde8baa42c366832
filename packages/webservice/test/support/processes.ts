// Several processes that use one account: each with an HTTP client and a queue of logins of its own.
import { LoginTurns } from "../../src/index.ts"
import type { WebserviceEmulator } from "../../src/testing/index.ts"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"

/** The network between a process and the server: 5 to 50 ms before a request arrives. */
const delayed = (server: WebserviceEmulator): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) =>
      HttpClient.transform(client, (response) =>
        Effect.andThen(
          Effect.flatMap(Random.nextBetween(5, 50), (millis) => Effect.sleep(Math.round(millis))),
          response
        )
      )
    )
  ).pipe(Layer.provide(server.layer))

/** Makes something in a process of its own. */
export const inProcess =
  (server: WebserviceEmulator) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, HttpClient.HttpClient>> =>
    Effect.provide(self, Layer.merge(delayed(server), LoginTurns.layer))

/** Makes something in the process of the test, behind the same network. */
export const inThisProcess =
  (server: WebserviceEmulator) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, HttpClient.HttpClient>> =>
    Effect.provide(self, delayed(server))
