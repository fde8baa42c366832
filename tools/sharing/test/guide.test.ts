import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { Desks, staff } from "../src/desk.ts"
import { hasRedis, RedisServer } from "../src/redisServer.ts"

const examples = join(import.meta.dirname, "../examples")
const key = Buffer.alloc(32, 7).toString("base64")

/** Runs an example as a reader does, and gives what it prints. */
const run = async (name: string, cwd: string, env: Record<string, string>): Promise<string> => {
  const child = spawn(process.execPath, ["--conditions=@crm-auth/source", join(examples, name)], {
    cwd,
    env: { ...process.env, SESSION_STORE_KEY: key, ...env },
    stdio: ["ignore", "pipe", "inherit"]
  })
  let printed = ""
  child.stdout.on("data", (data) => (printed += String(data)))
  await once(child, "close")
  return printed.trim()
}

const twice = async (name: string, start: (folder: string) => Promise<RedisServer | undefined>): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), "crm-auth-guide-"))
  const desks = new Desks()
  await desks.listen()
  const { emulator: desk } = await desks.open()
  const redis = await start(folder)
  try {
    const env = {
      KAYAKO_URL: desk.url,
      KAYAKO_USERNAME: staff.username,
      KAYAKO_PASSWORD: staff.password,
      ...(redis === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${redis.port}` })
    }
    assert.strictEqual(await run(name, folder, env), "200")
    assert.strictEqual(await run(name, folder, env), "200")
    return await Effect.runPromise(desk.logins)
  } finally {
    await redis?.stop()
    desks.close()
    await rm(folder, { recursive: true })
  }
}

describe("docs/sharing-sessions.md", () => {
  it("shows the examples as they are", async () => {
    const guide = await readFile(join(import.meta.dirname, "../../../docs/sharing-sessions.md"), "utf8")
    const blocks = [...guide.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => code)
    const files = await Promise.all(["files.ts", "redis.ts"].map((name) => readFile(join(examples, name), "utf8")))
    assert.deepStrictEqual(blocks, files)
  })

  it("two runs of the example with files make one login", { timeout: 60_000 }, async () => {
    assert.strictEqual(await twice("files.ts", () => Promise.resolve(undefined)), 1)
  })

  it.skipIf(!hasRedis())("two runs of the example with Redis make one login", { timeout: 60_000 }, async () => {
    assert.strictEqual(await twice("redis.ts", (folder) => RedisServer.start(join(folder, "redis"))), 1)
  })
})
