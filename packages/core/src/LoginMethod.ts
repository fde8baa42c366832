/**
 * A way to log in to a vendor, as a value: from it and options come a manager of one account, and maps of many.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import { type AuthError, misconfigured } from "./AuthError.ts"
import type { CredentialOptions } from "./Credentials.ts"
import type { Fault, OptionCheck } from "./internal/options/checks.ts"
import type { Errors } from "./internal/options/credentials.ts"
import { loadOptions, type OptionsModule } from "./internal/options/loadOptions.ts"
import { plainAccount } from "./internal/options/plainAccount.ts"
import { unreadable } from "./internal/options/unreadable.ts"
import type { AccountField, LoginCredentials } from "./LoginCredentials.ts"
import type { Protocol } from "./Protocol.ts"
import type { InvalidConfiguration } from "./Reason.ts"
import { type ServerDriver, serverDrivers } from "./ServerDriver.ts"
import type { ServerOptions } from "./ServerOptions.ts"
import { make as makeSessionManager, type SessionManager, type SessionManagerOptions } from "./SessionManager.ts"
import { make as makeSessionMap, type SessionMap, type SessionMapOptions } from "./SessionMap.ts"

export type { OptionCheck } from "./internal/options/checks.ts"

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
  readonly serverFields: ReadonlyArray<AccountField>
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

/** The driver of a server. Sessions that other login methods made are never taken from a store. */
const driverOf =
  <O extends ServerOptions, C, A>(method: LoginMethod<O, C, A>) =>
  (server: O): Effect.Effect<ServerDriver<A, C>, AuthError, HttpClient.HttpClient> =>
    Effect.map(method.driver(server), (made) => {
      const { fields, id } = method.credentials
      const { sharing } = made
      return {
        ...made,
        credentialFields: fields,
        ...(sharing === undefined
          ? undefined
          : { sharing: { codec: sharing.codec, account: (credentials) => [id, ...sharing.account(credentials)] } })
      }
    })

/** Reads options with the checks that are loaded on demand. */
const readWith = <B>(
  vendor: string,
  read: (checks: OptionsModule, errors: Errors) => Result.Result<B, Fault>
): Effect.Effect<B, AuthError> =>
  Effect.flatMap(loadOptions, (checks) => {
    const errors: Errors = {
      misconfigured: (...fault) => misconfigured(vendor, ...fault),
      unreadable: (error) => unreadable(vendor, error)
    }
    return Effect.fromResult(Result.mapError(read(checks, errors), (fault) => misconfigured(vendor, ...fault)))
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
    const { vendor } = method.protocol
    const plain = plainAccount(method, options, {})
    const { manager, server, source } =
      plain ?? (yield* readWith(vendor, ({ readAccount }, errors) => readAccount(method, errors, options)))
    const driver = yield* driverOf(method)(server)
    return yield* makeSessionManager({ ...driver, ...method.perAccount?.(driver), ...source }, manager)
  })

/**
 * Makes a map of many accounts, of any servers. `account` gives the options of the account with a key; it is run when
 * the account is first used, and again after the account was dropped. If it fails, the callers of that account get its
 * error. Fails with `InvalidConfiguration` for a map's option that is unknown or wrong; a wrong option of an account
 * fails that account only.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeAccountMap = <K, O extends ServerOptions, C, A, R = never, E = never>(
  method: LoginMethod<O, C, A>,
  account: (key: K) => Effect.Effect<AccountOptions<O, C>, AuthError | E, R>,
  options: SessionMapOptions = {}
): Effect.Effect<SessionMap<K, A, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  Effect.gen(function* () {
    const { vendor } = method.protocol
    const map = yield* readWith(vendor, ({ readMap }) => readMap(options))
    const drivers = serverDrivers(driverOf(method), method.perAccount)
    return yield* makeSessionMap({
      ...map,
      vendor,
      lookup: Effect.fnUntraced(function* (key: K) {
        const given = account(key)
        if (!Effect.isEffect(given)) {
          const detail = "must return an Effect; write Effect.promise(() => …) around what an async function does"
          return yield* misconfigured(vendor, "account", detail)
        }
        const one = yield* given
        const plain = plainAccount(method, one, map)
        const { server, source } =
          plain ?? (yield* readWith(vendor, ({ readMapAccount }, errors) => readMapAccount(method, errors, one, map)))
        return yield* drivers(server, source)
      })
    })
  })
