/** A Redis of our own, where there is a `redis-server`: on a socket in a folder, with nothing kept. */
import * as NodeRedis from "@effect/platform-node/NodeRedis"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
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

/** A server on a socket. It can be started later, stopped as if its machine hung, and asked for a password. */
export interface RedisServer {
  readonly path: string
  readonly start: Effect.Effect<void>
  readonly signal: (signal: "SIGSTOP" | "SIGCONT" | "SIGKILL") => Effect.Effect<void>
}

export const redisServer = (...settings: ReadonlyArray<string>): Effect.Effect<RedisServer, never, Scope.Scope> =>
  Effect.gen(function* () {
    const folder = yield* Effect.acquireRelease(
      Effect.promise(() => mkdtemp(join(tmpdir(), "redis-"))),
      (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
    )
    const path = join(folder, "socket")
    let child: ChildProcess | undefined
    const signal = (name: NodeJS.Signals) =>
      Effect.promise(async () => {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
        const gone = once(child, "exit")
        child.kill(name)
        if (name === "SIGKILL") await gone
      })
    yield* Effect.addFinalizer(() => signal("SIGKILL"))
    const start = Effect.promise(async () => {
      const place = ["--port", "0", "--unixsocket", path, "--dir", folder, "--save", "", "--appendonly", "no"]
      child = spawn("redis-server", [...place, ...settings], { stdio: ["ignore", "pipe", "ignore"] })
      await isReady(child)
    })
    return { path, start, signal }
  })

/** Effect's `Redis`, connected to a server that lives as long as the layer. */
export const layerRedisServer = Layer.unwrap(
  Effect.gen(function* () {
    const { path, start } = yield* redisServer()
    yield* start
    return NodeRedis.layer({ socket: { path, tls: false } })
  })
)
