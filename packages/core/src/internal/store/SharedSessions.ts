/** What the engine and a session store ask of each other. Nothing here costs a bundle that has no store. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import type { AuthError } from "../../AuthError.ts"
import type { Reason, StoreFailure } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { Login } from "../../SessionDriver.ts"

/** Who asks a store for something. */
export interface StoreCaller {
  readonly now: () => number
  readonly report: (failure: StoreFailure) => void
}

/** Which session an account's engine looks for, and what it knows. */
export interface SessionQuery<A> extends StoreCaller {
  readonly vendor: string
  readonly origin: string
  /** Who logs in there. A part that is `Redacted` is a secret. */
  readonly account: ReadonlyArray<string | Redacted.Redacted | undefined>
  readonly credentials: unknown
  /**
   * Whether a session is handed out whatever credentials it was made with: the caller names the account and does not
   * know its secret, as a command line does after a login.
   *
   * @default false
   */
  readonly anyCredentials?: boolean | undefined
  /** Which of the account's sessions: 0 is the first. */
  readonly lane: number
  readonly codec: Schema.Codec<A, unknown>
  /** The session that the engine has, so that it is found to be the same. */
  readonly current: Session<A> | undefined
  /** Whether a session must not be had again: it was refused, or has to be replaced. */
  readonly isUnwanted: (id: string) => boolean
  /** Credentials that others saw refused are tried all the same. */
  readonly ignoreGuard: boolean
  /**
   * Tries a session that idled out as far as is known here. `false`: it is dead. Without it, it counts as dead.
   */
  readonly attempt: ((session: Session<A>) => Effect.Effect<boolean>) | undefined
}

/** And how it is made. */
export interface LoginRequest<A> extends SessionQuery<A> {
  readonly newId: () => string
  readonly login: Effect.Effect<Login<A>, AuthError>
  /** When `login` was sent. */
  readonly sentAt: () => number
  /**
   * Whether a failed login means that these credentials must not be sent again, and for how many milliseconds. A store
   * that knows that a login with them has worked says so.
   */
  readonly guardOf: (reason: Reason, workedBefore?: boolean) => number | undefined
}

export interface Found<A> {
  readonly _tag: "found"
  readonly session: Session<A>
  readonly usedAt: number
  readonly slot: string
}

/**
 * - `found`: another process made this session. `slot` is where it is kept.
 * - `made`: this process did. Without a `slot` it could not be kept, and is this process's own.
 * - `refused`: another process saw these credentials refused, and for so many more milliseconds (`undefined`: until they
 *   change) they must not be sent.
 */
export type StoreOutcome<A> =
  | Found<A>
  | { readonly _tag: "made"; readonly session: Session<A>; readonly slot: string | undefined }
  | { readonly _tag: "refused"; readonly reason: Reason; readonly millis: number | undefined }

/** A store as the engine sees it. No effect fails because of the store. */
export interface SharedSessions {
  /** Finds an account's session, or logs in while nobody else does. */
  readonly obtain: <A>(wanted: LoginRequest<A>) => Effect.Effect<StoreOutcome<A>, AuthError>
  /** Finds an account's session. `undefined`: there is none, as far as is known. */
  readonly look: <A>(sought: SessionQuery<A>) => Effect.Effect<Found<A> | undefined>
  /** Forgets that these credentials were refused. */
  readonly lift: <A>(sought: SessionQuery<A>) => Effect.Effect<void>
  /** Notes that a session is in use, unless that was noted less than `after` milliseconds ago. */
  readonly touch: (slot: string, id: string, after: number, asker: StoreCaller) => Effect.Effect<void>
  /** Forgets a session that was ended on purpose, so that nobody finds it any more. */
  readonly forget: (slot: string, id: string) => Effect.Effect<void>
}

/**
 * Where sessions are shared with other processes. Provide it by one of the layers of this module; the default is
 * nowhere: each manager has its own session.
 *
 * @category services
 * @since 0.1.0
 */
export class SessionStore extends Context.Reference<SharedSessions | undefined>("@crm-auth/core/SessionStore", {
  defaultValue: () => undefined
}) {}
