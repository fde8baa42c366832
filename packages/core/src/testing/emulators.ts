/**
 * Several emulated servers behind one HTTP client.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as Layer from "effect/Layer"
import type { Emulator } from "./Emulator.ts"

/** The server that a URL leads to: that with the longest base path, where several share an origin. */
const serverOf = (emulators: ReadonlyArray<Emulator>, url: URL): Emulator | undefined =>
  emulators
    .filter((emulator) => {
      const base = new URL(emulator.url)
      const path = base.pathname.replace(/\/$/, "")
      return url.origin === base.origin && (url.pathname === path || url.pathname.startsWith(`${path}/`))
    })
    .sort((one, other) => other.url.length - one.url.length)[0]

/**
 * Serves several emulators through one `HttpClient`, so that a program of several vendors is tested as it is. A request
 * to any other server fails as one to an unknown host would.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerOf = (...emulators: ReadonlyArray<Emulator>): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.gen(function* () {
      const clients = new Map<Emulator, HttpClient.HttpClient>()
      for (const emulator of emulators) {
        clients.set(emulator, yield* Effect.provide(HttpClient.HttpClient, emulator.layer))
      }
      return HttpClient.make((request, url) => {
        const server = serverOf(emulators, url)
        const client = server === undefined ? undefined : clients.get(server)
        if (client !== undefined) return client.execute(request)
        const description = `no server at ${url.origin}${url.pathname}`
        return Effect.fail(
          new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, description }) })
        )
      })
    })
  )

/**
 * Serves several emulators by one web-standard handler. A request to none of them is answered 404.
 *
 * @category handlers
 * @since 0.1.0
 */
export const handlerOf =
  (...emulators: ReadonlyArray<Emulator>): ((request: Request) => Promise<Response>) =>
  (request) =>
    serverOf(emulators, new URL(request.url))?.handler(request) ??
    Promise.resolve(new Response("no such server", { status: 404 }))
