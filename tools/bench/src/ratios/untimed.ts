/** The vendors whose logins are not timed, and why. */
import { vendorNames } from "@crm-auth/packages/vendors"
import { readFileSync } from "node:fs"
import { exchanges } from "./exchanges.ts"

export interface Untimed {
  readonly vendor: string
  readonly why: string
}

/** The spec that a vendor's spec extends. */
const extended = (vendor: string): string | undefined =>
  /^ {2}extends: (\w+)$/m.exec(readFileSync(new URL(`../../../../specs/${vendor}.yaml`, import.meta.url), "utf8"))?.[1]

/** Those of all vendors that are not timed. `extendedBy` gives the vendor whose spec a vendor's spec extends. */
export const untimedOf = (
  vendors: ReadonlyArray<string>,
  timed: ReadonlyArray<string>,
  extendedBy: (vendor: string) => string | undefined
): ReadonlyArray<Untimed> =>
  vendors
    .filter((vendor) => !timed.includes(vendor))
    .map((vendor) => {
      const model = extendedBy(vendor)
      return model !== undefined && timed.includes(model)
        ? { vendor, why: `its spec extends that of ${model}, whose logins are timed` }
        : { vendor, why: "tools/bench/src/ratios/exchanges.ts does not say which requests its login is made of" }
    })

/** The vendors of this workspace whose logins are not timed. */
export const untimed: ReadonlyArray<Untimed> = untimedOf(vendorNames, Object.keys(exchanges), extended)
