/**
 * Credentials as options give them: as they are, or as an effect that runs before each login.
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type { AuthError } from "./AuthError.ts"

/**
 * Either the credentials themselves, among the other options, or `credentials`.
 *
 * @category models
 * @since 0.1.0
 */
export type CredentialOptions<C> =
  | C
  | {
      /**
       * An effect that runs before each login, so that a rotated secret needs no restart. Its failure is an outage,
       * `CredentialsUnavailable`, of which only the tag of the error is told.
       */
      readonly credentials: Effect.Effect<C, unknown>
    }

/**
 * What a driver needs to know about its credentials.
 *
 * @category models
 * @since 0.1.0
 */
export interface CredentialSource<C> {
  /** Reads the credentials. It runs before each login. */
  readonly credentials: Effect.Effect<C, AuthError>
  /** Whether they never change, so that they need not be read again to find out. */
  readonly fixedCredentials: boolean
}
