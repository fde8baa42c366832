/**
 * What happens to sessions, as it happens. No event holds a secret.
 *
 * @since 0.1.0
 */
import type { Reason, StoreFailure } from "./Reason.ts"

/**
 * Why a login or a renewal was made: there was no session (`login`), the session came near its end (`soft`) or reached
 * it (`hard`), the vendor refused it (`rejected`), or the application asked (`forced`).
 *
 * @category models
 * @since 0.1.0
 */
export type RenewalCause = "login" | "soft" | "hard" | "rejected" | "forced"

/**
 * - `LoginStarted`: a login or renewal is sent. One of the next two follows.
 * - `LoginSucceeded`: `session` is the new session's id. A `cause` other than `login` says that it replaced one.
 * - `LoginFailed`: also, without a start, when the credentials could not be read. With `Closed` as the reason the
 *   manager's end cut it off.
 * - `Found`: another process's session was found in the store; it is used from now on.
 * - `StoreFailed`: the store does not answer, and sessions are not shared until it does (said once), or it held
 *   something that cannot be used.
 * - `Guarded`: from now on callers get this reason without a request.
 * - `Rejected`: the vendor refused the session.
 * - `LoggedOut`: a session was ended; `confirmed` says whether the vendor said so. What has died by itself, and every
 *   session of a vendor that knows no logout, is dropped without a word.
 * - `RenewalsLate` (`renewal: "ahead"` only): `late` of the `backlog` sessions now due can't be renewed before they end,
 *   at the stated rate. They are renewed all the same, those that end first being first.
 * - `LeftBehind`: a map was closed, and so many of its sessions could not be logged out in time.
 *
 * `at` is in milliseconds since the epoch, `millis` a duration in milliseconds. A subscriber sees what happens from then
 * on; one that is slow loses the oldest of 256. The stream ends with its manager or map.
 *
 * @category models
 * @since 0.1.0
 */
export type SessionEvent = { readonly vendor: string; readonly at: number } & SessionEventDetail

/**
 * What is particular to each event.
 *
 * @category models
 * @since 0.1.0
 */
export type SessionEventDetail =
  | { readonly _tag: "LoginStarted"; readonly cause: RenewalCause }
  | { readonly _tag: "LoginSucceeded"; readonly cause: RenewalCause; readonly session: string; readonly millis: number }
  | { readonly _tag: "LoginFailed"; readonly cause: RenewalCause; readonly reason: Reason; readonly millis: number }
  | { readonly _tag: "Found"; readonly session: string }
  | { readonly _tag: "StoreFailed"; readonly reason: StoreFailure }
  | { readonly _tag: "Guarded"; readonly reason: Reason }
  | { readonly _tag: "Rejected"; readonly session: string; readonly ageMillis: number }
  | { readonly _tag: "LoggedOut"; readonly session: string; readonly confirmed: boolean }
  | { readonly _tag: "RenewalsLate"; readonly late: number; readonly backlog: number }
  | { readonly _tag: "LeftBehind"; readonly sessions: number }

/**
 * A manager at one moment.
 *
 * - `state`: `active` (there is a session), `loggingIn`, `guarded` (credentials known bad are not sent), `closed`, or
 *   `none` of these: the next use logs in.
 * - `session` and `ageMillis`: the session's id, and the time since its login was sent.
 * - `nextRenewalAt`: when a use of the session will start a renewal, in milliseconds since the epoch; missing where
 *   nobody knows how long the session lives.
 * - `lastFailure`: why the last login failed, until one succeeds.
 *
 * @category models
 * @since 0.1.0
 */
export interface SessionStatus {
  readonly state: "none" | "active" | "loggingIn" | "guarded" | "closed"
  readonly session?: string
  readonly ageMillis?: number
  readonly nextRenewalAt?: number
  readonly lastFailure?: Reason
}
