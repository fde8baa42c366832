/** How commands begin: what is said first, and what is loaded before it. */
import { spawn } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { pathToFileURL } from "node:url"
import { afterAll, expect } from "vitest"
import { ended, type Home, makeHome, programFile, removeHomes, run } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

/** Ends the program at its first output, and prints that output and the files that were loaded before it. */
const hooks = `
import { writeSync } from "node:fs"
import { registerHooks } from "node:module"
const loaded = []
registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context) } })
for (const stream of ["stdout", "stderr"]) {
  process[stream].write = (text) => {
    writeSync(1, JSON.stringify({ stream, text: String(text), loaded }))
    process.exit(0)
  }
}
`

interface First {
  readonly stream: "stdout" | "stderr"
  readonly text: string
  readonly loaded: ReadonlyArray<string>
}

const firstOutput = async (home: Home, args: ReadonlyArray<string>): Promise<First> => {
  const file = join(home.path, "hooks.mjs")
  if (!existsSync(file)) writeFileSync(file, hooks)
  const child = spawn(process.execPath, [`--import=${pathToFileURL(file).href}`, programFile, ...args], {
    env: home.environment,
    stdio: ["ignore", "pipe", "inherit"]
  })
  return JSON.parse((await ended(child)).stdout)
}

it("no command loads a vendor, the engine or HTTP before its first output", async () => {
  const home = makeHome()
  Object.assign(home.environment, {
    KAYAKO_URL: "http://127.0.0.1:9/support/",
    KAYAKO_USERNAME: "jane@desk.example",
    KAYAKO_PASSWORD: "example-5ecret"
  })
  const account = "Kayako Classic at http://127.0.0.1:9/support as jane@desk.example\n"
  const said = async (args: ReadonlyArray<string>, stream: First["stream"], text: string) => {
    const first = await firstOutput(home, args)
    expect({ args, ...first }).toMatchObject({ args, stream, text: expect.stringContaining(text) })
    expect(first.loaded.filter((url) => /\/chunks\/(vendor|account)-/.test(url))).toEqual([])
    expect(first.loaded.some((url) => url.includes("/chunks/program-"))).toBe(true)
  }
  await Promise.all([
    said(["login", "kayako"], "stderr", `Logging in to ${account}`),
    said(["check", "kayako"], "stderr", `Checking ${account}`),
    said(["request", "kayako", "/x"], "stderr", `Asking ${account}`),
    said(["logout", "kayako"], "stderr", `Logging out of ${account}`),
    said(["doctor", "kayako"], "stderr", "Looking at Kayako Classic at http://127.0.0.1:9/support\n"),
    said(["proxy", "kayako"], "stderr", `Opening ${account}`),
    said(["emulate", "kayako", "--port", "0"], "stdout", "Kayako Classic at http://127.0.0.1:"),
    said(["explain", "kayako", "--", "-1"], "stdout", "InvalidCredentials"),
    said(["status"], "stdout", "No session yet."),
    said(["vendors"], "stdout", "kayako  (Kayako Classic)")
  ])
})

it("nothing is said first with --quiet, for programs, or of a command that is wrong", async ({ desk }) => {
  const home = makeHome()
  const check = async (args: ReadonlyArray<string>) =>
    (await run(home, ["check", "kayako", ...args], { env: desk.account })).stderr
  expect(await check([])).toBe(`Checking Kayako Classic at ${desk.url} as jane@desk.example\n`)
  expect(await check(["--quiet"])).toBe("")
  expect(await check(["--json"])).toBe("")
  expect(await check(["--nonsense"])).not.toContain("Checking")
  expect(await check(["--password-stdin", "--password-command", "echo x"])).not.toContain("Checking")
})

it("what is said first shows no secret of an address, and no control characters", async () => {
  const home = makeHome()
  const check = async (url: string, username: string) =>
    (await run(home, ["check", "kayako", ...(url === "" ? [] : ["--url", url]), "--username", username])).stderr.split(
      "\n"
    )[0]
  expect(await check("https://jane:hunter2@desk.example/a?key=hunter3#hunter4", "jane")).toBe(
    "Checking Kayako Classic at https://desk.example/a as jane"
  )
  expect(await check("not an address", "jane\u001b[2K")).toBe("Checking Kayako Classic")
  // Without an address the command ends: there is nothing to say first.
  expect(await check("", "jane")).toContain("Kayako Classic needs values that are missing or blank")
})

it("compiled code is kept in the user's cache folder, and a folder that cannot be used is left alone", async () => {
  const home = makeHome()
  const ran = (env: { readonly [name: string]: string }) =>
    run(home, ["vendors", "--json"], { env: { NODE_COMPILE_CACHE: undefined, ...env } })
  const kept = await ran({})
  expect(kept).toMatchObject({ code: 0, stderr: "" })
  expect(readdirSync(join(home.path, ".cache/crm-auth/compiled"))).toHaveLength(1)
  const file = join(home.path, "file")
  writeFileSync(file, "")
  expect(await ran({ XDG_CACHE_HOME: file })).toEqual(kept)
  // Others could put code there.
  const shared = join(home.path, "shared")
  mkdirSync(join(shared, "crm-auth/compiled"), { recursive: true })
  chmodSync(join(shared, "crm-auth/compiled"), 0o777)
  expect(await ran({ XDG_CACHE_HOME: shared })).toEqual(kept)
  expect(readdirSync(join(shared, "crm-auth/compiled"))).toEqual([])
})
