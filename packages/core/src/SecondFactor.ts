/**
 * Asks somebody, or something, for a second factor.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type { AuthError } from "./AuthError.ts"

/**
 * What is asked: a one-time key (the current one of an authenticator), or the memorable word (all of it; only the
 * characters that the vendor wants are sent). `prompt` is the vendor's own text, where it gave one.
 *
 * @category models
 * @since 0.1.0
 */
export interface SecondFactorRequest {
  readonly vendor: string
  readonly account: string
  readonly kind: "oneTimeKey" | "memorableWord"
  readonly prompt?: string
}

/**
 * Answers a second factor. It is asked once per login, only when the vendor wants a factor, and inside the login's
 * deadline (30 seconds by default: raise `loginTimeout` when a person has to type). The default has no answer, so that
 * such a login fails with `SecondFactorRequired`. An answer is never kept or sent again.
 *
 * @category references
 * @since 0.1.0
 */
export class SecondFactor extends Context.Reference<{
  readonly answer: (request: SecondFactorRequest) => Effect.Effect<Option.Option<Redacted.Redacted>, AuthError>
}>("@crm-auth/core/SecondFactor", { defaultValue: () => ({ answer: () => Effect.succeedNone }) }) {}
