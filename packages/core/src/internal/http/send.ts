/** Sends a request so that no observer sees a secret. */
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Tracer from "effect/Tracer"
import { failureSide } from "../account/failures.ts"
import { loadSpans } from "../loadSpans.ts"
import { harden } from "./harden.ts"
import type { Shown } from "./sendTraced.ts"

type Sent<E, R> = Effect.Effect<HttpClientResponse.HttpClientResponse, E, R>

/**
 * Sends a request under the rules of `harden`, in a span if there is a tracer or trace headers are asked for. Where the
 * code that makes spans cannot be loaded, the request is sent without one.
 */
export const send = <E, R>(
  client: HttpClient.HttpClient.With<E, R>,
  request: HttpClientRequest.HttpClientRequest,
  showing: Shown
): Sent<E, R> =>
  Effect.withFiber((fiber) => {
    const bare = (request: HttpClientRequest.HttpClientRequest, span?: Tracer.Span): Sent<E, R> =>
      Effect.updateContext(client.postprocess(Effect.succeed(request)), (context) => harden(context, showing, span))
    if (fiber.cache.tracer === undefined && showing.propagateTraces !== true) return bare(request)
    // A span shows the URL, out of which secrets are taken like out of a server's text.
    return Effect.matchCauseEffect(Effect.all([loadSpans, failureSide]), {
      onSuccess: ([{ sendTraced }, { scrub }]) => sendTraced(scrub, bare, request, showing),
      onFailure: () => bare(request)
    })
  })
