/** What was measured on. */
import { readFileSync } from "node:fs"
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os"
import process from "node:process"
import { versionOf } from "../peers/version.ts"

export interface Machine {
  readonly date: string
  readonly cpu: string
  readonly cores: number
  readonly memory: string
  readonly system: string
  readonly versions: { readonly [name: string]: string }
  /** The average number of processes that wanted to run in the minute before the run. */
  readonly load: number
}

export const load = (): number => Number((loadavg()[0] ?? 0).toFixed(1))

/** Names what runs in a container by its cores, not by its host's. */
export const machine = (before: number): Machine => ({
  date: new Date().toISOString().slice(0, 16).replace("T", " "),
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: availableParallelism(),
  memory: `${Math.round(totalmem() / 1024 ** 3)} GB`,
  system: `${type()} ${release().split("-")[0]}`,
  versions: {
    node: process.versions.node,
    effect: effectVersion(),
    "openid-client": versionOf("openid-client"),
    undici: versionOf("undici"),
    "fast-xml-parser": versionOf("fast-xml-parser"),
    esbuild: versionOf("esbuild")
  },
  load: before
})

const effectVersion = (): string => {
  const { version = "unknown" }: { readonly version?: string } = JSON.parse(
    readFileSync(new URL(import.meta.resolve("effect/package.json")), "utf8")
  )
  return version
}
