/**
 * Asks a person, or a program, for a second factor.
 *
 * @since 0.1.0
 */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { AuthError } from "./AuthError.ts"
import { CredentialsUnavailable } from "./Reason.ts"

/**
 * What is asked.
 *
 * @category models
 * @since 0.1.0
 */
export interface SecondFactorRequest {
  /** The vendor's name, such as `kayako`. */
  readonly vendor: string
  /** The user name of the account that logs in. */
  readonly account: string
  /**
   * A one-time key (the current one of an authenticator), or the memorable word (all of it; only the characters that the
   * vendor wants are sent).
   */
  readonly kind: "oneTimeKey" | "memorableWord"
  /** The vendor's own text, where it gave one. */
  readonly prompt?: string
  /** How many answers of this login were refused already. @default 0 */
  readonly refused?: number
}

/**
 * Answers a second factor. It is asked only when the vendor wants a factor, and inside the login's deadline (30 seconds
 * by default: raise `loginTimeout` when a person has to type). When the vendor refuses a one-time key, another one is
 * asked for, at most twice in the same login. The default has no answer, so that such a login fails with
 * `SecondFactorRequired`. An answer is never kept, and the same one is never sent again.
 *
 * @category references
 * @since 0.1.0
 */
export class SecondFactor
  extends /*#__PURE__*/ Context.Reference<{
    /** Returns the answer, or `Option.none()` to give up. A defect becomes `CredentialsUnavailable`. */
    readonly answer: (request: SecondFactorRequest) => Effect.Effect<Option.Option<Redacted.Redacted>, AuthError>
  }>("@crm-auth/core/SecondFactor", { defaultValue: () => ({ answer: () => Effect.succeedNone }) }) {}

/** What the application provides to answer a second factor. */
type Answerer = (typeof SecondFactor)["Service"]

/** Answers that are sent in one login. Vendors whose lockout is known allow three failures at least. */
const mostAnswers = 3

/**
 * Asks for a second factor. A defect of the application's answer is `CredentialsUnavailable`: it must not end the login
 * of a thousand callers as a defect.
 *
 * @category combinators
 * @since 0.1.0
 */
export const askSecondFactor = (
  factor: Answerer,
  request: SecondFactorRequest
): Effect.Effect<Option.Option<Redacted.Redacted>, AuthError> =>
  Effect.suspend(() => factor.answer(request)).pipe(
    Effect.catchCauseIf(Cause.hasDies, () => {
      const reason = new CredentialsUnavailable({ detail: "the second factor ended in a defect" })
      return Effect.fail(new AuthError({ vendor: request.vendor, operation: "login", reason }))
    })
  )

/**
 * Logs in with a one-time key. `required` is the vendor's demand for one, and the failure if there is no answer. A key
 * that is refused is asked for again, at most twice; any other failure ends the login.
 *
 * @category combinators
 * @since 0.1.0
 */
export const withOneTimeKey = /*#__PURE__*/ Effect.fnUntraced(function* <A, R>(
  factor: Answerer,
  account: string,
  required: AuthError,
  login: (key: Redacted.Redacted) => Effect.Effect<A, AuthError, R>
): Effect.fn.Return<A, AuthError, R> {
  let failure = required
  let last: string | undefined
  for (let refused = 0; refused < mostAnswers; refused++) {
    const { reason, vendor } = failure
    const prompt = "detail" in reason ? reason.detail : undefined
    const answer = yield* askSecondFactor(factor, {
      vendor,
      account,
      kind: "oneTimeKey",
      ...(prompt === undefined ? undefined : { prompt }),
      ...(refused === 0 ? undefined : { refused })
    })
    if (Option.isNone(answer) || Redacted.value(answer.value) === last) return yield* failure
    last = Redacted.value(answer.value)
    const result = yield* Effect.result(login(answer.value))
    if (result._tag === "Success") return result.success
    failure = result.failure
    if (failure.reason._tag !== "SecondFactorRejected") return yield* failure
  }
  return yield* failure
})
