/**
 * The options that every vendor's server has.
 *
 * @since 0.1.0
 */
import type { Refine } from "./SessionDriver.ts"
import type { SessionManagerOptions } from "./SessionManager.ts"

/**
 * The options that every vendor's server has, beside those of its session manager.
 *
 * @category models
 * @since 0.1.0
 */
export interface ServerOptions extends SessionManagerOptions {
  /**
   * The server's address with its path, such as `https://crm.example/acme`.
   *
   * @default the vendor's one address, where it has one
   */
  readonly url?: string | URL | undefined
  /**
   * Permits `http:` to another host than this machine. Everything, credentials included, then travels readable to
   * everyone in between.
   *
   * @default false
   */
  readonly allowInsecureHttp?: boolean | undefined
  /**
   * Permits credentials, secret or not, that start or end with spaces; they are sent as they are. By default such a one is
   * refused with `InvalidConfiguration`, since the spaces mostly come from a file or from copying. Line breaks and tabs
   * are always refused.
   *
   * @default false
   */
  readonly allowSpacesAroundSecrets?: boolean | undefined
  /**
   * The `User-Agent` of every request: Latin characters without line breaks.
   *
   * @default `crm-auth-` and the vendor's name
   */
  readonly userAgent?: string | undefined
  /**
   * Says what a code of the vendor means that no public source explains. It gets each failure and may return another
   * reason for it.
   *
   * @default codes without documentation become `VendorFailure`
   */
  readonly refine?: Refine | undefined
}
