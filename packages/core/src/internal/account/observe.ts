/** Adds observations to metrics. Owns the attribute sets. */
import * as Context from "effect/Context"
import * as Metric from "effect/Metric"
import { known } from "../known.ts"

/** An attribute beside the vendor and the server. */
export type Attribute = readonly [name: "outcome" | "cause", value: string]

/** The maximum number of attribute sets that are kept. */
const setLimit = 16_384

/**
 * A metric keeps the key of the attribute set that it saw last, by identity: sets made anew for every observation would
 * cost more than all else about it. There are as many as servers, outcomes and causes.
 */
const sets = /*#__PURE__*/ new Map<string, Metric.Metric.AttributeSet>()

const setOf = (vendor: string, server: string, attribute: Attribute | undefined): Metric.Metric.AttributeSet => {
  // No outcome is called like a cause.
  const key = [vendor, server, attribute?.[1]].join(" ")
  if (sets.size >= setLimit) sets.clear()
  return known(sets, key, () => ({ vendor, server, ...(attribute && { [attribute[0]]: attribute[1] }) }))
}

/** Adds one observation, from outside an effect, under the attributes of the context and these. */
export const observe = <Input>(
  metric: Metric.Metric<Input, unknown>,
  input: Input,
  { origin, vendor }: { readonly vendor: string; readonly origin: string },
  context: Context.Context<never>,
  attribute?: Attribute
): void => {
  const set = setOf(vendor, origin, attribute)
  const own = Context.get(context, Metric.CurrentMetricAttributes)
  const all = isEmpty(own) ? set : { ...own, ...set }
  metric.updateUnsafe(input, Context.add(context, Metric.CurrentMetricAttributes, all))
}

const isEmpty = (set: Metric.Metric.AttributeSet): boolean => {
  for (const _ in set) return false
  return true
}
