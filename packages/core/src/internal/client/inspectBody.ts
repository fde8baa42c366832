/** Reads as much of a response as classification needs, and hands on one that can still be read in every way. */
import * as Cause from "effect/Cause"
import * as Channel from "effect/Channel"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Pull from "effect/Pull"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { CallerResponse } from "./CallerResponse.ts"
import { join, saysSmall } from "../http/readBody.ts"
import { BufferedResponse } from "./BufferedResponse.ts"

/** How many bytes of a body are read to understand it; the rest passes through unread. */
const window = 64 * 1024

/** Statuses whose responses have no body. */
const bodiless = (status: number): boolean => status === 101 || status === 204 || status === 205 || status === 304

export interface Inspected {
  readonly response: HttpClientResponse.HttpClientResponse
  readonly body: string | undefined
  readonly complete: boolean
  /** Lets the connection go if the rest will not be read. */
  readonly discard: Effect.Effect<void>
}

/** A response that need not be read. */
export const unread = (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest
): Inspected => ({
  response: new CallerResponse(request, response),
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
): Inspected => ({
  response: new BufferedResponse(request, response, body, () => rebuild(response, request, bytes)),
  body,
  complete: true,
  discard: Effect.void
})

/** Reads the body, or its first 64 KiB. */
export const inspectBody = (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<Inspected, HttpClientError.HttpClientError> => {
  if (bodiless(response.status)) {
    return Effect.succeed({ response: rebuild(response, request, ""), body: "", complete: true, discard: Effect.void })
  }
  if (saysSmall(response, window)) {
    return Effect.map(response.arrayBuffer, (bytes) => whole(response, request, bytes, new TextDecoder().decode(bytes)))
  }
  return inspectStart(response, request)
}

const inspectStart = (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<Inspected, HttpClientError.HttpClientError> => {
  const scope = Scope.makeUnsafe()
  return Effect.onError(readStart(response, request, scope), (cause) => Scope.close(scope, Exit.failCause(cause)))
}

/** Pulls by hand: a web stream that could be peeked into costs more than the rest of a request. */
const readStart = /*#__PURE__*/ Effect.fnUntraced(function* (
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest,
  scope: Scope.Closeable
): Effect.fn.Return<Inspected, HttpClientError.HttpClientError> {
  const sent = yield* Channel.toPullScoped(Stream.toChannel(response.stream), scope)
  // The rest is read by the caller, later: its errors must not hold the request that was sent.
  const pull = Effect.catchTag(sent, "HttpClientError", (error): Pull.Pull<never, HttpClientError.HttpClientError> =>
    // A response without a body has no stream.
    error.reason._tag === "EmptyBodyError" ? Cause.done() : Effect.fail(cutShort(request))
  )
  const chunks: Array<Uint8Array> = []
  const step = Pull.matchEffect(pull, {
    onSuccess: (batch) => {
      chunks.push(...batch)
      return Effect.succeed(batch.reduce((sum, chunk) => sum + chunk.length, 0))
    },
    onDone: () => Effect.succeed("end" as const),
    onFailure: Effect.failCause
  })
  let size = 0
  let ended = false
  while (!ended && size <= window) {
    const bytes = yield* step
    if (bytes === "end") ended = true
    else size += bytes
  }
  const start = join(chunks)
  const close = Scope.close(scope, Exit.void)
  if (ended) {
    yield* close
    return whole(response, request, start, new TextDecoder().decode(start))
  }
  const rest = Stream.fromPull(Effect.succeed(pull)).pipe(Stream.ensuring(close))
  const web = yield* Stream.toReadableStreamEffect(Stream.concat(Stream.succeed(start), rest))
  const body = new TextDecoder().decode(start.subarray(0, window))
  return { response: rebuild(response, request, web), body, complete: false, discard: close }
})

const cutShort = (request: HttpClientRequest.HttpClientRequest) =>
  new HttpClientError.HttpClientError({
    reason: new HttpClientError.TransportError({ request, description: "the connection ended within the reply" })
  })
