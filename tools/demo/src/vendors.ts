/** All vendors of the demo, by name. */
import type { Effect } from "effect/Effect"
import type { Emulator } from "@crm-auth/core/testing"
import { runEmulated } from "./emulated.ts"
import { type MissingVariables, runReal } from "./real.ts"
import type { Reporter } from "./report.ts"
import type { VendorDemo } from "./VendorDemo.ts"
import { corebos } from "./vendors/corebos.ts"
import { crmcom } from "./vendors/crmcom.ts"
import { kafinea } from "./vendors/kafinea.ts"
import { kayako } from "./vendors/kayako.ts"
import { kftoken } from "./vendors/kftoken.ts"
import { vtiger } from "./vendors/vtiger.ts"

/** A vendor's demo, the type of its session closed over. */
export interface Vendor {
  readonly name: string
  readonly title: string
  readonly emulate: (url?: string) => Effect<Emulator>
  readonly environment: (url: string) => { readonly [name: string]: string }
  readonly emulated: (reporter: Reporter) => Effect<boolean>
  readonly real: (reporter: Reporter) => Effect<boolean, MissingVariables>
}

const vendor = <A>(demo: VendorDemo<A>): Vendor => ({
  name: demo.name,
  title: demo.title,
  emulate: demo.emulator,
  environment: demo.environment,
  emulated: (reporter) => runEmulated(demo, reporter),
  real: (reporter) => runReal(demo, reporter)
})

export const vendors: ReadonlyArray<Vendor> = [
  vendor(corebos),
  vendor(kafinea),
  vendor(vtiger),
  vendor(crmcom),
  vendor(kayako),
  vendor(kftoken)
]
