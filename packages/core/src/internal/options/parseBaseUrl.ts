/** Reads the base URL that a user configures. Loaded on demand, where `plainUrl` does not know the URL for a good one. */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"

const loopback = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** What of a server its base URL is read with. */
export interface UrlRules {
  readonly default?: string
  readonly strip: ReadonlyArray<string>
}

/** What a user says of the server. */
export interface GivenUrl {
  readonly url?: string | URL | undefined
  readonly allowInsecureHttp?: boolean | undefined
}

/** The base URL in its one form, or what is wrong with it. */
export const parseBaseUrl = (rules: UrlRules, options: GivenUrl): Result.Result<string, string> => {
  const wanted = options.url ?? rules.default
  if (wanted !== undefined && !Predicate.isString(wanted) && !Predicate.hasProperty(wanted, "href")) {
    return Result.fail("must be a text or a URL")
  }
  const given = wanted === undefined ? undefined : String(wanted)
  if (given === undefined || given.trim() === "")
    return Result.fail("is missing; write the address of the installation")
  if (/^\s*https?:\/*https?:/i.test(given)) return Result.fail("holds https:// twice; write it once")
  const parsed = Result.try(() => new URL(given.trim()))
  if (Result.isFailure(parsed)) return Result.fail("is not an absolute URL; write it as https://host/path")
  const url = parsed.success
  if (url.protocol !== "https:" && url.protocol !== "http:") return Result.fail("must start with https://")
  if (url.username !== "" || url.password !== "") return Result.fail("must not hold a user name or password")
  if (url.search !== "" || url.hash !== "") return Result.fail("must not hold a query or a fragment")
  if (url.protocol === "http:" && options.allowInsecureHttp !== true && !loopback.test(url.hostname)) {
    return Result.fail(
      `is http: to ${url.hostname}; use https:, or set allowInsecureHttp if you accept that all is readable`
    )
  }
  const path = url.pathname.replace(/(?<!\/)\/+$/, "")
  const ending = rules.strip.filter((candidate) => path.endsWith(candidate)).sort((a, b) => b.length - a.length)[0]
  const base = ending === undefined ? path : path.slice(0, -ending.length)
  return Result.succeed(url.origin + base.replace(/(?<!\/)\/+$/, ""))
}
