/**
 * Many accounts, one session manager each, made on demand.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { type AuthError, misconfigured } from "./AuthError.ts"
import { type Account, loadCheck, type Parallel, parallel } from "./internal/account/Account.ts"
import { makeEventHub } from "./internal/account/EventHub.ts"
import { withInside } from "./internal/account/peek.ts"
import { captureRuntime, runtimeOptionsOf } from "./internal/account/runtime.ts"
import { type AuthorizedClient, performer } from "./internal/client/authorize.ts"
import { Accounts } from "./internal/map/Accounts.ts"
import { unreadable } from "./internal/options/unreadable.ts"
import { callOperation } from "./internal/protocol/callOperation.ts"
import { scheduled } from "./internal/renewAhead/scheduled.ts"
import { unstacked } from "./internal/span.ts"
import type { SessionOperation } from "./Operation.ts"
import type { Session } from "./Session.ts"
import type { SessionCheck } from "./SessionCheck.ts"
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
 * A map at one moment.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionMapStatus {
  /** How many accounts it holds. */
  readonly accounts: number
  /** How many of them are in use. */
  readonly inUse: number
  /** How many have a session. */
  readonly active: number
  /** How many are logging in. */
  readonly loggingIn: number
  /** How many do not log in because their credentials are known bad. */
  readonly guarded: number
}

/**
 * Options of every map, beside those of each of its managers.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionMapOptions extends SessionManagerOptions {
  /**
   * The maximum number of accounts. The account that was not used for the longest time is logged out to make room; if all
   * are in use, callers get `CapacityExceeded`.
   *
   * @default no limit
   */
  readonly capacity?: number | undefined
  /**
   * How long without use an account is kept before it is logged out and dropped. An account whose credentials were
   * refused is kept beyond this, so that they are not tried again; it makes room only when `capacity` requires it.
   *
   * @default accounts stay
   */
  readonly idleTimeToLive?: Duration.Input | undefined
  /**
   * With `renewal: "ahead"`, the maximum number of logins and keep-alive calls per second, above 0. If more sessions than
   * that end at one time, their renewal starts early enough; if even that is too late, those that end first are renewed
   * first, and the event `RenewalsLate` and a warning say so.
   *
   * @default 50
   */
  readonly renewalRate?: number | undefined
}

/**
 * Many accounts. Keys are compared by value, as in Effect's hash maps. A key whose value cannot be seen, such as an
 * instance of a class with private fields that does not implement `Equal`, is refused with `InvalidConfiguration`.
 *
 * An account is in use while a caller waits for its session or a request of its `client` is in flight. If you attach a
 * session yourself, call `touch`.
 *
 * `E` are failures of the application's own: those of the function that looks accounts up.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionMap<in out K, A, E = never> {
  /**
   * An account's session. The account's options are looked up when it is used first; a thousand callers at once make one
   * look-up and one login.
   */
  readonly session: (key: K) => Effect.Effect<Session<A>, AuthError | E>
  /** An account's client, as its manager would give it. */
  readonly client: (key: K) => AuthorizedClient<E>
  /** Runs a generated operation with an account's session, as `SessionManager.call` does. */
  readonly call: <I, B, IE, BE>(
    key: K,
    operation: SessionOperation<I, B, IE, BE>,
    input: I
  ) => Effect.Effect<B, AuthError | E>
  /** An account's manager. It stays good when the account is dropped: its next use looks the account up anew. */
  readonly get: (key: K) => Effect.Effect<SessionManager<A, E>, AuthError | E>
  /**
   * What `SessionManager.check` says of an account. A look-up that fails with an error of the application's own is
   * `CredentialsUnavailable` there, of which only the tag of that error is told.
   */
  readonly check: (key: K) => Effect.Effect<SessionCheck>
  /**
   * Drops an account, and with it what is known of its failures. Those who use it may finish; then it is logged out. The
   * next use looks its options up anew.
   */
  readonly invalidate: (key: K) => Effect.Effect<void>
  /** Whether an account is there now. */
  readonly has: (key: K) => Effect.Effect<boolean>
  /** The accounts that are there now. */
  readonly keys: Effect.Effect<ReadonlyArray<K>>
  /** All accounts at this moment, counted. */
  readonly status: Effect.Effect<SessionMapStatus>
  /** What happens in all accounts from now on, without a secret. */
  readonly events: Stream.Stream<SessionMapEvent<K>>
}

