/**
 * Keeps exactly one good session of one account, and hands out an `HttpClient` that carries it.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import type { AuthError } from "./AuthError.ts"
import { Account, parallel } from "./internal/account/Account.ts"
import { makeEventHub } from "./internal/account/EventHub.ts"
import { withInside } from "./internal/account/peek.ts"
import { captureRuntime, runtimeOptionsOf } from "./internal/account/runtime.ts"
import { type AuthorizedClient, authorize } from "./internal/client/authorize.ts"
import { callOperation } from "./internal/protocol/callOperation.ts"
import { scheduled } from "./internal/renewAhead/scheduled.ts"
import type { SessionOperation } from "./Operation.ts"
import type { Session } from "./Session.ts"
import type { SessionCheck } from "./SessionCheck.ts"
import type { SessionDriver } from "./SessionDriver.ts"
import type { SessionEvent, SessionStatus } from "./SessionEvent.ts"

export type { AuthorizedClient } from "./internal/client/authorize.ts"
export type { SessionTrouble } from "./SessionCheck.ts"
export type { RenewalCause, SessionEventDetail } from "./SessionEvent.ts"

/**
 * Options of every manager.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionManagerOptions {
  /**
   * How long a login may take in all, its waiting for other processes included.
   *
   * @default "30 seconds"
   */
  readonly loginTimeout?: Duration.Input | undefined
  /**
   * When sessions are renewed. `"onUse"`: nothing runs between calls. `"ahead"`: from its first login on the session is
   * kept warm. It is renewed before it ends, and the vendor's cheapest call keeps its idle timeout off; where its
   * lifetime is not known, that call is made every 5 minutes. `"ahead"` keeps the process alive until the manager is
   * closed.
   *
   * @default "onUse"
   */
  readonly renewal?: "onUse" | "ahead" | undefined
  /**
   * With `renewal: "ahead"`, how long without use a session is kept warm.
   *
   * @default as long as the manager's scope is open
   */
  readonly keepWarmFor?: Duration.Input | undefined
  /**
   * The maximum number of sessions of one account that `client` uses at once, for servers that run the calls of a session
   * one after another. Another one is opened only when every open one has a request in flight: from its sending until the
   * answer's headers are there, and its body where that is read to understand it.
   *
   * @default 1
   */
  readonly parallelSessions?: number | undefined
  /**
   * Whether trace headers are sent to the vendor.
   *
   * @default false
   */
  readonly propagateTraces?: boolean | undefined
  /**
   * How long closing may take: logins under way have as long to arrive, and sessions to be logged out. What is left then
   * is given up, and the vendor's own timeout ends it. One logout has at most 2 seconds of it.
   *
   * @default "2 seconds"
   */
  readonly closeTimeout?: Duration.Input | undefined
  /**
   * The maximum number of logouts at once when a map is closed.
   *
   * @default 16
   */
  readonly logoutConcurrency?: number | undefined
  /**
   * Whether closing lets requests in flight finish before their session is logged out. They have `closeTimeout` for that,
   * and the logouts have as long again. Callers that wait for a session, and later ones, fail with `Closed` at once.
   *
   * @default false
   */
  readonly drain?: boolean | undefined
}

