/** Reads as much of a response as classification needs, and hands on one that can still be read in every way. */
import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import { CallerResponse } from "./CallerResponse.ts"
import { lazy } from "../lazy.ts"
import { join, saysSmall } from "../http/readBody.ts"
import type { StartTools } from "./inspectStart.ts"
import { bodiless, type Inspected, rebuild, whole } from "./rebuild.ts"

/** How many bytes of a body are read to understand it; the rest passes through unread. */
const window = 64 * 1024

/** What a body of unsaid or great length needs. */
export const loadStart = /*#__PURE__*/ lazy(() => import("./inspectStart.ts"))

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

const tools: StartTools = { join, rebuild, whole, window }

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
  return Effect.flatMap(loadStart, ({ inspectStart }) => inspectStart(tools, response, request))
}
