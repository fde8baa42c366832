/**
 * The metrics that managers keep. All carry the attribute `vendor`; none carries an account.
 *
 * | name | type | unit | further attributes |
 * | --- | --- | --- | --- |
 * | `crm_auth_logins` | counter | logins | `outcome`: `success` or the tag of a reason |
 * | `crm_auth_renewals` | counter | renewals | `cause`: `soft`, `hard`, `rejected` or `forced` |
 * | `crm_auth_shared_logins` | counter | callers that waited for a login already under way | |
 * | `crm_auth_wait` | histogram | milliseconds that a caller waited for a session | |
 * | `crm_auth_login_duration` | histogram | milliseconds | |
 * | `crm_auth_session_age` | histogram | seconds, when a session was rejected or replaced | |
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Metric from "effect/Metric"
import { known } from "./internal/known.ts"

/**
 * Logins and renewals, by outcome.
 *
 * @category metrics
 * @since 0.1.0
 */
export const logins = Metric.counter("crm_auth_logins", { description: "Logins by outcome", incremental: true })

/**
 * Sessions replaced by a newer one, by cause.
 *
 * @category metrics
 * @since 0.1.0
 */
export const renewals = Metric.counter("crm_auth_renewals", { description: "Renewals by cause", incremental: true })

/**
 * Callers that found a login under way and waited for it.
 *
 * @category metrics
 * @since 0.1.0
 */
export const sharedLogins = Metric.counter("crm_auth_shared_logins", {
  description: "Callers that waited for a login already under way",
  incremental: true
})

/**
 * How long callers waited for a session, in milliseconds. Sessions that were at hand are not among them.
 *
 * @category metrics
 * @since 0.1.0
 */
export const waits = Metric.histogram("crm_auth_wait", {
  description: "How long callers waited for a session, in milliseconds",
  boundaries: [10, 30, 100, 300, 1000, 3000, 10_000, 30_000]
})

/**
 * How long logins took, in milliseconds.
 *
 * @category metrics
 * @since 0.1.0
 */
export const loginDuration = Metric.histogram("crm_auth_login_duration", {
  description: "Duration of logins in milliseconds",
  boundaries: [10, 30, 100, 300, 1000, 3000, 10_000, 30_000]
})

/**
 * How old sessions were when they were rejected or replaced, in seconds.
 *
 * @category metrics
 * @since 0.1.0
 */
export const sessionAge = Metric.histogram("crm_auth_session_age", {
  description: "Age of sessions when they end, in seconds",
  boundaries: [1, 10, 60, 300, 1800, 3600, 7200, 86_400]
})

/** An attribute beside the vendor's name. */
export type Attribute = readonly [name: "outcome" | "cause" | "vendor", value: string]

/**
 * A metric keeps the key of the attribute set that it saw last, by identity: sets made anew for every observation would
 * cost more than all else about it. There are as many as vendors, outcomes and causes.
 */
const sets = /*#__PURE__*/ new Map<string, Map<string, Map<string, Metric.Metric.AttributeSet>>>()

const setOf = (vendor: string, [name, value]: Attribute): Metric.Metric.AttributeSet => {
  const named = known(
    known(sets, vendor, () => new Map()),
    name,
    () => new Map()
  )
  return known(named, value, () => ({ vendor, [name]: value }))
}

/** Adds one observation, from outside an effect, under the attributes of the context and these. */
export const observe = <Input>(
  metric: Metric.Metric<Input, unknown>,
  input: Input,
  vendor: string,
  context: Context.Context<never>,
  attribute: Attribute = ["vendor", vendor]
): void => {
  const set = setOf(vendor, attribute)
  const own = Context.get(context, Metric.CurrentMetricAttributes)
  const all = Object.keys(own).length === 0 ? set : { ...own, ...set }
  metric.updateUnsafe(input, Context.add(context, Metric.CurrentMetricAttributes, all))
}
