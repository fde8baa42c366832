/**
 * The packages of vendors. In the workspace they are looked for: a vendor is a package with a spec of its name. The build
 * puts a list of imports in the place of this module, so that the published program finds all of them inside.
 */
import type { Operation, Vendor } from "@crm-auth/core/Driver"
import type { VendorFixture } from "@crm-auth/core/testing"
import { existsSync, readdirSync } from "node:fs"

/** A vendor's package, of which nothing is loaded before it is asked for. */
export interface VendorPackage {
  readonly name: string
  readonly load: () => Promise<{ readonly vendor: Vendor }>
  readonly operations: () => Promise<{ readonly [name: string]: Partial<Operation<never, unknown>> }>
  readonly testing: () => Promise<{ readonly fixture: VendorFixture; readonly [name: string]: unknown }>
}

const packages = new URL("../../", import.meta.url)

const isPackage = (name: string): boolean => existsSync(new URL(`${name}/src/index.ts`, packages))

/** The names of all vendors, in alphabetical order. */
const names = readdirSync(new URL("../specs", packages))
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length))
  .filter(isPackage)
  .sort()

const importer = (name: string) => (module: string) =>
  import(/* @vite-ignore */ new URL(`${name}/src/${module}.ts`, packages).href)

/** The packages of all vendors, in alphabetical order. */
export const vendorPackages: ReadonlyArray<VendorPackage> = names.map((name) => {
  const load = importer(name)
  return {
    name,
    load: () => load("index"),
    operations: () => load("operations"),
    testing: () => load("testing/index")
  }
})
