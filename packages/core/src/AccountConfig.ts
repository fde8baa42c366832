/**
 * The options of an account out of Effect's `Config`: variables of the environment, or wherever a provider reads.
 *
 * @since 0.1.0
 */
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { AuthError, misconfigured } from "./AuthError.ts"
import { fieldOf } from "./internal/issue.ts"
import type { CredentialField } from "./LoginCredentials.ts"
import type { LoginMethod } from "./LoginMethod.ts"
import { CredentialsUnavailable } from "./Reason.ts"
import type { ServerOptions } from "./ServerOptions.ts"

/**
 * Options of which those that name the account are `Config`s. Each that is left out is read from the variable that the
 * vendor's README names.
 *
 * @category models
 * @since 0.1.0
 */
export type ConfigOptions<O extends ServerOptions, C> = Omit<O, "url"> & {
  /** Where the server's address is read. */
  readonly url?: Config.Config<string> | undefined
} & { readonly [K in keyof C]?: Config.Config<NonNullable<C[K]>> | undefined }

/** What became of one field. `variable` is its whole name, with what `Config.nested` put before it. */
type FieldRead =
  | { readonly _tag: "read"; readonly name: string; readonly value: unknown }
  | { readonly _tag: "absent" }
  | { readonly _tag: "missing"; readonly variable: string }
  | { readonly _tag: "wrong"; readonly variable: string }
  | { readonly _tag: "unavailable"; readonly variable: string }

const variableOf = (error: Config.ConfigError, field: CredentialField): string =>
  error.cause._tag === "SchemaError" ? fieldOf(error.cause.issue).replaceAll(".", "_") : field.variable

const configOf = ({ kind, secret, variable }: CredentialField): Config.Config<unknown> =>
  kind === "number" ? Config.Int(variable) : secret ? Config.Redacted(variable) : Config.String(variable)

/** An empty variable is how shells and containers leave one out. A blank one is a mistake. */
const isEmpty = (value: unknown, required: boolean): boolean => {
  const text = Redacted.isRedacted(value) ? Redacted.value(value) : value
  return Predicate.isString(text) && (required ? text.trim() : text) === ""
}

/** Never fails, so that all fields are read and what is missing is reported together. */
const readField = (field: CredentialField, given: unknown): Config.Config<FieldRead> => {
  const { name, required, variable } = field
  if (given !== undefined && !Config.isConfig(given)) return Config.succeed({ _tag: "read", name, value: given })
  const config = given ?? configOf(field)
  const missing = (variable: string): FieldRead => (required ? { _tag: "missing", variable } : { _tag: "absent" })
  return Config.option(config).pipe(
    Config.flatMap(
      Option.match({
        onNone: () =>
          Config.orElse(
            Config.map(config, (value): FieldRead => ({ _tag: "read", name, value })),
            (error) => Config.succeed(missing(variableOf(error, field)))
          ),
        onSome: (value) =>
          Config.succeed<FieldRead>(isEmpty(value, required) ? missing(variable) : { _tag: "read", name, value })
      })
    ),
    Config.orElse((error) =>
      Config.succeed<FieldRead>(
        error.cause._tag === "SourceError"
          ? { _tag: "unavailable", variable }
          : { _tag: "wrong", variable: variableOf(error, field) }
      )
    )
  )
}

/** Why there is no account, for the vendor's name. */
const complaint = (vendor: string, reads: ReadonlyArray<FieldRead>): AuthError | undefined => {
  const unavailable = reads.find((read) => read._tag === "unavailable")
  if (unavailable !== undefined) {
    const detail = `the ConfigProvider, or the file that it names, failed at ${unavailable.variable}`
    const reason = new CredentialsUnavailable({ detail })
    return new AuthError({ vendor, operation: "configure", reason })
  }
  const missing = reads.flatMap((read) => (read._tag === "missing" ? [read.variable] : []))
  if (missing.length > 0) {
    const [are, them] = missing.length === 1 ? ["is", "it"] : ["are", "them"]
    const detail = `${are} not set; set ${them} in the environment, or where your ConfigProvider reads`
    return misconfigured(vendor, missing.join(", "), detail)
  }
  const wrong = reads.find((read) => read._tag === "wrong")
  return wrong === undefined ? undefined : misconfigured(vendor, wrong.variable, "could not be read in this form")
}

const readAll = <O extends ServerOptions, C, A>(
  method: LoginMethod<O, C, A>,
  options: object
): Config.Config<ReadonlyArray<FieldRead>> => {
  const given: { readonly [name: string]: unknown } = { ...options }
  return Config.all(
    [...method.serverFields, ...method.credentials.fields].map((field) => readField(field, given[field.name]))
  )
}

const together = (options: object, reads: ReadonlyArray<FieldRead>): object => ({
  ...Object.fromEntries(Object.entries(options).filter(([, value]) => !Config.isConfig(value))),
  ...Object.fromEntries(reads.flatMap((read) => (read._tag === "read" ? [[read.name, read.value]] : [])))
})

/**
 * The options of an account as one `Config`, for `Config.nested` and for other accounts than the first. A field that is
 * missing fails with `ConfigError`, which names every variable that is.
 *
 * @category constructors
 * @since 0.1.0
 */
export const accountConfig = <O extends ServerOptions, C, A>(method: LoginMethod<O, C, A>): Config.Config<O & C> =>
  Config.mapEffect(readAll(method, {}), (reads) => {
    const error = complaint(method.protocol.vendor, reads)
    return error === undefined
      ? // Which fields there are, and of which type, the generated code says.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        Effect.succeed(together({}, reads) as O & C)
      : Effect.fail(new Config.ConfigError(new ConfigProvider.SourceError({ message: error.message })))
  })

/**
 * Reads the options of an account. Fails with `InvalidConfiguration`, which names every variable that is missing by its
 * whole name, and with `CredentialsUnavailable` when the provider itself fails.
 *
 * @category constructors
 * @since 0.1.0
 */
export const readAccountConfig = <O extends ServerOptions, C, A>(
  method: LoginMethod<O, C, A>,
  options: ConfigOptions<O, C>
): Effect.Effect<O & C, AuthError> =>
  Effect.flatMap(Effect.orDie(readAll(method, options)), (reads) => {
    const error = complaint(method.protocol.vendor, reads)
    return error === undefined
      ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        Effect.succeed(together(options, reads) as O & C)
      : Effect.fail(error)
  })
