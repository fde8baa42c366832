/** A network between a client and an emulated server, that can be told to misbehave, and that keeps every secret seen. */
import type { Emulator } from "@crm-auth/core/testing"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { secretHeaders, secretNames } from "./secretNames.ts"

export interface Exchange {
  readonly method: string
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

/** Answers in the server's place; `undefined` lets the request through. Throws as `fetch` throws. */
export type Meddler = (request: Exchange) => Response | undefined

export interface Wiretap {
  readonly layer: Layer.Layer<HttpClient.HttpClient>
  /** The same network for programs without Effect. */
  readonly fetch: typeof globalThis.fetch
  readonly secrets: Set<string>
  readonly requests: Array<Exchange>
  meddler: Meddler | undefined
}

const note = (secrets: Set<string>, name: string, value: unknown): void => {
  // Single characters of a memorable word are looked for in another way.
  if (secretNames.has(name.toLowerCase()) && typeof value === "string" && value.trim().length >= 6) secrets.add(value)
}

const noteJson = (secrets: Set<string>, document: unknown): void => {
  if (typeof document !== "object" || document === null) return
  for (const [name, value] of Object.entries(document)) {
    note(secrets, name, value)
    noteJson(secrets, value)
  }
}

/** Keeps what a text has under a name of a secret. */
export const noteText = (secrets: Set<string>, text: string): void => {
  try {
    noteJson(secrets, JSON.parse(text))
  } catch {
    for (const [, name = "", value = ""] of text.matchAll(/<(\w+)>(?:<!\[CDATA\[)?([^<\]]+)/g))
      note(secrets, name, value)
    for (const [name, value] of new URLSearchParams(text)) note(secrets, name, value)
  }
}

const noteRequest = (secrets: Set<string>, { body, headers, url }: Exchange): void => {
  const { pathname, searchParams } = new URL(url)
  for (const [name, value] of searchParams) note(secrets, name, value)
  noteText(secrets, body)
  const inPath = /sessiontoken\/(.+)$/.exec(pathname)?.[1]
  if (inPath !== undefined) secrets.add(decodeURIComponent(inPath))
  for (const name of secretHeaders) {
    const credential = headers[name]?.split(" ").at(-1)
    if (credential !== undefined) secrets.add(credential)
  }
}

/** A fetch that ends at the emulator. The layer above it is the one that programs use. */
export const tap = (emulator: Emulator, secrets: Iterable<string>): Wiretap => wiretapOf(emulator.handler, secrets)

export const wiretapOf = (handler: (request: Request) => Promise<Response>, secrets: Iterable<string>): Wiretap => {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const body = await request.clone().text()
    const exchange = { method: request.method, url: request.url, headers: Object.fromEntries(request.headers), body }
    wiretap.requests.push(exchange)
    noteRequest(wiretap.secrets, exchange)
    const meddled = wiretap.meddler?.(exchange)
    if (meddled !== undefined) return meddled
    const response = await handler(request)
    noteText(wiretap.secrets, await response.clone().text())
    // As a real answer knows where it came from, query and all.
    return Object.defineProperty(response, "url", { value: request.url })
  }
  const wiretap: Wiretap = {
    secrets: new Set(secrets),
    requests: [],
    meddler: undefined,
    fetch,
    layer: FetchHttpClient.layer.pipe(Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch)))
  }
  return wiretap
}
