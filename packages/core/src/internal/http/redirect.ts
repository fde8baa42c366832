/** Recognises a redirect, and a reply that came from another origin. */
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Result from "effect/Result"

const originOf = (url: string): string | undefined => Result.getOrUndefined(Result.try(() => new URL(url).origin))

/** The same text up to the first slash of the path is the same origin, however a parser reads it. */
const isSameStart = (asked: string, answered: string): boolean => {
  const end = asked.indexOf("/", asked.indexOf("://") + 3)
  return end !== -1 && answered.startsWith(asked.slice(0, end + 1))
}

/** A 3xx, a browser's opaque redirect (status 0), or an answer of another origin than was asked. */
export const isRedirect = (response: HttpClientResponse.HttpClientResponse): boolean => {
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) return true
  // A client may build the URL anew each time.
  const { url } = response
  if (url === "" || isSameStart(response.request.url, url)) return false
  const asked = Option.map(HttpClientRequest.toUrl(response.request), ({ origin }) => origin)
  const answered = originOf(url)
  return answered !== undefined && Option.isSome(asked) && asked.value !== answered
}
