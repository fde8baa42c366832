// A manager of an emulated server's user, and what the server saw of it.
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { makeVtiger, type VtigerServerOptions } from "../../src/index.ts"
import type { VtigerEmulator } from "../../src/testing/index.ts"

export const jane = { username: "jane+crm@acme.example", accessKey: Redacted.make("Kq3vT9xLm2Zp8RwY") }
export const omar = { username: "omar", accessKey: Redacted.make("h7Jd0sWq4nBv") }

interface Options extends Partial<VtigerServerOptions> {
  readonly username?: string
  readonly accessKey?: Redacted.Redacted
}

export const manage = (server: VtigerEmulator, options?: Options) =>
  makeVtiger({ url: server.url, ...jane, ...options }).pipe(Effect.provide(server.layer))

/** The operations that a server was asked for, in order. */
export const operations = (server: VtigerEmulator) =>
  Effect.map(server.requests, (requests) => requests.map(({ operation }) => operation))

/** The server, where something happens right after each of the first `times` challenges. */
export const afterChallenge = (server: VtigerEmulator, happens: Effect.Effect<unknown>, times = 1) =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) => {
      let left = times
      return HttpClient.transform(client, (response, request) =>
        request.method === "GET" && left-- > 0 ? Effect.tap(response, happens) : response
      )
    })
  ).pipe(Layer.provide(server.layer))

export const listTypes = "/webservice.php?operation=listtypes"
