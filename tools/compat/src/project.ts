/** Empty projects that packages are installed into, as a user would. */
import { cp, mkdir, readFile, realpath, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Packed } from "@crm-auth/packages/pack"
import { manifest, npmInstall } from "@crm-auth/packages/tool"

const consumer = fileURLToPath(new URL("../consumer", import.meta.url))

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
