/** The span of one request. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as HttpTraceContext from "effect/http/HttpTraceContext"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type * as Tracer from "effect/Tracer"

type Send<E, R> = (
  request: HttpClientRequest.HttpClientRequest
) => Effect.Effect<HttpClientResponse.HttpClientResponse, E, R>

/** The attributes of OpenTelemetry that can hold no secret. A path may: it is named by what it was made of. */
const describe = (span: Tracer.Span, request: HttpClientRequest.HttpClientRequest, target: string | undefined) => {
  span.attribute("http.request.method", request.method)
  const url = Option.getOrUndefined(HttpClientRequest.toUrl(request))
  if (url === undefined) return
  span.attribute("server.address", url.hostname)
  if (url.port !== "") span.attribute("server.port", Number(url.port))
  if (target === undefined) span.attribute("url.path", url.pathname)
  else span.attribute("url.template", target)
}

/** What went wrong, by its tag: the failure itself holds the request, and a status says all there is to say. */
const tagOf = (error: unknown): string =>
  Predicate.hasProperty(error, "reason") && Predicate.hasProperty(error.reason, "_tag")
    ? String(error.reason._tag)
    : "_OTHER"

/**
 * Sends a request in a span of our own. The HTTP client's keeps the request and its answer in a failed exit, the URL
 * with what its path holds, and every header of the answer, so that whatever reads spans reads sessions. It is switched
 * off, and with it the trace headers, which are sent when asked for.
 */
export const inSpan =
  <E, R>(
    send: Send<E, R>,
    options: { readonly target?: string | undefined; readonly propagate: boolean }
  ): Send<E, R> =>
  (request) =>
    Effect.contextWith((context: Context.Context<R>) => {
      if (Context.get(context, HttpClient.TracerDisabledWhen)(request)) return send(request)
      const name = Context.get(context, HttpClient.SpanNameGenerator)(request)
      let outcome: Exit.Exit<HttpClientResponse.HttpClientResponse, E> | undefined
      const traced = Effect.useSpan(name, { kind: "client" }, (span) => {
        describe(span, request, options.target)
        const sent = options.propagate
          ? HttpClientRequest.setHeaders(request, HttpTraceContext.toHeaders(span))
          : request
        return send(sent).pipe(
          Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
          Effect.tap(({ status }) =>
            Effect.sync(() => {
              span.attribute("http.response.status_code", status)
              if (status >= 400) span.attribute("error.type", String(status))
            })
          ),
          Effect.tapError((error) => Effect.sync(() => span.attribute("error.type", tagOf(error)))),
          Effect.exit,
          // A span keeps what it ends with.
          Effect.map((exit) => {
            outcome = exit
          })
        )
      })
      return Effect.andThen(
        traced,
        Effect.suspend(() => outcome ?? Effect.interrupt)
      )
    })
