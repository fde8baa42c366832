/** Hosts that want one file: workerd and a browser. */
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"
import { build } from "esbuild"
import { tool } from "@crm-auth/packages/tool"
import type { Host } from "./row.ts"

const bundle = async (project: string, entry: string): Promise<string> => {
  const outfile = join(project, `${entry}.js`)
  const options = { bundle: true, format: "esm", target: "es2022", logLevel: "error" } as const
  await build({ ...options, entryPoints: [join(project, `${entry}.ts`)], absWorkingDir: project, outfile })
  return outfile
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0))
    })
  })

/** Asks until there is an answer, or a minute has passed. */
const ask = async (url: string): Promise<string> => {
  for (let tries = 0; tries < 120; tries++) {
    const text = await fetch(url).then(
      (response) => response.text(),
      () => ""
    )
    if (text !== "") return text
    await sleep(500)
  }
  return "failed: no answer within a minute"
}

const config = (port: number): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = .worker), (name = "net", network = (allow = ["private", "local", "public"])) ],
  sockets = [ (name = "http", address = "127.0.0.1:${port}", http = (), service = "main") ]
);
const worker :Workerd.Worker = (
  modules = [ (name = "worker", esModule = embed "worker.js") ],
  compatibilityDate = "2026-01-01",
  globalOutbound = "net"
);
`

export const workerd = (version: string): Host => ({
  what: `workerd ${version}`,
  run: async (project, base) => {
    await bundle(project, "worker")
    const port = await freePort()
    await writeFile(join(project, "config.capnp"), config(port))
    const command = join(await tool("workerd", version), "node_modules/workerd/bin/workerd")
    const child = spawn(command, ["serve", "config.capnp"], { cwd: project, stdio: "ignore" })
    try {
      return await ask(`http://127.0.0.1:${port}/?base=${encodeURIComponent(base)}`)
    } finally {
      child.kill()
    }
  }
})

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
]

/** Debian's. It is the one host that the registry does not have. */
export const chromium: Host = {
  what: "Chromium, headless",
  run: async (project, base) => {
    const command = browsers.find((path) => existsSync(path))
    if (command === undefined) return { skipped: "no Chromium here; on Debian: apt-get install chromium" }
    await bundle(project, "page")
    const profile = await mkdtemp(join(tmpdir(), "crm-auth-chromium-"))
    const page = `${new URL(base).origin}/page?base=${encodeURIComponent(base)}`
    const child = spawn(command, [...quiet, `--user-data-dir=${profile}`, "--remote-debugging-port=0", page], {
      stdio: "ignore",
      detached: true
    })
    try {
      return await ask(`${base}/report`)
    } finally {
      // It has processes of its own, in the group that it leads.
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL")
      await sleep(500)
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    }
  }
}
