/** Servers in memory that answer every request alike. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"

export interface Answer {
  readonly status: number
  readonly body: string | Uint8Array<ArrayBuffer> | undefined
  readonly headers?: { readonly [name: string]: string }
}

const bodiless = (status: number) => status === 204 || status === 205 || status === 304

export const responseOf = ({ body, headers, status }: Answer): Response =>
  new Response(bodiless(status) ? null : (body ?? ""), { status, ...(headers === undefined ? undefined : { headers }) })

/** The same answer to every request. */
export const answering = (answer: Answer): HttpClient.HttpClient =>
  HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, responseOf(answer))))
