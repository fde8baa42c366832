/** What goes wrong around the program, and which secrets stay out of sight. */
import { execFile, execFileSync, spawn } from "node:child_process"
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { promisify } from "node:util"
import { afterAll, expect } from "vitest"
import { password } from "./fixtures/desk.ts"
import {
  atTerminal,
  ended,
  type Home,
  makeHome,
  programFile,
  removeHomes,
  run,
  start,
  storeKey,
  until
} from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

const token = ["token", "kayako"]
const isRoot = process.getuid?.() === 0
/** A user without rights, where the tests may become one. */
const unprivileged = 65_534

it("a reader that closes the pipe ends it without a word", async ({ desk }) => {
  const home = makeHome()
  await run(home, ["login", "kayako"], { env: desk.account })
  const script = `'${process.execPath}' '${programFile}' completions bash | head -c 10 >/dev/null; echo "\${PIPESTATUS[0]}"`
  const { stderr, stdout } = await promisify(execFile)("bash", ["-c", script], { env: home.environment })
  expect({ stderr, stdout }).toEqual({ stderr: "", stdout: "0\n" })
})

it("a command whose reader is gone still ends what it began", async ({ desk }) => {
  const home = makeHome()
  const script = `'${process.execPath}' '${programFile}' check kayako --store none | true; echo "\${PIPESTATUS[0]}"`
  const { stdout } = await promisify(execFile)("bash", ["-c", script], {
    env: { ...home.environment, ...desk.account }
  })
  expect(stdout).toBe("0\n")
  expect(await desk.logins()).toBe(1)
  expect(await desk.sessions()).toBe(0)
})

it("notes that cannot be shown do not end a command", async ({ desk }) => {
  const home = makeHome()
  await desk.fault("login", { delayMillis: 1200 })
  const script = `{ '${process.execPath}' '${programFile}' token kayako; echo "$?" >&3; } 2> >(true)`
  const ran = spawn("bash", ["-c", script], {
    env: { ...home.environment, ...desk.account },
    stdio: ["ignore", "pipe", "ignore", "pipe"]
  })
  let code = ""
  ran.stdio[3]?.on("data", (chunk) => (code += String(chunk)))
  expect((await ended(ran)).stdout).toMatch(/^\w{20,}\n$/)
  expect(code).toBe("0\n")
})

it("an answer that cannot be written is a failure, from the store and from the program", async ({ desk }) => {
  const home = makeHome()
  expect((await run(home, token, { env: desk.account })).code).toBe(0)
  for (const [command, stderr] of [
    ["token kayako", "crm-auth: Standard output cannot be written (ENOSPC).\n"],
    ["vendors", "crm-auth: Standard output cannot be written (ENOSPC).\n"],
    ["vendors --json", '{"error":{"version":1,"exitCode":1,"message":"Standard output cannot be written (ENOSPC)."}}\n']
  ]) {
    const script = `'${process.execPath}' '${programFile}' ${command} >/dev/full; echo "$?"`
    const ran = await promisify(execFile)("bash", ["-c", script], { env: { ...home.environment, ...desk.account } })
    expect(ran).toEqual({ stdout: "1\n", stderr })
  }
})

it("a failed command of another account leaves the profile's session to its own", async ({ desk }) => {
  const home = makeHome()
  const sam = { ...desk.account, KAYAKO_USERNAME: "sam@desk.example", KAYAKO_PASSWORD: "letmein" }
  const factor = ["--totp-command", "echo 123456"]
  const first = await run(home, [...token, ...factor], { env: sam })
  expect(first).toMatchObject({ code: 0 })
  expect(await run(home, token, { env: { ...desk.account, KAYAKO_PASSWORD: "wrong" } })).toMatchObject({ code: 4 })
  const { KAYAKO_PASSWORD: _, ...jane } = desk.account
  expect(await run(home, token, { env: jane })).toMatchObject({ code: 4, stdout: "" })
  expect((await run(home, token, { env: sam })).stdout).toBe(first.stdout)
  expect((await run(home, ["status"])).stdout).toMatch(/kayako +kayako +sam@desk\.example/)
})

