/** Loads modules of the vendors' packages. */
import { join } from "node:path"
import type { Generated } from "./operations.ts"

const packages = join(import.meta.dirname, "../../../packages")

/** Loads a module of a vendor's package. */
export const load = <A>(vendor: string, path: string): Promise<A> =>
  import(/* @vite-ignore */ join(packages, vendor, path))

/** Loads what is generated of a vendor's spec. */
export const loadGenerated = async (vendor: string): Promise<Generated> => ({
  operations: await load<Generated["operations"]>(vendor, "src/operations.ts"),
  schemas: await load<Generated["schemas"]>(vendor, "src/generated/schemas.ts"),
  examples: (await load<Pick<Generated, "examples">>(vendor, "test/generated/examples.ts")).examples
})
