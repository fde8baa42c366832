/**
 * Entry point of `api` and `check:api`: writes or compares `packages/<name>/etc/<entry>.api.md`. Every export and member
 * needs a docstring; those without one are listed, and the check fails.
 */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import process from "node:process"
import { build, pack, readJson, root, unpack } from "./pack.ts"
import { reports } from "./report.ts"

const write = process.argv.includes("--write")
interface Manifest {
  readonly exports: { readonly [path: string]: string | { readonly types: string } }
}

/** Every entry point of an unpacked package, and the name of its report: `index` for `.`. */
const entriesOf = async (folder: string, name: string) => {
  const { exports } = await readJson<Manifest>(join(folder, "package.json"))
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string"
      ? []
      : [{ name, declarations: target.types, file: `${path === "." ? "index" : path.replace("./", "")}.api.md` }]
  )
}

const scratch = await mkdtemp(join(tmpdir(), "crm-auth-api-"))
try {
  await build()
  const all = await pack(join(scratch, "tarballs"))
  await unpack(all, scratch)
  await symlink(join(root, "tools/packages/node_modules/effect"), join(scratch, "node_modules/effect"))
  // What lies in node_modules is another project's to API Extractor, so the package that is read lies outside of it.
  for (const { folder, name } of all) {
    await cp(join(scratch, "node_modules", name), join(scratch, folder), { recursive: true })
  }
  const entries = (await Promise.all(all.map(({ folder }) => entriesOf(join(scratch, folder), folder)))).flat()
  const made = await reports(
    entries.map(({ declarations, file, name }) => ({
      folder: join(scratch, name),
      declarations,
      scratch: join(scratch, "reports", name, file)
    }))
  )
  let same = 0
  let undocumented = 0
  for (const [index, { file, name }] of entries.entries()) {
    const path = join(root, "packages", name, "etc", file)
    const text = made[index] ?? ""
    for (const [, declaration] of text.matchAll(/\(undocumented\)\n(?:\s*\/\/.*\n)*\s*(.*)/g)) {
      undocumented++
      console.log(`${relative(root, path)}: no docstring: ${declaration}`)
    }
    if (text === (await readFile(path, "utf8").catch(() => ""))) same++
    else if (write) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, text)
      console.log(`wrote ${relative(root, path)}`)
    } else console.log(`${relative(root, path)} differs: run \`pnpm api\`, review the change, and add a changeset`)
  }
  if (!write) {
    console.log(`api: ${same} of ${entries.length} reports are up to date, ${undocumented} members have no docstring`)
    process.exitCode = same === entries.length && undocumented === 0 ? 0 : 1
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
