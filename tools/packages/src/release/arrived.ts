/** What an installation brought, and on whose behalf. */
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"

interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies?: { readonly [name: string]: string }
}

const manifestOf = async (folder: string, name: string): Promise<Manifest> => {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, "node_modules", name, "package.json"), "utf8"))
  return manifest
}

const installed = async (folder: string): Promise<ReadonlyArray<string>> => {
  const names: Array<string> = []
  for (const entry of await readdir(join(folder, "node_modules"))) {
    if (entry.startsWith(".")) continue
    if (!entry.startsWith("@")) names.push(entry)
    else for (const inner of await readdir(join(folder, "node_modules", entry))) names.push(`${entry}/${inner}`)
  }
  return names.sort()
}

/** `name`, and all that it needs, and so on. */
const closure = async (folder: string, name: string, seen: Set<string> = new Set()): Promise<Set<string>> => {
  if (seen.has(name)) return seen
  seen.add(name)
  const there = await manifestOf(folder, name).catch(() => undefined)
  for (const dependency of Object.keys(there?.dependencies ?? {})) await closure(folder, dependency, seen)
  return seen
}

export interface Arrived {
  readonly lines: ReadonlyArray<string>
  /** What none of those asked for. */
  readonly unexpected: ReadonlyArray<string>
}

/** `wanted` are the packages that may be there, each with what it needs itself. */
export const arrived = async (folder: string, wanted: ReadonlyArray<string>): Promise<Arrived> => {
  const lines: Array<string> = []
  const known = new Set(wanted)
  for (const name of wanted) {
    const own = name.startsWith("@crm-auth/")
      ? []
      : [...(await closure(folder, name))].filter((other) => other !== name)
    for (const other of own) known.add(other)
    const { version } = await manifestOf(folder, name)
    lines.push(`  ${name} ${version}${own.length > 0 ? ` (and its own: ${own.join(", ")})` : ""}`)
  }
  return { lines, unexpected: (await installed(folder)).filter((name) => !known.has(name)) }
}
