/** What an account and a session store ask of each other. Only types and one reference: a bundle without a store pays nothing. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Random from "effect/Random"
import type * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import type { AuthError } from "../../AuthError.ts"
import type { Reason, StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login, SessionDriver } from "../../SessionDriver.ts"
import type { RenewalCause, SessionEventDetail } from "../../SessionEvent.ts"

/** The caller of a store: its clock, and where it wants failures reported. */
export interface StoreCaller {
  /** The time of this process, in milliseconds. */
  readonly now: () => number
  /** Called with each failure of the store that the caller should hear of. */
  readonly report: (failure: StoreFailure) => void
}

/** Which session an account looks for, and what the account knows of it. */
export interface SessionQuery<A> extends StoreCaller {
  /** The vendor's name. */
  readonly vendor: string
  /** The vendor's server. */
  readonly origin: string
  /** The parts that name the account at that server. A part that is `Redacted` is a secret. */
  readonly account: ReadonlyArray<string | Redacted.Redacted | undefined>
  /** The credentials in use. A session made with others is not found, and a refusal of others says nothing. */
  readonly credentials: unknown
  /**
   * Whether a session is handed out whatever credentials it was made with: the caller names the account and does not
   * know its secret, as a command line does after a login.
   *
   * @default false
   */
  readonly anyCredentials?: boolean | undefined
  /** Which of the account's sessions: 0 is the first. */
  readonly index: number
  /** How the session's value is written and read. */
  readonly codec: Schema.Codec<A, unknown>
  /** The session that the account has now, so that the same one is recognised. */
  readonly current: Session<A> | undefined
  /** Whether a session must not be handed out again: it was rejected, or has to be replaced. */
  readonly isUnwanted: (id: string) => boolean
  /** Whether credentials are tried although another process saw them refused. */
  readonly ignoreGuard: boolean
  /**
   * Tries a session that idled out as far as is known here: `false` if the vendor rejects it. Without it, such a session
   * counts as rejected.
   */
  readonly attempt: ((session: Session<A>) => Effect.Effect<boolean>) | undefined
}

/** What a store knows of earlier logins with the credentials in use. */
export interface LoginHistory {
  /** Whether a login with them has worked before. */
  readonly hasWorked: boolean
  /** How many logins with them were refused in a row, this one not counted. */
  readonly refusals: number
}

/** Which session an account looks for, and how to make it. */
export interface LoginRequest<A> extends SessionQuery<A> {
  /** Makes the id of a new session. */
  readonly newId: () => string
  /** Logs in, or renews. */
  readonly login: Effect.Effect<Login<A>, AuthError>
  /** When `login` was sent. */
  readonly sentAt: () => number
  /**
   * For how many milliseconds the credentials must not be sent again after this failure; `Infinity` until they change,
   * `undefined` if the failure says nothing of them.
   */
  readonly guardOf: (reason: Reason, history: LoginHistory) => number | undefined
}

/** A session that another process made. */
export interface FoundSession<A> {
  /** Tells it from the other outcomes. */
  readonly _tag: "found"
  /** The session. */
  readonly session: Session<A>
  /** When it was last used, as far as the store knows. */
  readonly usedAt: number
  /** Where it is kept. */
  readonly slot: string
}

/**
 * - `found`: another process made this session.
 * - `made`: this process made it. With a `slot` it was kept there, or may have been: a write that failed may still have been
 *   done, and another process may have found it. Without a `slot` it is this process's own.
 * - `refused`: another process saw these credentials refused, and they must not be sent for `millis` more milliseconds
 *   (`undefined`: until they change).
 */
export type StoreOutcome<A> =
  | FoundSession<A>
  | { readonly _tag: "made"; readonly session: Session<A>; readonly slot: string | undefined }
  | { readonly _tag: "refused"; readonly reason: Reason; readonly millis: number | undefined }

/** What sharing asks of an account. */
export interface SharingAccount<A, C> {
  /** The vendor. */
  readonly driver: SessionDriver<A, C>
  /** The services that the account runs with. */
  readonly runtime: {
    /** The time, in milliseconds since the epoch. */
    readonly now: () => number
    /** Makes the ids of sessions. */
    readonly random: Random.Random
    /** The store; `undefined` if the account does not share. */
    readonly store: SharedSessions | undefined
    /** The services of the application, for metrics. */
    readonly context: Context.Context<never>
  }
  /** Notes that a login with these credentials has worked. */
  prove(credentials: C): void
  /** Whether a login with these credentials has worked in this process. */
  isProven(credentials: C): boolean
  /** What keeps the account's logins apart. */
  openGate(): {
    /** What failed logins taught; `undefined` if its code is not loaded. */
    openMemory(): RefusalMemory<C> | undefined
  }
  /** Tells of the account. */
  publish(event: SessionEventDetail): void
}

/** What sharing asks of the memory of failed logins. */
export interface RefusalMemory<C> {
  /** Milliseconds for which credentials must not be sent again after a failure that `refusals` others preceded. */
  guardFor(
    reason: Reason,
    credentials: C,
    isProven: boolean,
    random: Random.Random,
    refusals: number
  ): number | undefined
}

/** What sharing asks of one session of an account. */
export interface SharingSlot<A, C> {
  /** The account whose session it is. */
  readonly account: SharingAccount<A, C>
  /** The session's place among those of the account, from 0. */
  readonly index: number
  /** The session that is held now; `isAgeUnknown` says whether the clock was set back since its login. */
  readonly live: { readonly session: Session<A>; isAgeUnknown(now: number): boolean } | undefined
}

