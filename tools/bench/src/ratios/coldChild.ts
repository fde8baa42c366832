/**
 * Imports a package in a fresh process, what it takes from effect and the others being there:
 * `coldChild <package> [other…]`. With `--only-effect`, imports its imports of effect instead, file by file: that is how
 * long Node takes to find modules that are there.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire, isBuiltin } from "node:module"
import process from "node:process"
import { pathToFileURL } from "node:url"

const flag = "--only-effect"
const [name = "", ...others] = process.argv.slice(2).filter((arg) => arg !== flag)
/** Of each file, what it takes from elsewhere. */
const files = new Map<string, Set<string>>()

/** Where a package is for the file that imports it. */
const locate = (specifier: string, from: string): string => pathToFileURL(createRequire(from).resolve(specifier)).href

const find = (url: string): void => {
  if (files.has(url)) return
  const taken = new Set<string>()
  files.set(url, taken)
  for (const [, specifier = ""] of readFileSync(new URL(url), "utf8").matchAll(/(?:from|import) ?"([^"]+)"/g)) {
    if (specifier.startsWith("effect/") || isBuiltin(specifier)) taken.add(specifier)
    else if (specifier.startsWith(".")) find(new URL(specifier, url).href)
    else if (specifier.startsWith("@crm-auth/")) find(locate(specifier, url))
  }
}

/** Files that import the same, and do nothing. */
const onlyImports = (folder: URL): string => {
  mkdirSync(folder, { recursive: true })
  const names = [...files.values()].map((taken, index) => {
    const file = `./taken-${index}.mjs`
    writeFileSync(
      new URL(file, folder),
      [...taken].map((specifier) => `import ${JSON.stringify(specifier)}\n`).join("")
    )
    return file
  })
  const all = new URL("all.mjs", folder)
  writeFileSync(all, names.map((file) => `import ${JSON.stringify(file)}\n`).join(""))
  return all.href
}

// A vendor's package finds itself by its name.
const [, vendor] = name.split("@crm-auth/")
const entry =
  vendor === undefined
    ? name
    : locate(name, new URL(`../../../../packages/${vendor}/package.json`, import.meta.url).href)
if (vendor !== undefined) find(entry)
for (const specifier of [...[...files.values()].flatMap((taken) => [...taken]), ...others]) await import(specifier)
const scratch = new URL(`../../.cache/imports-${process.pid}/`, import.meta.url)
const wanted = process.argv.includes(flag) ? onlyImports(scratch) : entry
const start = performance.now()
const before = process.cpuUsage()
await import(wanted)
const millis = performance.now() - start
const { system, user } = process.cpuUsage(before)
rmSync(scratch, { recursive: true, force: true })
console.log(JSON.stringify({ millis, cpu: user + system }))
