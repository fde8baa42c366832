/** Makes a response again whose body has been read, all of it or its start. */
import * as Effect from "effect/Effect"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import { BufferedResponse } from "./BufferedResponse.ts"

/** Statuses whose responses have no body. */
export const bodiless = (status: number): boolean =>
  status === 101 || status === 204 || status === 205 || status === 304

export interface Inspected {
  readonly response: HttpClientResponse.HttpClientResponse
  readonly body: string | undefined
  readonly complete: boolean
  /** Lets the connection go if the rest will not be read. */
  readonly discard: Effect.Effect<void>
}

/** Servers answer with what no `Response` can be made of: 101, and 600 to 999. */
const isOdd = (status: number): boolean => status < 200 || status > 599

/** The response with another body, in every form. */
export const rebuild = (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest,
  body: BodyInit
): HttpClientResponse.HttpClientResponse => {
  const source = new Response(bodiless(response.status) ? null : body, {
    status: isOdd(response.status) ? 200 : response.status,
    headers: Object.entries(response.headers)
  })
  return Object.defineProperties(HttpClientResponse.fromWeb(request, source), {
    status: { get: () => response.status },
    cookies: { get: () => response.cookies },
    remoteAddress: { get: () => response.remoteAddress }
  })
}

/** All of a body, read. */
export const whole = (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest,
  bytes: BodyInit,
  body: string
): Inspected => ({
  response: new BufferedResponse(request, response, body, () => rebuild(response, request, bytes)),
  body,
  complete: true,
  discard: Effect.void
})
