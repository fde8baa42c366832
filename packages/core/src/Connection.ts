/**
 * What a program without Effect sees of an account, or of many: plain data and promises.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type { LoginMethod } from "./LoginMethod.ts"
import type { SessionOperation } from "./Operation.ts"
import type { Reason } from "./Reason.ts"
import type { SecondFactorRequest } from "./SecondFactor.ts"
import type { ServerOptions } from "./ServerOptions.ts"
import type { SessionCheck } from "./SessionCheck.ts"
import type { Refine } from "./SessionDriver.ts"
import type { SessionEvent, SessionStatus } from "./SessionEvent.ts"
import type { SessionManagerOptions } from "./SessionManager.ts"
import type { SessionMapEvent, SessionMapOptions, SessionMapStatus } from "./SessionMap.ts"

/**
 * What `fetch` takes.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectionInit extends RequestInit {
  /**
   * Says that the request may be sent again where the vendor may already have done part of the work.
   *
   * @default false
   */
  readonly replaySafe?: boolean
}

/** A value as a plain one: what is `Redacted` is the text itself. */
type PlainField<T> = T extends Redacted.Redacted<infer Secret> ? Secret : T

/**
 * Credentials whose secrets are plain texts. They are hidden as soon as they are read.
 *
 * @category models
 * @since 0.1.0
 */
export type PlainCredentials<C> = C extends unknown ? { readonly [K in keyof C]: PlainField<C[K]> } : never

/**
 * Says what a vendor's code means that no public source explains: returns the reason that fits, or `undefined` to keep
 * `failure.reason`.
 *
 * @category models
 * @since 0.1.0
 */
export type PlainRefine = (failure: Parameters<Refine>[0]) => Reason | undefined

/**
 * One line of the log.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectionLogEntry {
  /** How important it is: `Info`, `Warn` and so on. */
  readonly level: string
  /** What happened. */
  readonly message: string
  /** When, in milliseconds since the epoch. */
  readonly at: number
  /** The vendor, the origin, the outcome and the like. Never a secret. */
  readonly fields: { readonly [name: string]: unknown }
}

/**
 * Takes the lines of the log.
 *
 * @category models
 * @since 0.1.0
 */
export type ConnectionLog = (entry: ConnectionLogEntry) => void

/**
 * Where sessions are shared with other processes: any place that keeps texts by key, such as a Workers KV or a table.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectionStore {
  /** Returns the text under a key, or `null` or `undefined` if there is none. */
  readonly get: (key: string) => string | null | undefined | PromiseLike<string | null | undefined>
  /** Keeps a text under a key. */
  readonly set: (key: string, value: string) => unknown
  /** Forgets a key. */
  readonly delete: (key: string) => unknown
  /** Encrypts the sessions: 32 random bytes as Base64, the same in all processes. */
  readonly key: string
  /** What the name of every key starts with. @default "crm-auth." */
  readonly prefix?: string | undefined
}

/**
 * What a connection needs beside the account.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectionOptions {
  /** Sends the requests. @default the runtime's own `fetch` */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Where sessions are shared with other processes; or a layer of `@crm-auth/core/SessionStore`. @default not shared */
  readonly store?: ConnectionStore | Layer.Layer<never, unknown> | undefined
  /** Takes the log. @default the console */
  readonly logger?: ConnectionLog | undefined
  /** Gives up connecting. It does not close a connection that was made. @default nothing gives it up */
  readonly signal?: AbortSignal | undefined
  /**
   * Answers a second factor, where the vendor wants one; `undefined` gives up. It has the time that `loginTimeout`
   * leaves. If it throws, the reason is `CredentialsUnavailable`.
   *
   * @default a login that needs one fails with `SecondFactorRequired`
   */
  readonly secondFactor?:
    | ((request: SecondFactorRequest) => string | undefined | PromiseLike<string | undefined>)
    | undefined
}

/** The credentials among the options, or a function that reads them. */
type PlainCredentialOptions<C> =
  | PlainCredentials<C>
  | {
      /**
       * Reads the credentials before each login, so that a rotated secret needs no restart. If it throws, the reason is
       * `CredentialsUnavailable`, an outage.
       */
      readonly credentials: () => PlainCredentials<C> | PromiseLike<PlainCredentials<C>>
    }

/** The option `refine` of `connect`, which replaces the vendor's own. */
interface Refinable {
  /** Says what a code of the vendor means that no public source explains. @default such codes are `VendorFailure` */
  readonly refine?: PlainRefine | undefined
}

/**
 * The options of `connect`: those of the vendor, with plain texts for secrets.
 *
 * @category models
 * @since 0.1.0
 */
export type ConnectOptions<O extends ServerOptions, C> = Omit<O, "refine"> &
  Refinable &
  PlainCredentialOptions<C> &
  ConnectionOptions

/**
 * The options of one account of `connectMap`: without those that hold for the whole map.
 *
 * @category models
 * @since 0.1.0
 */
export type ConnectAccountOptions<O extends ServerOptions, C> = Omit<O, keyof SessionManagerOptions | "refine"> &
  Refinable &
  PlainCredentialOptions<C>

/**
 * The options of `connectMap` that hold for all accounts.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectMapOptions extends SessionMapOptions, ConnectionOptions {}

/** A value without what is `Redacted` in it. */
type WithoutSecrets<A> = { readonly [K in keyof A as NonNullable<A[K]> extends Redacted.Redacted ? never : K]: A[K] }

