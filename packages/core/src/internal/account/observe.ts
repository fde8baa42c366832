/** Adds observations to metrics. Owns the attribute sets. */
import * as Context from "effect/Context"
import * as Metric from "effect/Metric"

/** An attribute beside the vendor and the server. */
export type Attribute = readonly [name: "outcome" | "cause", value: string]

/** The maximum number of servers whose attribute sets are kept. */
const serverLimit = 1024

/** The sets of one server: without another attribute, and by the value of that one. */
interface ServerSets {
  readonly bare: Metric.Metric.AttributeSet
  readonly further: Map<string, Metric.Metric.AttributeSet>
}

/**
 * A metric keeps the key of the attribute set that it saw last, by identity: sets made anew for every observation would
 * cost more than all else about it. There are as many as servers, outcomes and causes.
 */
const servers = /*#__PURE__*/ new Map<string, Map<string, ServerSets>>()

const setsOf = (vendor: string, server: string): ServerSets => {
  let ofVendor = servers.get(vendor)
  if (ofVendor === undefined) servers.set(vendor, (ofVendor = new Map()))
  let sets = ofVendor.get(server)
  if (sets !== undefined) return sets
  if (ofVendor.size >= serverLimit) ofVendor.clear()
  ofVendor.set(server, (sets = { bare: { vendor, server }, further: new Map() }))
  return sets
}

const setOf = (vendor: string, server: string, attribute: Attribute | undefined): Metric.Metric.AttributeSet => {
  const { bare, further } = setsOf(vendor, server)
  if (attribute === undefined) return bare
  const [name, value] = attribute
  // No outcome is called like a cause.
  let set = further.get(value)
  if (set === undefined) further.set(value, (set = { ...bare, [name]: value }))
  return set
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
