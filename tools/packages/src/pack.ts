/** Packs every package of `packages/` as it would be published. */
import { existsSync } from "node:fs"
import { mkdir, readdir, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { mustRun } from "./run.ts"

export const root = fileURLToPath(new URL("../../..", import.meta.url))

export interface Packed {
  /** The folder's name in `packages/`. */
  readonly folder: string
  readonly name: string
  readonly version: string
  /** Absolute path. */
  readonly tarball: string
}

/** Packages that are no vendor's: what the vendors are made of. */
export const withoutVendor: ReadonlyArray<string> = ["cli", "codegen", "core", "create", "webservice"]

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
}

/** The caller says what is in the file, and must know. */
export const readJson = async <A>(path: string): Promise<A> => {
  const value: A = JSON.parse(await readFile(path, "utf8"))
  return value
}

/** The folders of the packages that are published. */
export const folders = async (base = root): Promise<ReadonlyArray<string>> => {
  const found: Array<string> = []
  for (const folder of (await readdir(join(base, "packages"))).sort()) {
    const path = join(base, "packages", folder, "package.json")
    if (existsSync(path) && (await readJson<Manifest>(path)).private !== true) found.push(folder)
  }
  return found
}

/** Builds what has sources. A checkout without them is packed with the `dist` it has. */
export const build = async (base = root): Promise<void> => {
  const all = await folders(base)
  if (!all.every((folder) => existsSync(join(base, "packages", folder, "src")))) return
  await mustRun("pnpm", ["--config.verify-deps-before-run=false", "run", "build"], { cwd: base })
}

/** Packs into `destination`, which is emptied first. */
export const pack = async (destination: string, base = root): Promise<ReadonlyArray<Packed>> => {
  await rm(destination, { recursive: true, force: true })
  await mkdir(destination, { recursive: true })
  const args = ["-r", "--filter", "./packages/*", "--silent", "pack", "--pack-destination", destination]
  await mustRun("pnpm", args, { cwd: base })
  const packed: Array<Packed> = []
  for (const folder of await folders(base)) {
    const { name, version } = await readJson<Manifest>(join(base, "packages", folder, "package.json"))
    const tarball = join(destination, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`)
    if (!existsSync(tarball)) throw new Error(`pnpm packed no ${tarball}`)
    packed.push({ folder, name, version, tarball })
  }
  return packed
}

/** Unpacks into `folder/node_modules`, as an installer would. */
export const unpack = async (packed: ReadonlyArray<Packed>, folder: string): Promise<void> => {
  for (const { name, tarball } of packed) {
    const target = join(folder, "node_modules", name)
    await rm(target, { recursive: true, force: true })
    await mkdir(target, { recursive: true })
    await mustRun("tar", ["xzf", tarball, "-C", target, "--strip-components=1"])
  }
}
