/** Recognises options that are an address and good credentials: most programs give no others, and need no more checks. */
import type * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { CredentialSource } from "../../Credentials.ts"
import type { AccountField, LoginCredentials } from "../../LoginCredentials.ts"
import type { OptionChecks } from "./checks.ts"

/** What a login method says about its options. */
export interface MethodRules<O, C> {
  readonly protocol: { readonly vendor: string }
  readonly serverFields: ReadonlyArray<AccountField>
  readonly credentials: LoginCredentials<C>
  readonly serverOptions: OptionChecks
  readonly check?: (credentials: C, options: O) => { readonly field: string; readonly detail: string } | undefined
}

/** An account's options, taken apart. */
export interface Account<O, C> {
  /** What its server's driver gets. */
  readonly server: O
  /** Where its credentials come from. */
  readonly source: CredentialSource<C>
  /** The options of its manager. */
  readonly manager: object
}

const isPlainText = (value: unknown): boolean => Predicate.isString(value) && value !== "" && value.trim() === value

/** What became of a field of an account that is read from `Config`s. */
export interface FieldRead {
  readonly field: AccountField
  /** Its value, if it has one. */
  readonly value?: unknown
  /** Whether the value was an option, and is checked with the others. */
  readonly isGiven?: boolean
  /** Why it has none, although nothing failed. */
  readonly missing?: Config.ConfigError
  /** What failed. */
  readonly failure?: Config.ConfigError
}

/** Whether a value is good for a field whatever the options are. */
export const isPlain = ({ kind, secret }: AccountField, value: unknown): boolean => {
  if (kind === "number") return Number.isSafeInteger(value)
  if (!secret) return isPlainText(value)
  // The value of a Redacted is known only to the copy of effect that made it.
  return Redacted.isRedacted(value) && isPlainText(Result.getOrUndefined(Result.try(() => Redacted.value(value))))
}

/** An account whose options are nothing but an address and credentials without a fault; else `undefined`. */
export const plainAccount = <O, C>(
  { check, credentials: { checkVariants, fields, variants = [] } }: MethodRules<O, C>,
  given: object,
  common: { readonly propagateTraces?: boolean | undefined }
): Account<O, C> | undefined => {
  const { url, ...rest }: { readonly [name: string]: unknown } = { ...given }
  const names = Object.keys(rest)
  const isKnown = names.every((name) => fields.some((field) => field.name === name && isPlain(field, rest[name])))
  const isWhole = fields.every(({ name, required }) => !required || names.includes(name))
  if (!isKnown || !isWhole || (url !== undefined && !Predicate.isString(url))) return undefined
  if (checkVariants?.(variants, names) !== undefined) return undefined
  const { propagateTraces } = common
  // oxlint-disable typescript/no-unsafe-type-assertion -- each was checked by its name
  const credentials = rest as C
  const server = {
    ...(url === undefined ? undefined : { url }),
    ...(propagateTraces === undefined ? undefined : { propagateTraces })
  } as O
  // oxlint-enable typescript/no-unsafe-type-assertion
  if (check?.(credentials, server) !== undefined) return undefined
  return { server, source: { credentials: Effect.succeed(credentials), fixedCredentials: true }, manager: {} }
}
