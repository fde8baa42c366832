/** What an account and a session store ask of each other. Only types and one reference: a bundle without a store pays nothing. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import type { AuthError } from "../../AuthError.ts"
import type { Reason, StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"

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
 * - `made`: this process made it. Without a `slot` it could not be kept, and is this process's own.
 * - `refused`: another process saw these credentials refused, and they must not be sent for `millis` more milliseconds
 *   (`undefined`: until they change).
 */
export type StoreOutcome<A> =
  | FoundSession<A>
  | { readonly _tag: "made"; readonly session: Session<A>; readonly slot: string | undefined }
  | { readonly _tag: "refused"; readonly reason: Reason; readonly millis: number | undefined }

/** A store as an account sees it. No effect fails because of the store. */
export interface SharedSessions {
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
  /** Forgets a session that was ended by an explicit logout, so that no process finds it. */
  readonly forget: (slot: string, id: string) => Effect.Effect<void>
}

/**
 * Where sessions are shared with other processes. Provide it by one of the layers of this module. By default nothing is
 * shared, and each manager has its own session.
 *
 * @category services
 * @since 0.1.0
 */
export class SessionStore extends Context.Reference<SharedSessions | undefined>("@crm-auth/core/SessionStore", {
  defaultValue: () => undefined
}) {}