/**
 * Makes a map. Fails with `InvalidConfiguration` for a `renewalRate` that is not above 0. `lookup` gives an account's
 * driver; if it fails, the callers of that account get its error, whatever its type, and it is not remembered. When the
 * map's scope closes, callers that wait fail with `Closed`, and the sessions are logged out; a warning and the event
 * `LeftBehind` count those that are left.
 *
 * An idle account is one object: no fibre, no timer, no scope and no pub-sub. All deadlines of a map are in one heap,
 * served by one fibre that is there only while something is scheduled.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = <K, A, C, R, E = never>(
  options: SessionMapOptions & {
    readonly vendor: string
    readonly lookup: (key: K) => Effect.Effect<SessionDriver<A, C>, AuthError | E, R>
  }
): Effect.Effect<SessionMap<K, A, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>
  Effect.gen(function* () {
    const { lookup, renewalRate, vendor } = options
    if (renewalRate !== undefined && !(renewalRate > 0)) {
      return yield* misconfigured(vendor, "renewalRate", "must be a number above 0")
    }
    const http = yield* HttpClient.HttpClient
    const context = yield* Effect.context<R>()
    const hub = makeEventHub<SessionMapEvent<K>>()
    const bare = yield* captureRuntime({ ...runtimeOptionsOf(options), publish: hub.publish })
    const say = (event: SessionEventDetail) => hub.publish({ vendor, at: bare.now(), ...event })
    const { runtime, scheduler } = yield* scheduled(bare, vendor, options, say)
    const accounts = new Accounts<K, A, C, E>({ ...runtime, hub }, scheduler, {
      vendor,
      // Like a login, it is a trace of its own, not part of an application's start.
      lookup: (key) =>
        Effect.suspend(() => lookup(key)).pipe(
          Effect.withSpan(`${vendor}.lookup`, { root: true, attributes: { "crm_auth.vendor": vendor } }, unstacked),
          Effect.provideContext(context)
        ),
      capacity: options.capacity ?? Infinity,
      idleTimeToLive: Duration.toMillis(Duration.fromInputUnsafe(options.idleTimeToLive ?? Duration.infinity))
    })
    yield* Effect.addFinalizer(() =>
      Effect.flatMap(accounts.close(), (sessions) => {
        scheduler?.close()
        if (sessions > 0) say({ _tag: "LeftBehind", sessions })
        hub.end()
        return Effect.andThen(
          Effect.suspend(() => bare.failureLog()?.end() ?? Effect.void),
          sessions === 0
            ? Effect.void
            : Effect.logWarning(`sessions were not logged out in time vendor=${vendor} sessions=${sessions}`)
        )
      })
    )
    return mapOf(accounts, hub.events, http, { ...options, parallel: yield* parallel(options.parallelSessions) })
  })

/** The accounts as applications see them. */
const mapOf = <K, A, C, E>(
  accounts: Accounts<K, A, C, E>,
  events: Stream.Stream<SessionMapEvent<K>>,
  http: HttpClient.HttpClient,
  options: SessionMapOptions & { readonly parallel: Parallel | undefined }
): SessionMap<K, A, E> => {
  const perform = performer<A, C>(http, options)

  const session: SessionMap<K, A, E>["session"] = (key) =>
    Effect.suspend(() => accounts.fresh(key)?.sessionNow() ?? accounts.use(key, (account) => account.session()))

  const check: SessionMap<K, A, E>["check"] = (key) =>
    Effect.catch(
      accounts.use(key, (account) => account.check()),
      (error) =>
        Effect.map(loadCheck, ({ failedCheck }) => failedCheck(accounts.vendor, unreadable(accounts.vendor, error)))
    )

  const send = (account: Account<A, C>, request: HttpClientRequest.HttpClientRequest) =>
    account.withSlot(options.parallel, (slot) => perform(slot, request))

  const client = (key: K): AuthorizedClient<E> =>
    HttpClient.makeWith(
      Effect.flatMap((request) => accounts.use(key, (account) => send(account, request))),
      http.preprocess
    )

  const call: SessionMap<K, A, E>["call"] = (key, operation, input) =>
    accounts.use(key, (account) => {
      const own: AuthorizedClient = HttpClient.makeWith(
        Effect.flatMap((request) => send(account, request)),
        http.preprocess
      )
      return callOperation(account.driver, own, operation, input)
    })

  /** Runs `f` with an account that is there; makes none. */
  const ifThere = <B>(key: K, f: (account: Account<A, C>) => B): B | undefined => {
    const account = accounts.find(key)?.account
    return account === undefined ? undefined : f(account)
  }

  const manager = (key: K): SessionManager<A, E> =>
    withInside<SessionManager<A, E>, A>(
      {
        session: session(key),
        client: client(key),
        call: (operation, input) => call(key, operation, input),
        renew: (seen) => accounts.use(key, (account) => account.renew(seen)),
        invalidate: (seen) => Effect.sync(() => ifThere(key, (account) => account.invalidate(seen))),
        touch: (seen) =>
          Effect.sync(() => {
            accounts.fresh(key)
            ifThere(key, (account) => account.touch(seen))
          }),
        logout: Effect.suspend(() => ifThere(key, (account) => account.logout()) ?? Effect.void),
        reset: Effect.suspend(() => ifThere(key, (account) => account.reset()) ?? Effect.void),
        check: check(key),
        status: Effect.sync(
          () => ifThere(key, (account) => account.status()) ?? { state: accounts.isClosed ? "closed" : "none" }
        ),
        events: Stream.filter(events, (event) => Equal.equals(event.key, key))
      },
      { vendor: accounts.vendor, peek: () => accounts.fresh(key)?.fresh() }
    )

  return {
    session,
    client,
    call,
    get: (key) => accounts.use(key, () => Effect.sync(() => manager(key))),
    check,
    invalidate: (key) =>
      Effect.suspend(() => {
        const leaving = accounts.drop(key)
        return leaving === undefined ? Effect.void : Effect.asVoid(Fiber.await(leaving))
      }),
    has: (key) => Effect.sync(() => accounts.find(key) !== undefined),
    keys: Effect.sync(() => Array.from(accounts.keys)),
    status: Effect.sync(() => countOf(accounts)),
    events
  }
}

const countOf = <K, A, C, E>(accounts: Accounts<K, A, C, E>): SessionMapStatus => {
  const status = { accounts: 0, inUse: 0, active: 0, loggingIn: 0, guarded: 0 }
  for (const { account, uses } of accounts.all) {
    const { state } = account.status()
    status.accounts++
    if (uses > 0) status.inUse++
    if (state === "active" || state === "loggingIn" || state === "guarded") status[state]++
  }
  return status
}
