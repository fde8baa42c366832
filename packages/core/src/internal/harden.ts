/** What holds for every request that carries a secret or a session. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Headers from "effect/http/Headers"
import * as HttpClient from "effect/http/HttpClient"
import * as UrlParams from "effect/http/UrlParams"

/**
 * Follows no redirect (fetch would send a form with its session to another origin), keeps no cookies, sends no trace
 * headers to the vendor unless asked, and keeps `names` out of spans. The names are added to the fibre's own, for
 * these requests only.
 */
export const harden = <E, R>(
  client: HttpClient.HttpClient.With<E, R>,
  options: { readonly redact: ReadonlyArray<string>; readonly propagateTraces?: boolean | undefined }
): HttpClient.HttpClient.With<E, R> =>
  HttpClient.transformResponse(
    client,
    Effect.updateContext((context: Context.Context<R>): Context.Context<R> => {
      const own = Context.getOrUndefined(context, FetchHttpClient.RequestInit)
      const params = Context.get(context, UrlParams.CurrentRedactedNames)
      const headers = Context.get(context, Headers.CurrentRedactedNames)
      return context.pipe(
        Context.add(FetchHttpClient.RequestInit, { ...own, redirect: "manual", credentials: "omit" }),
        Context.add(HttpClient.TracerPropagationEnabled, options.propagateTraces === true),
        Context.add(UrlParams.CurrentRedactedNames, [...params, ...options.redact]),
        Context.add(Headers.CurrentRedactedNames, [...headers, ...options.redact])
      )
    })
  )
