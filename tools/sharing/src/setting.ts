/** What scenarios need: a folder, desks, processes, and a Redis where there is one. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { Desks } from "./desk.ts"
import { bundleWorker, Fleet } from "./fleet.ts"
import { hasRedis, RedisServer } from "./redisServer.ts"
import { RelayThread } from "./relayThread.ts"
import type { Stage } from "./trial.ts"

export interface Setting extends Pick<Stage, "desks" | "fleets" | "redis" | "relay"> {
  readonly folder: string
}

/** Sets all of it up for `run`, and takes it down again. `bun` is Bun's program. */
export const withSetting = async <A>(bun: string | undefined, run: (setting: Setting) => Promise<A>): Promise<A> => {
  const folder = await mkdtemp(join(tmpdir(), "crm-auth-sharing-"))
  const desks = new Desks()
  await desks.listen()
  const worker = await bundleWorker(folder)
  const fleets = {
    node: new Fleet(worker, process.execPath),
    ...(bun === undefined ? undefined : { bun: new Fleet(worker, bun) })
  }
  const redis = hasRedis() ? await RedisServer.start(join(folder, "redis")) : undefined
  const relay = redis === undefined ? undefined : await RelayThread.start(redis.port)
  try {
    return await run({ folder, desks, fleets, redis, relay })
  } finally {
    for (const fleet of Object.values(fleets)) await fleet.end()
    await relay?.close()
    await redis?.stop()
    desks.close()
    await rm(folder, { recursive: true, force: true })
  }
}
