/** What `fetch` is told of every request that carries a secret or a session. */
import { afterEach, assert, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** The `init` that `fetch` gets, in a runtime where `Request` is as it is now. */
const initOf = async (own?: RequestInit) => {
  vi.resetModules()
  const { send } = await import("../../src/internal/http/send.ts")
  let seen: RequestInit = {}
  const fetch: typeof globalThis.fetch = (_, init) => {
    seen = init ?? {}
    return Promise.resolve(new Response("ok"))
  }
  const http = Layer.provide(FetchHttpClient.layer, Layer.succeed(FetchHttpClient.Fetch, fetch))
  const request = HttpClientRequest.get("https://acme.example/x")
  const sending = Effect.flatMap(HttpClient.HttpClient, (client) => send(client, request, { redact: [], secrets: [] }))
  const given = own === undefined ? sending : Effect.provideService(sending, FetchHttpClient.RequestInit, own)
  await Effect.runPromise(Effect.provide(given, http))
  return seen
}

it("U04 no cache gives or keeps an answer, whatever the application says", async () => {
  const hardened: RequestInit = { cache: "no-store", redirect: "manual", credentials: "omit" }
  assert.deepInclude(await initOf(), hardened)
  const own: RequestInit = { cache: "force-cache", redirect: "follow", credentials: "include", keepalive: true }
  assert.deepInclude(await initOf(own), { ...hardened, keepalive: true })
})

it("U04 a runtime that refuses the word is not told it", async () => {
  vi.stubGlobal("Request", function (_: string, init?: RequestInit) {
    if (init !== undefined && "cache" in init) throw new Error("The 'cache' field is not implemented.")
  })
  const init = await initOf()
  assert.notProperty(init, "cache")
  assert.deepInclude(init, { redirect: "manual", credentials: "omit" })
})
