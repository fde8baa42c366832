/** Reads and checks the credentials of one login method, wherever they come from. */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { AuthError } from "../../AuthError.ts"
import type { CredentialSource } from "../../Credentials.ts"
import type { AccountField, CredentialVariant, LoginCredentials } from "../../LoginCredentials.ts"
import type { Fault } from "./checks.ts"

const absent = "is missing or blank"

/**
 * What is wrong with a text, secret or not. Vendors take credentials byte for byte. White space around one nearly always
 * comes from a file or from copying.
 */
const checkText = (value: unknown, required: boolean, spaces: boolean): string | undefined => {
  if (!Predicate.isString(value)) return "must hold a text"
  if (value.trim() === "") return required ? absent : "is blank; leave it out instead"
  if (value.trim() === value) return undefined
  if (/^\s*[^\S ]|[^\S ]\s*$/.test(value)) {
    return "starts or ends with a line break or other white space, often that of the file it was read from; remove it"
  }
  return spaces
    ? undefined
    : "starts or ends with a space; remove it, or set allowSpacesAroundSecrets if the space is part of it"
}

const checkSecret = (value: unknown, required: boolean, spaces: boolean): string | undefined => {
  if (!Redacted.isRedacted(value)) return "must be Redacted, so that nothing prints it; write Redacted.make(…)"
  // The value of a Redacted is known only to the copy of effect that made it.
  const secret = Result.try(() => Redacted.value(value))
  if (Result.isFailure(secret)) {
    return "cannot be read: it was wiped, or another copy of effect made it; install effect once"
  }
  return checkText(secret.success, required, spaces)
}

/** What is wrong with one field's value. */
const checkField = ({ kind, required, secret }: AccountField, value: unknown, spaces: boolean): string | undefined => {
  if (kind === "number") return Number.isSafeInteger(value) ? undefined : "must be a whole number"
  if (secret) return checkSecret(value, required, spaces)
  return Redacted.isRedacted(value) ? "must be a plain text, not Redacted" : checkText(value, required, spaces)
}

/** Names all required fields that hold nothing, where there are several. One alone is told where it is read. */
export const checkAbsent = (fields: ReadonlyArray<AccountField>, given: object): Fault | undefined => {
  const names = fields.flatMap((field) => {
    const value = Predicate.hasProperty(given, field.name) ? given[field.name] : undefined
    const isAbsent = field.required && (Predicate.isNullish(value) || checkField(field, value, true) === absent)
    return isAbsent ? [field.name] : []
  })
  return names.length > 1 ? [names.join(", "), "are missing or blank"] : undefined
}

/** What a login method says about its credentials. */
export interface CredentialRules<C> {
  readonly fields: ReadonlyArray<AccountField>
  readonly variants?: ReadonlyArray<CredentialVariant> | undefined
  readonly checkVariants?: LoginCredentials["checkVariants"] | undefined
  /** Whether a credential may start or end with spaces. */
  readonly allowSpacesAroundSecrets: boolean
  readonly check: (credentials: C) => { readonly field: string; readonly detail: string } | undefined
}

/** Makes the errors of a vendor. They are handed in: this file is loaded on demand, and errors are not. */
export interface Errors {
  readonly misconfigured: (...fault: Fault) => AuthError
  /** What a source of credentials that fails means. */
  readonly unreadable: (error: unknown) => AuthError
}

/** Takes the method's own fields out of what was given, and fails for the first that is wrong. */
const pickCredentials = <C>(rules: CredentialRules<C>, given: unknown): Result.Result<C, Fault> => {
  const { allowSpacesAroundSecrets, fields, variants = [] } = rules
  const fail = (...fault: Fault) => Result.fail(fault)
  if (!Predicate.isObject(given)) {
    return fail("credentials", `must give an object with ${fields.map(({ name }) => name).join(", ")}`)
  }
  const missing = checkAbsent(fields, given)
  if (missing !== undefined) return fail(...missing)
  const picked: { [name: string]: unknown } = {}
  for (const field of fields) {
    const { name, required } = field
    const value = Predicate.hasProperty(given, name) ? given[name] : undefined
    if (value === undefined || value === null) {
      if (required) return fail(name, absent)
      continue
    }
    const detail = checkField(field, value, allowSpacesAroundSecrets)
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

/** The credentials among the options of an account, or those of the effect that an account names. */
export const readSource = <C>(
  rules: CredentialRules<C>,
  { misconfigured, unreadable }: Errors,
  options: object
): Result.Result<CredentialSource<C>, Fault> => {
  const credentials = "credentials" in options ? options.credentials : undefined
  if (credentials === undefined) {
    return Result.map(pickCredentials(rules, options), (fixed) => ({
      credentials: Effect.succeed(fixed),
      fixedCredentials: true
    }))
  }
  if (!Effect.isEffect(credentials)) {
    const detail = "must be an Effect; write Effect.promise(() => …) around an async function"
    return Result.fail(["credentials", detail])
  }
  // An effect that needs services cannot be given: the type of the option says so.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const source = credentials as Effect.Effect<unknown, unknown>
  return Result.succeed({
    credentials: Effect.flatMap(Effect.mapError(source, unreadable), (given) =>
      Effect.fromResult(Result.mapError(pickCredentials(rules, given), (fault) => misconfigured(...fault)))
    ),
    fixedCredentials: false
  })
}
