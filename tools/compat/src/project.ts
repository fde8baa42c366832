/** Empty projects that packages are installed into, as a user would. */
import { existsSync } from "node:fs"
import { cp, mkdir, readFile, realpath, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Packed } from "@crm-auth/packages/pack"
import { mustRun } from "@crm-auth/packages/run"

const consumer = fileURLToPath(new URL("../consumer", import.meta.url))

const npmInstall = (folder: string) =>
  mustRun("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], { cwd: folder })

const manifest = (dependencies: { readonly [name: string]: string }) =>
  JSON.stringify({ name: "consumer", private: true, type: "module", dependencies })

/** The version that was installed. */
export const versionIn = async (folder: string, name: string): Promise<string> => {
  const { version }: { readonly version: string } = JSON.parse(
    await readFile(join(folder, "node_modules", name, "package.json"), "utf8")
  )
  return version
}

/** A project with every tarball and the wanted effect. Our packages in it are copies, never links to a checkout. */
export const makeProject = async (
  folder: string,
  packed: ReadonlyArray<Packed>,
  wanted: { readonly [name: string]: string }
): Promise<string> => {
  await mkdir(folder, { recursive: true })
  const ours = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
  await writeFile(join(folder, "package.json"), manifest({ ...ours, ...wanted }))
  await npmInstall(folder)
  await cp(consumer, folder, { recursive: true })
  for (const { name } of packed) {
    const path = await realpath(join(folder, "node_modules", name))
    if (!path.startsWith(await realpath(folder))) throw new Error(`${name} is not out of its tarball: ${path}`)
  }
  return folder
}

/** A folder with one tool of the registry, kept from run to run. */
export const tool = async (cache: string, name: string, version: string): Promise<string> => {
  const folder = join(cache, `${name.replace("/", "-")}-${version}`)
  if (!existsSync(join(folder, "installed"))) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, "package.json"), manifest({ [name]: version }))
    await npmInstall(folder)
    await writeFile(join(folder, "installed"), "")
  }
  return folder
}
