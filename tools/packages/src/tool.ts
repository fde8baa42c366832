/** Programs out of the registry that only some checks need: installed when they are asked for, and kept. */
import { existsSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { mustRun } from "./run.ts"

const cache = fileURLToPath(new URL("../.cache", import.meta.url))

/** The Bun that everything here runs on. */
export const bunVersion = "1.4.5"

/** Installs what a folder's manifest names. */
export const npmInstall = (folder: string) =>
  mustRun("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], { cwd: folder })

/** A package.json for a folder that things are installed into. */
export const manifest = (dependencies: { readonly [name: string]: string }) =>
  JSON.stringify({ name: "consumer", private: true, type: "module", dependencies })

/** A folder with one tool of the registry, kept from run to run. */
export const tool = async (name: string, version: string): Promise<string> => {
  const folder = join(cache, `${name.replace("/", "-")}-${version}`)
  if (!existsSync(join(folder, "installed"))) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, "package.json"), manifest({ [name]: version }))
    await npmInstall(folder)
    await writeFile(join(folder, "installed"), "")
  }
  return folder
}

/** Bun's program. */
export const bunCommand = async (): Promise<string> => join(await tool("bun", bunVersion), "node_modules/.bin/bun")
