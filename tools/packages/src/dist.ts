/**
 * Entry point of a package's `build`, run in its folder after `tsc` has written the declarations: the JavaScript of each
 * entry point, in one file and what they share (docs/decisions/0008).
 */
import { build } from "esbuild"
import { existsSync } from "node:fs"
import { readdir, readFile, rm } from "node:fs/promises"
import { join } from "node:path"

interface Manifest {
  readonly exports: { readonly [path: string]: string | { readonly [condition: string]: string } }
}

/** The sources that the workspace resolves the package's exports to. */
const entryPoints = async (): Promise<ReadonlyArray<string>> => {
  const manifest: Manifest = JSON.parse(await readFile("package.json", "utf8"))
  return Object.values(manifest.exports).flatMap((target) =>
    typeof target === "string" ? [] : (target["@crm-auth/source"] ?? [])
  )
}

/** Neither tsc nor esbuild takes away what it made of a source that is gone, and it would be published. */
const prune = async (made: ReadonlySet<string>): Promise<void> => {
  for (const file of await readdir("dist", { recursive: true })) {
    const [, script, declaration] = /^(?:(.*\.js)(?:\.map)?|(.*)\.d\.ts(?:\.map)?)$/.exec(file) ?? []
    const stale =
      (script !== undefined && !made.has(join("dist", script))) ||
      (declaration !== undefined && !existsSync(join("src", `${declaration}.ts`)))
    if (stale) await rm(join("dist", file))
  }
}

const { metafile } = await build({
  entryPoints: [...(await entryPoints())],
  outbase: "src",
  outdir: "dist",
  bundle: true,
  splitting: true,
  packages: "external",
  format: "esm",
  target: "es2023",
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  logLevel: "warning"
})
await prune(new Set(Object.keys(metafile.outputs)))
