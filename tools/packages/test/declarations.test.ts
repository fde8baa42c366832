/** Whether the types of the packages can be named in a user's own declarations. */
import { execFile } from "node:child_process"
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { assert, it } from "vitest"
import { root } from "../src/pack.ts"

const run = promisify(execFile)

interface Manifest {
  readonly name: string
  readonly dependencies?: { readonly [name: string]: string }
}

const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(root, "packages", folder, "package.json"), "utf8"))

const link = async (target: string, path: string) => {
  await mkdir(join(path, ".."), { recursive: true })
  await symlink(target, path)
}

const vendors = (await readdir(join(root, "specs")))
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(".yaml", ""))

/** Sources as pnpm installs packages: each in a place of its own, with its own dependencies beside it. */
const install = async (scratch: string) => {
  await cp(join(root, "tsconfig.base.json"), join(scratch, "tsconfig.base.json"))
  const folders = new Set(vendors)
  for (const folder of folders) {
    const home = join(scratch, "packages", folder)
    for (const part of ["src", "package.json", "tsconfig.build.json"]) {
      await cp(join(root, "packages", folder, part), join(home, part), { recursive: true })
    }
    const { dependencies = {} } = await manifestOf(folder)
    for (const dependency of ["effect", ...Object.keys(dependencies)]) {
      const own = dependency.replace("@crm-auth/", "")
      if (own !== dependency) folders.add(own)
      const target =
        own === dependency
          ? await realpath(join(root, "packages", folder, "node_modules", dependency))
          : join(scratch, "packages", own)
      await link(target, join(home, "node_modules", dependency))
    }
  }
}

/** A module that exports all that a vendor's package makes. */
const userModule = async (vendor: string): Promise<string> => {
  const exports: { readonly [name: string]: unknown } = await import(join(root, "packages", vendor, "src/index.ts"))
  const lines = Object.entries(exports).flatMap(([name, value]) => {
    if (name.startsWith("make")) return [`export const ${name} = Vendor.${name}({} as never)`]
    if (typeof value !== "function") return [`export const ${name} = Vendor.${name}`]
    const statics = Object.getOwnPropertyNames(value)
    return statics.flatMap((member) =>
      member.startsWith("layer")
        ? [`export const ${member} = Vendor.${name}.${member}({} as never)`]
        : member.startsWith("config")
          ? [`export const ${member} = Vendor.${name}.${member}`]
          : []
    )
  })
  const service = Object.entries(exports).find(
    ([, value]) => typeof value === "function" && Object.getOwnPropertyNames(value).includes("layerConfig")
  )
  assert.isDefined(service, `${vendor} has no service`)
  const operations = Object.keys(await import(join(root, "packages", vendor, "src/operations.ts")))
  return [
    `import * as Vendor from "@crm-auth/${vendor}"`,
    `import * as Operations from "@crm-auth/${vendor}/operations"`,
    `import * as Effect from "effect/Effect"`,
    ...lines,
    ...operations.map((name) => `export const operation_${name} = Operations.${name}`),
    `export const manager = Effect.map(Vendor.${service[0]}, (manager) => manager)`,
    `export const whole = Effect.map(Vendor.${service[0]}, (manager) => ({ ...manager }))`,
    ""
  ].join("\n")
}

it("U18 a project with declarations of its own names every type, without core among its dependencies", async () => {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), "crm-auth-declarations-")))
  try {
    await install(scratch)
    const { stdout } = await run(join(root, "node_modules/.bin/effect-tsgo"), ["get-exe-path"])
    const tsgo = stdout.trim()
    await run(tsgo, ["-b", ...vendors.map((vendor) => join(scratch, "packages", vendor, "tsconfig.build.json"))], {
      cwd: scratch
    })
    const app = join(scratch, "app")
    for (const vendor of vendors) {
      await link(join(scratch, "packages", vendor), join(app, "node_modules/@crm-auth", vendor))
      await mkdir(join(app, "src"), { recursive: true })
      await writeFile(join(app, "src", `${vendor}.ts`), await userModule(vendor))
    }
    await link(await realpath(join(root, "packages/kayako/node_modules/effect")), join(app, "node_modules/effect"))
    const compilerOptions = {
      target: "ES2023",
      module: "NodeNext",
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      composite: true,
      declaration: true,
      rootDir: "src",
      outDir: "out",
      types: []
    }
    await writeFile(join(app, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }))
    await writeFile(join(app, "package.json"), JSON.stringify({ type: "module" }))
    const problems = await run(tsgo, ["-p", "tsconfig.json"], { cwd: app }).then(
      () => "",
      (error: { readonly stdout: string }) => error.stdout
    )
    assert.strictEqual(problems, "")
    for (const vendor of vendors) {
      const declared = await readFile(join(app, "out", `${vendor}.d.ts`), "utf8")
      assert.notMatch(declared, /"@crm-auth\/core["/]/, "types are named by the package that the program depends on")
      assert.notMatch(declared, /: any\b/)
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
})
