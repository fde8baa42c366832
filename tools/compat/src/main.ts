/** Entry point of `compat`: the packed tarballs, installed into empty projects, on every runtime and TypeScript. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { build, pack } from "@crm-auth/packages/pack"
import { table } from "@crm-auth/packages/table"
import { chromium, workerd } from "./bundled.ts"
import { tryCommandReadmes } from "./commandReadmes.ts"
import { makeProject, versionIn } from "./project.ts"
import { tryNpx } from "./npx.ts"
import { tryReadmes } from "./readmes.ts"
import { type Host, judge, type Row } from "./row.ts"
import { bun, deno, node } from "./scripts.ts"
import { serve } from "./serve.ts"
import { tryTwoEffects } from "./twoEffects.ts"
import { compile } from "./types.ts"

const versions = { node: ["22.23.3", "24.21.0", "26.10.0"], deno: "2.9.6", workerd: "1.20261117.1" }
const typescripts = ["5.9.3", "6.0.3", "7.0.2"]
const lowest = "4.1.0"

const scratch = await mkdtemp(join(tmpdir(), "crm-auth-compat-"))
const rows: Array<Row> = []
const add = (row: Row) => {
  rows.push(row)
  console.log(`${row.outcome.padEnd(7)} ${row.what}: ${row.detail}`)
}

const runOn = async (host: Host, project: string, origin: string): Promise<void> => {
  const effect = await versionIn(project, "effect")
  const base = `${origin}/run-${rows.length}`
  const output = await host.run(project, base).catch((error: unknown) => `failed: ${String(error)}`)
  if (typeof output !== "string") add({ what: host.what, effect, outcome: "skipped", detail: output.skipped })
  else add({ what: host.what, effect, ...judge(output) })
}

try {
  await build()
  const packed = await pack(join(scratch, "tarballs"))
  const newest = await makeProject(join(scratch, "newest"), packed, { effect: "^4.1.0" })
  const oldest = await makeProject(join(scratch, "oldest"), packed, { effect: lowest })
  const server = await serve(newest)
  try {
    for (const version of versions.node) await runOn(node(version), newest, server.origin)
    const withOldest = node("24.21.0")
    await runOn({ ...withOldest, what: `${withOldest.what}, lowest effect` }, oldest, server.origin)
    await runOn(bun, newest, server.origin)
    await runOn(deno(versions.deno), newest, server.origin)
    await runOn(workerd(versions.workerd), newest, server.origin)
    await runOn(chromium, newest, server.origin)
  } finally {
    server.stop()
  }
  const command = packed.find(({ folder }) => folder === "cli")
  if (command === undefined) throw new Error("the command was not packed")
  // Everything that the command needs is bundled, effect too.
  for (const version of versions.node) add({ ...(await tryNpx(version, command.tarball, scratch)), effect: "bundled" })
  const effect = await versionIn(newest, "effect")
  for (const version of typescripts) {
    for (const module of ["nodenext", "bundler"]) add({ ...(await compile(version, module, newest)), effect })
  }
  for (const row of await tryTwoEffects(scratch, packed)) add(row)
  for (const row of await tryCommandReadmes(scratch, packed)) add(row)
  for (const row of await tryReadmes(scratch, packed)) add(row)
} finally {
  await rm(scratch, { recursive: true, force: true })
}

const skipped = rows.filter(({ outcome }) => outcome === "skipped")
const passed = rows.filter(({ outcome }) => outcome === "passed").length
const tried = rows.length - skipped.length
console.log(
  `\n${table(
    ["where", "effect", "outcome", "detail"],
    rows.map(({ detail, effect, outcome, what }) => [what, effect, outcome, detail])
  )}`
)
for (const { detail, what } of skipped) console.log(`SKIPPED ${what}: ${detail}`)
console.log(`compat: ${passed} of ${tried} passed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`)
process.exitCode = passed === tried && tried > 0 ? 0 : 1
