/** The rules for every request that carries a secret or a session. */
import * as Context from "effect/Context"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Headers from "effect/http/Headers"
import * as HttpClient from "effect/http/HttpClient"
import * as UrlParams from "effect/http/UrlParams"
import * as Result from "effect/Result"
import * as Tracer from "effect/Tracer"

export interface Hardening {
  /** Names of query parameters and headers that hold a secret. */
  readonly redact: ReadonlyArray<string>
  readonly propagateTraces?: boolean | undefined
}

/** What `fetch` is told: no redirect, no cookies, and no cache, where the runtime lets this be said. */
let fetchInit: RequestInit | undefined

const hardenedInit = (): RequestInit => {
  if (fetchInit !== undefined) return fetchInit
  const init = { redirect: "manual", credentials: "omit", cache: "no-store" } as const
  const { cache: _, ...bare } = init
  // A runtime without a cache may refuse the word, in every request.
  return (fetchInit = Result.isSuccess(Result.try(() => new Request("https://localhost/", init))) ? init : bare)
}

interface Hardened {
  readonly redact: ReadonlyArray<string>
  readonly propagateTraces: boolean
  readonly context: Context.Context<never>
}

/** The latest context that was made of a fibre's own. A fibre that sends many requests mostly keeps its context. */
const latest = /*#__PURE__*/ new WeakMap<Context.Context<never>, Hardened>()

/**
 * The context to send a request in: no redirect is followed (fetch would send a form with its session to another
 * origin), no cookies are kept, no cache keeps an answer or gives one, no trace headers go to the vendor unless asked, the HTTP client makes no span of its
 * own, and what does make one keeps the names out of it. They are added to the fibre's own, for this request only.
 */
export const harden = <R>(
  context: Context.Context<R>,
  { propagateTraces = false, redact }: Hardening,
  span?: Tracer.AnySpan
): Context.Context<R> => {
  const known = latest.get(context)
  const isKnown = known !== undefined && known.redact === redact && known.propagateTraces === propagateTraces
  // It was made of this context, and has all that is in it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const hardened = isKnown ? (known.context as Context.Context<R>) : hardenedOf(context, redact, propagateTraces)
  if (!isKnown) latest.set(context, { redact, propagateTraces, context: hardened })
  return span === undefined ? hardened : Context.add(hardened, Tracer.ParentSpan, span)
}

const hardenedOf = <R>(
  context: Context.Context<R>,
  redact: ReadonlyArray<string>,
  propagateTraces: boolean
): Context.Context<R> => {
  const own = Context.getOrUndefined(context, FetchHttpClient.RequestInit)
  return context.pipe(
    Context.add(FetchHttpClient.RequestInit, own === undefined ? hardenedInit() : { ...own, ...hardenedInit() }),
    Context.add(HttpClient.TracerPropagationEnabled, propagateTraces),
    Context.add(HttpClient.TracerDisabledWhen, untraced),
    Context.add(UrlParams.CurrentRedactedNames, [...Context.get(context, UrlParams.CurrentRedactedNames), ...redact]),
    Context.add(Headers.CurrentRedactedNames, [...Context.get(context, Headers.CurrentRedactedNames), ...redact])
  )
}

const untraced = () => true
