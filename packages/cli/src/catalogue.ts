/**
 * What all vendors say of themselves. In the workspace their packages are asked; the build puts the answers in the place of
 * this module as plain data, so that help, flags and questions load no vendor.
 */
import type { VendorData } from "./catalogueEntry.ts"
import { describeVendor } from "./describeVendor.ts"
import { vendorPackages } from "./vendorPackages.ts"

/** All vendors, in alphabetical order. */
export const catalogue: ReadonlyArray<VendorData> = await Promise.all(vendorPackages.map(describeVendor))
