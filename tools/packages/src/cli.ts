/**
 * Entry point of the command line's `build`, run in its folder after `tsc` has written the declarations: all that the
 * program needs is bundled, one chunk for each command, so that it starts without looking for modules. Only optional
 * peers stay outside. The modules that look for vendors in the workspace are written anew: as one import for each vendor,
 * and as plain data. With a folder as its argument, it writes the program there, and nothing else.
 */
import { readdir, readFile, rm } from "node:fs/promises"
import { builtinModules, createRequire } from "node:module"
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
const asFacts = moduleAt("src/vendorFacts.ts")
const asKinds = moduleAt("src/reasonKinds.ts")
const asImports = moduleAt("src/vendorPackages.ts")
const { catalogue }: { readonly catalogue: ReadonlyArray<{ readonly name: string }> } = await import(
  pathToFileURL(asData).href
)
const { factsOf }: { readonly factsOf: (name: string) => Promise<unknown> } = await import(pathToFileURL(asFacts).href)
const { reasonKinds }: { readonly reasonKinds: unknown } = await import(pathToFileURL(asKinds).href)
const facts = Object.fromEntries(await Promise.all(catalogue.map(async ({ name }) => [name, await factsOf(name)])))

const importOf = (name: string, module: string) =>
  `() => import(${JSON.stringify(moduleAt(`../${name}/src/${module}.ts`))})`

const vendors: Plugin = {
  name: "vendors",
  load: (id) => {
    if (id === asData) return `export const catalogue = ${JSON.stringify(catalogue)}`
    if (id === asKinds) return `export const reasonKinds = ${JSON.stringify(reasonKinds)}`
    if (id === asFacts)
      return `const facts = ${JSON.stringify(facts)}\nexport const factsOf = async (name) => facts[name]`
    if (id !== asImports) return undefined
    const entries = catalogue.map(
      ({ name }) =>
        `{ name: ${JSON.stringify(name)}, load: ${importOf(name, "index")}, operations: ${importOf(name, "operations")}, testing: ${importOf(name, "testing/index")} }`
    )
    return `export const vendorPackages = [${entries.join(", ")}]`
  }
}

const virtual = "\0builtin:"

/**
 * An `import` of a module of Node reads all that the module exports, and so loads what it would load when it is first
 * used: `node:http` all of `fetch`, `node:process` standard input. `require` does not.
 */
const builtins: Plugin = {
  name: "builtins",
  resolveId: (id, _, { kind }) => {
    if (id.startsWith(virtual)) return id
    const name = id.replace(/^node:/, "")
    if (!builtinModules.includes(name)) return undefined
    return kind === "require-call" || name === "module" ? { id: `node:${name}`, external: true } : virtual + name
  },
  load: (id) => {
    if (id === `${virtual}require`) {
      return 'import { createRequire } from "node:module"\nexport const require = createRequire(import.meta.url)'
    }
    if (!id.startsWith(virtual)) return undefined
    const name = id.slice(virtual.length)
    const exported = Object.keys(createRequire(import.meta.url)(`node:${name}`)).filter(
      (key) => /^[a-z_$][\w$]*$/i.test(key) && key !== "default"
    )
    const code = [
      `import { require } from ${JSON.stringify(`${virtual}require`)}`,
      `const module = ${name === "process" ? "globalThis.process" : `require(${JSON.stringify(`node:${name}`)})`}`,
      "export default module",
      ...exported.map((key) => `const own_${key} = module.${key}\nexport { own_${key} as ${key} }`)
    ]
    return { code: code.join("\n"), moduleSideEffects: false }
  }
}

/** The chunks that a command loads one after the other, and the module that each begins with. */
const layers = [
  { name: "start", entry: moduleAt("src/main.ts") },
  { name: "fast", entry: moduleAt("src/fast.ts") },
  { name: "program", entry: moduleAt("src/program.ts") },
  { name: "local", entry: moduleAt("src/commands/status.ts") },
  { name: "account", entry: moduleAt("src/account.ts") }
] as const

type Layer = (typeof layers)[number]["name"]

/** The layer of each module: the first one that needs it. Few large chunks load faster than many small ones. */
const layerOf = new Map<string, Layer>()

const layering: Plugin = {
  name: "layering",
  buildEnd() {
    const reached = (entry: string, found = new Set<string>()): ReadonlySet<string> => {
      if (found.has(entry)) return found
      found.add(entry)
      for (const next of this.getModuleInfo(entry)?.importedIds ?? []) reached(next, found)
      return found
    }
    const [start, fast, program, local, account] = layers.map(({ entry }) => reached(entry))
    const layerFor = (id: string): Layer | undefined => {
      // The program does without what only the fast answers need, and the other way round.
      if (start?.has(id) || (fast?.has(id) && program?.has(id))) return "start"
      if (id === layers[3].entry) return undefined
      if (fast?.has(id)) return "fast"
      if (program?.has(id)) return "program"
      return local?.has(id) ? "local" : account?.has(id) ? "account" : undefined
    }
    for (const id of this.getModuleIds()) {
      const layer = layerFor(id)
      // The entry point itself is a file of its own.
      if (layer !== undefined && id !== layers[0].entry) layerOf.set(id, layer)
    }
  }
}

const vendorFolder = new RegExp(`/packages/(${["webservice", ...catalogue.map(({ name }) => name)].join("|")})/src/`)

/** A chunk of a vendor's package says so in its name. */
const chunkName = (moduleIds: ReadonlyArray<string>): string => {
  const [, vendor] = moduleIds.map((id) => vendorFolder.exec(id)).find((found) => found !== null) ?? []
  return vendor === undefined ? "chunks/[name]-[hash].js" : `chunks/vendor-${vendor}-[hash].js`
}

const folder = process.argv[2] ?? "dist"
await rm(join(folder, "chunks"), { recursive: true, force: true })
const bundle = await rolldown({
  input: { main: "src/main.ts", "testing/index": "src/testing/index.ts" },
  external: peers,
  platform: "node",
  plugins: [vendors, builtins, layering],
  resolve: { conditionNames: ["@crm-auth/source", "node", "import", "default"] },
  treeshake: { propertyReadSideEffects: false },
  transform: { target: "node22" }
})
await bundle.write({
  dir: folder,
  format: "es",
  chunkFileNames: ({ moduleIds }) => chunkName(moduleIds),
  codeSplitting: {
    groups: layers.map(({ name }, index) => ({
      name,
      test: (id) => layerOf.get(id) === name,
      priority: layers.length - index
    }))
  },
  minify: true,
  comments: { legal: true }
})
await bundle.close()

// The declarations of what the entry point uses inside are not published: its own declaration names none of them.
for (const file of await readdir(folder, { recursive: true })) {
  if (file.endsWith(".d.ts") && file !== join("testing", "index.d.ts")) await rm(join(folder, file))
}
