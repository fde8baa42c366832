/**
 * The programs of each README in an empty project that has the packages which their section names, and no others: each is
 * compiled, and run against the vendor's emulator.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { readmePrograms, unnamed } from "@crm-auth/docs/packages"
import { type Packed, root } from "@crm-auth/packages/pack"
import { run } from "@crm-auth/packages/run"
import { npmInstall, tool } from "@crm-auth/packages/tool"
import { vendorNames } from "@crm-auth/packages/vendors"
import { versionIn } from "./project.ts"
import type { Row } from "./row.ts"

const worldFile = fileURLToPath(new URL("../consumer/world.ts", import.meta.url))

const typescript = "5.9.3"

/** Packages of the registry that READMEs name, in the versions that are tried. */
const versions: { readonly [name: string]: string } = {
  "@effect/vitest": "4.0.5",
  effect: "^4.1.0",
  "openapi-fetch": "0.17.0",
  vitest: "5.1.1"
}

const install = async (folder: string, names: ReadonlyArray<string>, packed: ReadonlyArray<Packed>): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const ours = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
  const dependencies = Object.fromEntries(
    names.map((name) => {
      const version = ours[name] ?? versions[name]
      if (version === undefined) throw new Error(`no version of ${name} is known`)
      return [name, version]
    })
  )
  const others = Object.fromEntries(Object.entries(ours).filter(([name]) => !names.includes(name)))
  // What the tarballs need of each other is in no registry yet.
  const manifest = { name: "reader", private: true, type: "module", dependencies, overrides: others }
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest))
  await npmInstall(folder)
  await cp(worldFile, join(folder, "world.ts"))
}

const compilerOptions = {
  module: "nodenext",
  target: "es2024",
  lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true
}

const excerpt = (output: string): string =>
  output
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 4)
    .join(" · ")
    .slice(0, 400)

/** Runs a test file as its reader would, and a program with the vendor's server behind `fetch`. */
const runProgram = async (folder: string, file: string, name: string): Promise<string | undefined> => {
  const isTest = file.endsWith(".test.ts")
  const args = isTest
    ? [join(folder, "node_modules/vitest/vitest.mjs"), "run", "--root", folder, file]
    : ["--disable-warning=ExperimentalWarning", "--import", "./world.ts", file]
  const node = join(await tool("node", "24.21.0"), "node_modules/node/bin/node")
  const { code, output } = await run(node, args, { cwd: folder, env: { README_OF: name }, timeoutMillis: 60_000 })
  if (code === 0 && (isTest || output.includes("no session was left behind"))) return undefined
  return excerpt(output)
}

/** READMEs with programs, and the vendor whose server is behind their `fetch`. */
const readmes: ReadonlyArray<readonly [what: string, folder: string, vendor: string]> = [
  ["the repository", ".", "kayako"],
  ...["core", ...vendorNames].map((name) => [name, `packages/${name}`, name] as const)
]

/** One row for each README. */
export const tryReadmes = async (scratch: string, packed: ReadonlyArray<Packed>): Promise<ReadonlyArray<Row>> => {
  const tsc = join(await tool("typescript", typescript), "node_modules/.bin/tsc")
  const rows: Array<Row> = []
  for (const [name, path, vendor] of readmes) {
    const programs = readmePrograms(await readFile(join(root, path, "README.md"), "utf8"))
    const problems = programs.flatMap((program) =>
      unnamed(program).map((missing) => `line ${program.line} needs ${missing}, which its section does not name`)
    )
    const sets = Map.groupBy(programs, ({ packages }) => packages.join(" "))
    let effect = ""
    let tried = 0
    for (const [index, [names, some]] of [...sets].entries()) {
      const folder = join(scratch, `readme-${vendor}-${path === "." ? "root" : "package"}-${index}`)
      await install(folder, names.split(" "), packed)
      effect = await versionIn(folder, "effect")
      const files = await Promise.all(
        some.map(async ({ code, line }) => {
          const file = `line-${line}${code.includes('"@effect/vitest"') ? ".test" : ""}.ts`
          await writeFile(join(folder, file), code)
          return file
        })
      )
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }))
      const compiled = await run(tsc, ["-p", "."], { cwd: folder })
      if (compiled.code !== 0) problems.push(`does not compile: ${excerpt(compiled.output)}`)
      for (const file of files) {
        tried++
        const problem = await runProgram(folder, file, vendor)
        if (problem !== undefined) problems.push(`${file}: ${problem}`)
      }
      await rm(folder, { recursive: true, force: true })
    }
    const installs = `${sets.size} installs`
    rows.push({
      what: `README of ${name}`,
      effect,
      outcome: problems.length === 0 && tried > 0 ? "passed" : "failed",
      detail: problems.length === 0 ? `${tried} programs, ${installs}` : problems.join("; ").slice(0, 600)
    })
  }
  return rows
}
