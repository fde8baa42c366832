// Requests as a program without any client library would write them, and what came back.
import type { Emulator } from "@crm-auth/core/testing"
import * as Digest from "effect/crypto/Digest"
import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"

export interface Sent {
  readonly query?: string
  readonly form?: string
  readonly body?: HttpBody.HttpBody
  readonly method?: "GET" | "POST" | "PUT"
  readonly headers?: Record<string, string>
  readonly path?: string
}

export const wire = (server: Emulator) => (sent: Sent) => {
  const { form, headers = {}, path = "/webservice.php", query } = sent
  const pairs = form === undefined ? undefined : HttpBody.text(form, "application/x-www-form-urlencoded")
  const body = sent.body ?? pairs
  const url = `${server.url}${path}${query === undefined ? "" : `?${query}`}`
  const method = sent.method ?? (body === undefined ? "GET" : "POST")
  return HttpClient.execute(HttpClientRequest.make(method)(url, { headers, ...(body && { body }) })).pipe(
    Effect.flatMap((response) =>
      Effect.map(response.text, (text) => ({
        status: response.status,
        type: response.headers["content-type"],
        cookie: response.headers["set-cookie"],
        text
      }))
    ),
    Effect.provide(server.layer)
  )
}

export const md5 = (text: string) => Hex.encode(Digest.md5.implementation?.(new TextEncoder().encode(text)) ?? "")

/** The value of a string member, wherever it is in the JSON. */
export const member = (reply: { readonly text: string }, name: string): string =>
  new RegExp(`"${name}":"([^"]*)"`).exec(reply.text)?.[1] ?? ""
