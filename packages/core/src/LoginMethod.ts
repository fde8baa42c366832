/**
 * A way to log in to a vendor, as a value: from it and options come a manager of one account, and maps of many.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import { type AuthError, misconfigured } from "./AuthError.ts"
import type { CredentialOptions, CredentialSource } from "./Credentials.ts"
import { readSource } from "./internal/credentials.ts"
import {
  checkAddress,
  checkCount,
  checkFlag,
  checkFunction,
  checkHeaderText,
  checkLimit,
  checkOneOf,
  checkOptions,
  checkRate,
  checkTime,
  type OptionCheck,
  type OptionChecks
} from "./internal/options.ts"
import { known } from "./internal/known.ts"
import type { CredentialField, LoginCredentials } from "./LoginCredentials.ts"
import type { Protocol } from "./Protocol.ts"
import type { InvalidConfiguration } from "./Reason.ts"
import { type ServerDriver, serverDrivers } from "./ServerDriver.ts"
import type { ServerOptions } from "./ServerOptions.ts"
import { make as makeSessionManager, type SessionManager, type SessionManagerOptions } from "./SessionManager.ts"
import { make as makeSessionMap, type SessionMap, type SessionMapOptions } from "./SessionMap.ts"

export { checkFlag, checkOneOf, checkTextOrNumber, checkTime, type OptionCheck } from "./internal/options.ts"

/**
 * A way to log in. `O` are the vendor's server options, `C` the credentials, and `A` is what a session holds.
 *
 * @category models
 * @since 0.1.0
 */
export interface LoginMethod<O extends ServerOptions, C, A> {
  /** What the vendor's spec says. */
  readonly protocol: Protocol
  /** What a person says about the server, as codegen writes it. */
  readonly serverFields: ReadonlyArray<CredentialField>
  /** The fields that a login asks for, as codegen writes them. */
  readonly credentials: LoginCredentials<C>
  /**
   * The options that only this vendor's driver knows, with their checks. The driver gets these and those of
   * `ServerOptions`, and nothing else: no credentials.
   */
  readonly serverOptions: { readonly [K in Exclude<keyof O, keyof ServerOptions>]-?: OptionCheck }
  /** Looks for what is wrong with credentials although each field is good. */
  readonly check?: (credentials: C, options: O) => InvalidConfiguration | undefined
  /**
   * Makes the driver that all accounts of one server share. Its `sharing.account` says which account of the server a
   * session belongs to, tenant and user; the login method is added to it.
   */
  readonly driver: (options: O) => Effect.Effect<ServerDriver<A, C>, AuthError, HttpClient.HttpClient>
  /** Makes the parts of a driver that remember something about one account. */
  readonly perAccount?: (driver: ServerDriver<A, C>) => Partial<ServerDriver<A, C>>
}

/**
 * The options of one account of a map: without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type AccountOptions<O extends ServerOptions, C> = Omit<O, keyof SessionManagerOptions> & CredentialOptions<C>

/** A check for each option of an interface: a new option without one is a type error. */
type ChecksOf<O> = { readonly [K in keyof O]-?: OptionCheck }

const managerChecks: ChecksOf<SessionManagerOptions> = {
  loginTimeout: checkTime,
  renewal: /*#__PURE__*/ checkOneOf("onUse", "ahead"),
  keepWarmFor: checkTime,
  parallelSessions: checkCount,
  propagateTraces: checkFlag,
  closeTimeout: checkTime,
  logoutConcurrency: checkCount,
  drain: checkFlag
}

const mapChecks: ChecksOf<Omit<SessionMapOptions, keyof SessionManagerOptions>> = {
  capacity: checkLimit,
  idleTimeToLive: checkTime,
  renewalRate: checkRate
}

const serverChecks: ChecksOf<Omit<ServerOptions, keyof SessionManagerOptions>> = {
  url: checkAddress,
  allowInsecureHttp: checkFlag,
  allowSpacesAroundSecrets: checkFlag,
  userAgent: checkHeaderText,
  refine: checkFunction
}

const noCheck: OptionCheck = () => undefined

const hasSource = (options: object): boolean => "credentials" in options && options.credentials !== undefined

const pick = (given: object, checks: OptionChecks): object =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && Object.hasOwn(checks, name))
  )

/** An account's options, taken apart: what its server's driver gets, and where its credentials come from. */
interface Account<O, C> {
  readonly server: O
  readonly source: CredentialSource<C>
}

/** The checks of a login method's options: what its server takes, and all that an account may be given. */
interface MethodChecks {
  readonly server: OptionChecks
  readonly withFields: OptionChecks
  readonly withSource: OptionChecks
}

/** Made once for each method: a map makes accounts by the thousand. */
const checksOf = /*#__PURE__*/ new WeakMap<object, MethodChecks>()

