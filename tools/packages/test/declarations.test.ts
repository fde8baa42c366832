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
  readonly exports: { readonly [entry: string]: string | { readonly "@crm-auth/source": string } }
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

type Exports = ReadonlyArray<readonly [name: string, value: unknown]>

const isFunction = (value: unknown) => typeof value === "function"

/** The values of an entry, what its functions return, and the members of that, each as the compiler infers it. */
const everyValue = (exports: Exports): ReadonlyArray<string> =>
  exports.map(([name]) => `export const value_${name} = Entry.${name}`)

const everyMaker = (exports: Exports): ReadonlyArray<string> =>
  exports.flatMap(([name]) =>
    name.startsWith("make")
      ? [
          `export const made_${name} = Entry.${name}({} as never)`,
          `export const whole_${name} = Effect.map(Entry.${name}({} as never), (made) => ({ ...made }))`
        ]
      : []
  )

const everyService = (exports: Exports): ReadonlyArray<string> =>
  exports.flatMap(([name, value]) => {
    const statics = isFunction(value) ? Object.getOwnPropertyNames(value) : []
    return statics.includes("layerConfig")
      ? [
          ...statics.flatMap((member) =>
            member.startsWith("layer")
              ? [`export const ${member} = Entry.${name}.${member}({} as never)`]
              : member.startsWith("config")
                ? [`export const ${member} = Entry.${name}.${member}`]
                : []
          ),
          `export const manager = Effect.map(Entry.${name}, (manager) => manager)`,
          `export const whole = Effect.map(Entry.${name}, (manager) => ({ ...manager }))`
        ]
      : []
  })

const accountParts = (account: string): string =>
  `{ session: await ${account}.session(), check: await ${account}.check(), status: await ${account}.status(), events: ${account}.events }`

const everyConnection = (exports: Exports): ReadonlyArray<string> =>
  exports.flatMap(([name]) => {
    if (!name.startsWith("connect")) return []
    const isMap = name.endsWith("Map")
    const made = isMap ? `Entry.${name}((_key: string) => ({}) as never)` : `Entry.${name}({} as never)`
    const parts = isMap
      ? `{ account: made.account(""), status: await made.status(), events: made.events, of: ${accountParts(`made.account("")`)} }`
      : accountParts("made")
    return [
      `export const open_${name} = () => ${made}`,
      `export const whole_${name} = () => ${made}.then((made) => ({ ...made }))`,
      `export const parts_${name} = () => ${made}.then(async (made) => (${parts}))`,
      ...(isMap
        ? []
        : [`export const options_${name} = (options: Parameters<typeof Entry.${name}>[0]) => ({ ...options })`])
    ]
  })

const everyEmulator = (exports: Exports): ReadonlyArray<string> =>
  exports.flatMap(([name, value]) =>
    typeof value === "object" && value !== null && "make" in value
      ? [
          `export const made_${name} = Entry.${name}.make({} as never)`,
          `export const whole_${name} = Effect.map(Entry.${name}.make(), (made) => ({ ...made }))`,
          `export const options_${name} = (options: Parameters<typeof Entry.${name}.make>[0]) => ({ ...options })`
        ]
      : []
  )

const everyError = (exports: Exports): ReadonlyArray<string> =>
  exports.some(([name]) => name === "AuthError")
    ? ["export const reasonOf = ({ reason }: Entry.AuthError) => reason"]
    : []

/** A module of a user that exports all that an entry of a vendor's package makes. */
const userModule = async (entry: string, source: string): Promise<string> => {
  const exports: Exports = Object.entries(await import(source))
  return [
    `import * as Entry from "${entry}"`,
    `import * as Effect from "effect/Effect"`,
    ...[everyValue, everyMaker, everyService, everyConnection, everyEmulator, everyError].flatMap((lines) =>
      lines(exports)
    ),
    "export const nothing = Effect.void",
    ""
  ].join("\n")
}

/** The entries of a vendor's package. Each is imported by a project of its own, in which the others are not at hand. */
const entriesOf = async (vendor: string) => {
  const { exports, name } = await manifestOf(vendor)
  return Object.entries(exports).flatMap(([path, targets]) =>
    typeof targets === "string"
      ? []
      : [
          {
            entry: name + path.slice(1),
            project: `${vendor}${path.slice(1).replace("/", "-")}`,
            source: join(root, "packages", vendor, targets["@crm-auth/source"])
          }
        ]
  )
}

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
    }
    await link(await realpath(join(root, "packages/kayako/node_modules/effect")), join(app, "node_modules/effect"))
    await writeFile(join(app, "package.json"), JSON.stringify({ type: "module" }))
    const entries = (await Promise.all(vendors.map(entriesOf))).flat()
    for (const { entry, project, source } of entries) {
      await mkdir(join(app, project, "src"), { recursive: true })
      await writeFile(join(app, project, "src/main.ts"), await userModule(entry, source))
      await writeFile(join(app, project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }))
    }
    const problems = await run(tsgo, ["-b", ...entries.map(({ project }) => project)], { cwd: app }).then(
      () => "",
      (error: { readonly stdout: string }) => error.stdout
    )
    assert.strictEqual(problems, "")
    for (const { entry, project } of entries) {
      const declared = await readFile(join(app, project, "out/main.d.ts"), "utf8")
      const named = [...declared.matchAll(/"(@crm-auth\/[^"]*)"/g)].map(([, module]) => module)
      assert.deepStrictEqual([...new Set(named)], [entry], "types are named by the package that the program depends on")
      assert.notMatch(declared, /: any\b/, entry)
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
})
