/**
 * The metrics that managers keep. All carry the attributes `vendor` and `server` (the base URL); none carries an account.
 *
 * | name | type | unit | further attributes |
 * | --- | --- | --- | --- |
 * | `crm_auth_logins` | counter | logins | `outcome`: `success` or the tag of a reason |
 * | `crm_auth_renewals` | counter | renewals | `cause`: `soft`, `hard`, `rejected` or `forced` |
 * | `crm_auth_shared_logins` | counter | callers that waited for a login already under way | |
 * | `crm_auth_wait` | histogram | seconds that a caller waited for a session | |
 * | `crm_auth_login_duration` | histogram | seconds | |
 * | `crm_auth_session_age` | histogram | seconds, when a session was rejected or replaced | |
 * | `crm_auth_replays` | counter | requests sent again with a fresh session | |
 * | `crm_auth_logouts` | counter | logouts | `outcome`: `confirmed` or `unconfirmed` |
 * | `crm_auth_evictions` | counter | accounts that a map let go | `cause`: `capacity` or `idle` |
 * | `crm_auth_open_sessions` | up-down counter | sessions that accounts have now | |
 * | `crm_auth_guarded_accounts` | up-down counter | accounts whose credentials are known bad, until the next login is tried | |
 * | `crm_auth_store_failures` | counter | failures of the session store | |
 *
 * @since 0.1.0
 */
import * as Metric from "effect/Metric"

const counter = (name: string, description: string, incremental = true): Metric.Counter<number> =>
  Metric.counter(`crm_auth_${name}`, { description, incremental })

const histogram = (name: string, description: string, boundaries: ReadonlyArray<number>): Metric.Histogram<number> =>
  Metric.histogram(`crm_auth_${name}`, { description, boundaries })

/**
 * Logins and renewals, by outcome.
 *
 * @category metrics
 * @since 0.1.0
 */
export const logins = /*#__PURE__*/ counter("logins", "Logins by outcome")

/**
 * Sessions replaced by a newer one, by cause.
 *
 * @category metrics
 * @since 0.1.0
 */
export const renewals = /*#__PURE__*/ counter("renewals", "Renewals by cause")

/**
 * Callers that found a login under way and waited for it.
 *
 * @category metrics
 * @since 0.1.0
 */
export const sharedLogins = /*#__PURE__*/ counter("shared_logins", "Callers that waited for a login already under way")

/** From ten milliseconds to half a minute, in seconds. */
const waitBoundaries = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]

/**
 * How long callers waited for a session, in seconds. Sessions that were at hand are not among them.
 *
 * @category metrics
 * @since 0.1.0
 */
export const waits = /*#__PURE__*/ histogram(
  "wait",
  "How long callers waited for a session, in seconds",
  waitBoundaries
)

/**
 * How long logins took, in seconds.
 *
 * @category metrics
 * @since 0.1.0
 */
export const loginDuration = /*#__PURE__*/ histogram("login_duration", "Duration of logins in seconds", waitBoundaries)

/**
 * How old sessions were when they were rejected or replaced, in seconds.
 *
 * @category metrics
 * @since 0.1.0
 */
export const sessionAge = /*#__PURE__*/ histogram(
  "session_age",
  "Age of sessions when they end, in seconds",
  [1, 10, 60, 300, 1800, 3600, 7200, 86_400]
)

/**
 * Requests that were sent again with a fresh session.
 *
 * @category metrics
 * @since 0.1.0
 */
export const replays = /*#__PURE__*/ counter("replays", "Requests sent again with a fresh session")

/**
 * Logouts, by whether the vendor confirmed them.
 *
 * @category metrics
 * @since 0.1.0
 */
export const logouts = /*#__PURE__*/ counter("logouts", "Logouts by outcome")

/**
 * Accounts that a map let go to make room, or because they were idle for long.
 *
 * @category metrics
 * @since 0.1.0
 */
export const evictions = /*#__PURE__*/ counter("evictions", "Accounts that a map let go, by cause")

/**
 * Sessions that accounts have now.
 *
 * @category metrics
 * @since 0.1.0
 */
export const openSessions = /*#__PURE__*/ counter("open_sessions", "Sessions that accounts have now", false)

/**
 * Accounts whose credentials are known bad. One counts until its next login is tried, or failures are forgotten.
 *
 * @category metrics
 * @since 0.1.0
 */
export const guardedAccounts = /*#__PURE__*/ counter(
  "guarded_accounts",
  "Accounts whose credentials are known bad",
  false
)

/**
 * Failures of the session store.
 *
 * @category metrics
 * @since 0.1.0
 */
export const storeFailures = /*#__PURE__*/ counter("store_failures", "Failures of the session store")
