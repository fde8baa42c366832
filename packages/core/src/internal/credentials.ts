/** Reads and checks the credentials of one login method, wherever they come from. */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { AuthError, misconfigured } from "../AuthError.ts"
import type { CredentialSource } from "../Credentials.ts"
import type { CredentialField, CredentialVariant, LoginCredentials } from "../LoginCredentials.ts"
import { CredentialsUnavailable } from "../Reason.ts"
import type { OptionCheck } from "./options.ts"

/** What is wrong with a text, secret or not. */
const checkText = (value: unknown, required: boolean): string | undefined => {
  if (!Predicate.isString(value)) return "must hold a text"
  if (value.trim() !== "") return undefined
  return required ? "is missing or blank" : "is blank; leave it out instead"
}

/** Vendors take secrets byte for byte. White space around one nearly always comes from a file or from copying. */
const checkFrame = (secret: unknown, spaces: boolean): string | undefined => {
  if (!Predicate.isString(secret) || secret.trim() === secret) return undefined
  if (/^\s*[^\S ]|[^\S ]\s*$/.test(secret)) {
    return "starts or ends with a line break or other white space, often that of the file it was read from; remove it"
  }
  return spaces
    ? undefined
    : "starts or ends with a space; remove it, or set allowSpacesAroundSecrets if the space is part of the secret"
}

const checkSecret = (value: unknown, required: boolean, spaces: boolean): string | undefined => {
  if (!Redacted.isRedacted(value)) return "must be Redacted, so that nothing prints it; write Redacted.make(…)"
  // The value of a Redacted is known only to the copy of effect that made it.
  const secret = Result.try(() => Redacted.value(value))
  if (Result.isFailure(secret)) {
    return "cannot be read: it was wiped, or another copy of effect made it; install effect once"
  }
  return checkText(secret.success, required) ?? checkFrame(secret.success, spaces)
}

/** The check of one field's value. */
const checkField = ({ kind, required, secret }: CredentialField, spaces: boolean): OptionCheck => {
  if (kind === "number") return (value) => (Number.isSafeInteger(value) ? undefined : "must be a whole number")
  if (secret) return (value) => checkSecret(value, required, spaces)
  return (value) => (Redacted.isRedacted(value) ? "must be a plain text, not Redacted" : checkText(value, required))
}

/**
 * Where a set of fields fits no variant: one field too few or too many, judged by the variant that fits best. Generated
 * credentials with variants name it.
 *
 * @category credentials
 * @since 0.1.0
 */
export const checkVariants = (
  variants: ReadonlyArray<CredentialVariant>,
  given: ReadonlyArray<string>
): readonly [field: string, detail: string] | undefined => {
  let best: { readonly wrong: number; readonly field: string; readonly detail: string } | undefined
  for (const { optional, required } of variants) {
    const missing = required.filter((name) => !given.includes(name))
    const extra = given.filter((name) => !required.includes(name) && !optional.includes(name))
    const beside = required.filter((name) => given.includes(name)).join(" and ")
    const [tooMuch] = extra
    const [tooLittle] = missing
    const wrong = missing.length + extra.length
    if (best !== undefined && best.wrong <= wrong) continue
    if (tooMuch !== undefined) {
      best = {
        wrong,
        field: tooMuch,
        detail: `does not go with ${beside === "" ? required.join(" and ") : beside}; leave one of them out`
      }
    } else if (tooLittle !== undefined) {
      best = {
        wrong,
        field: tooLittle,
        detail: beside === "" ? "is missing or blank" : `is missing; it goes with ${beside}`
      }
    } else return undefined
  }
  return best === undefined ? undefined : [best.field, best.detail]
}

/** What a login method says about its credentials. */
export interface CredentialRules<C> {
  readonly vendor: string
  readonly fields: ReadonlyArray<CredentialField>
  readonly variants?: ReadonlyArray<CredentialVariant> | undefined
  readonly checkVariants?: LoginCredentials["checkVariants"] | undefined
  /** Whether a secret may start or end with spaces. */
  readonly allowSpacesAroundSecrets: boolean
  readonly check: (credentials: C) => { readonly field: string; readonly detail: string } | undefined
}

/** Takes the method's own fields out of what was given, and fails for the first that is wrong. */
const pickCredentials = <C>(rules: CredentialRules<C>, given: unknown): Result.Result<C, AuthError> => {
  const { allowSpacesAroundSecrets, fields, variants = [], vendor } = rules
  const fail = (field: string, detail: string) => Result.fail(misconfigured(vendor, field, detail))
  if (!Predicate.isObject(given)) {
    return fail("credentials", `must give an object with ${fields.map(({ name }) => name).join(", ")}`)
  }
  const picked: { [name: string]: unknown } = {}
  for (const field of fields) {
    const { name, required } = field
    const value = Predicate.hasProperty(given, name) ? given[name] : undefined
    if (value === undefined || value === null) {
      if (required) return fail(name, "is missing or blank")
      continue
    }
    const detail = checkField(field, allowSpacesAroundSecrets)(value)
    if (detail !== undefined) return fail(name, detail)
    picked[name] = value
  }
  const mixed = rules.checkVariants?.(variants, Object.keys(picked))
  if (mixed !== undefined) return fail(...mixed)
  // The fields, and their types, were checked one by one.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const credentials = picked as C
  const wrong = rules.check(credentials)
  return wrong === undefined ? Result.succeed(credentials) : fail(wrong.field, wrong.detail)
}

/** A source that fails is an outage. Only the tag is told: the text of an error may hold anything. */
export const unreadable = (vendor: string, error: unknown): AuthError => {
  if (error instanceof AuthError) return error
  const detail = Predicate.hasProperty(error, "_tag") ? String(error._tag) : "their effect failed"
  return new AuthError({ vendor, operation: "login", reason: new CredentialsUnavailable({ detail }) })
}

/** The credentials among the options of an account, or those of the effect that an account names. */
export const readSource = <C>(
  rules: CredentialRules<C>,
  options: object
): Result.Result<CredentialSource<C>, AuthError> => {
  const credentials = "credentials" in options ? options.credentials : undefined
  if (credentials === undefined) {
    return Result.map(pickCredentials(rules, options), (fixed) => ({
      credentials: Effect.succeed(fixed),
      fixedCredentials: true
    }))
  }
  if (!Effect.isEffect(credentials)) {
    const detail = "must be an Effect; write Effect.promise(() => …) around an async function"
    return Result.fail(misconfigured(rules.vendor, "credentials", detail))
  }
  // An effect that needs services cannot be given: the type of the option says so.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const source = credentials as Effect.Effect<unknown, unknown>
  return Result.succeed({
    credentials: Effect.mapError(source, (error) => unreadable(rules.vendor, error)).pipe(
      Effect.flatMap((given) => Effect.fromResult(pickCredentials(rules, given)))
    ),
    fixedCredentials: false
  })
}
