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

/**
 * Logins and renewals, by outcome.
 *
 * @category metrics
 * @since 0.1.0
 */
export const logins = /*#__PURE__*/ Metric.counter("crm_auth_logins", {
  description: "Logins by outcome",
  incremental: true
})

/**
 * Sessions replaced by a newer one, by cause.
 *
 * @category metrics
 * @since 0.1.0
 */
export const renewals = /*#__PURE__*/ Metric.counter("crm_auth_renewals", {
  description: "Renewals by cause",
  incremental: true
})

/**
 * Callers that found a login under way and waited for it.
 *
 * @category metrics
 * @since 0.1.0
 */
export const sharedLogins = /*#__PURE__*/ Metric.counter("crm_auth_shared_logins", {
  description: "Callers that waited for a login already under way",
  incremental: true
})

/** From ten milliseconds to half a minute, in seconds. */
const waitBoundaries = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]

/**
 * How long callers waited for a session, in seconds. Sessions that were at hand are not among them.
 *
 * @category metrics
 * @since 0.1.0
 */
export const waits = /*#__PURE__*/ Metric.histogram("crm_auth_wait", {
  description: "How long callers waited for a session, in seconds",
  boundaries: waitBoundaries
})

/**
 * How long logins took, in seconds.
 *
 * @category metrics
 * @since 0.1.0
 */
export const loginDuration = /*#__PURE__*/ Metric.histogram("crm_auth_login_duration", {
  description: "Duration of logins in seconds",
  boundaries: waitBoundaries
})

/**
 * How old sessions were when they were rejected or replaced, in seconds.
 *
 * @category metrics
 * @since 0.1.0
 */
export const sessionAge = /*#__PURE__*/ Metric.histogram("crm_auth_session_age", {
  description: "Age of sessions when they end, in seconds",
  boundaries: [1, 10, 60, 300, 1800, 3600, 7200, 86_400]
})

/**
 * Requests that were sent again with a fresh session.
 *
 * @category metrics
 * @since 0.1.0
 */
export const replays = /*#__PURE__*/ Metric.counter("crm_auth_replays", {
  description: "Requests sent again with a fresh session",
  incremental: true
})

/**
 * Logouts, by whether the vendor confirmed them.
 *
 * @category metrics
 * @since 0.1.0
 */
export const logouts = /*#__PURE__*/ Metric.counter("crm_auth_logouts", {
  description: "Logouts by outcome",
  incremental: true
})

/**
 * Accounts that a map let go to make room, or because they were idle for long.
 *
 * @category metrics
 * @since 0.1.0
 */
export const evictions = /*#__PURE__*/ Metric.counter("crm_auth_evictions", {
  description: "Accounts that a map let go, by cause",
  incremental: true
})

/**
 * Sessions that accounts have now.
 *
 * @category metrics
 * @since 0.1.0
 */
export const openSessions = /*#__PURE__*/ Metric.counter("crm_auth_open_sessions", {
  description: "Sessions that accounts have now"
})

/**
 * Accounts whose credentials are known bad. One counts until its next login is tried, or failures are forgotten.
 *
 * @category metrics
 * @since 0.1.0
 */
export const guardedAccounts = /*#__PURE__*/ Metric.counter("crm_auth_guarded_accounts", {
  description: "Accounts whose credentials are known bad"
})

/**
 * Failures of the session store.
 *
 * @category metrics
 * @since 0.1.0
 */
export const storeFailures = /*#__PURE__*/ Metric.counter("crm_auth_store_failures", {
  description: "Failures of the session store",
  incremental: true
})
