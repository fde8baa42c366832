/**
 * One session of one account.
 *
 * @since 0.1.0
 */
import type { SessionLifetime } from "./SessionLifetime.ts"

/**
 * A session as the engine hands it out. `id` is made by us, unique per login and not secret: it names the session in
 * logs and events. `value` is what the vendor gave, its secrets `Redacted`. `issuedAt` is the time, in milliseconds on
 * Effect's `Clock`, at which the login was sent.
 *
 * @category models
 * @since 0.1.0
 */
export interface Session<out A> {
  readonly id: string
  readonly value: A
  readonly issuedAt: number
  readonly lifetime: SessionLifetime
}
