/** Reads the pages and the tests of a repository. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Subject } from "./compare.ts"
import { canHoldTraps, trapsNamed } from "./named.ts"
import { type Page, readPage } from "./page.ts"

/** The page of traps that all vendors of a protocol share, by the package that holds the protocol. */
const family = "webservice"

interface Manifest {
  readonly dependencies?: { readonly [name: string]: string }
}

/** A page in the vendor's own package, for vendors that bring everything along. */
const ownPage = (root: string, vendor: string): string => join(root, "packages", vendor, "TRAPS.md")

/** A vendor has the page of its family, and one of its own if there is one; without a family it must have its own. */
const pagesOf = (root: string, vendor: string): ReadonlyArray<string> => {
  const manifest: Manifest = JSON.parse(readFileSync(join(root, "packages", vendor, "package.json"), "utf8"))
  const isMember = manifest.dependencies?.[`@crm-auth/${family}`] !== undefined
  const hasOwn = [join(root, "docs/traps", `${vendor}.md`), ownPage(root, vendor)].some((path) => existsSync(path))
  return [...(isMember ? [family] : []), ...(hasOwn || !isMember ? [vendor] : [])]
}

export const readPages = (root: string): ReadonlyArray<Page> => {
  const folder = join(root, "docs/traps")
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".md")) : []
  const shared = files
    .sort()
    .map((file) => readPage(file.slice(0, -".md".length), readFileSync(join(folder, file), "utf8")))
  const own = vendorsOf(root).filter((name) => existsSync(ownPage(root, name)))
  return [...shared, ...own.map((name) => readPage(name, readFileSync(ownPage(root, name), "utf8")))]
}

const readNamed = (root: string, name: string): ReadonlyMap<string, string> => {
  const folder = join(root, "packages", name, "test")
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : []
  const named = new Map<string, string>()
  for (const file of files
    .map((path) => path.replaceAll("\\", "/"))
    .filter(canHoldTraps)
    .sort()) {
    for (const id of trapsNamed(readFileSync(join(folder, file), "utf8"))) {
      if (!named.has(id)) named.set(id, `packages/${name}/test/${file}`)
    }
  }
  return named
}

/** A vendor is a package with a spec of its name. */
const vendorsOf = (root: string): ReadonlyArray<string> => {
  const folder = join(root, "packages")
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.filter((name) => existsSync(join(root, "specs", `${name}.yaml`)))
}

/** The vendors, their pages and the traps that their tests are named after. */
export const readSubjects = (root: string): ReadonlyArray<Subject> =>
  vendorsOf(root).map((name) => ({ name, pages: pagesOf(root, name), named: readNamed(root, name) }))
