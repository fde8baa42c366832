/** One cell of our own column. */
import { type OurVendor, ourVendors } from "./vendors.ts"

/** What all vendors agree on, or each vendor's own. They are measured side by side: most of it is waiting. */
export const agreed = async (
  only: string | undefined,
  measure: (vendor: OurVendor) => Promise<string>
): Promise<string> => {
  const vendors = ourVendors.filter(({ name }) => only === undefined || name === only)
  const found = await Promise.all(vendors.map(async (vendor) => ({ name: vendor.name, value: await measure(vendor) })))
  const distinct = [...new Set(found.map(({ value }) => value))]
  return distinct.length === 1 ? (distinct[0] ?? "") : found.map(({ name, value }) => `${name} ${value}`).join(", ")
}
