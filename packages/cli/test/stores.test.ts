/** Where sessions and secrets are kept: Redis, the keychains of other systems, the workspace's own bin. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, afterEach, expect, vi } from "vitest"
import { keychainOf } from "../src/keychain.ts"
import { makeHome, removeHomes, run } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterEach(() => {
  vi.unstubAllEnvs()
})
afterAll(removeHomes)

const token = ["token", "kayako", "--store", "redis"]

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  return typeof address === "object" && address !== null ? address.port : 0
}

it("--store redis shares a session between homes, encrypted; without a Redis it says so", async ({ desk }) => {
  const port = await freePort()
  const redis = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    {
      stdio: ["ignore", "pipe", "ignore"]
    }
  )
  for await (const chunk of redis.stdout) if (String(chunk).includes("Ready to accept")) break
  const env = { ...desk.account, REDIS_URL: `redis://127.0.0.1:${port}` }
  const before = await desk.logins()
  const home = makeHome()
  const first = await run(home, token, { env })
  expect(first).toMatchObject({ code: 0 })
  expect((await run(makeHome(), token, { env })).stdout).toBe(first.stdout)
  expect(await desk.logins()).toBe(before + 1)
  const dump = await promisify(execFile)("redis-cli", ["-p", String(port), "--scan"])
  const [key = ""] = dump.stdout.split("\n").filter((line) => line !== "")
  const kept = await promisify(execFile)("redis-cli", ["-p", String(port), "hgetall", key]).catch(() => ({
    stdout: ""
  }))
  expect(dump.stdout + kept.stdout).not.toContain(first.stdout.trim())

  const shown = async () => JSON.parse((await run(home, ["status", "--json"], { env })).stdout).sessions
  expect(await shown()).toMatchObject([{ store: "redis", issuedAt: expect.any(String) }])
  // Another program ends the session that this home knows of.
  const other = makeHome()
  expect((await run(other, token, { env })).code).toBe(0)
  expect((await run(other, ["logout", "kayako", "--store", "redis"], { env })).code).toBe(0)
  expect(await shown()).toMatchObject([{ store: "redis", issuedAt: null, expiresAt: null }])
  redis.kill()
  await once(redis, "exit")
  const down = await run(home, ["status"], { env })
  expect(down).toMatchObject({ code: 0 })
  expect(down.stderr).toContain(
    "Redis does not answer: sessions that are kept there are shown as they were noted last."
  )
  const left = await run(home, ["logout", "kayako", "--store", "redis"], { env })
  expect(left).toMatchObject({ code: 3, stdout: "" })
  expect(left.stderr).toContain("was not logged out: its store does not answer")
  const wrong = await run(makeHome(), token, { env: { ...env, REDIS_URL: "localhost:6379" } })
  expect(wrong).toMatchObject({ code: 3, stdout: "" })
  expect(wrong.stderr).toContain("REDIS_URL is not the address of a Redis")
  const unset = await run(makeHome(), token, { env: desk.account })
  expect(unset).toMatchObject({ code: 3, stdout: "" })
  expect(unset.stderr).toContain("REDIS_URL")
})

it("U14 with a Redis that is down, calls go out, and what has to keep a session sends nothing", async ({ desk }) => {
  const env = { ...desk.account, REDIS_URL: `redis://127.0.0.1:${await freePort()}` }
  const before = await desk.logins()
  const read = ["request", "kayako", "/staffapi/index.php?/Core/Default/GetInfo", "--store", "redis"]
  const home = makeHome()
  const called = await run(home, read, { env })
  expect(called).toMatchObject({ code: 0 })
  expect(called.stderr).toContain("The store does not answer: the session is not kept, and ends with this command.")
  expect(await desk.logins()).toBe(before + 1)
  // What is not kept is not listed as kept.
  expect(JSON.parse((await run(home, ["status", "--json"], { env })).stdout)).toMatchObject({ sessions: [] })
  const kept = await run(makeHome(), token, { env })
  expect(kept).toMatchObject({ code: 3, stdout: "" })
  expect(kept.stderr).toContain("Redis does not answer, or refuses the command; nothing was sent")
  expect(await desk.logins()).toBe(before + 1)
})

it(
  "the macOS keychain: secrets go through its input, and a missing one is told from a failure",
  { concurrent: false },
  async () => {
    const home = makeHome()
    const kept = join(home.path, "kept")
    home.install(
      "security",
      `echo "$@" >>"${kept}.args"
case "$1" in
-i) cat >"${kept}" ;;
find-generic-password) [ -f "${kept}" ] || exit 44; echo "p\\"a\\\\\\\\ss" ;;
esac`
    )
    vi.stubEnv("PATH", home.environment["PATH"] ?? "")
    const keychain = keychainOf({}, "darwin")
    const use = <A, E>(effect: Effect.Effect<A, E, NodeServices.NodeServices>) =>
      Effect.runPromise(Effect.provide(effect, NodeServices.layer))
    expect(await use(keychain.get("a key"))).toBeUndefined()
    await use(keychain.set("a key", Redacted.make('p"a\\ss')))
    expect(readFileSync(kept, "utf8")).toBe('add-generic-password -U -s crm-auth -a "a key" -w "p\\"a\\\\ss"\n')
    const found = await use(keychain.get("a key"))
    expect(found === undefined ? undefined : Redacted.value(found)).toBe('p"a\\ss')
    expect(readFileSync(`${kept}.args`, "utf8")).not.toContain('ss"')
  }
)

it("a keychain that is switched off says so, and Windows' needs a package", async () => {
  const get = (platform: NodeJS.Platform, environment = {}) =>
    Effect.runPromise(
      Effect.provide(Effect.result(keychainOf(environment, platform).get("no such secret")), NodeServices.layer)
    )
  const off = await get("linux", { CRM_AUTH_KEYCHAIN: "off" })
  expect(off._tag === "Failure" ? off.failure.message : "").toContain("switched off")
  // The package may be installed here, or not: it finds no such secret, or is named.
  const windows = await get("win32")
  expect(windows._tag === "Failure" ? windows.failure.message : (windows.success ?? "credential manager")).toMatch(
    /credential manager/
  )
})

it("the committed bin runs, built or not", async () => {
  const bin = fileURLToPath(new URL("../bin/crm-auth.js", import.meta.url))
  const ran = await promisify(execFile)(process.execPath, [bin, "--version"])
  expect(ran.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
