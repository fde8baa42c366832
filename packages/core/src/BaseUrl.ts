/**
 * The base URL that a user configures.
 *
 * @since 0.1.0
 */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { type AuthError, misconfigured } from "./AuthError.ts"
import type { Protocol } from "./Protocol.ts"

const loopback = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Where a vendor's server is.
 *
 * @category models
 * @since 0.1.0
 */
export interface BaseUrlOptions {
  /** The address of the installation. @default the vendor's one host, where it has one */
  readonly url?: string | URL | undefined
  /**
   * Permits `http:` to a host that is not this machine: everything, credentials included, then travels readable to all
   * in between. @default false
   */
  readonly allowInsecureHttp?: boolean | undefined
}

/** The latest good URL of each vendor: every operation asks for it again, and few programs have two. */
const accepted = /*#__PURE__*/ new WeakMap<
  Protocol["server"],
  { readonly given: string; readonly insecure: boolean | undefined; readonly base: Result.Result<string, AuthError> }
>()

/**
 * Brings a base URL into its one form: no trailing slash, no ending that users copy along (`/webservice.php`). Fails
 * with `InvalidConfiguration` of the field `url` for what is no absolute URL, `http:` to a remote host, or a URL with
 * user name, password, query or fragment.
 *
 * @category constructors
 * @since 0.1.0
 */
export const baseUrl = (
  protocol: Pick<Protocol, "vendor" | "server">,
  options: BaseUrlOptions
): Result.Result<string, AuthError> => {
  const invalid = (detail: string) => Result.fail(misconfigured(protocol.vendor, "url", detail))
  const wanted = options.url ?? protocol.server.default
  if (wanted !== undefined && !Predicate.isString(wanted) && !Predicate.hasProperty(wanted, "href")) {
    return invalid("must be a text or a URL")
  }
  const given = wanted === undefined ? undefined : String(wanted)
  const before = accepted.get(protocol.server)
  if (before !== undefined && before.given === given && before.insecure === options.allowInsecureHttp)
    return before.base
  if (given === undefined || given.trim() === "") return invalid("is missing; write the address of the installation")
  if (/^\s*https?:\/*https?:/i.test(given)) return invalid("holds https:// twice; write it once")
  const parsed = Result.try(() => new URL(given.trim()))
  if (Result.isFailure(parsed)) return invalid("is not an absolute URL; write it as https://host/path")
  const url = parsed.success
  if (url.protocol !== "https:" && url.protocol !== "http:") return invalid("must start with https://")
  if (url.username !== "" || url.password !== "") return invalid("must not hold a user name or password")
  if (url.search !== "" || url.hash !== "") return invalid("must not hold a query or a fragment")
  if (url.protocol === "http:" && options.allowInsecureHttp !== true && !loopback.test(url.hostname)) {
    return invalid(
      `is http: to ${url.hostname}; use https:, or set allowInsecureHttp if you accept that all is readable`
    )
  }
  const path = url.pathname.replace(/(?<!\/)\/+$/, "")
  const ending = protocol.server.strip
    .filter((candidate) => path.endsWith(candidate))
    .sort((a, b) => b.length - a.length)[0]
  const base = ending === undefined ? path : path.slice(0, -ending.length)
  const made = Result.succeed(url.origin + base.replace(/(?<!\/)\/+$/, ""))
  accepted.set(protocol.server, { given, insecure: options.allowInsecureHttp, base: made })
  return made
}
