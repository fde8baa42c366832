/**
 * Entry point of the command line's `build`, run in its folder after `tsc` has written the declarations: all that the
 * program needs is bundled, one chunk for each command, so that it starts without looking for modules. Only optional
 * peers stay outside. The modules that look for vendors in the workspace are written anew: as one import for each vendor,
 * and as plain data. With a folder as its argument, it writes the program there, and nothing else.
 */
import { readdir, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"
import { pathToFileURL } from "node:url"
import { type Plugin, rolldown } from "rolldown"

interface Manifest {
  readonly peerDependencies: { readonly [name: string]: string }
}

const manifest: Manifest = JSON.parse(await readFile("package.json", "utf8"))
const peers = Object.keys(manifest.peerDependencies)

const moduleAt = (path: string) => join(process.cwd(), path)
const asData = moduleAt("src/catalogue.ts")
const asImports = moduleAt("src/vendorPackages.ts")
const { catalogue }: { readonly catalogue: ReadonlyArray<{ readonly name: string }> } = await import(
  pathToFileURL(asData).href
)

const importOf = (name: string, module: string) =>
  `() => import(${JSON.stringify(moduleAt(`../${name}/src/${module}.ts`))})`

const vendors: Plugin = {
  name: "vendors",
  load: (id) => {
    if (id === asData) return `export const catalogue = ${JSON.stringify(catalogue)}`
    if (id !== asImports) return undefined
    const entries = catalogue.map(
      ({ name }) =>
        `{ name: ${JSON.stringify(name)}, load: ${importOf(name, "index")}, operations: ${importOf(name, "operations")}, testing: ${importOf(name, "testing/index")} }`
    )
    return `export const vendorPackages = [${entries.join(", ")}]`
  }
}

const folder = process.argv[2] ?? "dist"
await rm(join(folder, "chunks"), { recursive: true, force: true })
const bundle = await rolldown({
  input: { main: "src/main.ts", "testing/index": "src/testing/index.ts" },
  external: (name) => name.startsWith("node:") || peers.includes(name),
  platform: "node",
  plugins: [vendors],
  resolve: { conditionNames: ["@crm-auth/source", "node", "import", "default"] },
  transform: { target: "node22" }
})
await bundle.write({
  dir: folder,
  format: "es",
  chunkFileNames: "chunks/[name]-[hash].js",
  minify: true,
  comments: { legal: true }
})
await bundle.close()

// The declarations of what the entry point uses inside are not published: its own declaration names none of them.
for (const file of await readdir(folder, { recursive: true })) {
  if (file.endsWith(".d.ts") && file !== join("testing", "index.d.ts")) await rm(join(folder, file))
}
