/**
 * Entry point of `examples`: installs each program of `examples/programs` from packed tarballs in a folder of its own,
 * compiles it, and runs it against an emulator. Names as arguments choose programs.
 */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { build, pack, type Packed, readJson, root } from "../pack.ts"
import { cases, type Case } from "./cases.ts"
import { runCase } from "./runCase.ts"
import { shell } from "./shell.ts"

interface Manifest {
  readonly dependencies: { readonly [name: string]: string }
}

const programs = join(root, "examples/programs")

/** Installs the program with this build's packages, those that it does not name included. */
const install = async (name: string, scratch: string, packed: ReadonlyArray<Packed>): Promise<string> => {
  const folder = join(scratch, name)
  await cp(join(programs, name), folder, { recursive: true })
  const manifest = await readJson<Manifest>(join(folder, "package.json"))
  const tarballs = new Map(packed.map((each) => [each.name, `file:${each.tarball}`]))
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).map(([dependency, range]) => [dependency, tarballs.get(dependency) ?? range])
  )
  const overrides = Object.fromEntries([...tarballs].filter(([each]) => !(each in dependencies)))
  await writeFile(join(folder, "package.json"), JSON.stringify({ ...manifest, dependencies, overrides }))
  await shell("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: folder })
  return folder
}

/** Type checks the program as its author's editor does. */
const compile = async (folder: string): Promise<void> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts"))
  if (files.length === 0) return
  const compilerOptions = {
    target: "ES2024",
    lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable"],
    module: "NodeNext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")]
  }
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }))
  await shell(join(root, "node_modules/.bin/tsc"), ["-p", folder], { cwd: folder })
}

const chosen = process.argv.slice(2)
const all = (await readdir(programs, { withFileTypes: true }))
  .filter((each) => each.isDirectory())
  .map(({ name }) => name)
const known = new Map<string, Case>(Object.entries(cases))
const untried = all.filter((name) => !known.has(name))
if (untried.length > 0) throw new Error(`nothing says how to try ${untried.join(", ")}`)

const scratch = await mkdtemp(join(tmpdir(), "crm-auth-programs-"))
let failed = 0
try {
  await build()
  await mkdir(join(scratch, "tarballs"), { recursive: true })
  const packed = await pack(join(scratch, "tarballs"))
  for (const [name, one] of known) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    const began = performance.now()
    try {
      const folder = await install(name, scratch, packed)
      await compile(folder)
      await runCase(folder, one)
      console.log(`ok      ${name}, ${Math.round((performance.now() - began) / 1000)} s`)
    } catch (error) {
      failed++
      console.log(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
console.log(`examples: ${failed === 0 ? "all programs ran" : `${failed} programs failed`}`)
process.exitCode = failed === 0 ? 0 : 1
