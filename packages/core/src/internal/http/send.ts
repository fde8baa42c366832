/** Sends a request so that no observer sees a secret. */
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
import { harden, type Hardening } from "./harden.ts"
import { scrub } from "../redaction.ts"

interface Showing extends Hardening {
  readonly secrets: ReadonlyArray<string>
  /** More attributes of the span. */
  readonly attributes?: () => { readonly [name: string]: string | number }
}

/** The single characters of a memorable word are never in a URL, and scrubbing them would damage every URL. */
const isWord = (secret: string): boolean => secret.length > 1

type Sent<E, R> = Effect.Effect<HttpClientResponse.HttpClientResponse, E, R>

/** The end of a request without the request itself, which the response and the failure hold as it was sent. */
const endOf = (exit: Exit.Exit<HttpClientResponse.HttpClientResponse, unknown>): Exit.Exit<void, string> =>
  Exit.match(exit, {
    onSuccess: ({ status }) => (status < 400 ? Exit.void : Exit.fail(`HTTP ${status}`)),
    onFailure: (cause) => (Cause.hasInterruptsOnly(cause) ? Exit.interrupt() : Exit.fail("the request failed"))
  })

/** Sends a request under the rules of `harden`. */
const sendHardened = <E, R>(
  client: HttpClient.HttpClient.With<E, R>,
  request: HttpClientRequest.HttpClientRequest,
  hardening: Hardening,
  span?: Tracer.Span
): Sent<E, R> =>
  Effect.updateContext(client.postprocess(Effect.succeed(request)), (context) => harden(context, hardening, span))

/** A request as observers may see it. */
const shownOf = (
  request: HttpClientRequest.HttpClientRequest,
  secrets: ReadonlyArray<string>
): HttpClientRequest.HttpClientRequest => {
  const url = scrub(request.url, secrets.every(isWord) ? secrets : secrets.filter(isWord))
  return url === request.url ? request : HttpClientRequest.setUrl(request, url)
}

/**
 * Sends a request in a span of its own. The span of the HTTP client is switched off: its exit holds the request as it was
 * sent and the reply, and its attributes hold every header of the reply, so a reader of spans would read sessions. Trace
 * headers are sent only when asked for. Where there is no tracer there is no span, unless trace headers need one.
 */
export const send = <E, R>(
  client: HttpClient.HttpClient.With<E, R>,
  request: HttpClientRequest.HttpClientRequest,
  showing: Showing
): Sent<E, R> =>
  Effect.withFiber((fiber) => {
    const { propagateTraces = false } = showing
    if (fiber.cache.tracer === undefined && !propagateTraces) return sendHardened(client, request, showing)
    const shown = shownOf(request, showing.secrets)
    if (fiber.getRef(HttpClient.TracerDisabledWhen)(shown)) return sendHardened(client, request, showing)
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
        const sent = propagateTraces ? HttpClientRequest.setHeaders(request, HttpTraceContext.toHeaders(span)) : request
        return Effect.onExit(sendHardened(client, sent, showing, span), (exit) =>
          Effect.sync(() => {
            if (Exit.isSuccess(exit)) span.attribute("http.response.status_code", exit.value.status)
            span.end(isTimed ? clock.currentTimeNanosUnsafe() : 0n, endOf(exit))
          })
        )
      }
    )
  })
