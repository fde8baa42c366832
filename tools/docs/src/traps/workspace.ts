/** Reads the pages and the tests of a repository. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Subject } from "./compare.ts"
import { canHoldTraps, trapsNamed } from "./named.ts"
import { type Page, readPage } from "./page.ts"

/** Packages that know no vendor. */
const withoutVendor = ["cli", "core", "webservice"]

/** Pages of more than one package. */
const shared: { readonly [page: string]: ReadonlyArray<string> } = { webservice: ["vtiger", "corebos", "kafinea"] }

/** What has no traps but those that it shares. */
const withoutOwnPage = ["vtiger"]

export const readPages = (root: string): ReadonlyArray<Page> => {
  const folder = join(root, "docs/traps")
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".md")) : []
  return files.sort().map((file) => readPage(file.slice(0, -".md".length), readFileSync(join(folder, file), "utf8")))
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

export const readSubjects = (root: string): ReadonlyArray<Subject> =>
  readdirSync(join(root, "packages"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !withoutVendor.includes(entry.name))
    .map(({ name }) => ({
      name,
      pages: [
        ...Object.keys(shared).filter((page) => shared[page]?.includes(name)),
        ...(withoutOwnPage.includes(name) ? [] : [name])
      ],
      named: readNamed(root, name)
    }))
