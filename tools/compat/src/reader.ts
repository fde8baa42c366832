/** A reader of a README: an empty home, the packages of a registry on this machine, and a shell to paste blocks into. */
import { spawn } from "node:child_process"
import { mkdir, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { delimiter, join } from "node:path"
import process from "node:process"
import { mustRun } from "@crm-auth/packages/run"
import { tool } from "@crm-auth/packages/tool"

const timeoutMillis = 240_000

export interface Reader {
  readonly folder: string
  readonly env: { readonly [name: string]: string }
}

export const nodeBin = async (version: string): Promise<string> =>
  join(await tool("node", version), "node_modules/node/bin")

/** An empty home. What the reader installs comes from the registry that `npmrc` names. */
export const makeReader = async (
  folder: string,
  npmrc: string,
  env: { readonly [name: string]: string }
): Promise<Reader> => {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, ".npmrc"), npmrc)
  const paths = [join(folder, "global/bin"), await nodeBin("24.21.0"), process.env["PATH"] ?? ""]
  return {
    folder,
    env: {
      PATH: paths.join(delimiter),
      HOME: folder,
      npm_config_prefix: join(folder, "global"),
      npm_config_cache: join(folder, "../reader-cache"),
      npm_config_update_notifier: "false",
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_loglevel: "error",
      ...env
    }
  }
}

/** Pastes a block, and waits for its end. Fails with what it printed. */
export const paste = (reader: Reader, block: string): Promise<string> =>
  mustRun("bash", ["-e", "-o", "pipefail", "-c", block], { cwd: reader.folder, env: reader.env, timeoutMillis })

export interface Served {
  /** What the server has printed, standard error included. */
  readonly printed: string
  readonly port: number
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

/** Pastes a command that serves until it is ended. Its port is a free one, because the README's may be taken. */
export const serving = async <A>(
  reader: Reader,
  block: string,
  ready: RegExp,
  use: (served: Served) => Promise<A>
): Promise<A> => {
  const port = await freePort()
  const command = /--port \d+/.test(block)
    ? block.replace(/--port \d+/, `--port ${port}`)
    : `${block.trim()} --port ${port}`
  const child = spawn("bash", ["-c", command], {
    cwd: reader.folder,
    env: { ...process.env, NO_COLOR: "1", ...reader.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true
  })
  let printed = ""
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${command} was not ready in time: ${printed}`)), timeoutMillis)
      const read = (chunk: Buffer) => {
        printed += chunk.toString()
        if (!ready.test(printed)) return
        clearTimeout(timer)
        resolve()
      }
      child.stdout.on("data", read)
      child.stderr.on("data", read)
      child.on("error", reject)
      child.on("close", (code) => reject(new Error(`${command} ended with ${code}: ${printed}`)))
    })
    return await use({ printed, port })
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT")
  }
}
