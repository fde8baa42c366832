/** Keeps requests that carry a session below the base URL, however their URL is written. */
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Result from "effect/Result"
import { InvalidConfiguration } from "../../Reason.ts"

const absolute = /^(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i

/** A path that every parser and every server reads the same: no dot segment, no escape, no backslash, no control. */
const plain = /^(?:\/(?!\.)[\w.~!$&'()*+,=:@-]*)*(?=$|[?#])/

/** The deepest encoding that is looked through. Requests that are encoded more often are refused. */
const deepest = 4

const decodeOnce = (path: string): string =>
  path.replace(/%(?:u([\da-f]{4})|([\da-f]{2}))/gi, (_, wide: string | undefined, byte: string) =>
    String.fromCharCode(Number.parseInt(wide ?? byte, 16))
  )

/**
 * A segment that some server reads as `..`: after either slash, followed by blanks or path parameters, or with a dot
 * or slash as an overlong UTF-8 sequence.
 */
// oxlint-disable-next-line no-control-regex -- a null byte ends a path at some servers
const parent = /(?:^|[/\\]|\xc0\xaf|\xc1\x9c)(?:\.|\xc0[.\xae]){2}(?=$|[/\\;\s\0]|\xc0\xaf|\xc1\x9c)/

/** Whether a server may read a path as one that leaves its folder, once or several times decoded. */
export const mayClimb = (path: string): boolean => {
  for (let text = path, depth = 0; ; depth++) {
    if (parent.test(text)) return true
    const decoded = decodeOnce(text)
    if (decoded === text) return false
    if (depth === deepest) return true
    text = decoded
  }
}

const parse = (url: string): URL | undefined => Result.getOrUndefined(Result.try(() => new URL(url)))

/**
 * Makes the URL of a request absolute. A relative URL is below `base`; an absolute one has to be. The URL is judged as
 * the parser reads it and sent as it was judged. What leaves `base` fails with `InvalidConfiguration` of `url`: the
 * request would show the session to another server.
 */
export const withinBase = (
  base: string,
  request: HttpClientRequest.HttpClientRequest
): Result.Result<HttpClientRequest.HttpClientRequest, InvalidConfiguration> => {
  const given = request.url
  const isAbsolute = absolute.test(given)
  const rest = !isAbsolute
    ? `/${given.replace(/^\/+/, "")}`
    : given.startsWith(base)
      ? given.slice(base.length)
      : undefined
  if (rest !== undefined && plain.test(rest)) {
    return Result.succeed(isAbsolute ? request : HttpClientRequest.setUrl(request, base + rest))
  }
  const refuse = (detail: string) => Result.fail(new InvalidConfiguration({ field: "url", detail }))
  const root = parse(base)
  const scheme = root === undefined || !/^[\\/]/.test(given) ? "" : root.protocol
  const url = parse(isAbsolute ? scheme + given : base + (rest ?? ""))
  if (root === undefined || url === undefined) return refuse("cannot be read as a URL")
  if (url.username !== "" || url.password !== "") return refuse("must not hold a user name or password")
  const folder = root.pathname.replace(/(?<!\/)\/+$/, "")
  const isBelow = url.pathname === folder || url.pathname.startsWith(`${folder}/`)
  if (url.origin !== root.origin || !isBelow) return refuse(`is not below ${base}; the session is sent nowhere else`)
  const path = url.pathname.slice(folder.length)
  // A base without a path has nothing above it.
  if (folder !== "" && mayClimb(path)) {
    return refuse(`holds an encoded "..", which may lead out of ${base}; the session is sent nowhere else`)
  }
  return Result.succeed(HttpClientRequest.setUrl(request, base + path + url.search + url.hash))
}
