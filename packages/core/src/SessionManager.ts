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
import { Account } from "./internal/account/Account.ts"
import { makeEventHub } from "./internal/account/EventHub.ts"
import { withInside } from "./internal/account/peek.ts"
import { captureRuntime } from "./internal/account/runtime.ts"
import { type AuthorizedClient, authorize } from "./internal/client/authorize.ts"
import { callOperation } from "./internal/protocol/callOperation.ts"
import { loginTimeoutOf, scheduled } from "./internal/renewAhead/options.ts"
import { Scheduler } from "./internal/renewAhead/Scheduler.ts"
import type { SessionOperation } from "./Operation.ts"
import type { Session } from "./Session.ts"
import type { SessionCheck } from "./SessionCheck.ts"
import type { SessionDriver } from "./SessionDriver.ts"
import type { SessionEvent, SessionStatus } from "./SessionEvent.ts"

export type { AuthorizedClient } from "./internal/client/authorize.ts"

/**
 * Options of every manager.
 *
 * - `loginTimeout`: how long a login may take in all. Default: 30 seconds.
 * - `propagateTraces`: send trace headers to the vendor. Default: `false`.
 * - `renewal`: `"onUse"` (default): nothing runs between calls. `"ahead"`: from its first login on the session is kept
 *   warm. It is renewed before it ends, and the vendor's cheapest call keeps its idle timeout off.
 * - `keepWarmFor`: with `"ahead"`, how long without use a session is kept warm. Default: as long as its scope lives.
 * - `parallelSessions`: the most sessions of one account that `client` may use at once, for servers that run the calls
 *   of a session one after another. Another one is opened only when every open one has a request in flight, which is
 *   from its sending until its answer's headers are there, and its body where that is read to understand it.
 *   Default: 1.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionManagerOptions {
  readonly loginTimeout?: Duration.Input | undefined
  readonly renewal?: "onUse" | "ahead" | undefined
  readonly keepWarmFor?: Duration.Input | undefined
  readonly parallelSessions?: number | undefined
  readonly propagateTraces?: boolean | undefined
}

/**
 * One account's session.
 *
 * - `session`: the session. Logs in when there is none; a thousand callers at once make one login. Fails with the
 *   reason of the login, at once and without a request while a failure is remembered.
 * - `client`: sends requests with the session. Relative URLs are the vendor's; an absolute URL elsewhere is refused.
 *   A request whose session is refused is sent once more with a fresh one, where that is harmless; else it fails with
 *   `ReplayImpossible`. Answers that say nothing of the session are handed on as they are, failures of the vendor's
 *   own included.
 * - `renew(seen)`: replaces a session now, unless that has happened already.
 * - `invalidate(seen)`: forgets a session; the next use logs in.
 * - `touch(seen)`: says that a session was used without `client`, so that its idle clock starts again.
 * - `logout`: ends the session at the vendor, best effort; the next use logs in again. With a `SessionStore`, it ends
 *   the account's sessions for all who share them.
 * - `reset`: forgets failures, so that credentials known bad are tried again. With a `SessionStore`, others may try
 *   them again, too; those that know them to be bad wait until one login has succeeded.
 * - `status` and `events`: what is going on, never a secret.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionManager<A> {
  readonly session: Effect.Effect<Session<A>, AuthError>
  readonly client: AuthorizedClient
  /**
   * Runs a generated operation with the session: typed input, the whole typed reply, renewal and replay like `client`.
   * Every failure is an `AuthError`, the vendor's own refusals included. Replies may have 16 MiB. Fails with
   * `InvalidConfiguration` for an operation of another vendor.
   */
  readonly call: <I, B, IE, BE>(operation: SessionOperation<I, B, IE, BE>, input: I) => Effect.Effect<B, AuthError>
  readonly renew: (seen: Session<A>) => Effect.Effect<Session<A>, AuthError>
  readonly invalidate: (seen: Session<A>) => Effect.Effect<void>
  readonly touch: (seen: Session<A>) => Effect.Effect<void>
  readonly logout: Effect.Effect<void>
  readonly reset: Effect.Effect<void>
  /**
   * Whether the credentials work and the session is accepted, found out with the vendor's cheapest call. It logs in at
   * most once, only if there is no session that the vendor accepts, and not while failed logins are remembered. It
   * never fails.
   */
  readonly check: Effect.Effect<SessionCheck>
  readonly status: Effect.Effect<SessionStatus>
  readonly events: Stream.Stream<SessionEvent>
}

/**
 * Makes a manager. When its scope closes, callers that wait fail with `Closed`, and the session is logged out within
 * two seconds; closing never fails. With a `SessionStore` provided, the session is shared with other processes, and
 * outlives this one.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeSessionManager = <A, C>(
  driver: SessionDriver<A, C>,
  options: SessionManagerOptions = {}
): Effect.Effect<SessionManager<A>, never, HttpClient.HttpClient | Scope.Scope> =>
  Effect.gen(function* () {
    const http = yield* HttpClient.HttpClient
    const { vendor } = driver
    const hub = makeEventHub<SessionEvent>()
    const bare = yield* captureRuntime({ loginTimeout: loginTimeoutOf(options), publish: hub.publish })
    const scheduler = new Scheduler(bare)
    const runtime = scheduled(bare, scheduler, vendor, options, (event) =>
      hub.publish({ vendor, at: bare.now(), ...event })
    )
    const account = new Account(driver, runtime)
    yield* Effect.addFinalizer(() =>
      Effect.andThen(
        account.close(),
        Effect.sync(() => {
          scheduler.close()
          hub.end()
        })
      )
    )
    const client = authorize(account, http, options)
    const manager: SessionManager<A> = {
      session: Effect.suspend(() => account.sessionNow()),
      client,
      call: (operation, input) => callOperation(driver, client, operation, input),
      renew: (seen) => account.renew(seen),
      invalidate: (seen) => Effect.sync(() => account.invalidate(seen)),
      touch: (seen) => Effect.sync(() => account.touch(seen)),
      logout: account.logout(),
      reset: account.reset(),
      check: account.check(),
      status: Effect.sync(() => account.status()),
      events: hub.events
    }
    return withInside(manager, { vendor, peek: () => account.fresh() })
  })
