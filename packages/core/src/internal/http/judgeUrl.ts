/**
 * Judges URLs of requests that are not plain. Loaded on demand; what it needs of the rest is handed in, so that the two
 * share no code.
 */
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Result from "effect/Result"
import type { mayClimb } from "./mayClimb.ts"

const parse = (url: string): URL | undefined => Result.getOrUndefined(Result.try(() => new URL(url)))

/**
 * The request of which `rest` follows `base`; without `rest` its URL is absolute, and its start is not that of `base`.
 * The URL is judged as the parser reads it and sent as it was judged.
 */
export const judgeUrl = (
  base: string,
  request: HttpClientRequest.HttpClientRequest,
  { isAbsolute, rest }: { readonly isAbsolute: boolean; readonly rest: string | undefined },
  climbs: typeof mayClimb
): Result.Result<HttpClientRequest.HttpClientRequest, string> => {
  const given = request.url
  const root = parse(base)
  const scheme = root === undefined || !/^[\\/]/.test(given) ? "" : root.protocol
  const url = parse(isAbsolute ? scheme + given : base + (rest ?? ""))
  if (root === undefined || url === undefined) return Result.fail("cannot be read as a URL")
  if (url.username !== "" || url.password !== "") return Result.fail("must not hold a user name or password")
  const folder = root.pathname.replace(/(?<!\/)\/+$/, "")
  const isBelow = url.pathname === folder || url.pathname.startsWith(`${folder}/`)
  if (url.origin !== root.origin || !isBelow)
    return Result.fail(`is not below ${base}; the session is sent nowhere else`)
  const path = url.pathname.slice(folder.length)
  // A base without a path has nothing above it.
  if (folder !== "" && climbs(path)) {
    return Result.fail(`holds an encoded "..", which may lead out of ${base}; the session is sent nowhere else`)
  }
  return Result.succeed(HttpClientRequest.setUrl(request, base + path + url.search + url.hash))
}
