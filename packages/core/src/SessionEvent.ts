/**
 * What happens to sessions, as it happens. No event holds a secret.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type { Reason, StoreFailure } from "./Reason.ts"

/**
 * Why a login or a renewal was made: there was no session (`login`), the session came near its end (`soft`) or reached
 * it (`hard`), the vendor rejected it or may have broken it (`rejected`), or the application asked (`forced`).
 *
 * @category models
 * @since 0.1.0
 */
export type RenewalCause = "login" | "soft" | "hard" | "rejected" | "forced"

/**
 * What happened to one account. A subscriber sees what happens from then on; a slow one loses the oldest of 256 events.
 * The stream ends with its manager or map.
 *
 * @category models
 * @since 0.1.0
 */
export type SessionEvent = {
  /** The vendor's name. */
  readonly vendor: string
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number
} & SessionEventDetail

/**
 * What is particular to each event.
 *
 * @category models
 * @since 0.1.0
 */
export type SessionEventDetail =
  /** A login or renewal is sent. `LoginSucceeded` or `LoginFailed` follows. */
  | {
      readonly _tag: "LoginStarted"
      /** Why it is made. */
      readonly cause: RenewalCause
    }
  /** A login or renewal has brought a session. */
  | {
      readonly _tag: "LoginSucceeded"
      /** Why it was made. One other than `login` says that the session replaced another. */
      readonly cause: RenewalCause
      /** The id of the new session. */
      readonly session: string
      /** How long it took, its waiting for a turn included. */
      readonly duration: Duration.Duration
    }
  /**
   * A login or renewal has failed. It comes without `LoginStarted` if the credentials could not be read. With `Closed` as
   * the reason, the end of the manager cut it off.
   */
  | {
      readonly _tag: "LoginFailed"
      /** Why it was made. */
      readonly cause: RenewalCause
      /** Why it failed. */
      readonly reason: Reason
      /** How long it took, its waiting for a turn included. */
      readonly duration: Duration.Duration
    }
  /** Logins work again. It follows the `LoginSucceeded` or `Found` that ended a time of failures. */
  | {
      readonly _tag: "Recovered"
      /** Why the last login failed. */
      readonly reason: Reason
      /** How many logins failed. */
      readonly failures: number
      /** How long after the first of them this is. */
      readonly after: Duration.Duration
    }
  /** Another process's session was found in the store; it is used from now on. */
  | {
      readonly _tag: "Found"
      /** The id of the session. */
      readonly session: string
    }
  /**
   * The store does not answer, and sessions are not shared until it does; this is said once. Or it held something that
   * cannot be used.
   */
  | {
      readonly _tag: "StoreFailed"
      /** What the trouble is. */
      readonly reason: StoreFailure
    }
  /** From now on callers get this reason without a request. */
  | {
      readonly _tag: "Guarded"
      /** Why the credentials were refused. */
      readonly reason: Reason
    }
  /** The vendor rejected the session. */
  | {
      readonly _tag: "Rejected"
      /** The id of the session. */
      readonly session: string
      /** How long before this its login was sent. */
      readonly age: Duration.Duration
    }
  /** A session was ended. Expired sessions, and sessions of vendors without a logout, are dropped without an event. */
  | {
      readonly _tag: "LoggedOut"
      /** The id of the session. */
      readonly session: string
      /** Whether the vendor confirmed it. */
      readonly confirmed: boolean
    }
  /**
   * With `renewal: "ahead"`: at `renewalRate`, not all sessions can be renewed before they end. They are renewed all
   * the same, those that end first before the others.
   */
  | {
      readonly _tag: "RenewalsLate"
      /** How many are too late. */
      readonly late: number
      /** How many are due. */
      readonly backlog: number
    }
  /** A map was closed, and not all of its sessions could be logged out in time. */
  | {
      readonly _tag: "LeftBehind"
      /** How many sessions the vendor did not confirm as ended. */
      readonly sessions: number
    }

/**
 * A manager at one moment.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionStatus {
  /**
   * `active` (there is a session), `loggingIn`, `guarded` (credentials known bad are not sent), `closed`, or `none` of
   * these: the next use logs in.
   */
  readonly state: "none" | "active" | "loggingIn" | "guarded" | "closed"
  /** The id of the session. */
  readonly session?: string
  /** How long ago the session's login was sent. */
  readonly age?: Duration.Duration
  /**
   * When a use of the session will start a renewal, in milliseconds since the epoch; missing if the session's lifetime is
   * not known.
   */
  readonly nextRenewalAt?: number
  /** Why the last login failed, until one succeeds. */
  readonly lastFailure?: Reason
}