/**
 * A session as plain data. It may be logged or sent: its secret is not among its fields.
 *
 * @category models
 * @since 0.1.0
 */
export interface PlainSession<A> {
  /** Names the session in logs and events. It is no secret. */
  readonly id: string
  /** When its login was sent, in milliseconds since the epoch. */
  readonly issuedAt: number
  /** When it ends at the latest, in milliseconds since the epoch. Missing where nothing says so. */
  readonly expiresAt?: number
  /** How long it lasts without use, in milliseconds. Missing where nothing says so. */
  readonly idleMillis?: number
  /** What the vendor said of it, without its secrets. */
  readonly value: WithoutSecrets<A>
  /** Returns the secret that requests carry. It is not enumerable, so nothing prints or copies it. */
  readonly secret: () => string
}

/**
 * What a check finds, as plain data: see `SessionCheck`.
 *
 * @category models
 * @since 0.1.0
 */
export interface AccountCheck extends Omit<SessionCheck, "took"> {
  /** How long the check took, in milliseconds. */
  readonly tookMillis: number
}

/**
 * The same with plain numbers: a `Duration` called `age` is a number of milliseconds called `ageMillis`.
 *
 * @category models
 * @since 0.1.0
 */
export type PlainTimes<T> = T extends unknown
  ? {
      readonly [K in keyof T as NonNullable<T[K]> extends Duration.Duration ? `${K & string}Millis` : K]: NonNullable<
        T[K]
      > extends Duration.Duration
        ? number
        : T[K]
    }
  : never

/**
 * A call's own options.
 *
 * @category models
 * @since 0.1.0
 */
export interface CallOptions {
  /** Ends this call, and no other. @default nothing ends it early */
  readonly signal?: AbortSignal | undefined
}

/**
 * One account. Every rejection is an `AuthError` whose stack shows the call, or the reason of the call's own signal;
 * after `close` the reason is `Closed`.
 *
 * @category models
 * @since 0.1.0
 */
export interface AccountConnection<A> {
  /**
   * `fetch` with the session. A relative URL is the vendor's. Redirects are not followed and cookies not kept. Text,
   * bytes, blobs and forms are sent again when the session was rejected, where that is harmless; streams never.
   */
  readonly fetch: (input: string | URL | Request, init?: ConnectionInit) => Promise<Response>
  /**
   * Runs an operation of the vendor's `./operations`: plain input, and the whole reply as plain data. The vendor's own
   * refusals are rejections, too.
   */
  readonly call: <I, B, IE, BE>(
    operation: SessionOperation<I, B, IE, BE>,
    input: IE,
    options?: CallOptions
  ) => Promise<BE>
  /** The session. Logs in when no session is at hand. */
  readonly session: (options?: CallOptions) => Promise<PlainSession<A>>
  /** Whether the credentials work and the session is accepted: one cheap call, and at most one login. */
  readonly check: (options?: CallOptions) => Promise<AccountCheck>
  /** What is going on. */
  readonly status: () => Promise<PlainTimes<SessionStatus>>
  /** Forgets failed logins, so that credentials known bad are tried again. */
  readonly reset: () => Promise<void>
  /** Ends the session at the vendor. The next use logs in again. */
  readonly logout: () => Promise<void>
  /** What happens from now on. It ends with the connection. */
  readonly events: AsyncIterable<PlainTimes<SessionEvent>>
}

/**
 * How to close.
 *
 * @category models
 * @since 0.1.0
 */
export interface CloseOptions {
  /**
   * Whether requests in flight may finish before their session is logged out. They have the option `closeTimeout` for
   * that. Calls that wait for a session are rejected with `Closed` at once; with `false` those in flight are, too.
   *
   * @default the option `drain`, else `true`
   */
  readonly drain?: boolean | undefined
}

/**
 * What can be closed.
 *
 * @category models
 * @since 0.1.0
 */
export interface Closable extends AsyncDisposable {
  /** Logs out and ends. It never rejects, and closing again is the same. `await using` calls it. */
  readonly close: (options?: CloseOptions) => Promise<void>
}

/**
 * A connection to one account.
 *
 * @category models
 * @since 0.1.0
 */
export interface Connection<A> extends AccountConnection<A>, Closable {}

/**
 * Connections to many accounts, made on demand.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectionMap<in out K, A> extends Closable {
  /** The account with a key. Its options are looked up when it is first used. */
  readonly account: (key: K) => AccountConnection<A>
  /** Runs an operation with the session of an account, as its `call` does. */
  readonly call: <I, B, IE, BE>(
    key: K,
    operation: SessionOperation<I, B, IE, BE>,
    input: IE,
    options?: CallOptions
  ) => Promise<BE>
  /** Logs an account out and forgets it, its failures included. Its next use looks its options up again. */
  readonly invalidate: (key: K) => Promise<void>
  /** Whether an account is there now. */
  readonly has: (key: K) => Promise<boolean>
  /** The keys of the accounts that are there now. */
  readonly keys: () => Promise<ReadonlyArray<K>>
  /** How many accounts there are, and what they do. */
  readonly status: () => Promise<SessionMapStatus>
  /** What happens to all accounts from now on. */
  readonly events: AsyncIterable<PlainTimes<SessionMapEvent<K>>>
}

/**
 * A login method of a vendor, and the secret of its sessions.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectMethod<O extends ServerOptions, C, A> {
  /** The login method. */
  readonly method: LoginMethod<O, C, A>
  /** What requests carry. */
  readonly secret: (session: A) => Redacted.Redacted
}
