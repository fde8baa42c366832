/** The built `crm-auth` program, run in a home of its own against the canned server. */
import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import process from "node:process"
import type { Took } from "./measure.ts"

const require = createRequire(import.meta.url)

/** The program as `npx` runs it. */
export const programFile = join(dirname(require.resolve("@crm-auth/cli/package.json")), "bin/crm-auth.js")

export interface Home {
  readonly environment: { readonly [name: string]: string }
  readonly remove: () => Promise<void>
}

/** An empty home with the accounts of the canned server in its environment. */
export const makeHome = async (url: string): Promise<Home> => {
  const path = await mkdtemp(join(tmpdir(), "crm-auth-bench-"))
  return {
    environment: {
      HOME: path,
      PATH: process.env["PATH"] ?? "",
      TERM: "dumb",
      SESSION_STORE_KEY: "0123456789abcdef".repeat(4),
      KAYAKO_URL: url,
      KAYAKO_USERNAME: "jane",
      KAYAKO_PASSWORD: "example-5ecret",
      KFTOKEN_URL: url,
      KFTOKEN_USERNAME: "jane",
      KFTOKEN_PASSWORD: "example-5ecret",
      KFTOKEN_MEMORABLE_WORD: "tangerine"
    },
    remove: () => rm(path, { recursive: true, force: true })
  }
}

/** Runs Node with arguments and times it: to the first byte that it prints, or to its end. */
export const timeNode = (
  args: ReadonlyArray<string>,
  env: { readonly [name: string]: string },
  until: "firstOutput" | "end"
): Promise<Took> =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    let printed = ""
    let took: number | undefined
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] })
    const onData = (chunk: Buffer) => {
      took ??= performance.now() - start
      printed += String(chunk)
      // A command that serves goes on until it is told to end.
      if (until === "firstOutput") child.kill("SIGKILL")
    }
    child.stdout.on("data", onData)
    child.stderr.on("data", onData)
    child.once("error", reject)
    child.once("close", (code) => {
      if (until === "end") took = performance.now() - start
      if (took === undefined) reject(new Error(`node ${args.join(" ")} printed nothing`))
      else if (until === "end" && code !== 0) reject(new Error(`node ${args.join(" ")} ended with ${code}: ${printed}`))
      else resolve({ wall: took * 1000, cpu: NaN })
    })
  })