it("two programs at once make one login", async ({ desk }) => {
  const home = makeHome()
  const before = await desk.logins()
  await desk.fault("login", { delayMillis: 400 })
  const [first, second] = await Promise.all([
    run(home, token, { env: desk.account }),
    run(home, token, { env: desk.account })
  ])
  expect(first).toMatchObject({ code: 0 })
  expect(second.stdout).toBe(first.stdout)
  expect(await desk.logins()).toBe(before + 1)
})

it("a keychain that hangs is given up after three seconds", async ({ desk }) => {
  const home = makeHome({ key: false })
  home.install("secret-tool", "exec sleep 60")
  const began = Date.now()
  const ran = await run(home, token, { env: desk.account })
  expect(ran).toMatchObject({ code: 3, stdout: "" })
  expect(ran.stderr).toContain("The secret service did not answer within 3 seconds")
  expect(ran.stderr).not.toMatch(/password|credentials/i)
  expect(Date.now() - began).toBeLessThan(15_000)
})

it("the key is made in the keychain once, and its program sees no secret among its arguments", async ({ desk }) => {
  const home = makeHome({ key: false })
  const kept = join(home.path, "kept")
  home.install(
    "secret-tool",
    `echo "$@" >>"${kept}.args"; case "$1" in store) cat >"${kept}";; lookup) [ -f "${kept}" ] && cat "${kept}" || exit 1;; esac`
  )
  expect((await run(home, token, { env: desk.account })).code).toBe(0)
  expect((await run(home, token, { env: desk.account })).code).toBe(0)
  const key = readFileSync(kept, "utf8")
  expect(Buffer.from(key, "base64")).toHaveLength(32)
  const args = readFileSync(`${kept}.args`, "utf8")
  expect(args).not.toContain(key)
  expect(args.match(/^store /gm)).toHaveLength(1)
})

/** Runs as a user without rights, whose program is where everybody may read it. */
const asUnprivileged = (home: Home, args: ReadonlyArray<string>, env: { readonly [name: string]: string }) => {
  const child = spawn(
    "setpriv",
    [`--reuid=${unprivileged}`, `--regid=${unprivileged}`, "--clear-groups", process.execPath, programFile, ...args],
    { env: { ...home.environment, ...env }, stdio: ["ignore", "pipe", "pipe"] }
  )
  return ended(child)
}

