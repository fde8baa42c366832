/**
 * Sessions for programs that await promises and do not use Effect. The vendors' entry points `./promise` are made of it.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Scope from "effect/Scope"
import { type AuthError, misconfigured } from "./AuthError.ts"
import type {
  Closable,
  CloseOptions,
  ConnectAccountOptions,
  Connection,
  ConnectionMap,
  ConnectMapOptions,
  ConnectMethod,
  ConnectOptions
} from "./Connection.ts"
import { insideOf } from "./internal/account/peek.ts"
import { Aborts } from "./internal/http/Aborts.ts"
import { signalOf } from "./internal/http/fetchRequest.ts"
import { unknownOption } from "./internal/options/checks.ts"
import { accountConnection, plainEvents } from "./internal/promise/account.ts"
import { type Caller, callerOf } from "./internal/promise/Caller.ts"
import { Calls } from "./internal/promise/Calls.ts"
import { ask, ownOptions, readAccountOptions, servicesOf, splitOptions } from "./internal/promise/options.ts"
import { run, runWith, type Running } from "./internal/promise/run.ts"
import { makeAccount, makeAccountMap } from "./LoginMethod.ts"
import type { ServerOptions } from "./ServerOptions.ts"
import type { Session } from "./Session.ts"
import type { SessionMapOptions } from "./SessionMap.ts"

export type {
  AccountCheck,
  AccountConnection,
  CallOptions,
  Closable,
  CloseOptions,
  ConnectAccountOptions,
  Connection,
  ConnectionInit,
  ConnectionLog,
  ConnectionLogEntry,
  ConnectionMap,
  ConnectionOptions,
  ConnectionStore,
  ConnectMapOptions,
  ConnectMethod,
  ConnectOptions,
  PlainCredentials,
  PlainRefine,
  PlainSession,
  PlainTimes
} from "./Connection.ts"
export {
  connect,
  type ConnectLayerOptions,
  type LayerConnection,
  type ManagerService,
  type SessionValue
} from "./connect.ts"

interface Opened {
  readonly running: Running
  readonly calls: Calls
  readonly closable: Closable
}

/** The engine always lets requests finish here, so that `close` alone decides: it ends those that must not. */
const withDrain = (options: unknown): { readonly drain: boolean; readonly options: unknown } =>
  Predicate.isObject(options) && (options.drain === undefined || options.drain === false)
    ? { drain: options.drain ?? true, options: { ...options, drain: true } }
    : { drain: true, options }

/** Adds the connection's own options to the list of known ones in the error for an unknown option. */
const withOwnOptions = (error: AuthError): AuthError => {
  const { reason, vendor } = error
  return reason._tag === "InvalidConfiguration" && reason.detail.startsWith(unknownOption)
    ? misconfigured(vendor, reason.field, `${reason.detail}, ${ownOptions.join(", ")}`)
    : error
}

/** Makes something in a scope of its own, with a connection's services. */
const open = <B, A>(
  caller: Caller,
  vendor: string,
  given: unknown,
  make: (rest: unknown) => Effect.Effect<B, AuthError, HttpClient.HttpClient | Scope.Scope>,
  connect: (made: B, opened: Opened) => A
): Promise<A> => {
  const { own, rest } = splitOptions(given)
  const { drain: drains, options } = withDrain(rest)
  const scope = Scope.makeUnsafe()
  const calls = new Calls(vendor)
  let context: Context.Context<never> = Context.empty()
  const running: Running = { aborts: new Aborts(), vendor, calls, context: () => context }
  let closing: Promise<void> | undefined
  const close = ({ drain = drains }: CloseOptions = {}) => {
    calls.shut()
    if (!drain) calls.cut()
    return (closing ??= Effect.runPromise(Scope.close(scope, Exit.void)))
  }
  const closable: Closable = { close, [Symbol.asyncDispose]: () => close() }
  const opening = Effect.gen(function* () {
    const services = yield* Effect.fromResult(servicesOf(vendor, own))
    const built = yield* Layer.buildWithScope(services, scope)
    context = built
    const made = yield* make(options).pipe(
      Effect.mapError(withOwnOptions),
      Effect.provideContext(Context.add(built, Scope.Scope, scope))
    )
    return connect(made, { running, calls, closable })
  }).pipe(Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause))))
  return runWith(signalOf(undefined, own), () => opening, running, caller)
}

/**
 * Connects one account. Nothing is sent before the first use. Rejects with `InvalidConfiguration` for an option that is
 * unknown, wrong or missing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectAccount = <O extends ServerOptions, C, A>(
  { method, secret }: ConnectMethod<O, C, A>,
  options: ConnectOptions<O, C>
): Promise<Connection<A>> => {
  const { vendor } = method.protocol
  return open(
    callerOf(connectAccount),
    vendor,
    options,
    (rest) =>
      Effect.flatMap(Effect.fromResult(readAccountOptions(vendor, method.credentials.fields, rest)), (read) =>
        // Each option is checked by its name.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        makeAccount(method, read as never)
      ),
    (manager, { calls, closable, running }) => ({
      ...accountConnection({ manager: Effect.succeed(manager), peek: insideOf(manager).peek, secret, calls, running }),
      ...closable
    })
  )
}

/**
 * Connects many accounts on demand. `account` gives the options of the account with a key; it runs when the account is
 * first used, and again after the account was dropped. If it throws, the reason is `CredentialsUnavailable`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connectAccounts = <K, O extends ServerOptions, C, A>(
  { method, secret }: ConnectMethod<O, C, A>,
  account: (key: K) => ConnectAccountOptions<O, C> | PromiseLike<ConnectAccountOptions<O, C>>,
  options: ConnectMapOptions = {}
): Promise<ConnectionMap<K, A>> => {
  const { vendor } = method.protocol
  const lookup = (key: K) =>
    Effect.flatMap(
      ask<unknown>(vendor, "the function `account`", () => account(key)),
      (given) => Effect.fromResult(readAccountOptions(vendor, method.credentials.fields, given))
    )
  return open(
    callerOf(connectAccounts),
    vendor,
    options,
    (rest) =>
      // Each option is checked by its name.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      makeAccountMap<K, O, C, A>(method, lookup as never, rest as SessionMapOptions),
    (map, { calls, closable, running }): ConnectionMap<K, A> => {
      const none = (): Session<A> | undefined => undefined
      const accountOf = (key: K) => accountConnection({ manager: map.get(key), peek: none, secret, calls, running })
      const invalidate = (key: K) =>
        calls.start(invalidate, (caller) => run(map.invalidate(key), undefined, running, caller))
      const has = (key: K) => run(map.has(key), undefined, running, callerOf(has))
      const keys = () => run(map.keys, undefined, running, callerOf(keys))
      const status = () => run(map.status, undefined, running, callerOf(status))
      return {
        account: accountOf,
        call: (key, operation, input, options) => accountOf(key).call(operation, input, options),
        invalidate,
        has,
        keys,
        status,
        events: plainEvents(map.events, running),
        ...closable
      }
    }
  )
}
