/** The READMEs of this repository, and the programs in them as files that can be compiled and run. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Block, blocksOf, programsOf } from "./blocks.ts"

export const root = fileURLToPath(new URL("../../../..", import.meta.url))

/** Beside the packages' links, so that a program's imports lead to them. */
export const extracted = fileURLToPath(new URL("../../.cache/programs", import.meta.url))

export interface Readme {
  /** Relative to the repository. */
  readonly path: string
  readonly blocks: ReadonlyArray<Block>
  readonly programs: ReadonlyArray<{ readonly line: number; readonly code: string; readonly file: string }>
}

/** Guides whose programs run as those of a README do. */
const guides = ["docs/circuit-breaker.md"]

/** README.md and AGENTS.md of the repository and of each package, and the guides. */
const paths = async (): Promise<ReadonlyArray<string>> => {
  const folders = (await readdir(join(root, "packages"))).sort().map((folder) => `packages/${folder}`)
  return [".", ...folders]
    .flatMap((folder) => ["README.md", "AGENTS.md"].map((file) => join(folder, file)))
    .filter((path) => existsSync(join(root, path)))
    .concat(guides)
}

const configuration = {
  extends: "../../../../tsconfig.base.json",
  include: ["*.ts"],
  compilerOptions: { noEmit: true, noUnusedLocals: false, lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable"] }
}

/** Writes each program of each README to a file of its own, anew. */
export const extract = async (): Promise<ReadonlyArray<Readme>> => {
  await rm(extracted, { recursive: true, force: true })
  await mkdir(extracted, { recursive: true })
  await writeFile(join(extracted, "tsconfig.json"), JSON.stringify(configuration))
  const readmes: Array<Readme> = []
  for (const path of await paths()) {
    const blocks = blocksOf(await readFile(join(root, path), "utf8"))
    const programs = programsOf(blocks).map(({ code, line }) => {
      const name = `${path.replaceAll(/[^A-Za-z]+/g, "-")}-line-${line}.ts`
      return { line, code, file: join(extracted, name) }
    })
    await Promise.all(programs.map(({ code, file }) => writeFile(file, code)))
    readmes.push({ path, blocks, programs })
  }
  return readmes
}
