/**
 * Many accounts, one session manager each, made on demand.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import { type AuthError, misconfigured } from "./AuthError.ts"
import type { AuthorizedClient } from "./internal/client/authorize.ts"
import { makeHub } from "./internal/account/EventHub.ts"
import { loginTimeoutOf, scheduled } from "./internal/renewAhead/options.ts"
import { Scheduler } from "./internal/renewAhead/Scheduler.ts"
import { surroundings } from "./internal/account/runtime.ts"
import { Accounts } from "./internal/map/Accounts.ts"
import { closeAll } from "./internal/map/close.ts"
import { viewOf } from "./internal/map/view.ts"
import { unstacked } from "./internal/span.ts"
import type { Session } from "./Session.ts"
import type { SessionDriver } from "./SessionDriver.ts"
import type { SessionEvent, SessionEventDetail } from "./SessionEvent.ts"
import type { SessionManager, SessionManagerOptions } from "./SessionManager.ts"

/**
 * An event of one of a map's accounts; `key` is missing where it concerns all.
 *
 * @category models
 * @since 0.1.0
 */
export type SessionMapEvent<K> = SessionEvent & { readonly key?: K }

/**
 * A map at one moment: how many accounts it holds, how many of them are in use, have a session, are logging in, or are
 * kept from it because their credentials are known bad.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionMapStatus {
  readonly accounts: number
  readonly inUse: number
  readonly active: number
  readonly loggingIn: number
  readonly guarded: number
}

/**
 * Options of every map, beside those of each of its managers.
 *
 * - `capacity`: the most accounts at a time. The one that was not used for the longest time is logged out to make room;
 *   when all are in use, callers get `CapacityExceeded`. Default: no limit.
 * - `idleTimeToLive`: an account that nobody used for so long is logged out and dropped. One whose credentials are known
 *   bad stays until there is need of its place, so that they are not tried again. Default: accounts stay.
 * - `renewalRate`: with `renewal: "ahead"`, the most logins and keep-alive calls per second. Where more sessions than
 *   that end at one time their renewal starts early enough; where even that is too late, those that end first are
 *   renewed first, and the event `RenewalsLate` and a warning say so. Above 0. Default: 50.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionMapOptions extends SessionManagerOptions {
  readonly capacity?: number | undefined
  readonly idleTimeToLive?: Duration.Input | undefined
  readonly renewalRate?: number | undefined
}

/**
 * Many accounts. Keys are compared by value, as in Effect's hash maps. A key whose value cannot be seen, such as an
 * instance of a class with private fields that does not implement `Equal`, is refused with `InvalidConfiguration`.
 *
 * - `session(key)` and `client(key)`: what a manager of that account would give. The account's options are looked up
 *   when it is used first; a thousand callers at once make one look-up and one login.
 * - `get(key)`: the account's manager. It stays good when the account is dropped: its next use looks it up anew.
 * - `invalidate(key)`: drops an account, and with it what is known of its failures. Who uses it may finish; then it is
 *   logged out. The next use looks its options up anew.
 * - `has(key)` and `keys`: the accounts that are there now.
 * - `status` and `events`: what is going on in all accounts, never a secret.
 *
 * An account is in use while somebody waits for its session or a request of its `client` is in flight. Who carries a
 * session himself says so with `touch`.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionMap<in out K, A> {
  readonly session: (key: K) => Effect.Effect<Session<A>, AuthError>
  readonly client: (key: K) => AuthorizedClient
  readonly get: (key: K) => Effect.Effect<SessionManager<A>, AuthError>
  readonly invalidate: (key: K) => Effect.Effect<void>
  readonly has: (key: K) => Effect.Effect<boolean>
  readonly keys: Effect.Effect<ReadonlyArray<K>>
  readonly status: Effect.Effect<SessionMapStatus>
  readonly events: Stream.Stream<SessionMapEvent<K>>
}

/**
 * Makes a map. Fails with `InvalidConfiguration` for a `renewalRate` that is not above 0. `lookup` gives an account's
 * driver; its failure is its callers', and is not remembered. When the map's scope closes, callers that wait fail with `Closed`, and the sessions are logged out, 16 at a time and within two
 * seconds in all; what is left is counted in a warning and the event `LeftBehind`.
 *
 * An idle account is one object: no fibre, no timer, no scope and no pub-sub. All deadlines of a map are in one heap,
 * served by one fibre that is there only while something is scheduled.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeSessionMap = <K, A, C, R>(
  options: SessionMapOptions & {
    readonly vendor: string
    readonly lookup: (key: K) => Effect.Effect<SessionDriver<A, C>, AuthError, R>
  }
): Effect.Effect<SessionMap<K, A>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  Effect.gen(function* () {
    const { lookup, renewalRate, vendor } = options
    if (renewalRate !== undefined && !(renewalRate > 0)) {
      return yield* misconfigured(vendor, "renewalRate", "must be a number above 0")
    }
    const http = yield* HttpClient.HttpClient
    const context = yield* Effect.context<R>()
    const bare = yield* surroundings
    const hub = makeHub<SessionMapEvent<K>>()
    const scheduler = new Scheduler(bare)
    const say = (event: SessionEventDetail) => hub.publish({ vendor, at: bare.now(), ...event })
    const accounts = new Accounts<K, A, C>(
      {
        around: scheduled(bare, scheduler, vendor, options, say),
        hub,
        loginTimeout: loginTimeoutOf(options)
      },
      scheduler,
      {
        vendor,
        // Like a login, it is a trace of its own, not part of an application's start.
        lookup: (key) =>
          Effect.suspend(() => lookup(key)).pipe(
            Effect.withSpan(`${vendor}.lookup`, { root: true, attributes: { "crm_auth.vendor": vendor } }, unstacked),
            Effect.provideContext(context)
          ),
        capacity: options.capacity ?? Infinity,
        idleTimeToLive: Duration.toMillis(Duration.fromInputUnsafe(options.idleTimeToLive ?? Duration.infinity))
      }
    )
    yield* Effect.addFinalizer(() =>
      Effect.flatMap(closeAll(accounts), (sessions) => {
        scheduler.close()
        if (sessions > 0) say({ _tag: "LeftBehind", sessions })
        hub.end()
        return sessions === 0
          ? Effect.void
          : Effect.annotateLogs(Effect.logWarning("sessions were not logged out in time"), { vendor, sessions })
      })
    )
    return viewOf(accounts, hub.events, http, options)
  })
