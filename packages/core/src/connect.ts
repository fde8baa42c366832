/**
 * Connects a layer, for programs that await promises.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Scope from "effect/Scope"
import { type AuthError, misconfigured } from "./AuthError.ts"
import type { CallOptions, ConnectionInit } from "./Connection.ts"
import { Aborts } from "./internal/http/Aborts.ts"
import { signalOf } from "./internal/http/fetchRequest.ts"
import { callerOf } from "./internal/promise/Caller.ts"
import { fetcher } from "./internal/promise/fetcher.ts"
import { perSession } from "./internal/promise/perSession.ts"
import { runWith } from "./internal/promise/run.ts"
import { insideOf } from "./internal/account/peek.ts"
import type { Session } from "./Session.ts"
import type { AuthorizedClient, SessionManager } from "./SessionManager.ts"

/**
 * What `connect` takes: a layer of one vendor's service, such as `Kayako.layer(…)`.
 *
 * @category models
 * @since 0.1.0
 */
export interface ManagerService {
  /** The service: a session manager, of which `connect` needs two members. */
  readonly Service: {
    /** The current session, from a login when no session is at hand. */
    readonly session: Effect.Effect<Session<unknown>, AuthError>
    /** The HTTP client that carries the session. */
    readonly client: AuthorizedClient
  }
}

/**
 * What the sessions of a vendor's service hold.
 *
 * @category models
 * @since 0.1.0
 */
export type SessionValue<I> = I extends {
  readonly Service: { readonly session: Effect.Effect<Session<infer A>, AuthError> }
}
  ? A
  : never

/**
 * One account's session, for programs that build a layer with Effect and await promises elsewhere. Everything rejects
 * with an `AuthError`; after `close` its reason is `Closed`. A signal that aborts rejects its own call with its own
 * reason, and disturbs no other call. Programs without any Effect use the vendor's `./promise`.
 *
 * @category models
 * @since 0.1.0
 */
export interface LayerConnection<A> extends AsyncDisposable {
  /** The session. Logs in when no session is at hand. */
  readonly session: (options?: CallOptions) => Promise<Session<A>>
  /**
   * `fetch` with the session; see `SessionManager.client` for what is sent again. A relative URL is the vendor's.
   * Redirects are not followed and cookies not kept. Text, bytes, blobs and forms are sent again when the session was
   * rejected, streams never. Arguments that cannot be sent are `InvalidConfiguration`.
   */
  readonly fetch: (input: string | URL | Request, init?: ConnectionInit) => Promise<Response>
  /** The rest, for programs that use Effect in part. */
  readonly manager: SessionManager<A>
  /** Logs out and ends. `await using` calls it. */
  readonly close: () => Promise<void>
}

/**
 * How to connect.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectLayerOptions {
  /** Sends the requests. @default `FetchHttpClient.layer` */
  readonly http?: Layer.Layer<HttpClient.HttpClient> | undefined
  /** Gives up connecting. @default nothing gives it up */
  readonly signal?: AbortSignal | undefined
}

const isManager = <A>(service: unknown): service is SessionManager<A> =>
  Predicate.hasProperty(service, "session") &&
  Predicate.hasProperty(service, "client") &&
  Predicate.hasProperty(service, "invalidate")

const managerIn = <A>(context: Context.Context<never>): Effect.Effect<SessionManager<A>, AuthError> => {
  const managers = Array.from(context.mapUnsafe.values()).filter((service) => isManager<A>(service))
  const [manager] = managers
  if (manager !== undefined && managers.length === 1) return Effect.succeed(manager)
  const detail = `must hold one session manager, not ${managers.length}`
  return Effect.fail(misconfigured("unknown", "layer", detail))
}

/**
 * Builds a vendor's layer and keeps it until `close`. No request is made before the first use.
 *
 * ```ts
 * await using auth = await connect(Kayako.layer({ url, username, password: Redacted.make("…") }))
 * const response = await auth.fetch("/staffapi/index.php?/Tickets/Retrieve", { method: "POST" })
 * ```
 *
 * Rejects with `InvalidConfiguration` for options that can't work.
 *
 * @category constructors
 * @since 0.1.0
 */
export const connect = <I extends ManagerService, E>(
  layer: Layer.Layer<I, E, HttpClient.HttpClient>,
  options: ConnectLayerOptions = {}
): Promise<LayerConnection<SessionValue<I>>> => {
  const scope = Scope.makeUnsafe()
  const whole = Layer.provide(layer, options.http ?? FetchHttpClient.layer)
  const connected = Layer.buildWithScope(whole, scope).pipe(
    Effect.flatMap((context) => managerIn<SessionValue<I>>(context)),
    Effect.map((manager) => connectionOf(manager, scope)),
    Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause)))
  )
  const running = { aborts: new Aborts(), vendor: "unknown", context: Context.empty }
  return runWith(signalOf(undefined, options), () => connected, running, callerOf(connect))
}

const connectionOf = <A>(manager: SessionManager<A>, scope: Scope.Closeable): LayerConnection<A> => {
  const { peek, vendor } = insideOf(manager)
  const running = { aborts: new Aborts(), vendor, context: Context.empty }
  let closing: Promise<void> | undefined
  const close = () => (closing ??= Effect.runPromise(Scope.close(scope, Exit.void)))
  const send = fetcher(Effect.succeed(manager.client), running)
  const promised = perSession<A, Promise<Session<A>>>((fresh) => Promise.resolve(fresh))
  const read = () => {
    const fresh = peek()
    return fresh && promised(fresh)
  }
  const ask = (options: CallOptions | undefined): Promise<Session<A>> => {
    const signal = signalOf(undefined, options)
    const isWanted = Result.isSuccess(signal) && signal.success?.aborted !== true
    return (isWanted ? read() : undefined) ?? runWith(signal, () => manager.session, running, callerOf(session))
  }
  // Without closures of its own: making them would cost a quarter of reading the session.
  const session: LayerConnection<A>["session"] = (options) =>
    (options === undefined ? read() : undefined) ?? ask(options)
  const fetch: LayerConnection<A>["fetch"] = (input, init) => send(input, init, callerOf(fetch))
  return { manager, close, [Symbol.asyncDispose]: close, session, fetch }
}
