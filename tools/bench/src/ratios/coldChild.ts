/** Imports a package in a fresh process, what it takes from effect and the others being there: `coldChild <package> [other…]`. */
import { readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import process from "node:process"

const [name = "", ...others] = process.argv.slice(2)
const seen = new Set<string>()
const effects = new Set<string>()

const find = (url: string): void => {
  if (seen.has(url)) return
  seen.add(url)
  for (const [, specifier = ""] of readFileSync(new URL(url), "utf8").matchAll(/(?:from|import) ?"([^"]+)"/g)) {
    if (specifier.startsWith("effect/")) effects.add(specifier)
    else if (specifier.startsWith(".")) find(new URL(specifier, url).href)
    else if (specifier.startsWith("@crm-auth/")) find(import.meta.resolve(specifier, url))
    else if (isBuiltin(specifier)) effects.add(specifier)
  }
}

if (name.startsWith("@crm-auth/")) find(import.meta.resolve(name))
for (const specifier of [...effects, ...others]) await import(specifier)
const start = performance.now()
const before = process.cpuUsage()
await import(name)
const millis = performance.now() - start
const { system, user } = process.cpuUsage(before)
console.log(JSON.stringify({ millis, cpu: user + system }))
