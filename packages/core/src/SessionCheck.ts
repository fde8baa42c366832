/**
 * What a check of an account finds.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type { AuthError } from "./AuthError.ts"

/**
 * Where the trouble of a check lies.
 *
 * - `credentials`: they could not be read, or the vendor does not let this account in.
 * - `session`: the vendor rejects a session that it has just made.
 * - `server`: the server, or the way to it, does not work.
 * - `store`: the session store does not answer. Sessions work, and are not shared.
 *
 * @category models
 * @since 0.1.0
 */
export type SessionTrouble = "credentials" | "session" | "server" | "store"

/**
 * Whether an account's credentials work and its session is accepted, at one moment. Nothing in it is secret.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionCheck {
  /** Whether there is a session and the vendor accepts it. */
  readonly ok: boolean
  /** Where the trouble lies, if there is any. With `ok` it is the store: sessions work, and are not shared. */
  readonly trouble?: SessionTrouble
  /** Why the check failed. Missing if `ok`. */
  readonly error?: AuthError
  /** The vendor's name. */
  readonly vendor: string
  /** The vendor's server: the base URL. Missing where a map could not look up the account's options. */
  readonly server?: string
  /** The account's name, as its credentials say it. Missing where they could not be read, or hold secrets only. */
  readonly account?: string
  /** The id of the session, as logs and events name it. */
  readonly session?: string
  /** When the session's login was sent, in milliseconds since the epoch. */
  readonly issuedAt?: number
  /**
   * When the session ends if it is not used again, in milliseconds since the epoch. Missing where nothing says how long
   * it lives.
   */
  readonly expiresAt?: number
  /** Whether the check had to log in. */
  readonly loggedIn: boolean
  /** How long the check took. */
  readonly took: Duration.Duration
}
