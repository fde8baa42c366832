/**
 * Reads the start of a body of unsaid or great length, and hands on a response that still has all of it. It is loaded with
 * the first such body, and what it needs of the rest is handed in, so that the two share no code. Owns no state.
 */
import * as Cause from "effect/Cause"
import * as Channel from "effect/Channel"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Pull from "effect/Pull"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { join } from "../http/readBody.ts"
import type { Inspected, rebuild, whole } from "./rebuild.ts"

/** What it needs of the rest of core. */
export interface StartTools {
  readonly join: typeof join
  readonly rebuild: typeof rebuild
  readonly whole: typeof whole
  /** How many bytes of a body are read to understand it. */
  readonly window: number
}

export const inspectStart = (
  tools: StartTools,
  response: HttpClientResponse.HttpClientResponse,
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<Inspected, HttpClientError.HttpClientError> => {
  const scope = Scope.makeUnsafe()
  return Effect.onError(readStart(tools, response, request, scope), (cause) =>
    Scope.close(scope, Exit.failCause(cause))
  )
}

/** Pulls by hand: a web stream that could be peeked into costs more than the rest of a request. */
const readStart = Effect.fnUntraced(function* (
  { join, rebuild, whole, window }: StartTools,
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
