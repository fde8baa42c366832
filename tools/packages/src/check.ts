/** Entry point of `check:packages`: publint, attw and the contents of each tarball. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { contentProblems } from "./contents.ts"
import { build, pack, type Packed, root, unpack } from "./pack.ts"
import { run } from "./run.ts"

const bin = (name: string) => join(root, "tools/packages/node_modules/.bin", name)

const problemsOf = async (packed: Packed, folder: string): Promise<ReadonlyArray<string>> => {
  const publint = await run(bin("publint"), ["run", packed.tarball, "--strict"])
  const attw = await run(bin("attw"), [packed.tarball, "--profile", "esm-only", "--format", "ascii"])
  return [
    ...(publint.code === 0 ? [] : [`publint:\n${publint.output}`]),
    ...(attw.code === 0 ? [] : [`attw:\n${attw.output}`]),
    ...(await contentProblems(join(folder, "node_modules", packed.name), packed.folder))
  ]
}

const scratch = await mkdtemp(join(tmpdir(), "crm-auth-packages-"))
try {
  await build()
  const all = await pack(join(scratch, "tarballs"))
  await unpack(all, scratch)
  const results = await Promise.all(
    all.map(async (packed) => ({ packed, problems: await problemsOf(packed, scratch) }))
  )
  for (const { packed, problems } of results) {
    for (const problem of problems) console.log(`${packed.name}: ${problem}`)
  }
  const good = results.filter(({ problems }) => problems.length === 0).length
  console.log(`packages: ${good} of ${results.length} passed`)
  process.exitCode = good === results.length ? 0 : 1
} finally {
  await rm(scratch, { recursive: true, force: true })
}
