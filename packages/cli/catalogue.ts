/**
 * Writes `src/generated/catalogue.ts`: what the vendors say of themselves, as plain data, so that help, flags and
 * questions load no vendor. `--check` compares instead.
 */
import type { Operation, Vendor } from "@crm-auth/core/Driver"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import process from "node:process"

const root = new URL("../../", import.meta.url)
const file = new URL("src/generated/catalogue.ts", import.meta.url)

/** A vendor is a package with a spec of its name. */
const names = readdirSync(new URL("specs", root))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.slice(0, -".yaml".length))
  .sort()

const isFamily = (name: string): boolean =>
  readFileSync(new URL(`packages/${name}/package.json`, root), "utf8").includes('"@crm-auth/webservice"')

const placesOf = ({ protocol }: Vendor, method: string) => {
  const token = protocol.tokens[method]
  const places = token === undefined ? protocol.place : [token.place]
  return places.map(({ in: location, name, scheme }) => ({
    in: location,
    name,
    ...(scheme === undefined ? undefined : { scheme })
  }))
}

/** A read, for a look at the server without a session. Operations of logins are none. */
const probeOf = async ({ name, protocol }: Vendor) => {
  // All operations of webservice.php have one path; a request that names none is a server error.
  if (isFamily(name)) return { method: "GET", path: "/webservice.php?operation=listtypes" }
  const module: { readonly [name: string]: Partial<Operation<never, unknown>> } = await import(
    `@crm-auth/${name}/operations`
  )
  const read = Object.values(module).find(({ id = "", method }) => method === "GET" && !/challenge|token/i.test(id))
  const [method = "GET", path = "/"] = read === undefined ? (protocol.safe[0]?.split(" ") ?? []) : ["GET", read.target]
  return { method, path: path.replace(/#.*$/, "") }
}

const entryOf = async (name: string): Promise<string> => {
  const module: { readonly vendor: Vendor } = await import(`@crm-auth/${name}`)
  const { vendor } = module
  const { protocol } = vendor
  const data = {
    name: vendor.name,
    label: vendor.label,
    ...(protocol.server.default === undefined ? undefined : { address: protocol.server.default }),
    serverFields: vendor.serverFields,
    methods: vendor.methods.map(({ credentials }) => ({ ...credentials, places: placesOf(vendor, credentials.id) })),
    safe: protocol.safe,
    probe: await probeOf(vendor),
    isFamily: isFamily(name)
  }
  const emulator = `${name.charAt(0).toUpperCase()}${name.slice(1)}Emulator`
  return `  {
    ...${JSON.stringify(data)},
    load: () => import("@crm-auth/${name}").then(({ vendor }) => vendor),
    emulator: (options) => import("@crm-auth/${name}/testing").then(({ ${emulator} }) => ${emulator}.make(options))
  }`
}

const code = `// Generated from the vendor packages by packages/cli/catalogue.ts. Do not edit: run \`pnpm generate\`.

import type { CatalogueEntry } from "../catalogueEntry.ts"

export const catalogue: ReadonlyArray<CatalogueEntry> = [
${(await Promise.all(names.map(entryOf))).join(",\n")}
]
`

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== code) {
    console.error("packages/cli/src/generated/catalogue.ts is not what the vendors say; run `pnpm generate`")
    process.exitCode = 1
  }
} else {
  writeFileSync(file, code)
}
