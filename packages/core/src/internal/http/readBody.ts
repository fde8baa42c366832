/** Reads bodies with a limit that this library counts itself: fetch and undici ignore Effect's. */
import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"

/** Joins chunks into one array. */
export const join = (chunks: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Whether the response states a small length, and states it of the body itself, not of its compressed form. */
export const saysSmall = (response: HttpClientResponse.HttpClientResponse, limit: number): boolean => {
  // A client may build its headers anew each time.
  const { headers } = response
  const length = headers["content-length"] ?? ""
  return headers["content-encoding"] === undefined && /^\d+$/.test(length) && Number(length) <= limit
}

/**
 * The body as text, or its first `limit` bytes; then the connection is released. Bytes that are not UTF-8 become
 * replacement characters.
 */
export const readText = (
  response: HttpClientResponse.HttpClientResponse,
  limit: number
): Effect.Effect<{ readonly text: string; readonly complete: boolean }, HttpClientError.HttpClientError> => {
  if (saysSmall(response, limit)) return Effect.map(response.text, (text) => ({ text, complete: true }))
  const chunks: Array<Uint8Array> = []
  let size = 0
  return response.stream.pipe(
    Stream.takeUntil((chunk) => {
      chunks.push(chunk)
      size += chunk.length
      return size > limit
    }),
    Stream.runDrain,
    // A response without a body has no stream.
    Effect.catchReason("HttpClientError", "EmptyBodyError", () => Effect.void),
    Effect.map(() => ({ text: new TextDecoder().decode(join(chunks).subarray(0, limit)), complete: size <= limit }))
  )
}
