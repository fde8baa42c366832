/**
 * Writes the tables of options, errors and vendors in READMEs and guides; with `--check` it compares instead, and exits
 * with 1 if one differs.
 */
import type { Vendor } from "@crm-auth/core/Driver"
import { loadFixtures } from "@crm-auth/packages/vendors"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { errorsTable } from "./errors.ts"
import { allMembers, declarationsOf, type Member, ownMembers } from "./members.ts"
import { membersTable, optionsTable, variablesTable, withTable } from "./tables.ts"
import { vendorsTable } from "./vendors.ts"

const root = fileURLToPath(new URL("../../../..", import.meta.url))

const sourcesOf = (name: string): ReadonlyArray<string> => {
  const folder = join(root, "packages", name, "src")
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
}

const declarationsIn = (names: ReadonlyArray<string>) =>
  new Map(names.flatMap(sourcesOf).flatMap((source) => [...declarationsOf(source)]))

/** The tables of a vendor's README. */
const vendorTables = (vendor: Vendor, readme: string): ReadonlyArray<string> => {
  const declarations = declarationsIn(["core", "webservice", vendor.name])
  const [, server] = /ConfigOptions = ConfigOptions<(\w+), /.exec(sourcesOf(vendor.name).join("\n")) ?? []
  if (server === undefined) throw new Error(`packages/${vendor.name} has no options of layerConfig`)
  const members = [...allMembers(declarations, server), ...allMembers(declarations, "CredentialOptions")]
  return [variablesTable(vendor, members), optionsTable(vendor, members), errorsTable(vendor, readme)]
}

const core = declarationsIn(["core"])
const ofManagers = allMembers(core, "SessionManagerOptions")

/** The options of a manager that say how it is closed, in the order of the guide. */
const ofClosing = ["closeTimeout", "logoutConcurrency", "drain"].map((name): Member => {
  const member = ofManagers.find((one) => one.name === name)
  if (member === undefined) throw new Error(`SessionManagerOptions has no ${name}`)
  return member
})

interface Page {
  readonly path: string
  /** Its tables as they must be. `text` is the page as it is. */
  readonly tables: (text: string) => ReadonlyArray<string>
}

const vendors = (await loadFixtures()).map(({ vendor }) => vendor)

const pages: ReadonlyArray<Page> = [
  { path: "README.md", tables: () => [vendorsTable(vendors)] },
  {
    path: "packages/core/README.md",
    tables: () => [
      membersTable("option", ofManagers),
      membersTable("option of a map", ownMembers(core, "SessionMapOptions"))
    ]
  },
  { path: "docs/how-the-engine-works.md", tables: () => [membersTable("option", ofClosing)] },
  ...vendors.map((vendor) => ({
    path: `packages/${vendor.name}/README.md`,
    tables: (text: string) => vendorTables(vendor, text)
  }))
]

/** How a table is padded is the formatter's business. */
const unpadded = (text: string): string => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---")

const isCheck = process.argv.includes("--check")
for (const { path, tables } of pages) {
  const file = join(root, path)
  const before = readFileSync(file, "utf8")
  const after = tables(before).reduce(withTable, before)
  if (unpadded(after) === unpadded(before)) continue
  if (isCheck) {
    console.error(`${path}: its tables are not what specs and options say; run \`pnpm readme\``)
    process.exitCode = 1
  } else writeFileSync(file, after)
}
