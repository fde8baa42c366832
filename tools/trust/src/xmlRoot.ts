/** By which element a vendor's XML documents are known. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "yaml"

interface Spec {
  readonly "x-crm-auth": { readonly envelope: { readonly root?: string } }
}

const folder = join(import.meta.dirname, "../../../specs")

/** The root of the documents in which a vendor answers, as its spec names it. */
export const xmlRootOf = (vendor: string): string => {
  const spec: Spec = parse(readFileSync(join(folder, `${vendor}.yaml`), "utf8"))
  const { root } = spec["x-crm-auth"].envelope
  if (root === undefined) throw new Error(`the spec of ${vendor} has no XML envelope`)
  return root
}
