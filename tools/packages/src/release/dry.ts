/** Entry point of `release:dry`: a whole release to a registry on this machine, out of a copy of this repository. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { build, folders, root } from "../pack.ts"
import { mustRun, run } from "../run.ts"
import { arrived } from "./arrived.ts"
import { copyRepository } from "./copy.ts"
import { startRegistry } from "../registry.ts"

const changeset = join(root, "node_modules/.bin/changeset")
const sample = "@crm-auth/kayako"

let passed = 0
let tried = 0
const step = (what: string, holds: boolean, otherwise = ""): void => {
  tried++
  if (holds) passed++
  console.log(`${holds ? "passed" : "FAILED"} ${what}${holds || otherwise === "" ? "" : `: ${otherwise}`}`)
}

const scratch = await mkdtemp(join(tmpdir(), "crm-auth-release-"))
await build()
const registry = await startRegistry(join(scratch, "registry"))
try {
  const copy = join(scratch, "copy")
  await copyRepository(copy, registry.npmrc)

  // A release that went anywhere else would be a real one.
  const target = (await mustRun("pnpm", ["config", "get", "@crm-auth:registry"], { cwd: copy }))
    .trim()
    .split("\n")
    .at(-1)
  if (target !== registry.url) throw new Error(`@crm-auth would be published to ${target}`)

  await mustRun(changeset, ["version"], { cwd: copy })
  const published = await run(changeset, ["publish"], { cwd: copy })
  for (const folder of await folders(copy)) {
    const { name, version }: { readonly name: string; readonly version: string } = JSON.parse(
      await readFile(join(copy, "packages", folder, "package.json"), "utf8")
    )
    const there = await fetch(`${registry.url}${name}/${version}`).then(({ ok }) => ok)
    step(`published ${name} ${version}`, there, published.output.trim().split("\n").slice(-5).join(" · "))
  }

  const consumer = join(scratch, "consumer")
  await mkdir(consumer)
  await writeFile(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }))
  await writeFile(join(consumer, ".npmrc"), registry.npmrc)
  const args = ["install", sample, "--no-audit", "--no-fund", "--loglevel=error"]
  const install = await run("npm", args, { cwd: consumer })
  step(`npm install ${sample}`, install.code === 0, install.output.trim())
  const { lines, unexpected } = await arrived(consumer, [sample, "@crm-auth/core", "fast-xml-parser", "effect"])
  console.log(`What arrived:\n${lines.join("\n")}`)
  step("nothing else arrived", unexpected.length === 0, unexpected.join(", "))
  const use = `import { Kayako } from "${sample}"; import { KayakoEmulator } from "${sample}/testing"; console.log(typeof Kayako.layer, typeof KayakoEmulator.make)`
  const used = await run(process.execPath, ["--input-type=module", "--eval", use], { cwd: consumer })
  step("both entry points load", used.output.trim() === "function function", used.output.trim())
} finally {
  registry.stop()
  await rm(scratch, { recursive: true, force: true })
}
console.log(`release: ${passed} of ${tried} passed`)
process.exitCode = passed === tried ? 0 : 1
