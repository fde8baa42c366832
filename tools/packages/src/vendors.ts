/** The vendors of this workspace: the packages that have a spec of their name. No other file lists them. */
import type { VendorFixture } from "@crm-auth/core/testing"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** The names of the packages in `packages/`, in alphabetical order. */
export const packageNames: ReadonlyArray<string> = readdirSync(join(root, "packages"))
  .filter((name) => existsSync(join(root, "packages", name, "package.json")))
  .sort()

/** The names of the vendors, in alphabetical order. */
export const vendorNames: ReadonlyArray<string> = packageNames.filter((name) =>
  existsSync(join(root, "specs", `${name}.yaml`))
)

/** Loads the fixture of a vendor from its sources. */
const load = async (name: string): Promise<VendorFixture> => {
  const loaded: { readonly fixture?: VendorFixture } = await import(
    /* @vite-ignore */ join(root, "packages", name, "src/testing/index.ts")
  )
  if (loaded.fixture === undefined) throw new Error(`packages/${name}/src/testing/index.ts exports no fixture`)
  return loaded.fixture
}

/** Loads the fixtures of all vendors. A vendor without one is an error. */
export const loadFixtures = (): Promise<ReadonlyArray<VendorFixture>> => Promise.all(vendorNames.map(load))
