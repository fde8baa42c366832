/** What has to be in a tarball, and what must not. */
import { existsSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { readJson } from "./pack.ts"

interface Manifest {
  readonly [field: string]: unknown
  readonly exports?: { readonly [path: string]: unknown }
  readonly peerDependencies?: { readonly [name: string]: string }
  readonly repository?: { readonly directory?: string }
}

/** Programs: they bundle their sources, and have no emulator. */
const programs: ReadonlyArray<string> = ["cli", "codegen", "create"]

const required = ["README.md", "AGENTS.md", "LICENSE", "package.json"]

const ofLibraries: ReadonlyArray<string> = ["dist/index.js", "src/index.ts"]

/** What else a package has to have in it. */
const alsoIn: { readonly [folder: string]: ReadonlyArray<string> } = {
  core: ["docs/sharing-sessions.md", "docs/observability.md", "docs/recipes/README.md"],
  cli: ["bin/crm-auth.js", "dist/main.js", "dist/testing/index.js", "dist/testing/index.d.ts"]
}

const manifestProblems = (manifest: Manifest, folder: string): ReadonlyArray<string> => {
  const problems: Array<string> = []
  const want = (holds: boolean, problem: string) => {
    if (!holds) problems.push(`package.json: ${problem}`)
  }
  want(manifest["type"] === "module", "type is not module")
  want(manifest["sideEffects"] === false, "sideEffects is not false")
  want(manifest["license"] === "MIT", "license is not MIT")
  for (const field of ["description", "keywords", "homepage", "bugs", "engines"]) {
    want(manifest[field] !== undefined, `${field} is missing`)
  }
  want(manifest.repository?.directory === `packages/${folder}`, "repository.directory is not this folder")
  const isLibrary = !programs.includes(folder)
  if (isLibrary) want(manifest.peerDependencies?.["effect"] === "^4.1.0", "effect is no peer of ^4.1.0")
  const paths = Object.keys(manifest.exports ?? {})
  for (const path of [...(isLibrary ? [".", "./testing"] : []), "./package.json"])
    want(paths.includes(path), `no export ${path}`)
  want(!/internal|generated|\*/.test(JSON.stringify(manifest.exports)), "what is private can be imported")
  // Scripts are run in the workspace only.
  const text = JSON.stringify({ ...manifest, scripts: undefined })
  want(!text.includes("@crm-auth/source"), "the condition of the workspace is in it")
  want(!text.includes("workspace:") && !text.includes("catalog:"), "a version of the workspace is in it")
  return problems
}

/** A map that leads to no file is worth nothing to a debugger. */
const mapProblems = async (folder: string, file: string): Promise<ReadonlyArray<string>> => {
  const { sources } = await readJson<{ readonly sources: ReadonlyArray<string> }>(join(folder, file))
  return sources
    .filter((source) => !existsSync(resolve(folder, dirname(file), source)))
    .map((source) => `${file} leads to ${source}, which is not in the tarball`)
}

/** Problems of one unpacked package; none is good. */
export const contentProblems = async (folder: string, name: string): Promise<ReadonlyArray<string>> => {
  const files = await readdir(folder, { recursive: true })
  const problems: Array<string> = [
    ...required,
    ...(programs.includes(name) ? [] : ofLibraries),
    ...(alsoIn[name] ?? [])
  ]
    .filter((file) => !files.includes(file))
    .map((file) => `${file} is missing`)
  for (const file of files) {
    if (/tsbuildinfo|\.test\.|generated\/openapi\.|(^|\/)(test|node_modules)(\/|$)/.test(file))
      problems.push(`${file} is in it`)
    if (file.endsWith(".map")) problems.push(...(await mapProblems(folder, file)))
  }
  problems.push(...manifestProblems(await readJson<Manifest>(join(folder, "package.json")), name))
  const agents = await readFile(join(folder, "AGENTS.md"), "utf8").catch(() => "")
  if (agents.split("\n").length > 80) problems.push("AGENTS.md is longer than a page")
  return problems
}
