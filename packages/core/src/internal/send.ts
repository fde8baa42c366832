/** Sends a request. Where its URL has a secret written into it, the HTTP client's own span and errors would show it. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as HttpTraceContext from "effect/http/HttpTraceContext"
import * as UrlParams from "effect/http/UrlParams"
import { scrub } from "./text.ts"

interface Showing {
  readonly secrets: ReadonlyArray<string>
  /** Names of query parameters that hold a secret. */
  readonly redact: ReadonlyArray<string>
  readonly propagateTraces?: boolean | undefined
}

type Sent<E, R> = Effect.Effect<HttpClientResponse.HttpClientResponse, E, R>

export const send = <E, R>(
  client: HttpClient.HttpClient.With<E, R>,
  request: HttpClientRequest.HttpClientRequest,
  showing: Showing
): Sent<E, R> => {
  const { secrets } = showing
  const shows = secrets.some(
    (secret) => request.url.includes(secret) || request.url.includes(encodeURIComponent(secret))
  )
  return shows
    ? inOwnSpan(client, request, HttpClientRequest.setUrl(request, scrub(request.url, secrets)), showing)
    : client.postprocess(Effect.succeed(request))
}

/** Tells of the request what the HTTP client's own span would, less the secret. */
const inOwnSpan = <E, R>(
  client: HttpClient.HttpClient.With<E, R>,
  request: HttpClientRequest.HttpClientRequest,
  shown: HttpClientRequest.HttpClientRequest,
  { propagateTraces, redact }: Showing
): Sent<E, R> =>
  Effect.withFiber((fiber) => {
    const untraced = (sent: HttpClientRequest.HttpClientRequest): Sent<E, R> =>
      Effect.provideService(client.postprocess(Effect.succeed(sent)), HttpClient.TracerDisabledWhen, () => true)
    if (fiber.getRef(HttpClient.TracerDisabledWhen)(shown)) return untraced(request)

    const names = [...fiber.getRef(UrlParams.CurrentRedactedNames), ...redact]
    const attributes = { "http.request.method": request.method, "url.full": UrlParams.redactUrl(shown.url, names) }
    let ended: Exit.Exit<HttpClientResponse.HttpClientResponse, E> | undefined
    return Effect.useSpan(fiber.getRef(HttpClient.SpanNameGenerator)(shown), { kind: "client", attributes }, (span) => {
      const sent =
        propagateTraces === true ? HttpClientRequest.setHeaders(request, HttpTraceContext.toHeaders(span)) : request
      return untraced(sent).pipe(
        Effect.withParentSpan(span, { captureStackTrace: false }),
        Effect.exit,
        Effect.flatMap((exit) => {
          ended = exit
          if (Exit.isFailure(exit)) return Effect.fail("the request failed")
          const { status } = exit.value
          span.attribute("http.response.status_code", status)
          return status < 400 ? Effect.void : Effect.fail(`HTTP ${status}`)
        })
      )
    }).pipe(Effect.ignore, Effect.andThen(Effect.suspend(() => ended ?? Effect.interrupt)))
  })
