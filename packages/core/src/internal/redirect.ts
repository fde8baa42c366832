/** Tells an answer that came from somewhere else, or that sends us there. */
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Result from "effect/Result"

const originOf = (url: string): string | undefined => Result.getOrUndefined(Result.try(() => new URL(url).origin))

/** A 3xx, a browser's opaque redirect (status 0), or an answer of another origin than was asked. */
export const isRedirect = (response: HttpClientResponse.HttpClientResponse): boolean => {
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) return true
  const asked = Option.map(HttpClientRequest.toUrl(response.request), (url) => url.origin)
  const answered = originOf(response.url)
  return answered !== undefined && Option.isSome(asked) && asked.value !== answered
}
