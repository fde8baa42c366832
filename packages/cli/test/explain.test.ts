/** What the program says of codes, and of a server that it looks at. */
import { createServer, type RequestListener, type Server } from "node:http"
import { once } from "node:events"
import { afterAll, expect } from "vitest"
import * as Reason from "@crm-auth/core"
import { reasons } from "../src/reasons.ts"
import { startEmulator } from "../src/testing/index.ts"
import { makeHome, removeHomes, run } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

it("every reason is explained, and nothing else", () => {
  expect(Object.keys(reasons).sort()).toEqual(Reason.Reason.members.map(({ identifier }) => identifier).sort())
})

it("explain tells a code's row, a reason, and that a code is unknown", async ({ desk }) => {
  const home = makeHome()
  const before = await desk.requests()
  const code = await run(home, ["explain", "kayako", "--", "-1"])
  expect(code).toMatchObject({ code: 0, stderr: "" })
  expect(code.stdout).toContain("InvalidCredentials (exit code 4)")
  expect(code.stdout).toContain("in login; code -1 (retry: never; guarded for 30m)")
  const reason = await run(home, ["explain", "vtiger", "ratelimited", "--json"])
  expect(JSON.parse(reason.stdout)).toMatchObject({ version: 1, reasons: [{ reason: "RateLimited", exitCode: 6 }] })
  const factor = await run(home, ["explain", "kayako", "SecondFactorRequired"])
  expect(factor.stdout).toContain("if a one-time key is refused, it asks for another, at most twice")
  const unknown = await run(home, ["explain", "kayako", "E4711"])
  expect(unknown).toMatchObject({ code: 2, stdout: "" })
  expect(unknown.stderr).toContain('No public source says what "E4711" means at Kayako Classic')
  expect(await desk.requests()).toEqual(before)
})

const doctor = (
  vendor: string,
  url: string,
  args: ReadonlyArray<string> = [],
  env: { readonly [name: string]: string } = {}
) => run(makeHome(), ["doctor", vendor, "--url", url, ...args], { env })

it("doctor finds nothing wrong with any vendor's server, and sends no credentials", async () => {
  for (const vendor of ["corebos", "crmcom", "kafinea", "kayako", "kftoken", "vtiger"]) {
    await using server = await startEmulator(vendor)
    const ran = await doctor(vendor, server.url)
    expect(ran.stdout).toMatch(/✓ answers like this vendor/)
    expect(ran.stdout).not.toContain("✗")
    expect(ran.code).toBe(0)
    expect(await server.attempts()).toBe(0)
  }
})

it("--try-login makes one attempt, and logs out", async ({ desk }) => {
  const before = { attempts: await desk.attempts(), sessions: await desk.sessions() }
  const good = await doctor("kayako", desk.url, ["--try-login"], desk.account)
  expect(good).toMatchObject({ code: 0 })
  expect(good.stdout).toContain("✓ login")
  expect(await desk.sessions()).toBe(before.sessions)
  const bad = await doctor("kayako", desk.url, ["--try-login"], { ...desk.account, KAYAKO_PASSWORD: "wrong" })
  expect(bad).toMatchObject({ code: 4 })
  expect(bad.stdout).toMatch(/✗ login +kayako login: the user name, password or key/)
  expect(await desk.attempts()).toBe(before.attempts + 2)
})

const serve = async (listener: RequestListener): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = createServer(listener).listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  return { server, url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}` }
}

it("doctor names what stands in the way", async () => {
  const pages: { readonly [path: string]: RequestListener } = {
    login: (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>"),
    redirect: (_, response) => response.writeHead(302, { location: "https://other.example/support?x=1" }).end(),
    missing: (_, response) => response.writeHead(404).end("nothing"),
    down: (_, response) => response.writeHead(503).end(),
    late: (_, response) =>
      response
        .writeHead(200, { date: new Date(0).toUTCString(), via: "1.1 gate" })
        .end("<?xml version='1.0'?><kayako_staffapi/>")
  }
  const results: { [name: string]: { readonly code: number | null; readonly stdout: string } } = {}
  for (const [name, page] of Object.entries(pages)) {
    const { server, url } = await serve(page)
    results[name] = await doctor("kayako", url)
    server.closeAllConnections()
    server.close()
  }
  expect(results["login"]).toMatchObject({ code: 3 })
  expect(results["login"]?.stdout).toContain("look for a login page or a proxy in front")
  expect(results["redirect"]).toMatchObject({ code: 3 })
  expect(results["redirect"]?.stdout).toContain("leads to https://other.example/support; use that address")
  expect(results["missing"]).toMatchObject({ code: 3 })
  expect(results["missing"]?.stdout).toContain("✗ base path")
  expect(results["down"]).toMatchObject({ code: 6 })
  expect(results["late"]).toMatchObject({ code: 0 })
  expect(results["late"]?.stdout).toMatch(/! clock +the server is \d+ days behind/)
  expect(results["late"]?.stdout).toContain("via: 1.1 gate")

  const closed = await doctor("kayako", "http://127.0.0.1:9")
  expect(closed).toMatchObject({ code: 6 })
  expect(closed.stdout).toContain("✗ connection")
  const remote = await doctor("kayako", "http://desk.example")
  expect(remote).toMatchObject({ code: 3 })
  expect(remote.stdout).toContain("✗ address")
})
