/** All vendors of the demo, by name. */
import { loadFixtures } from "@crm-auth/packages/vendors"
import type { Effect } from "effect/Effect"
import type { Emulator } from "@crm-auth/core/testing"
import { runEmulated } from "./emulated.ts"
import { type MissingVariables, runReal } from "./real.ts"
import type { Reporter } from "./report.ts"
import { demoOf, type VendorDemo } from "./VendorDemo.ts"

/** A vendor's demo, ready to run. */
export interface Vendor extends Pick<VendorDemo, "name" | "title" | "environment"> {
  readonly emulate: (url?: string, dialect?: string) => Effect<Emulator>
  readonly emulated: (reporter: Reporter) => Effect<boolean>
  readonly real: (reporter: Reporter) => Effect<boolean, MissingVariables>
}

const vendor = (demo: VendorDemo): Vendor => ({
  name: demo.name,
  title: demo.title,
  emulate: (url, dialect) => demo.emulator({ url, dialect }),
  environment: demo.environment,
  emulated: (reporter) => runEmulated(demo, reporter),
  real: (reporter) => runReal(demo, reporter)
})

export const vendors: ReadonlyArray<Vendor> = (await loadFixtures()).map((fixture) => vendor(demoOf(fixture)))