it("a home that cannot be written never renews, and says what to do", async ({ desk }) => {
  const home = makeHome()
  chmodSync(home.path, isRoot ? 0o755 : 0o500)
  const tryIt = (args: ReadonlyArray<string>) =>
    isRoot ? asUnprivileged(home, args, desk.account) : run(home, args, { env: desk.account })
  const before = await desk.attempts()
  const ran = await tryIt(token)
  expect(ran).toMatchObject({ code: 3, stdout: "" })
  expect(ran.stderr).toMatch(/cannot be written[^]*XDG_STATE_HOME[^]*--store none \(not with `token` or `env`/)
  expect(await desk.attempts()).toBe(before)
  expect((await tryIt(["check", "kayako", "--store", "none"])).code).toBe(0)
  chmodSync(home.path, 0o700)
})

// Only root can give a folder to another user.
it.runIf(isRoot)("a store of another user is not used", async ({ desk }) => {
  const home = makeHome()
  const state = join(home.path, "state")
  mkdirSync(join(state, "crm-auth/sessions"), { recursive: true, mode: 0o700 })
  chownSync(join(state, "crm-auth/sessions"), unprivileged, unprivileged)
  const before = await desk.attempts()
  const ran = await run(home, token, { env: { ...desk.account, XDG_STATE_HOME: state } })
  expect(ran).toMatchObject({ code: 3, stdout: "" })
  expect(ran.stderr).toContain("belongs to another user")
  expect(await desk.attempts()).toBe(before)
})

it("a store that others can read is not used", async ({ desk }) => {
  const home = makeHome()
  const state = join(home.path, "state")
  mkdirSync(join(state, "crm-auth/sessions"), { recursive: true })
  chmodSync(join(state, "crm-auth/sessions"), 0o755)
  const ran = await run(home, token, { env: { ...desk.account, XDG_STATE_HOME: state } })
  expect(ran).toMatchObject({ code: 3, stdout: "" })
  expect(ran.stderr).toContain("chmod 700")
})

it("a session is not handed to another password, and a key that changed makes a new one", async ({ desk }) => {
  const home = makeHome()
  const first = await run(home, token, { env: desk.account })
  const wrong = await run(home, token, { env: { ...desk.account, KAYAKO_PASSWORD: "wrong" } })
  expect(wrong).toMatchObject({ code: 4, stdout: "" })
  const rekeyed = await run(home, token, { env: { ...desk.account, SESSION_STORE_KEY: "f".repeat(64) } })
  expect(rekeyed).toMatchObject({ code: 0 })
  expect(rekeyed.stdout).not.toBe(first.stdout)
})

const everything = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n")

it("no file of the program holds a secret", async ({ desk }) => {
  const home = makeHome()
  const session = (await run(home, token, { env: desk.account })).stdout.trim()
  await run(home, ["request", "kayako", "/staffapi/index.php?/Core/Default/GetInfo"], { env: desk.account })
  const kept = everything(home.path)
  expect(kept).toContain("jane@desk.example")
  for (const secret of [session, password, storeKey]) expect(kept).not.toContain(secret)
})

/** The processes that this one has started, and theirs: other tests of the machine have secrets of their own. */
const descendants = (): ReadonlyArray<string> => {
  const parents = new Map<string, string>()
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    // The name of the program stands in brackets and may hold blanks.
    const parent = /^.*\) \S (\d+)/s.exec(readProcess(id, "stat"))?.[1]
    if (parent !== undefined) parents.set(id, parent)
  }
  const isOurs = (id: string): boolean => {
    const parent = parents.get(id)
    return parent !== undefined && (parent === String(process.pid) || isOurs(parent))
  }
  return [...parents.keys()].filter(isOurs)
}

const readProcess = (id: string, file: "cmdline" | "environ" | "stat"): string => {
  try {
    return readFileSync(`/proc/${id}/${file}`, "latin1")
  } catch {
    return ""
  }
}

/** What the processes show of themselves: their arguments, and their environment where it may be read. */
const shownByProcesses = () =>
  descendants()
    .map((id) => `${readProcess(id, "cmdline")}\n${readProcess(id, "environ")}`)
    .join("\n")

it(
  "no process shows a typed password or the session, but for the environment of a child of exec",
  { concurrent: false },
  async ({ desk }) => {
    const home = makeHome()
    const { KAYAKO_PASSWORD: _, ...named } = desk.account
    await desk.fault("login", { delayMillis: 1500 })
    const terminal = atTerminal(home, ["login", "kayako"], { env: named })
    await terminal.until(/Password/)
    terminal.type(`${password}\r`)
    await terminal.until(/[⠋⠙⠹] Logging in/)
    expect(shownByProcesses()).toContain("login")
    expect(shownByProcesses()).not.toContain(password)
    const listed = execFileSync("ps", ["-ww", "-o", "args=", "-p", descendants().join()], { encoding: "utf8" })
    expect(listed).not.toContain(password)
    expect(await terminal.code).toBe(0)

    const session = (await run(home, token, { env: named })).stdout.trim()
    const last = join(home.path, "last")
    const script = `echo ready; while [ ! -e '${last}' ]; do sleep 0.05; done`
    const child = start(home, ["exec", "kayako", "--", "sh", "-c", script], { env: named })
    let out = ""
    child.stdout?.on("data", (chunk) => (out += String(chunk)))
    const done = ended(child)
    await until(() => out, /ready/)
    const holders = descendants().filter((id) => readProcess(id, "environ").includes(session))
    const commands = holders.map((id) => readProcess(id, "cmdline"))
    writeFileSync(last, "")
    await done
    expect(commands.every((command) => command.startsWith("sh") || command.startsWith("sleep"))).toBe(true)
    expect(commands.length).toBeGreaterThan(0)
  }
)
