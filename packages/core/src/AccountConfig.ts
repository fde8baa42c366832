/**
 * The options of an account out of Effect's `Config`: variables of the environment, or wherever a provider reads.
 *
 * @since 0.1.0
 */
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type AuthError, misconfigured } from "./AuthError.ts"
import { fieldOf } from "./internal/issue.ts"
import { lazy } from "./internal/lazy.ts"
import type * as JudgeFields from "./internal/options/judgeFields.ts"
import { type FieldRead, isPlain } from "./internal/options/plainAccount.ts"
import { unreadable } from "./internal/options/unreadable.ts"
import type { AccountField } from "./LoginCredentials.ts"
import type { LoginMethod } from "./LoginMethod.ts"
import type { ServerOptions } from "./ServerOptions.ts"

/**
 * The options of an account, with a `Config` for each field that names the account. A field that is left out is read
 * from the variable that the vendor's README names.
 *
 * @category models
 * @since 0.1.0
 */
export type ConfigOptions<O extends ServerOptions, C> = Omit<O, "url"> & {
  /** Where the server's address is read. @default the variable that the vendor's README names */
  readonly url?: Config.Config<string> | undefined
} & { readonly [K in keyof C]?: Config.Config<NonNullable<C[K]>> | undefined }

/** The judge of what the environment says. */
export const loadJudge = /*#__PURE__*/ lazy(
  (): Promise<typeof JudgeFields> => import("./internal/options/judgeFields.ts")
)

const configOf = ({ kind, secret, variable }: AccountField): Config.Config<unknown> =>
  kind === "number" ? Config.Int(variable) : secret ? Config.Redacted(variable) : Config.String(variable)

/** Never fails, so that all fields are read and what is missing is reported together. */
const readField = (field: AccountField, given: unknown): Config.Config<FieldRead> => {
  if (given !== undefined && !Config.isConfig(given)) return Config.succeed({ field, value: given, isGiven: true })
  const config = given ?? configOf(field)
  const found = (value: unknown): FieldRead => ({ field, value })
  return Config.option(config).pipe(
    Config.flatMap(
      Option.match({
        onNone: () => Config.orElse(Config.map(config, found), (missing) => Config.succeed({ field, missing })),
        onSome: (value) => Config.succeed(found(value))
      })
    ),
    Config.orElse((failure) => Config.succeed<FieldRead>({ field, failure }))
  )
}

const isGood = ({ failure, field, isGiven, missing, value }: FieldRead): boolean =>
  isGiven === true || (failure === undefined && missing !== undefined ? !field.required : isPlain(field, value))

const together = (options: object, reads: ReadonlyArray<FieldRead>): object => ({
  ...Object.fromEntries(Object.entries(options).filter(([, value]) => !Config.isConfig(value))),
  ...Object.fromEntries(reads.flatMap(({ field, value }) => (value === undefined ? [] : [[field.name, value]])))
})

/** Reads all fields. If one is not plainly good, code that is loaded on demand judges them. */
const readAll = <O extends ServerOptions, C, A>(
  { credentials, protocol: { vendor }, serverFields }: LoginMethod<O, C, A>,
  options: object
): Config.Config<Effect.Effect<O & C, AuthError>> => {
  const given: { readonly [name: string]: unknown } = { ...options }
  const all = Config.all([...serverFields, ...credentials.fields].map((field) => readField(field, given[field.name])))
  // Which fields there are, and of which type, the generated code says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const made = (reads: ReadonlyArray<FieldRead>) => Effect.succeed(together(options, reads) as O & C)
  return Config.map(all, (reads) =>
    reads.every(isGood)
      ? made(reads)
      : Effect.flatMap(loadJudge, ({ judgeFields }) => {
          const { fault, good, unavailable } = judgeFields(reads, fieldOf)
          if (unavailable !== undefined) return Effect.fail(unreadable(vendor, { _tag: unavailable }, "configure"))
          return fault === undefined ? made(good) : Effect.fail(misconfigured(vendor, ...fault))
        })
  )
}

/**
 * The options of an account as one `Config`, for `Config.nested` and for other accounts than the first. A field that is
 * missing fails with `ConfigError`, which names every variable that is.
 *
 * @category constructors
 * @since 0.1.0
 */
export const accountConfig = <O extends ServerOptions, C, A>(method: LoginMethod<O, C, A>): Config.Config<O & C> =>
  Config.mapEffect(readAll(method, {}), (read) =>
    Effect.mapError(read, ({ message }) => new Config.ConfigError(new ConfigProvider.SourceError({ message })))
  )

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
): Effect.Effect<O & C, AuthError> => Effect.flatten(Effect.orDie(readAll(method, options)))
