/**
 * The base URL that a user configures.
 *
 * @since 0.1.0
 */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { AuthError, misconfigured } from "./AuthError.ts"
import { parseBaseUrl } from "./internal/options/parseBaseUrl.ts"
import { compile } from "./internal/protocol/compile.ts"
import { valueAt } from "./internal/protocol/pointer.ts"
import type { Protocol } from "./Protocol.ts"
import { UnexpectedResponse } from "./Reason.ts"

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
): Result.Result<string, AuthError> =>
  Result.mapError(parseBaseUrl(protocol.server, options), (detail) => misconfigured(protocol.vendor, "url", detail))

/**
 * The base URL of the requests of a session that the operation `login` made, out of its decoded reply. Fails with
 * `UnexpectedResponse` for a reply without one, and for a URL that `baseUrl` would refuse.
 *
 * @category combinators
 * @since 0.1.0
 */
export const protocolOrigin = (
  protocol: Protocol,
  login: string,
  document: unknown,
  options: Pick<BaseUrlOptions, "allowInsecureHttp"> = {}
): Result.Result<string, AuthError> => {
  const path = compile(protocol).logins.get(login)?.origin
  const url = path === undefined ? undefined : valueAt(document, path)
  const { path: fixed, strip } = protocol.server
  return Result.mapError(
    baseUrl(
      { vendor: protocol.vendor, server: { path: fixed, strip } },
      { ...options, url: Predicate.isString(url) ? url : undefined }
    ),
    ({ reason }) =>
      new AuthError({
        vendor: protocol.vendor,
        operation: login,
        reason: new UnexpectedResponse({
          status: 200,
          detail: `a base URL that ${"detail" in reason && reason.detail !== undefined ? reason.detail : "cannot be used"}`
        })
      })
  )
}
