/** A registry on this machine that knows nothing but what is published to it. */
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { join } from "node:path"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { mustRun } from "./run.ts"

const cache = fileURLToPath(new URL("../.cache", import.meta.url))

const version = "6.10.4"

/** Not among the workspace's dependencies: it brings more than three hundred packages. Kept from run to run. */
const install = async (): Promise<string> => {
  const folder = join(cache, `verdaccio-${version}`)
  if (!existsSync(join(folder, "installed"))) {
    await mkdir(folder, { recursive: true })
    // A dependency asks for a dist-tag of node-fetch that not every registry has.
    const manifest = { private: true, dependencies: { verdaccio: version }, overrides: { "node-fetch": "2.7.0" } }
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest))
    await mustRun("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], {
      cwd: folder
    })
    await writeFile(join(folder, "installed"), "")
  }
  return join(folder, "node_modules/verdaccio/bin/verdaccio")
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

const config = (folder: string, port: number): string =>
  JSON.stringify({
    storage: join(folder, "storage"),
    listen: `127.0.0.1:${port}`,
    uplinks: {},
    auth: { htpasswd: { file: join(folder, "htpasswd"), max_users: -1 } },
    packages: { "@crm-auth/*": { access: "$all", publish: "$all" } },
    web: { enable: false },
    log: { type: "stdout", format: "pretty", level: "warn" }
  })

export interface Registry {
  /** With a slash at the end. */
  readonly url: string
  /** What an .npmrc needs, so that this scope goes here and nowhere else. */
  readonly npmrc: string
  readonly stop: () => void
}

export const startRegistry = async (folder: string): Promise<Registry> => {
  const command = await install()
  const port = await freePort()
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, "config.yaml"), config(folder, port))
  const child = spawn(process.execPath, [command, "--config", join(folder, "config.yaml")], { stdio: "ignore" })
  const host = `127.0.0.1:${port}`
  const url = `http://${host}/`
  for (let tries = 0; tries < 120; tries++) {
    const up = await fetch(`${url}-/ping`).then(
      ({ ok }) => ok,
      () => false
    )
    if (up) {
      return { url, npmrc: `@crm-auth:registry=${url}\n//${host}/:_authToken=local\n`, stop: () => void child.kill() }
    }
    await sleep(250)
  }
  child.kill()
  throw new Error("the registry did not start within 30 seconds")
}