/**
 * One account's session. `E` are failures of the application's own: those of the look-up, for a manager of a map.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionManager<A, E = never> {
  /**
   * The session. Logs in when no session is at hand; a thousand callers at once make one login. Fails with the reason
   * of the login: at once and without a request while a failure is remembered.
   */
  readonly session: Effect.Effect<Session<A>, AuthError | E>
  /**
   * Sends requests with the session. A relative URL is the vendor's; an absolute one elsewhere is refused. A request
   * whose session is rejected is sent once more with a fresh one where that is harmless; otherwise it fails with
   * `ReplayImpossible`. Answers that say nothing of the session are handed on as they are, the vendor's own failures
   * included. Fails with `AuthError` for what concerns the account or session, and with Effect's `HttpClientError` if a
   * request got no answer.
   */
  readonly client: AuthorizedClient<E>
  /**
   * Runs a generated operation with the session: typed input, the whole typed reply, renewal and replay like `client`.
   * Every failure is an `AuthError`, the vendor's own refusals included. Replies may have 16 MiB. Fails with
   * `InvalidConfiguration` for an operation of another vendor.
   */
  readonly call: <I, B, IE, BE>(operation: SessionOperation<I, B, IE, BE>, input: I) => Effect.Effect<B, AuthError | E>
  /** Replaces a session now, unless it has been replaced already. */
  readonly renew: (seen: Session<A>) => Effect.Effect<Session<A>, AuthError | E>
  /** Forgets a session; the next use logs in. */
  readonly invalidate: (seen: Session<A>) => Effect.Effect<void>
  /** Says that a session was used without `client`, so that its idle time starts again. */
  readonly touch: (seen: Session<A>) => Effect.Effect<void>
  /**
   * Ends the session at the vendor, best effort; the next use logs in again. Logins that wait for their turn are not sent.
   * With a `SessionStore` it ends the account's sessions for all processes that share them.
   */
  readonly logout: Effect.Effect<void>
  /**
   * Forgets failures, so that credentials known bad are tried again. With a `SessionStore` other processes may try them
   * again, too; those that know them to be bad wait until one login has succeeded.
   */
  readonly reset: Effect.Effect<void>
  /**
   * Whether the credentials work and the session is accepted, found out with the vendor's cheapest call. It logs in at
   * most once, only if there is no session that the vendor accepts, and not while failed logins are remembered. It
   * never fails.
   */
  readonly check: Effect.Effect<SessionCheck>
  /** The manager at this moment, without a secret. */
  readonly status: Effect.Effect<SessionStatus>
  /** What happens from now on, without a secret. */
  readonly events: Stream.Stream<SessionEvent>
}

/**
 * Makes a manager. When its scope closes, callers that wait fail with `Closed`, and the session is logged out; closing
 * never fails. With a `SessionStore` provided, the session is shared with other processes, and outlives this one.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = <A, C>(
  driver: SessionDriver<A, C>,
  options: SessionManagerOptions = {}
): Effect.Effect<SessionManager<A>, never, HttpClient.HttpClient | Scope.Scope> =>
  Effect.gen(function* () {
    const http = yield* HttpClient.HttpClient
    const { vendor } = driver
    const hub = makeEventHub<SessionEvent>()
    const bare = yield* captureRuntime({ ...runtimeOptionsOf(options), publish: hub.publish })
    const { runtime, scheduler } = yield* scheduled(bare, vendor, options, (event) =>
      hub.publish({ vendor, at: bare.now(), ...event })
    )
    const account = new Account(driver, runtime)
    yield* Effect.addFinalizer(() =>
      Effect.andThen(
        account.close(),
        Effect.suspend(() => {
          scheduler?.close()
          hub.end()
          return runtime.failureLog()?.end() ?? Effect.void
        })
      )
    )
    const client = authorize(account, http, { ...options, parallel: yield* parallel(options.parallelSessions) })
    const manager: SessionManager<A> = {
      session: Effect.suspend(() => account.sessionNow()),
      client,
      call: (operation, input) => callOperation(driver, client, operation, input),
      renew: (seen) => account.renew(seen),
      invalidate: (seen) => Effect.sync(() => account.invalidate(seen)),
      touch: (seen) => Effect.sync(() => account.touch(seen)),
      logout: Effect.suspend(() => account.logout()),
      reset: Effect.suspend(() => account.reset()),
      check: Effect.suspend(() => account.check()),
      status: Effect.sync(() => account.status()),
      get events() {
        return hub.events
      }
    }
    return withInside(manager, { vendor, peek: () => account.fresh() })
  })