/** What sharing asks of a login. */
export interface SharingAttempt<A, C> {
  /** Why it runs. */
  readonly cause: RenewalCause
  /** When it started, in milliseconds since the epoch. */
  readonly startedAt: number
  /** What has become of it so far. */
  readonly notes: {
    /** When its login was sent, in milliseconds since the epoch; `undefined` before that. */
    readonly sentAt: number | undefined
    /** The credentials that were sent, and whether they have worked before; `undefined` before they are sent. */
    readonly tried: { readonly credentials: C; readonly isProven: boolean } | undefined
  }
  /**
   * Notes which credentials were sent, and whether they have worked before; for how many milliseconds they must not be
   * sent again; or what the store gave.
   */
  note(news: {
    readonly tried?: { readonly credentials: C; readonly isProven: boolean }
    readonly guardMillis?: number | undefined
    readonly outcome?: StoreOutcome<A>
  }): void
}

/** How a login shares. Each of an account's sessions has its own place; what is known of its credentials has one. */
export interface Sharing<A, C> {
  /** Looks first whether another process has a session, and keeps others from logging in at the same time. */
  readonly obtain: (credentials: C, make: Effect.Effect<Login<A>, AuthError>) => Effect.Effect<Login<A>, AuthError>
  /** Only looks. */
  readonly look: (credentials: C) => Effect.Effect<Login<A> | undefined, AuthError>
}

/** An account one of whose sessions is in use. */
export interface UsingAccount {
  /** The vendor and its server. */
  readonly driver: { readonly vendor: string; readonly origin: string }
  /** Tells of the account. */
  publish(event: SessionEventDetail): void
  /** The services that the account runs with. */
  readonly runtime: {
    /** The time, in milliseconds since the epoch. */
    readonly now: () => number
    /** The store; `undefined` if the account does not share. */
    readonly store: SharedSessions | undefined
    /** The services of the application, for metrics. */
    readonly context: Context.Context<never>
    /** Runs an effect in a fibre of its own. */
    readonly fork: (effect: Effect.Effect<void>) => unknown
  }
}

/** A session that is in use. */
export interface UsedSession {
  /** The session itself. */
  readonly session: Session<unknown>
  /** Where the store keeps it, if it does. */
  readonly place: string | undefined
  /** When it was last used, in milliseconds since the epoch. */
  readonly usedAt: number
  /** For how long without use it lasts, in milliseconds. */
  readonly idleFor: number
}

/** An account's side of sharing. It comes with the store, so that programs without one do not carry it. */
export interface AccountSharing {
  /** How a login shares; `undefined` if the vendor's sessions cannot be shared. */
  readonly of: <A, C>(slot: SharingSlot<A, C>, attempt: SharingAttempt<A, C>) => Sharing<A, C> | undefined
  /** Whether the store of an account does not answer. It is asked once more. */
  readonly isDown: <A, C>(slot: SharingSlot<A, C>) => Effect.Effect<boolean>
  /**
   * Makes the store forget that an account's credentials were refused. What it tells of refusals is ignored until a login
   * has worked.
   */
  readonly lift: <A, C>(slot: SharingSlot<A, C>) => Effect.Effect<void>
  /** Notes that a session is in use. Now and then the store is told. */
  readonly noteUse: (account: UsingAccount, live: UsedSession) => void
  /** Notes a session that must not be taken from the store again. */
  readonly discard: (slot: object, id: string) => void
  /** Whether another process made this session. */
  readonly wasFound: (slot: object, session: Session<unknown>) => boolean
  /** Where a session that a login gave is kept, and when it was last used, as far as that is known. */
  readonly placeOf: <A>(
    outcome: Exclude<StoreOutcome<A>, { readonly _tag: "refused" }>,
    before: { readonly session: Session<A>; readonly place: string | undefined } | undefined
  ) => { readonly place: string | undefined; readonly usedAt?: number }
  /** Takes the account's sessions that are in the store now, and not in one of its slots here. */
  readonly elsewhere: <A, C>(
    first: SharingSlot<A, C>,
    slots: ReadonlyArray<SharingSlot<A, C>>,
    take: (found: FoundSession<A>) => void
  ) => Effect.Effect<void>
}

/** A store as an account sees it. No effect fails because of the store. */
export interface SharedSessions {
  /** The account's side. */
  readonly sharing: AccountSharing
  /** Finds an account's session, or logs in while no other process does. */
  readonly obtain: <A>(request: LoginRequest<A>) => Effect.Effect<StoreOutcome<A>, AuthError>
  /** Finds an account's session; `undefined` if the store has none to use, or does not answer. */
  readonly look: <A>(query: SessionQuery<A>) => Effect.Effect<FoundSession<A> | undefined>
  /** Forgets that these credentials were refused. */
  readonly lift: <A>(query: SessionQuery<A>) => Effect.Effect<void>
  /** Notes that a session is in use, unless that was noted less than `after` milliseconds ago. */
  readonly touch: (slot: string, id: string, after: number, caller: StoreCaller) => Effect.Effect<void>
  /** Whether the store did not answer when it was asked last. */
  readonly isDown: () => boolean
  /** Forgets a session that was ended by an explicit logout, so that no process finds it. `now`: see `StoreCaller`. */
  readonly forget: (slot: string, id: string, now: StoreCaller["now"]) => Effect.Effect<void>
}

/**
 * Where sessions are shared with other processes. Provide it by one of the layers of this module. By default nothing is
 * shared, and each manager has its own session.
 *
 * @category services
 * @since 0.1.0
 */
export class SessionStore
  extends /*#__PURE__*/ Context.Reference<SharedSessions | undefined>("@crm-auth/core/SessionStore", {
    defaultValue: () => undefined
  }) {}
