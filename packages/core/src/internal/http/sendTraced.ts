/**
 * Sends requests in spans that show no secret. Loaded on demand: where the application has a tracer, or wants trace
 * headers to be sent. What it needs of the rest is handed in, so that the two share no code.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as HttpTraceContext from "effect/http/HttpTraceContext"
import * as UrlParams from "effect/http/UrlParams"
import * as References from "effect/References"
import type * as Tracer from "effect/Tracer"
import type { scrub } from "../redaction.ts"

/** What of a request its span shows. */
export interface Shown {
  /** What the span must not show. */
  readonly secrets: ReadonlyArray<string>
  /** Names of query parameters that hold a secret. */
  readonly redact: ReadonlyArray<string>
  readonly propagateTraces?: boolean | undefined
  /** More attributes of the span. */
  readonly attributes?: () => { readonly [name: string]: string | number }
}

/** The single characters of a memorable word are never in a URL, and scrubbing them would damage every URL. */
const isWord = (secret: string): boolean => secret.length > 1

/** The end of a request without the request itself, which the response and the failure hold as it was sent. */
const endOf = (exit: Exit.Exit<HttpClientResponse.HttpClientResponse, unknown>): Exit.Exit<void, string> =>
  Exit.match(exit, {
    onSuccess: ({ status }) => (status < 400 ? Exit.void : Exit.fail(`HTTP ${status}`)),
    onFailure: (cause) => (Cause.hasInterruptsOnly(cause) ? Exit.interrupt() : Exit.fail("the request failed"))
  })

/** A request as observers may see it. */
const shownOf = (
  request: HttpClientRequest.HttpClientRequest,
  secrets: ReadonlyArray<string>,
  clean: typeof scrub
): HttpClientRequest.HttpClientRequest => {
  const url = clean(request.url, secrets.every(isWord) ? secrets : secrets.filter(isWord))
  return url === request.url ? request : HttpClientRequest.setUrl(request, url)
}

/**
 * Sends a request in a span of its own. The span of the HTTP client is switched off: its exit holds the request as it was
 * sent and the reply, and its attributes hold every header of the reply, so a reader of spans would read sessions. Trace
 * headers are sent only when asked for. `send` sends the request, in a span if it gets one.
 */
export const sendTraced = <E, R>(
  clean: typeof scrub,
  send: (
    request: HttpClientRequest.HttpClientRequest,
    span?: Tracer.Span
  ) => Effect.Effect<HttpClientResponse.HttpClientResponse, E, R>,
  request: HttpClientRequest.HttpClientRequest,
  showing: Shown
): Effect.Effect<HttpClientResponse.HttpClientResponse, E, R> =>
  Effect.withFiber((fiber) => {
    const shown = shownOf(request, showing.secrets, clean)
    if (fiber.getRef(HttpClient.TracerDisabledWhen)(shown)) return send(request)
    const names = [...fiber.getRef(UrlParams.CurrentRedactedNames), ...showing.redact]
    const attributes = {
      "http.request.method": request.method,
      "url.full": UrlParams.redactUrl(shown.url, names),
      ...showing.attributes?.()
    }
    const clock = fiber.getRef(Clock.Clock)
    const isTimed = fiber.getRef(References.TracerTimingEnabled)
    return Effect.flatMap(
      Effect.makeSpan(fiber.getRef(HttpClient.SpanNameGenerator)(shown), { kind: "client", attributes }),
      (span) => {
        const sent =
          showing.propagateTraces === true
            ? HttpClientRequest.setHeaders(request, HttpTraceContext.toHeaders(span))
            : request
        return Effect.onExit(send(sent, span), (exit) =>
          Effect.sync(() => {
            if (Exit.isSuccess(exit)) span.attribute("http.response.status_code", exit.value.status)
            span.end(isTimed ? clock.currentTimeNanosUnsafe() : 0n, endOf(exit))
          })
        )
      }
    )
  })
