/** The command out of its tarball, as `npx` runs it in an empty folder. */
import { spawn } from "node:child_process"
import { mkdir } from "node:fs/promises"
import { delimiter, join } from "node:path"
import process from "node:process"
import { mustRun } from "@crm-auth/packages/run"
import { tool } from "@crm-auth/packages/tool"
import { vendorNames } from "@crm-auth/packages/vendors"
import type { Row } from "./row.ts"

const timeoutMillis = 120_000

interface Emulated {
  readonly url: string
  readonly accounts: ReadonlyArray<{ readonly [field: string]: string }>
}

interface Place {
  /** An empty folder, which is the person's home, too. */
  readonly folder: string
  readonly env: { readonly [name: string]: string }
  /** The arguments of `npx` that come before those of the command. */
  readonly args: ReadonlyArray<string>
}

/** Starts the emulator, uses it, and ends it with every process that `npx` started for it. */
const withEmulator = async <A>({ args, env, folder }: Place, use: (emulated: Emulated) => Promise<A>): Promise<A> => {
  const child = spawn("npx", [...args, "emulate", "kayako", "--port", "0", "--json"], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true
  })
  try {
    const line = await new Promise<string>((resolve, reject) => {
      let output = ""
      let errors = ""
      const timer = setTimeout(() => reject(new Error(`emulate printed nothing in time: ${errors}`)), timeoutMillis)
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk.toString()
        const [first] = output.split("\n", 1)
        if (output.includes("\n") && first !== undefined) {
          clearTimeout(timer)
          resolve(first)
        }
      })
      child.stderr.on("data", (chunk: Buffer) => void (errors += chunk.toString()))
      child.on("error", reject)
      child.on("close", (code) => reject(new Error(`emulate ended with ${code}: ${errors}`)))
    })
    const emulated: Emulated = JSON.parse(line)
    return await use(emulated)
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGINT")
  }
}

const expect = (what: string, holds: boolean, output: string): void => {
  if (!holds) throw new Error(`${what} printed ${JSON.stringify(output.trim().slice(0, 200))}`)
}

const use = async (version: string, place: Place): Promise<void> => {
  const command = (args: ReadonlyArray<string>, env: { readonly [name: string]: string } = {}) =>
    mustRun("npx", [...place.args, ...args], { cwd: place.folder, env: { ...place.env, ...env }, timeoutMillis })
  const help = await command(["--help"])
  expect("--help", help.includes("crm-auth <subcommand>"), help)
  const listed = await command(["vendors", "--json"])
  const { vendors }: { readonly vendors: ReadonlyArray<{ readonly name: string }> } = JSON.parse(listed)
  expect("vendors", vendors.map(({ name }) => name).join() === [...vendorNames].sort().join(), listed)
  await withEmulator(place, async ({ accounts: [account], url }) => {
    const env = {
      KAYAKO_URL: url,
      KAYAKO_USERNAME: account?.["username"] ?? "",
      KAYAKO_PASSWORD: account?.["password"] ?? ""
    }
    const checked = await command(["check", "kayako", "--json", "--quiet"], env)
    const { account: name, ok }: { readonly account: string; readonly ok: boolean } = JSON.parse(checked)
    expect("check", ok && name === env.KAYAKO_USERNAME, checked)
    const token = await command(["token", "kayako", "--quiet"], env)
    expect("token", /^\w{20,}\n$/.test(token), token)
    const node = await command(["exec", "kayako", "--", "node", "--version"], env)
    expect("exec", node.trim() === `v${version}`, node)
  })
}

/** Runs the packed command on one Node. */
export const tryNpx = async (version: string, tarball: string, scratch: string): Promise<Omit<Row, "effect">> => {
  const what = `npx @crm-auth/cli, Node ${version}`
  try {
    const folder = join(scratch, `npx-${version}`)
    await mkdir(folder, { recursive: true })
    const bin = join(await tool("node", version), "node_modules/node/bin")
    await use(version, {
      folder,
      args: ["--yes", `--package=file:${tarball}`, "--", "crm-auth"],
      env: {
        PATH: [bin, process.env["PATH"] ?? ""].join(delimiter),
        HOME: folder,
        npm_config_cache: join(scratch, "npx-cache", version),
        npm_config_update_notifier: "false",
        npm_config_loglevel: "error",
        SESSION_STORE_KEY: "0123456789abcdef".repeat(4)
      }
    })
    return { what, outcome: "passed", detail: "help, vendors, emulate, check, token, exec" }
  } catch (error) {
    return { what, outcome: "failed", detail: error instanceof Error ? error.message.slice(0, 300) : String(error) }
  }
}
