/**
 * Drivers of many accounts: what they share is kept once.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as MutableHashMap from "effect/MutableHashMap"
import type { AuthError } from "./AuthError.ts"
import { withBaseUrl } from "./internal/withBaseUrl.ts"
import type { CredentialSource } from "./Credentials.ts"
import { isComparable } from "./internal/comparable.ts"
import type { Server } from "./Operation.ts"
import type { Protocol } from "./Protocol.ts"
import { protocolDriver, type ProtocolDriverOptions } from "./ProtocolDriver.ts"
import type { ServerOptions } from "./ServerOptions.ts"
import type { SessionDriver } from "./SessionDriver.ts"

/**
 * A driver without its credentials: what all accounts of one server have in common.
 *
 * @category models
 * @since 0.1.0
 */
export type ServerDriver<A, C> = Omit<SessionDriver<A, C>, keyof CredentialSource<C>>

/** Maximum number of remembered servers. */
const remembered = 256

/** An account's own part, on top of its server's: copying that for each of many accounts is what costs memory. */
const account = <A, C>(
  server: ServerDriver<A, C>,
  source: CredentialSource<C>,
  own?: (server: ServerDriver<A, C>) => Partial<ServerDriver<A, C>>
): SessionDriver<A, C> => {
  const driver: SessionDriver<A, C> = Object.create(server)
  return Object.assign(driver, own?.(server), source)
}

/**
 * Makes the drivers of a map's accounts. Accounts whose server options are equal, value by value, share one
 * `ServerDriver`; options that cannot be compared by value have one of their own. An account has to itself only its
 * credentials and what `own` makes for it: the functions that remember something about the account.
 *
 * @category constructors
 * @since 0.1.0
 */
export const serverDrivers = <O extends object, A, C, R>(
  make: (server: O) => Effect.Effect<ServerDriver<A, C>, AuthError, R>,
  own?: (server: ServerDriver<A, C>) => Partial<ServerDriver<A, C>>
): ((server: O, source: CredentialSource<C>) => Effect.Effect<SessionDriver<A, C>, AuthError, R>) => {
  const known = MutableHashMap.empty<O, ServerDriver<A, C>>()
  return (server, source) =>
    Effect.suspend(() => {
      // Options that cannot be compared by value are no other account's.
      if (!isComparable(server)) return Effect.map(make(server), (driver) => account(driver, source, own))
      const found = MutableHashMap.get(known, server)
      if (found._tag === "Some") return Effect.succeed(account(found.value, source, own))
      return Effect.map(make(server), (driver) => {
        if (MutableHashMap.size(known) >= remembered) MutableHashMap.clear(known)
        MutableHashMap.set(known, server, driver)
        return account(driver, source, own)
      })
    })
}

/**
 * What a vendor says about its sessions beside its spec.
 *
 * @category models
 * @since 0.1.0
 */
export type ProtocolServerOptions<A> = Omit<ProtocolDriverOptions<A>, "baseUrl" | "userAgent" | "refine">

/**
 * A server as its driver's functions need it.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtocolServer<A> {
  /** The parts of a driver that the protocol says all of. */
  readonly driver: ReturnType<typeof protocolDriver<A>>
  /** The server for operations: an address and how to speak to it, no credentials and no session. */
  readonly server: Server
  /** Sends the requests of an operation through the HTTP client that the layer was made with. */
  readonly send: <B, E, R>(operation: Effect.Effect<B, E, R>) => Effect.Effect<B, E, Exclude<R, HttpClient.HttpClient>>
}

/** Sends with an HTTP client. Most logins run in the context that the client was taken from: that one is kept as it is. */
const sentBy = <B, E, R>(
  http: HttpClient.HttpClient,
  operation: Effect.Effect<B, E, R>
): Effect.Effect<B, E, Exclude<R, HttpClient.HttpClient>> =>
  Effect.withFiber((fiber) =>
    Context.getOrUndefined(fiber.context, HttpClient.HttpClient) === http
      ? // The fibre has the client that the operation needs.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        (operation as Effect.Effect<B, E, Exclude<R, HttpClient.HttpClient>>)
      : Effect.provideService(operation, HttpClient.HttpClient, http)
  )

/**
 * What the driver of every vendor starts with, out of its protocol and the options of a server. Fails with
 * `InvalidConfiguration` for an address that `baseUrl` refuses.
 *
 * @category constructors
 * @since 0.1.0
 */
export const protocolServer = <A>(
  protocol: Protocol,
  options: ServerOptions,
  sessions: ProtocolServerOptions<A>
): Effect.Effect<ProtocolServer<A>, AuthError, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const http = yield* HttpClient.HttpClient
    const { allowInsecureHttp, propagateTraces, refine, userAgent } = options
    const url = yield* withBaseUrl(protocol, options, Effect.succeed)
    const driver = protocolDriver<A>(protocol, { ...sessions, baseUrl: url, userAgent, refine })
    const server: Server = { url, allowInsecureHttp, propagateTraces, refine, userAgent: driver.userAgent.value }
    return { driver, server, send: (operation) => sentBy(http, operation) }
  })
