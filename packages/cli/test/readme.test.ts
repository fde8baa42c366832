/** The README's blocks for shells run as they are written. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createServer } from "node:net"
import process from "node:process"
import { afterAll, expect } from "vitest"
import { startEmulator } from "../src/testing/index.ts"
import { ended, type Home, makeHome, programFile, removeHomes, until } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
const blocks = [...readme.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = ""]) => block)
/** It would install from the registry; `compat` runs the packed command with `npx`. */
const isInstall = (block: string) => block.startsWith("npm install")
const isServer = (block: string) => /^crm-auth (proxy|emulate)/.test(block)
/** It asks the server of the block before it. */
const isClient = (block: string) => block.startsWith("curl")

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  return typeof address === "object" && address !== null ? address.port : 0
}

const shell = (home: Home, block: string, env: { readonly [name: string]: string }) => {
  home.install("crm-auth", `exec '${process.execPath}' '${programFile}' "$@"`)
  return spawn("bash", ["-e", "-o", "pipefail", "-c", block], {
    env: { ...home.environment, ...env },
    stdio: ["ignore", "pipe", "pipe"]
  })
}

it("every block is run by one of these tests", () => {
  expect(blocks.filter(isInstall)).toHaveLength(2)
  expect(blocks.filter(isServer)).toHaveLength(2)
  expect(blocks.filter(isClient)).toHaveLength(1)
  expect(blocks.length).toBeGreaterThan(7)
})

it("commands that end", async ({ desk }) => {
  const wanted = blocks.filter((block) => !isInstall(block) && !isServer(block) && !isClient(block))
  const ran = await Promise.all(
    wanted.map(async (block) => ({ block, ...(await ended(shell(makeHome(), block, desk.account))) }))
  )
  for (const { block, code, stderr } of ran) expect({ block, code, stderr }).toMatchObject({ code: 0 })
})

it("servers, and the client of the proxy", async () => {
  await using crm = await startEmulator("vtiger")
  const [account] = crm.accounts
  const env = {
    VTIGER_URL: crm.url,
    VTIGER_USERNAME: account?.["username"] ?? "",
    VTIGER_ACCESS_KEY: account?.["accessKey"] ?? ""
  }
  const [client = ""] = blocks.filter(isClient)
  for (const block of blocks.filter(isServer)) {
    const port = String(await freePort())
    const server = shell(makeHome(), `exec ${block.replace(/(7000|8080)/, port)}`, env)
    let out = ""
    server.stdout.on("data", (chunk) => (out += String(chunk)))
    const done = ended(server)
    await until(() => out, new RegExp(`at http://127.0.0.1:${port}\n`))
    if (block.includes("proxy")) {
      const [, TOKEN = ""] = await until(() => out, /^Authorization: Bearer (\S+)$/m)
      const asked = await ended(shell(makeHome(), client.replace("7000", port), { TOKEN }))
      expect(asked.stdout).toContain('"success":true')
    }
    server.kill("SIGINT")
    await done
  }
})
