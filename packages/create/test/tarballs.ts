/**
 * From an empty folder to green tests with nothing but packed tarballs: three vendors are written by the command as a user
 * runs it, installed, checked, tested and built. Each step's time is printed, and all steps after installing must take
 * less than a minute. `pnpm test:create` runs it, and then tries the package of every combination of answers.
 */
import { execFile } from "node:child_process"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** What one vendor may take after it is installed, in milliseconds. */
const mostTime = 60_000

const vendors: ReadonlyArray<readonly [name: string, ...flags: ReadonlyArray<string>]> = [
  ["acme"],
  ["globex", "--format", "form", "--session", "query", "--login", "challenge", "--end", "idle"],
  ["initech", "--format", "xml", "--session", "body", "--login", "second-factor", "--end", "lifetime"]
]

const run = (program: string, args: ReadonlyArray<string>, cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile(program, args, { cwd, maxBuffer: 1 << 26 }, (error, out, errors) =>
      error === null ? resolve(out) : reject(new Error(`${program} ${args.join(" ")} in ${cwd}\n${out}\n${errors}`))
    )
    child.stdin?.end()
  })

const npm = (cwd: string, ...args: ReadonlyArray<string>) => run("npm", args, cwd)

const timed = async <A>(what: string, work: () => Promise<A>): Promise<number> => {
  const start = performance.now()
  await work()
  const took = performance.now() - start
  console.log(`  ${what}: ${(took / 1000).toFixed(1)} s`)
  return took
}

interface Manifest {
  readonly dependencies: { readonly [name: string]: string }
  readonly devDependencies: { readonly [name: string]: string }
}

const { packageManager }: { readonly packageManager: string } = JSON.parse(
  await readFile(join(root, "package.json"), "utf8")
)

const scratch = await mkdtemp(join(tmpdir(), "crm-auth-create-"))
try {
  const tarballs = join(scratch, "tarballs")
  const packages = ["core", "codegen", "create"]
  await run(
    join(root, "node_modules/.bin/turbo"),
    ["run", "build", ...packages.map((name) => `--filter=@crm-auth/${name}`)],
    root
  )
  const filters = packages.flatMap((name) => ["--filter", `@crm-auth/${name}`])
  await run("npx", ["--yes", packageManager, "-r", ...filters, "pack", "--pack-destination", tarballs], root)
  const packed = await readdir(tarballs)
  const tarball = (name: string): string => `file:${join(tarballs, packed.find((file) => file.includes(name)) ?? name)}`

  // What the registry would serve: the versions that manifests name are those of the tarballs.
  const served = Object.fromEntries(packages.map((name) => [`@crm-auth/${name}`, tarball(name)]))
  const empty = join(scratch, "empty")
  await run("mkdir", ["-p", empty], scratch)
  await writeFile(
    join(empty, "package.json"),
    JSON.stringify({ private: true, dependencies: served, overrides: served })
  )
  await timed("installing the command", () => npm(empty, "install", "--prefer-offline", "--no-audit", "--no-fund"))

  for (const [name, ...flags] of vendors) {
    console.log(`${name} ${flags.join(" ")}`)
    let total = await timed("creating", () => npm(empty, "exec", "--", "crm-auth-create", name, ...flags))
    const folder = join(empty, `crm-auth-${name}`)
    const file = join(folder, "package.json")
    const manifest: Manifest = JSON.parse(await readFile(file, "utf8"))
    const own = { "@crm-auth/core": tarball("core"), "@crm-auth/codegen": tarball("codegen") }
    const tried = {
      ...manifest,
      dependencies: { ...manifest.dependencies, "@crm-auth/core": own["@crm-auth/core"] },
      devDependencies: { ...manifest.devDependencies, "@crm-auth/codegen": own["@crm-auth/codegen"] },
      overrides: own
    }
    await writeFile(file, JSON.stringify(tried, null, 2))
    await timed("installing (not counted)", () => npm(folder, "install", "--prefer-offline", "--no-audit", "--no-fund"))
    total += await timed("checking generated code and types", () => npm(folder, "run", "check"))
    total += await timed("testing", () => npm(folder, "test"))
    total += await timed("building", () => npm(folder, "run", "build"))
    const imported = `import("crm-auth-${name}").then(({ vendor }) => console.log(vendor.name))`
    const said = await run(process.execPath, ["--input-type=module", "--eval", imported], folder)
    if (said.trim() !== name) throw new Error(`the built package says ${said} instead of ${name}`)
    console.log(`  in all: ${(total / 1000).toFixed(1)} s`)
    if (total > mostTime) throw new Error(`${name} took longer than a minute`)
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
