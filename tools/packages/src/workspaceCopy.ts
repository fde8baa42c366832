/** Copies the workspace into another folder, so that a test can change it: its files, and links to what is installed. */
import { copyFile, mkdir, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises"
import { existsSync, readdirSync } from "node:fs"
import { dirname, join, relative, sep } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { mustRun } from "./run.ts"

/** The workspace that this file is part of. */
export const workspace = fileURLToPath(new URL("../../..", import.meta.url))

const filesOf = async (): Promise<ReadonlyArray<string>> =>
  (await mustRun("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: workspace }))
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(workspace, file)))

const foldersOf = (tree: string): ReadonlyArray<string> =>
  readdirSync(join(workspace, tree)).map((name) => join(tree, name))

/** Links what a package has installed: its dependencies as they are, packages of the workspace as they are in the copy. */
const linkInstalled = async (copy: string, from: string, to: string): Promise<void> => {
  const installed = join(workspace, from, "node_modules")
  if (!existsSync(installed)) return
  const names = (await readdir(installed)).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(installed, name)).map((inner) => join(name, inner)) : [name]
  )
  await Promise.all(
    names
      .filter((name) => !name.startsWith("."))
      .map(async (name) => {
        const target = await realpath(join(installed, name))
        const inside = relative(await realpath(workspace), target)
        const isOurs = inside.startsWith(`packages${sep}`) || inside.startsWith(`tools${sep}`)
        const link = join(copy, to, "node_modules", name)
        await mkdir(dirname(link), { recursive: true })
        await symlink(isOurs ? join(copy, inside) : target, link)
      })
  )
}

/** Copies the workspace into an empty folder. */
export const copyWorkspace = async (copy: string): Promise<void> => {
  const files = await filesOf()
  const folders = new Set(files.map(dirname))
  for (const folder of folders) await mkdir(join(copy, folder), { recursive: true })
  await Promise.all(files.map((file) => copyFile(join(workspace, file), join(copy, file))))
  await Promise.all(
    ["", ...foldersOf("packages"), ...foldersOf("tools")].map((folder) => linkInstalled(copy, folder, folder))
  )
}

/**
 * Adds a vendor to a copy: its package, its spec and its traps are another vendor's under other names. Nothing else is
 * touched, save what an installation links.
 */
export const addVendor = async (
  copy: string,
  model: string,
  name: string,
  rename: (text: string) => string
): Promise<void> => {
  const folder = join("packages", model)
  const isPart = (file: string) => file.startsWith(`${folder}/`) || file === `specs/${model}.yaml`
  for (const file of (await filesOf()).filter(isPart)) {
    const path = join(copy, rename(file))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, rename(await readFile(join(workspace, file), "utf8")))
  }
  const traps = await readFile(join(workspace, "docs/traps", `${model}.md`), "utf8")
  await writeFile(join(copy, "packages", name, "TRAPS.md"), rename(traps))
  await linkInstalled(copy, folder, join("packages", name))
}

/** Adds the vendor that `pnpm new-vendor NAME` writes; the copy links what an installation would. */
export const scaffoldVendor = async (copy: string, name: string): Promise<void> => {
  const program = `
    import * as NodeServices from "@effect/platform-node/NodeServices"
    import * as Effect from "effect/Effect"
    import { defaults, namesOf } from "./src/answers.ts"
    import { scaffold } from "./src/scaffold.ts"
    const from = { names: namesOf("${name}", { npm: "@crm-auth/${name}" }), answers: defaults }
    const folder = ${JSON.stringify(join(copy, "packages", name))}
    const made = scaffold({ folder, from, workspace: ${JSON.stringify(copy)} })
    await Effect.runPromise(made.pipe(Effect.provide(NodeServices.layer)))
  `
  const file = join(copy, "packages/create/scaffoldVendor.ts")
  await writeFile(file, program)
  const node = (...args: ReadonlyArray<string>) =>
    mustRun(process.execPath, ["--conditions=@crm-auth/source", ...args], { cwd: copy })
  await node(file)
  await rm(file)
  await linkInstalled(copy, "packages/kftoken", join("packages", name))
  await node("packages/codegen/dev/main.ts", name)
  await node("tools/docs/src/options/main.ts")
}
