/** Entry point of `size`: what each vendor's smallest useful program weighs, and what is in it. */
import { mkdtemp, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { budget } from "./budget.ts"
import { type Bundle, bundle, inOneFile, program } from "./bundle.ts"
import { build, pack, readJson, root, unpack, withoutVendor } from "./pack.ts"
import { table } from "./table.ts"

const parser = "fast-xml-parser"

/** What a file of a bundle belongs to, first match wins. */
const parts: ReadonlyArray<readonly [part: string, file: RegExp]> = [
  ["effect", /node_modules\/effect\//],
  ["core: engine", /@crm-auth\/core\/src\/(internal\/(account|client|renewAhead|map)\/|SessionM)/],
  ["core: errors", /@crm-auth\/core\/src\/(Reason|AuthError)/],
  ["core: protocol", /@crm-auth\/core\//],
  ["generated", /@crm-auth\/\w+\/src\/generated\//],
  ["xml", /@crm-auth\/\w+\/src\/internal\/xml/],
  ["service and driver", /@crm-auth\//],
  ["program", /program\.ts$/]
]

const contents = (made: Bundle): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const [file, bytes] of made.files) {
    const part = parts.find(([, test]) => test.test(file))?.[0] ?? "dependencies"
    sums.set(part, (sums.get(part) ?? 0) + bytes)
  }
  return sums
}

const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1)

const scratch = await mkdtemp(join(tmpdir(), "crm-auth-size-"))
try {
  await build()
  const all = await pack(join(scratch, "tarballs"))
  await unpack(all, scratch)
  // Other people's packages are taken as they are installed here; ours only out of their tarballs.
  const theirs = ["effect", parser]
  for (const name of theirs) {
    await symlink(join(root, "tools/packages/node_modules", name), join(scratch, "node_modules", name))
  }
  /** The source of every entry point, which the table of parts is about. */
  const sources = Object.fromEntries(
    (
      await Promise.all(
        all.map(async ({ name }) => {
          const home = join(scratch, "node_modules", name)
          const { exports } = await readJson<{ readonly exports: object }>(join(home, "package.json"))
          return Object.keys(exports)
            .filter((path) => !path.endsWith(".json"))
            .map((path) => [
              path.replace(".", name),
              join(home, "src", path === "." ? "index.ts" : path === "./testing" ? "testing/index.ts" : `${path}.ts`)
            ])
        })
      )
    ).flat()
  )
  const rows: Array<ReadonlyArray<string>> = []
  const insides: Array<ReadonlyArray<string>> = []
  const columns = ["service and driver", "generated", "xml", "core: engine", "core: protocol", "core: errors"]
  let within = 0
  const vendors = all.filter(({ folder }) => !withoutVendor.includes(folder))
  for (const { folder, name } of vendors) {
    const source = program(folder)
    const shared = all.map((other) => other.name).filter((other) => other !== name)
    const alone = await bundle(scratch, source, ["effect", parser, ...shared])
    const engine = await bundle(scratch, source, ["effect", parser])
    const whole = await bundle(scratch, source, [])
    const parted = await bundle(scratch, source, [], sources)
    const good = alone.gzipped <= budget.alone && engine.gzipped <= budget.engine
    if (good) within++
    rows.push([
      folder,
      ...[alone, engine, whole].map((made) => `${kilobytes(made.gzipped)} (${kilobytes(made.minified)})`),
      kilobytes(engine.onDemand),
      kilobytes(await inOneFile(scratch, source, ["effect", parser])),
      good ? "within" : "OVER"
    ])
    const sums = contents(parted)
    insides.push([
      folder,
      ...columns.map((part) => kilobytes(sums.get(part) ?? 0)),
      kilobytes(sums.get("effect") ?? 0),
      kilobytes(sums.get("dependencies") ?? 0)
    ])
  }
  console.log("The smallest useful program, gzipped (minified), in KB:")
  const [allowedAlone, allowedEngine] = [budget.alone, budget.engine].map((bytes) => `≤ ${kilobytes(bytes)}`)
  const header = [
    "vendor",
    `package alone, ${allowedAlone}`,
    `and engine, ${allowedEngine}`,
    "and effect",
    "loaded on demand",
    "engine in one file",
    "budget"
  ]
  console.log(table(header, rows))
  console.log("\nWhat is in it, minified, in KB:")
  console.log(table(["vendor", ...columns, "effect", "XML parser"], insides))
  if (within < vendors.length)
    console.log("Over budget: find out what came in, or change tools/packages/src/budget.ts.")
  console.log(`size: ${within} of ${vendors.length} within budget`)
  process.exitCode = within === vendors.length ? 0 : 1
} finally {
  await rm(scratch, { recursive: true, force: true })
}
