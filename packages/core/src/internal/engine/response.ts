/** Reads as much of a response as classification needs, and hands on one that can still be read in every way. */
import * as Effect from "effect/Effect"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"
import { Answered } from "./Answered.ts"
import { join, saysSmall } from "../readResponse.ts"
import { Whole } from "./Whole.ts"

/** So much of a body is looked at; the rest passes through unread. */
const window = 64 * 1024

/** Statuses whose responses have no body. */
const bodiless = (status: number): boolean => status === 101 || status === 204 || status === 205 || status === 304

export interface Looked {
  readonly response: HttpClientResponse.HttpClientResponse
  readonly body: string | undefined
  readonly complete: boolean
  /** Lets the connection go when nobody will read the rest. */
  readonly discard: Effect.Effect<void>
}

/** A response that need not be read. */
export const unread = (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest
): Looked => ({
  response: new Answered(request, response),
  body: undefined,
  complete: false,
  discard: Effect.void
})

/** Servers answer with what no `Response` can be made of: 101, and 600 to 999. */
const isOdd = (status: number): boolean => status < 200 || status > 599

const rebuild = (
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
const whole = (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest,
  bytes: BodyInit,
  body: string
): Looked => ({
  response: new Whole(request, response, body, () => rebuild(response, request, bytes)),
  body,
  complete: true,
  discard: Effect.void
})

/** Reads the body, or its first 64 KiB. */
export const look = (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<Looked, HttpClientError.HttpClientError> => {
  if (bodiless(response.status)) {
    return Effect.succeed({ response: rebuild(response, request, ""), body: "", complete: true, discard: Effect.void })
  }
  if (saysSmall(response, window)) {
    return Effect.map(response.arrayBuffer, (bytes) => whole(response, request, bytes, new TextDecoder().decode(bytes)))
  }
  return lookAtStart(response, request)
}

const lookAtStart = Effect.fnUntraced(function* (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest
): Effect.fn.Return<Looked, HttpClientError.HttpClientError> {
  const reader = yield* readerOf(response, request)
  const discard = Effect.sync(() => void reader.cancel().catch(() => undefined))
  const read = Effect.onInterrupt(
    Effect.tryPromise({ try: () => reader.read(), catch: () => cutShort(request) }),
    () => discard
  )
  const chunks: Array<Uint8Array> = []
  let size = 0
  let done = false
  while (!done && size <= window) {
    const step = yield* read
    if (step.done) done = true
    else {
      chunks.push(step.value)
      size += step.value.length
    }
  }
  const start = join(chunks)
  const body = new TextDecoder().decode(start.subarray(0, window))
  if (done && start.length <= window) return whole(response, request, start, body)
  if (done) return { response: rebuild(response, request, start), body, complete: true, discard: Effect.void }
  const rest = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(start),
    pull: (controller) =>
      reader.read().then((step) => (step.done ? controller.close() : controller.enqueue(step.value))),
    cancel: (reason) => reader.cancel(reason)
  })
  return { response: rebuild(response, request, rest), body, complete: false, discard }
})

/** The rest is read by the caller, later: its errors must not hold the request that was sent. */
const readerOf = (response: HttpClientResponse.HttpClientResponse, request: HttpClientRequest.HttpClientRequest) =>
  response.stream.pipe(
    // A response without a body has no stream.
    Stream.catchTag("HttpClientError", (error) =>
      error.reason._tag === "EmptyBodyError" ? Stream.empty : Stream.fail(cutShort(request))
    ),
    Stream.toReadableStreamEffect(),
    Effect.map((source) => source.getReader())
  )

const cutShort = (request: HttpClientRequest.HttpClientRequest) =>
  new HttpClientError.HttpClientError({
    reason: new HttpClientError.TransportError({ request, description: "the connection ended within the reply" })
  })
