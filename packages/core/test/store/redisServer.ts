/** A Redis of our own, where there is a `redis-server`: on a socket in a folder, with nothing kept. */
import * as NodeRedis from "@effect/platform-node/NodeRedis"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0
if (!hasRedis) {
  process.stderr.write(
    "!! Tests on a real Redis are SKIPPED: there is no redis-server (Debian, Ubuntu: apt-get install redis-server).\n"
  )
}

const isReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ""
    child.stdout?.on("data", (text) => {
      said += String(text)
      if (/ready to accept connections/i.test(said)) resolve()
    })
    child.once("exit", () => reject(new Error(`redis-server ended: ${said}`)))
  })

const server = Effect.acquireRelease(
  Effect.promise(async () => {
    const folder = await mkdtemp(join(tmpdir(), "redis-"))
    const path = join(folder, "socket")
    const settings = ["--port", "0", "--unixsocket", path, "--dir", folder, "--save", "", "--appendonly", "no"]
    const child = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "ignore"] })
    await isReady(child)
    return { child, folder, path }
  }),
  ({ child, folder }) =>
    Effect.promise(async () => {
      const gone = once(child, "exit")
      child.kill()
      await gone
      await rm(folder, { recursive: true, force: true })
    })
)

/** Effect's `Redis`, connected to a server that lives as long as the layer. */
export const layerRedisServer = Layer.unwrap(
  Effect.map(server, ({ path }) => NodeRedis.layer({ socket: { path, tls: false } }))
)
