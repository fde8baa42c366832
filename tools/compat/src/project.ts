/** Empty projects that packages are installed into, as a user would. */
import { cp, mkdir, readFile, realpath, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Packed } from "@crm-auth/packages/pack"
import { manifest, npmInstall } from "@crm-auth/packages/tool"
import { vendorNames } from "@crm-auth/packages/vendors"

/** The module that names the vendors: the service of each is called as its package, with a capital. */
const vendorsModule = (names: ReadonlyArray<string>): string => {
  const serviceOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
  return [
    ...names.flatMap((name) => [
      `import { ${serviceOf(name)} } from "@crm-auth/${name}"`,
      `import { fixture as ${name} } from "@crm-auth/${name}/testing"`
    ]),
    `import type { AnySubject } from "./subject.ts"`,
    "",
    "export const vendors: ReadonlyArray<AnySubject> = [",
    ...names.map(
      (name) =>
        `  (use) => use({ fixture: ${name}, service: ${serviceOf(name)}, layer: (options) => ${serviceOf(name)}.layer(options as never) }),`
    ),
    "]",
    ""
  ].join("\n")
}

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
  await writeFile(join(folder, "vendors.ts"), vendorsModule(vendorNames))
  for (const { name } of packed) {
    const path = await realpath(join(folder, "node_modules", name))
    if (!path.startsWith(await realpath(folder))) throw new Error(`${name} is not out of its tarball: ${path}`)
  }
  return folder
}