const checksFor = <O extends ServerOptions, C, A>(method: LoginMethod<O, C, A>): MethodChecks =>
  known(checksOf, method, () => {
    const server: OptionChecks = { ...serverChecks, ...method.serverOptions }
    const withSource = { ...server, credentials: noCheck }
    // Credentials are checked where they are read, and are given in one way only.
    const fields = Object.fromEntries(method.credentials.fields.map(({ name }) => [name, noCheck]))
    return { server, withSource, withFields: { ...withSource, ...fields } }
  })

const readAccount = <O extends ServerOptions, C, A>(
  method: LoginMethod<O, C, A>,
  given: AccountOptions<O, C>,
  common: SessionManagerOptions,
  others: OptionChecks
): Result.Result<Account<O, C>, AuthError> => {
  const { checkVariants, fields, variants } = method.credentials
  const { vendor } = method.protocol
  const { server: own, withFields, withSource } = checksFor(method)
  const wrong = checkOptions(vendor, given, hasSource(given) ? withSource : withFields, others)
  if (wrong !== undefined) return Result.fail(wrong)
  const { url } = given
  const picked = {
    ...pick(given, own),
    ...(url === undefined ? undefined : { url: String(url) }),
    ...(common.propagateTraces === undefined ? undefined : { propagateTraces: common.propagateTraces })
  }
  // Each option was checked by its name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const server = picked as O
  const source = readSource<C>(
    {
      vendor,
      fields,
      variants,
      checkVariants,
      allowSpacesAroundSecrets: given.allowSpacesAroundSecrets === true,
      check: (credentials) => method.check?.(credentials, server)
    },
    given
  )
  return Result.map(source, (source) => ({ server, source }))
}

/** The fields of credentials that are not secret, one after the other: a user name, an organisation. */
const namer =
  <C>({ fields }: LoginCredentials<C>) =>
  (credentials: C): string | undefined => {
    const texts = fields.flatMap(({ name, secret }): ReadonlyArray<string> => {
      const value = !secret && Predicate.hasProperty(credentials, name) ? credentials[name] : undefined
      return Predicate.isString(value) || Predicate.isNumber(value) ? [String(value)] : []
    })
    return texts.length === 0 ? undefined : texts.join(" ")
  }

/** The driver of a server. Sessions that other login methods made are never taken from a store. */
const driverOf =
  <O extends ServerOptions, C, A>(method: LoginMethod<O, C, A>) =>
  (server: O): Effect.Effect<ServerDriver<A, C>, AuthError, HttpClient.HttpClient> =>
    Effect.map(method.driver(server), (made) => {
      const { sharing } = made
      const accountName = namer(method.credentials)
      return sharing === undefined
        ? { ...made, accountName }
        : {
            ...made,
            accountName,
            sharing: {
              codec: sharing.codec,
              account: (credentials) => [method.credentials.id, ...sharing.account(credentials)]
            }
          }
    })

/**
 * Makes a manager of one account. Fails with `InvalidConfiguration` for an option that is unknown, wrong or missing;
 * nothing is sent before the first use.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeAccount = <O extends ServerOptions, C, A>(
  method: LoginMethod<O, C, A>,
  options: O & CredentialOptions<C>
): Effect.Effect<SessionManager<A>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.gen(function* () {
    const { server, source } = yield* Effect.fromResult(readAccount(method, options, options, managerChecks))
    const driver = yield* driverOf(method)(server)
    return yield* makeSessionManager(
      { ...driver, ...method.perAccount?.(driver), ...source },
      pick(options, managerChecks)
    )
  })

/**
 * Makes a map of many accounts, of any servers. `account` gives the options of the account with a key; it is run when
 * the account is first used, and again after the account was dropped; what it fails with, callers of that account get.
 * Fails with `InvalidConfiguration` for a map's
 * option that is unknown or wrong; what is wrong with an account's options fails that account.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeAccountMap = <K, O extends ServerOptions, C, A, R = never, E = never>(
  method: LoginMethod<O, C, A>,
  account: (key: K) => Effect.Effect<AccountOptions<O, C>, AuthError | E, R>,
  options: SessionMapOptions = {}
): Effect.Effect<SessionMap<K, A, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  Effect.suspend(() => {
    const { vendor } = method.protocol
    const wrong = checkOptions(vendor, options, { ...managerChecks, ...mapChecks })
    if (wrong !== undefined) return Effect.fail(wrong)
    const drivers = serverDrivers(driverOf(method), method.perAccount)
    return makeSessionMap({
      ...pick(options, { ...managerChecks, ...mapChecks }),
      vendor,
      lookup: Effect.fnUntraced(function* (key: K) {
        const given = account(key)
        if (!Effect.isEffect(given)) {
          const detail = "must return an Effect; write Effect.promise(() => …) around what an async function does"
          return yield* misconfigured(vendor, "account", detail)
        }
        const { server, source } = yield* Effect.fromResult(readAccount(method, yield* given, options, {}))
        return yield* drivers(server, source)
      })
    })
  })
