/**
 * The options that every server of the family has.
 *
 * @since 0.1.0
 */
import type { OptionCheck, ServerOptions } from "@crm-auth/core/Driver"
import type * as Duration from "effect/Duration"

/**
 * The options that every server of the family has.
 *
 * @category models
 * @since 0.1.0
 */
export interface WebserviceServerOptions extends ServerOptions {
  /** The installation's address with its path, such as `https://crm.example/vtiger`. */
  readonly url: string | URL
  /**
   * Whether a refused login is tried again with a fresh challenge. A login that lost its challenge to another client of
   * the user is refused as if its key were wrong, so such a refusal is followed by up to 3 further tries (hosted
   * Kafinea: 1), after random pauses and inside the login's deadline. Switch it off for a server that counts failed
   * logins.
   *
   * @default true
   */
  readonly freshChallengeRetry?: boolean | undefined
  /**
   * How long without use ends a session, so that no request has to find out. No reply says; servers clear idle sessions
   * away some time after 24 minutes unless they are set up differently, so give 20 minutes at most.
   *
   * @default a session is used until the server rejects it
   */
  readonly idleTimeout?: Duration.Input | undefined
}

/**
 * The checks of the family's own options, for login methods.
 *
 * @category constructors
 * @since 0.1.0
 */
export const webserviceOptionChecks: {
  readonly [K in Exclude<keyof WebserviceServerOptions, keyof ServerOptions>]-?: OptionCheck
} = { freshChallengeRetry: "flag", idleTimeout: "time" }
