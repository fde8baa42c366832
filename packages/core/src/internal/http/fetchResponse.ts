/** A response of Effect's `HttpClient` as a standard `Response`. */
import * as Context from "effect/Context"
import * as Cookies from "effect/http/Cookies"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"

const bodiless = (status: number): boolean => status === 204 || status === 205 || status === 304

const streamOf = (response: HttpClientResponse.HttpClientResponse): ReadableStream<Uint8Array> =>
  Stream.toReadableStreamWith(
    // A response without a body has no stream.
    Stream.catchTag(response.stream, "HttpClientError", (error) =>
      error.reason._tag === "EmptyBodyError" ? Stream.empty : Stream.fail(error)
    ),
    Context.empty()
  )

const headersOf = (response: HttpClientResponse.HttpClientResponse): Headers => {
  const headers = new Headers(Object.entries(response.headers))
  const cookies = Cookies.toSetCookieHeaders(response.cookies)
  if (cookies.length > 0) headers.delete("set-cookie")
  for (const cookie of cookies) headers.append("set-cookie", cookie)
  return headers
}

/**
 * The same response, its body not yet read. Its URL is the caller's: the one that was sent may hold the session. When
 * `signal` aborts, reading the body fails with the signal's reason, as after `fetch`. `undefined` for what a `Response`
 * can't be: the redirect that a browser hides from its page.
 */
export const toResponse = (
  response: HttpClientResponse.HttpClientResponse,
  signal: AbortSignal | undefined
): Response | undefined => {
  const { status } = response
  if (status < 200 || status > 599) return undefined
  const source = Option.getOrUndefined(HttpClientResponse.toWeb(response))
  const whole = bodiless(status) ? null : source === undefined ? streamOf(response) : source.body
  const body = whole === null || signal === undefined ? whole : whole.pipeThrough(new TransformStream(), { signal })
  const own = new Response(body, { status, headers: headersOf(response) })
  return Object.defineProperty(own, "url", { value: response.request.url })
}
