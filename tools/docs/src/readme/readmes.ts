/** The READMEs of this repository, and the programs in them as files that can be compiled and run. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { existsSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Block, blocksOf, programsOf } from "./blocks.ts"

export const root = fileURLToPath(new URL("../../../..", import.meta.url))

/** Where the compiler is told which programs there are. */
export const scratch = fileURLToPath(new URL("../../.cache", import.meta.url))

/** Programs are beside the dependencies that their readers have: those of the package, or of this tool. */
const programsFolder = (path: string): string => {
  const folder = dirname(path)
  return folder.startsWith("packages/") ? join(root, folder, ".cache/programs") : join(scratch, "programs")
}

export interface Readme {
  /** Relative to the repository. */
  readonly path: string
  readonly blocks: ReadonlyArray<Block>
  readonly programs: ReadonlyArray<{ readonly line: number; readonly code: string; readonly file: string }>
}

/** Guides whose programs run as those of a README do. */
const guides = ["docs/circuit-breaker.md", "docs/observability.md"]

/** Recipes are compiled with the others. A test of their own runs them, each in the world that it needs. */
const recipesFolder = "docs/recipes"
const recipes = readdirSync(join(root, recipesFolder))
  .sort()
  .map((file) => `${recipesFolder}/${file}`)

export const isRecipe = (path: string): boolean => path.startsWith(`${recipesFolder}/`)

/** Pages that were written for the site. */
const sitePages = async (): Promise<ReadonlyArray<string>> =>
  (await readdir(join(root, "tools/docs/pages"), { recursive: true }))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `tools/docs/pages/${file.replaceAll("\\", "/")}`)

/** README.md and AGENTS.md of the repository and of each package, the guides, and the site's pages. */
const paths = async (): Promise<ReadonlyArray<string>> => {
  const folders = (await readdir(join(root, "packages"))).sort().map((folder) => `packages/${folder}`)
  return [".", ...folders]
    .flatMap((folder) => ["README.md", "AGENTS.md"].map((file) => join(folder, file)))
    .filter((path) => existsSync(join(root, path)))
    .concat(guides, recipes, await sitePages())
}

const configuration = {
  extends: "../../../tsconfig.base.json",
  include: ["programs/*.ts", "../../../packages/*/.cache/programs/*.ts"],
  compilerOptions: {
    noEmit: true,
    noUnusedLocals: false,
    types: ["node"],
    lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable"]
  }
}

/** Writes each program of each README to a file of its own, anew. */
export const extract = async (): Promise<ReadonlyArray<Readme>> => {
  const found = await paths()
  const folders = [...new Set(found.map(programsFolder))]
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  await Promise.all([scratch, ...folders].map((folder) => mkdir(folder, { recursive: true })))
  await writeFile(join(scratch, "tsconfig.json"), JSON.stringify(configuration))
  const readmes: Array<Readme> = []
  for (const path of found) {
    const blocks = blocksOf(await readFile(join(root, path), "utf8"))
    const programs = programsOf(blocks).map(({ code, line }) => {
      const name = `${path.replaceAll(/[^A-Za-z]+/g, "-")}-line-${line}.ts`
      return { line, code, file: join(programsFolder(path), name) }
    })
    await Promise.all(programs.map(({ code, file }) => writeFile(file, code)))
    readmes.push({ path, blocks, programs })
  }
  return readmes
}
