/** Sends a request so that nothing that watches it sees a secret. */
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

/** Single characters, of a memorable word, are in no URL, and would tear holes into every one. */
const isWord = (secret: string): boolean => secret.length > 1

type Sent<E, R> = Effect.Effect<HttpClientResponse.HttpClientResponse, E, R>

/**
 * Sends a request in a span of our own. The HTTP client's keeps, in the exit it ends with, the request as it was sent
 * and the answer, and has every header of the answer among its attributes: whatever reads spans would read sessions. It
 * is switched off, and with it the trace headers, which are sent when asked for.
 */
export const send = <E, R>(
  client: HttpClient.HttpClient.With<E, R>,
  request: HttpClientRequest.HttpClientRequest,
  { propagateTraces, redact, secrets }: Showing
): Sent<E, R> =>
  Effect.withFiber((fiber) => {
    const untraced = (sent: HttpClientRequest.HttpClientRequest): Sent<E, R> =>
      Effect.provideService(client.postprocess(Effect.succeed(sent)), HttpClient.TracerDisabledWhen, () => true)
    const shown = HttpClientRequest.setUrl(
      request,
      scrub(request.url, secrets.every(isWord) ? secrets : secrets.filter(isWord))
    )
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
