/** Writes the tables of the vendors' READMEs; with `--check` it compares instead, and exits with 1 if one differs. */
import type { Vendor } from "@crm-auth/core/Driver"
import { loadFixtures } from "@crm-auth/packages/vendors"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { errorsTable } from "./errors.ts"
import { allMembers, declarationsOf } from "./members.ts"
import { optionsTable, variablesTable, withTable } from "./tables.ts"

const packages = fileURLToPath(new URL("../../../../packages", import.meta.url))

const sourcesOf = (name: string): ReadonlyArray<string> => {
  const folder = join(packages, name, "src")
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
}

/** The README of a vendor with its tables as they must be. */
const renewed = (vendor: Vendor, readme: string): string => {
  const sources = ["core", "webservice", vendor.name].flatMap(sourcesOf)
  const declarations = new Map(sources.flatMap((source) => [...declarationsOf(source)]))
  const [, server] = /ConfigOptions = ConfigOptions<(\w+), /.exec(sourcesOf(vendor.name).join("\n")) ?? []
  if (server === undefined) throw new Error(`packages/${vendor.name} has no options of layerConfig`)
  const members = [...allMembers(declarations, server), ...allMembers(declarations, "CredentialOptions")]
  const tables = [variablesTable(vendor, members), optionsTable(vendor, members), errorsTable(vendor, readme)]
  return tables.reduce(withTable, readme)
}

/** How a table is padded is the formatter's business. */
const unpadded = (text: string): string => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---")

const isCheck = process.argv.includes("--check")
for (const { vendor } of await loadFixtures()) {
  const file = join(packages, vendor.name, "README.md")
  const before = readFileSync(file, "utf8")
  const after = renewed(vendor, before)
  if (unpadded(after) === unpadded(before)) continue
  if (isCheck) {
    console.error(`packages/${vendor.name}/README.md: its tables are not what the options say; run \`pnpm readme\``)
    process.exitCode = 1
  } else writeFileSync(file, after)
}
