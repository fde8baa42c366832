/** Runtimes that run the program's TypeScript as it is: Node, Bun, Deno. */
import { join } from "node:path"
import { run } from "@crm-auth/packages/run"
import { bunCommand, bunVersion, tool } from "@crm-auth/packages/tool"
import type { Host } from "./row.ts"

const timeoutMillis = 120_000

export const node = (version: string): Host => ({
  what: `Node ${version}`,
  run: async (project, base) => {
    const command = join(await tool("node", version), "node_modules/node/bin/node")
    return (await run(command, ["main.ts", base], { cwd: project, timeoutMillis })).output
  }
})

export const bun: Host = {
  what: `Bun ${bunVersion}`,
  run: async (project, base) => {
    return (await run(await bunCommand(), ["main.ts", base], { cwd: project, timeoutMillis })).output
  }
}

export const deno = (version: string): Host => ({
  what: `Deno ${version}`,
  run: async (project, base) => {
    const command = join(await tool("deno", version), "node_modules/.bin/deno")
    const rights = [`--allow-net=${new URL(base).host}`, "--allow-env", "--no-prompt"]
    const env = { DENO_NO_UPDATE_CHECK: "1" }
    return (await run(command, ["run", ...rights, "main.ts", base], { cwd: project, env, timeoutMillis })).output
  }
})
