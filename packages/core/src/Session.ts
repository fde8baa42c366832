/**
 * One session of one account.
 *
 * @since 0.1.0
 */
import type { SessionLifetime } from "./SessionLifetime.ts"

/**
 * A session as the engine hands it out.
 *
 * @category models
 * @since 0.1.0
 */
export interface Session<out A> {
  /** Names the session in logs and events: made by this library, unique per login and not secret. */
  readonly id: string
  /** What the vendor gave, its secrets `Redacted`. */
  readonly value: A
  /** When the login was sent, in milliseconds since the epoch, on Effect's `Clock`. */
  readonly issuedAt: number
  /** When the session expires. Without limits, only a rejection shows that it has. */
  readonly lifetime: SessionLifetime
}
