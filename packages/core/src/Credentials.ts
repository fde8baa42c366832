/**
 * Credentials as options give them: as they are, or as an effect that is run before each login.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { AuthError } from "./AuthError.ts"
import { InvalidConfiguration } from "./Reason.ts"

/**
 * Either the credentials themselves, among the other options, or `credentials`: an effect that is run before each
 * login, so that a rotated secret needs no restart.
 *
 * @category models
 * @since 0.1.0
 */
export type CredentialOptions<C> = C | { readonly credentials: Effect.Effect<C, unknown> }

/**
 * What a driver needs to know about its credentials.
 *
 * @category models
 * @since 0.1.0
 */
export interface CredentialSource<C> {
  readonly credentials: Effect.Effect<C, AuthError>
  readonly fixedCredentials: boolean
}

const invalid = (vendor: string, field: string, detail: string) =>
  new AuthError({ vendor, operation: "configure", reason: new InvalidConfiguration({ field, detail }) })

const isEmpty = (value: unknown): boolean => {
  const plain = Redacted.isRedacted(value) ? Redacted.value(value) : value
  return !Predicate.isString(plain) || plain.trim() === ""
}

/**
 * Reads the fields of `C` out of options. Credentials that are given as they are are checked now, those of an effect
 * each time it has run: a required field that is missing or blank is `InvalidConfiguration` with the field's name, and
 * no request is made with it. So is a failure of the effect, of which only the tag is told.
 *
 * @category constructors
 * @since 0.1.0
 */
export const readCredentials = <C extends object>(
  vendor: string,
  options: CredentialOptions<C>,
  fields: {
    readonly pick: (options: C) => C
    readonly required: ReadonlyArray<keyof C & string>
    readonly check?: (credentials: C) => InvalidConfiguration | undefined
  }
): Effect.Effect<CredentialSource<C>, AuthError> => {
  const check = (given: C): Effect.Effect<C, AuthError> => {
    const credentials = fields.pick(given)
    const missing = fields.required.find((field) => isEmpty(credentials[field]))
    if (missing !== undefined) return Effect.fail(invalid(vendor, missing, "is missing or blank"))
    const wrong = fields.check?.(credentials)
    return wrong === undefined ? Effect.succeed(credentials) : Effect.fail(invalid(vendor, wrong.field, wrong.detail))
  }
  if ("credentials" in options) {
    const read = Effect.mapError(options.credentials, (error) =>
      error instanceof AuthError
        ? error
        : invalid(
            vendor,
            "credentials",
            `could not be read: ${Predicate.hasProperty(error, "_tag") ? String(error._tag) : "the effect failed"}`
          )
    )
    return Effect.succeed({ credentials: Effect.flatMap(read, check), fixedCredentials: false })
  }
  return Effect.map(check(options), (credentials) => ({
    credentials: Effect.succeed(credentials),
    fixedCredentials: true
  }))
}
